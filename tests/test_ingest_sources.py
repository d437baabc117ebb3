"""Readers: every kind of source gives the same article, or one reason why not."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import Article
from ingest.sources import Fetcher, Item, Manners, Reading, Skip, Web, read
from ingest.sources.file import stdin_items
from tests.papers import BODY, PAGE, one, reason, saved, zipped


def test_text_keeps_its_characters_and_reads_the_dateline(tmp_path: Path) -> None:
    text = f"Nordfjord picks Graz\n3 March 2026 | Alpine Motor Wire\n\n{BODY}\n"
    article = one(saved(tmp_path, "a.txt", text))
    assert (article.text, article.title) == (text, "Nordfjord picks Graz")
    assert (article.published, article.publisher) == (date(2026, 3, 3), "Alpine Motor Wire")


def test_markdown_gives_its_words_and_front_matter(tmp_path: Path) -> None:
    text = f"---\ntitle: Nordfjord picks Graz\ndate: 2026-03-03\nauthor: Ida Lund\n---\n# Nordfjord *picks* Graz\n\n**Magna** [said](http://x.example/a) it.\n\n- {BODY}\n\n```\ncode\n```\n"
    article = one(saved(tmp_path, "a.md", text))
    assert article.text == f"Nordfjord picks Graz\n\nMagna said it.\n\n{BODY}"
    assert (article.published, article.author) == (date(2026, 3, 3), "Ida Lund")


def test_html_gives_the_article_without_the_page(tmp_path: Path) -> None:
    article = one(saved(tmp_path, "a.html", PAGE.format(charset="utf-8", body=BODY)))
    assert article.title == "Nordfjord picks Graz"
    assert article.text == f"Nordfjord picks Graz\n\n{BODY}\n\n{BODY} Again."


@settings(deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_give_an_article_or_one_reason(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for found in read([saved(Path(folder), "a", data)], Reading(languages=())):
            assert isinstance(found, Article | Skip)


def test_bad_files_say_why(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.txt") == "no such file or folder"
    assert reason(saved(tmp_path, "e.txt", "")) == "the file is empty"
    assert "binary" in reason(saved(tmp_path, "b.txt", bytes(range(256)) * 40))
    assert "binary" in reason(saved(tmp_path, "p.txt", b"\x89PNG\r\n\x1a\n" + b"abc" * 99))
    assert "too large" in reason(saved(tmp_path, "big.txt", "words and more words. " * 950_000))
    assert "no article" in reason(
        saved(tmp_path, "n.html", "<html><body><nav><a href='/'>Home</a></nav></body></html>")
    )
    assert "office" in reason(saved(tmp_path, "d.docx", b"PK\x03\x04rest"))
    assert "zip" in reason(saved(tmp_path, "d.zip", b"PK\x03\x04rest"))
    assert "damaged" in reason(saved(tmp_path, "d.txt.gz", gzip.compress(b"a" * 999)[:-20]))
    assert "PDF" in reason(saved(tmp_path, "d.pdf", b"%PDF-1.7\nnothing"))


def test_damage_costs_only_what_it_hits(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"title": f"T{n}", "text": f"{BODY} {n:0999}"}) for n in range(90)).encode()
    cut = list(read([saved(tmp_path, "cut.jsonl.gz", gzip.compress(rows)[:-300])]))
    assert isinstance(cut[0], Article) and isinstance(cut[-1], Skip) and "read up to the damage" in cut[-1].reason
    assert [type(found) for found in cut[:-1]] == [Article] * (len(cut) - 1)
    bad = bytearray(zipped({"a.txt": BODY.encode() * 9, "b.txt": BODY.encode()}))
    bad[200] ^= 255
    first, second = read([saved(tmp_path, "bits.zip", bytes(bad))])
    assert isinstance(first, Skip) and "CRC" in first.reason
    assert isinstance(second, Article)


@pytest.mark.parametrize(
    ("name", "before", "after"), [("l.jsonl", b'{"text":"', b'"}\n{"text":"%s"}'), ("l.csv", b'text\n"', b'"\n"%s"\n')]
)
def test_an_endless_line_costs_only_itself(tmp_path: Path, name: str, before: bytes, after: bytes) -> None:
    data = before + b"word " * 4_000_000 + after.replace(b"%s", BODY.encode())
    long, good = read([saved(tmp_path, name, data)])
    assert isinstance(long, Skip) and isinstance(good, Article), (long, good)
    assert good.text == BODY


def test_a_folder_with_loops_is_read_once(tmp_path: Path) -> None:
    saved(tmp_path, "a.txt", f"Title\n\n{BODY}")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    article, gone, loop = read([tmp_path])
    assert isinstance(article, Article) and isinstance(gone, Skip) and isinstance(loop, Skip)
    assert (gone.reason, loop.reason) == (
        "no such file or folder", "cannot be read: Too many levels of symbolic links"
    )  # fmt: skip


def test_a_reader_that_fails_costs_only_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("out\nof order")

    monkeypatch.setattr("ingest.sources.file.jsonl_items", fail)
    skip, article = read([saved(tmp_path, "a.jsonl", "{}"), saved(tmp_path, "b.txt", BODY)])
    assert isinstance(skip, Skip) and isinstance(article, Article)
    assert skip.reason == "its reader failed: RuntimeError: out of order"


@pytest.mark.parametrize(
    "menu",
    [
        "Home | News | Cars | Video\n",
        "Home > News > Cars\n\n",
        "Skip to content\nHome\nCars\nTrucks\nSubscribe\n\n",
        "",
    ],
)
def test_a_menu_is_no_title(tmp_path: Path, menu: str) -> None:
    text = f"{menu}Nordfjord picks Graz\n3 March 2026 | Alpine Motor Wire\n\n{BODY}"
    article = one(saved(tmp_path, "m.txt", text))
    assert (article.title, article.published) == ("Nordfjord picks Graz", date(2026, 3, 3))
    assert article.text == text


def test_a_title_that_begins_like_a_menu_stays(tmp_path: Path) -> None:
    for title in ("Search for a battery partner ends in Graz", "Menu", "Related firms part ways"):
        assert one(saved(tmp_path, "t.txt", f"{title}\n\n{BODY}" if title != "Menu" else title)).title == title


def test_jsonl_finds_columns_by_name_or_by_mapping(tmp_path: Path) -> None:
    rows = [
        {
            "headline": "Nordfjord picks Graz",
            "body": BODY,
            "url": "https://n.example/1",
            "date": "2026-03-03T10:00:00Z",
            "authors": ["Ida Lund", "Bo Ek"],
            "source": {"name": "Wire"},
        },
        {"story": {"words": BODY}, "url": "https://n.example/2"},
    ]
    path = saved(tmp_path, "n.jsonl", "\n".join(map(json.dumps, rows)) + "\nnot json\n\n")
    first, second, third = read([path])
    assert isinstance(first, Article) and isinstance(second, Skip) and isinstance(third, Skip)
    assert (first.text, first.author, first.publisher) == (f"Nordfjord picks Graz\n\n{BODY}", "Ida Lund, Bo Ek", "Wire")
    assert (first.published, first.url) == (date(2026, 3, 3), "https://n.example/1")
    assert "--field text=NAME" in second.reason
    assert third.source.endswith("n.jsonl:3") and "JSON" in third.reason
    _, mapped, _ = read([path], Reading(fields={"text": "story.words"}))
    assert isinstance(mapped, Skip | Article)
    assert mapped.text == BODY if isinstance(mapped, Article) else False


def test_csv_json_and_stdin_forms(tmp_path: Path) -> None:
    table = f'title;text;published;url\n"Nordfjord; Graz";"{BODY}";03 Mar 2026;https://n.example/1\n'
    article = one(saved(tmp_path, "n.csv", table.encode("cp1252")))
    assert (article.title, article.published) == ("Nordfjord; Graz", date(2026, 3, 3))
    assert one(saved(tmp_path, "n.json", json.dumps([{"content": BODY}]))).text == BODY
    assert one(saved(tmp_path, "no-ending", json.dumps({"content": BODY}))).text == BODY


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("several", [False, True])
def test_json_without_a_name_is_read(indent: int | None, several: bool) -> None:
    row = {"text": BODY}
    data = json.dumps([row] if several else row, indent=indent).encode()
    with Fetcher() as fetcher:
        (found,) = stdin_items(io.BufferedReader(io.BytesIO(data)), Web(fetcher))
        assert isinstance(found, Item) and found.data.decode() == BODY
        words = io.BufferedReader(io.BytesIO(b"[Update] Sony and Magna go on."))
        (found,) = stdin_items(words, Web(fetcher))
        assert isinstance(found, Item) and found.kind == "text"


def test_json_that_holds_no_articles_is_one_skip(tmp_path: Path) -> None:
    (skip,) = read([saved(tmp_path, "facts.json", json.dumps([{"subject": "Sony"}, {"subject": "Honda"}]))])
    assert isinstance(skip, Skip)
    assert "none of its 2 entries is an article: no text among the fields subject" in skip.reason
    mixed = read([saved(tmp_path, "mixed.json", json.dumps([{"subject": "Sony"}, {"text": BODY}]))])
    assert [type(found) for found in mixed] == [Skip, Article]


def test_a_paragraph_is_no_title(tmp_path: Path) -> None:
    story = "Magna builds the car in Graz. Production starts next year. The contract is worth 2 billion euros.\n"
    assert one(saved(tmp_path, "story.txt", story)).title == ""
    assert (
        one(saved(tmp_path, "note.txt", "CATL will supply cells to BMW.\n")).title == "CATL will supply cells to BMW."
    )


def test_manners_are_values() -> None:
    assert Reading().manners == Manners()
