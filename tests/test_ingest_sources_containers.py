"""Readers: what holds articles inside other things: archives, feeds, mail, PDF, crawls."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from graph import Article
from ingest.sources import Skip, read
from tests.papers import BODY, PAGE, one, reason, saved, zipped


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


@pytest.mark.parametrize(("ending", "compress"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_packed_files_are_read_whatever_packed_them(
    tmp_path: Path, ending: str, compress: Callable[[bytes], bytes]
) -> None:
    row = json.dumps({"text": BODY}).encode()
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("a.jsonl")
        info.size = len(row)
        tar.addfile(info, io.BytesIO(row))
    for name, data in {"a.jsonl": row, "a.tar": out.getvalue(), "no-ending": out.getvalue()}.items():
        assert one(saved(tmp_path, f"{name}.{ending}", compress(data))).text == BODY, name
    cut = saved(tmp_path, f"cut.txt.{ending}", compress(BODY.encode())[:-9])
    assert "damaged" in reason(cut)


def test_office_documents_in_folders_and_archives_are_named(tmp_path: Path) -> None:
    saved(tmp_path, "a.docx", zipped({"word/document.xml": b"<w/>"}))
    saved(tmp_path, "b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    saved(tmp_path, "c.rtf", "{\\rtf1 Sony partnered with Magna Steyr.}")
    saved(tmp_path, "d.zip", zipped({"e.docx": b"PK\x03\x04rest"}))
    found = list(read([tmp_path]))
    assert [isinstance(one, Skip) and "office" in one.reason for one in found] == [True] * 4, found


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
