"""WARC and WARC.gz: the pages of a crawl, as Common Crawl's news set holds them; WET files hold their texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph import SourceError

from .item import LARGEST, Item, Kind, Skip
from .stream import DAMAGE, Found, Opened

FORMS: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
}
"""What a crawl holds beside these (pictures, scripts, feeds) is no article and not reported."""


def warc_items(opened: Opened) -> Iterator[Found]:
    """Yield the pages of a crawl that the server answered with 200."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise SourceError(opened.name, "reading WARC needs warcio: pip install 'autokg[warc]'") from None
    try:
        for record in ArchiveIterator(opened.stream):
            if found := _item(opened.name, record):
                yield found
    except (ArchiveLoadFailed, *DAMAGE) as error:
        reason = " ".join(str(error).partition(", first line")[0].split())
        yield Skip(opened.name, f"a damaged WARC, read up to the damage: {reason}")


def _item(name: str, record: Any) -> Found | None:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    if record.rec_type not in ("response", "resource", "conversion") or headers is None or not url:
        return None
    form, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    answered = headers.get_statuscode() if record.rec_type == "response" else "200"
    kind = FORMS.get(form.strip().lower())
    if answered != "200" or kind is None or url.endswith("/robots.txt"):
        return None
    data = record.content_stream().read(LARGEST + 1)
    record.raw_stream.read()
    if record.raw_stream.limit > 0 and len(data) <= LARGEST:
        return Skip(f"{name}: {url}", "cut off: the WARC ends in the middle of this page")
    if len(data) > LARGEST:
        return Skip(f"{name}: {url}", "larger than 5 MB, too large for one article")
    charset = rest.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return Item(url, kind, data, url=url.strip("<>"), charset=charset)
