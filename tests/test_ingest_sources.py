"""Readers: every kind of source gives the same article, or one reason why not."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import Article
from ingest.sources import Manners, Reading, Skip, read
from ingest.sources.encoding import decode
from ingest.sources.language import language_of

BODY = (
    "Magna Steyr will assemble the Nordfjord N4 in Graz from the autumn of 2027, the two companies said on Tuesday. "
    "The contract covers 60,000 cars a year, and Bosch delivers the electric motors for both axles."
)
PAGE = (
    "<html lang='en'><head><title>Nordfjord picks Graz</title><meta charset='{charset}'></head><body><nav><a href='/'>"
    "Home</a></nav><article><h1>Nordfjord picks Graz</h1><p>{body}</p><p>{body} Again.</p></article></body></html>"
)


ENGLISH = Reading()


def one(path: Path, reading: Reading = ENGLISH) -> Article:
    (article,) = read([path], reading)
    assert isinstance(article, Article), article
    return article


def reason(path: Path) -> str:
    (skip,) = read([path])
    assert isinstance(skip, Skip), skip
    assert "\n" not in skip.reason
    return skip.reason


def saved(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


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


@pytest.mark.parametrize(
    "charset", ["utf-8", "cp1252", "iso-8859-15", "utf-16", "utf-16-le", "gb18030", "shift_jis", "cp1250", "koi8-r"]
)
def test_declared_encodings_are_believed(tmp_path: Path, charset: str) -> None:
    words = {
        "gb18030": "比亚迪 and 宁德时代",
        "shift_jis": "トヨタ and パナソニック",
        "cp1250": "Škoda in Mladá Boleslav",
        "koi8-r": "АвтоВАЗ",
    }
    body = f"{BODY} {words.get(charset, 'Citroën and Škoda’s “Mégane”')} signed it."
    if charset == "iso-8859-15":
        body = f"{BODY} Citroën signed it."
    article = one(saved(tmp_path, "a.html", PAGE.format(charset=charset, body=body).encode(charset)))
    assert body in article.text


@pytest.mark.parametrize("charset", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "latin-1"])
def test_undeclared_western_encodings_are_guessed(charset: str) -> None:
    text = f"{BODY} Citroën’s Mégane costs £30,000 in München." if charset != "latin-1" else f"{BODY} Citroën, München."
    assert decode((text * 3).encode(charset), "a.txt") == text * 3


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(
        lambda t: t[0] != "\ufeff"
    )
)
def test_utf8_is_never_mistaken(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


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


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_container_without_articles_says_so(tmp_path: Path) -> None:
    out = io.BytesIO()
    tarfile.open(fileobj=out, mode="w").close()
    for name, data in {
        "empty.zip": zipped({}),
        "pictures.zip": zipped({"a.png": b"x"}),
        "empty.tar": out.getvalue(),
        "head.csv": b"title,text\n",
        "blank.jsonl.gz": gzip.compress(b"\n \n"),
    }.items():
        assert reason(saved(tmp_path, name, data)) in ("nothing to read in it", "the file is empty"), name
    feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>W</title>{}</channel></rss>"
    assert reason(saved(tmp_path, "empty.xml", feed.format(""))) == "a feed or sitemap without entries"
    entries = "".join(f"<item><title>Item {n}</title><description>{n} {BODY * 3}</description></item>" for n in "ab")
    undated = list(read([saved(tmp_path, "undated.xml", feed.format(entries))]))
    assert [found.title for found in undated if isinstance(found, Article)] == ["Item a", "Item b"]


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


def test_archives_inside_archives(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with tarfile.open(fileobj=inner, mode="w:gz") as tar:
        for name, data in {
            "a.txt": BODY.encode(),
            "logo.png": b"\x89PNG",
            "b.txt.gz": gzip.compress(b"x" + BODY.encode()),
        }.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    path = tmp_path / "outer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("news/in.tar.gz", inner.getvalue())
        archive.writestr("news/c.html", PAGE.format(charset="utf-8", body=BODY))
        archive.writestr("__MACOSX/c.html", "junk")
    found = list(read([path]))
    assert [type(x) for x in found] == [Article] * 3, found
    assert [x.text[:20] for x in found if isinstance(x, Article)] == [
        BODY[:20],
        f"x{BODY}"[:20],
        "Nordfjord picks Graz",
    ]
    assert len({x.url for x in found if isinstance(x, Article)}) == 3


def test_mail_prefers_what_reads_as_an_article(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = (
        "Nordfjord picks Graz",
        "Alpine Wire <news@wire.example>",
        "Tue, 03 Mar 2026 09:00:00 +0000",
    )
    mail.set_content(
        f"View this email in your browser\n\n{BODY}\n\n{BODY} <https://t.example/x>\n\n-- \nUnsubscribe https://t.example/u\nWire Ltd, London"
    )
    article = one(saved(tmp_path, "n.eml", mail.as_bytes()))
    assert article.text == f"Nordfjord picks Graz\n\n{BODY}\n\n{BODY}"
    assert (article.publisher, article.published) == ("Alpine Wire", date(2026, 3, 3))
    mail.add_alternative(PAGE.format(charset="utf-8", body=BODY), subtype="html")
    assert "Home" not in one(saved(tmp_path, "h.eml", mail.as_bytes())).text


def test_pdf_gives_running_text(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    from ingest.sources.pdf import running_text

    pages = [
        f"ALPINE WIRE   {n}\n{word} opens.\nMagna Steyr will assem-\nble the {word} in Graz from 2027, both\nsaid in {word}.\n"
        for n, word in enumerate(("Nordfjord", "Sudfjord", "Ostfjord", "Westfjord"), 1)
    ]
    assert "Magna Steyr will assemble the Sudfjord in Graz from 2027, both said in Sudfjord." in running_text(pages)
    assert "ALPINE WIRE" not in running_text(pages)
    assert BODY in one(saved(tmp_path, "a.pdf", small_pdf(BODY))).text


def small_pdf(text: str) -> bytes:
    """Return a PDF with one line of text per 80 characters."""
    import textwrap

    lines = "".join(f"({line}) Tj T* " for line in textwrap.wrap(text, 80))
    stream = f"BT /F1 11 Tf 14 TL 50 700 Td {lines}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    )


def test_warc_gives_pages_and_survives_damage(tmp_path: Path) -> None:
    warcio = pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    assert warcio
    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for name, status, form, body in [
            (
                "a",
                "200 OK",
                "text/html; charset=ISO-8859-1",
                PAGE.format(charset="x", body=BODY + " Citroën.").encode("latin-1"),
            ),
            ("b", "404 Not Found", "text/html", b"<html>gone</html>"),
            ("c.png", "200 OK", "image/png", b"\x89PNG"),
            ("d", "200 OK", "text/html", PAGE.format(charset="utf-8", body=BODY).encode()),
        ]:
            headers = StatusAndHeaders(status, [("Content-Type", form)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"https://n.example/{name}", "response", payload=io.BytesIO(body), http_headers=headers
            )
            writer.write_record(record)
    first, second = read([path])
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.url, second.url) == ("https://n.example/a", "https://n.example/d")
    assert "Citroën" in first.text
    cut = saved(tmp_path, "cut.warc.gz", path.read_bytes()[:-100])
    found = list(read([cut]))
    assert isinstance(found[0], Article) and isinstance(found[-1], Skip)


def test_other_languages_are_named_and_can_be_allowed(tmp_path: Path) -> None:
    german = (
        "Magna Steyr baut den neuen Geländewagen ab 2027 in Graz. Das teilten die beiden Unternehmen am Dienstag mit. "
        * 3
    )
    path = saved(tmp_path, "g.txt", german)
    assert "German" in reason(path) and "--language de" in reason(path)
    assert one(path, Reading(languages=("en", "de"))).language == "de"
    assert one(path, Reading(languages=())).language == "de"
    assert (
        language_of("BYD, CATL, Gotion High-Tech, CALB, EVE Energy, LG Energy Solution, SK On, Panasonic, Samsung SDI")
        == "en"
    )


def test_manners_are_values() -> None:
    assert Reading().manners == Manners()
