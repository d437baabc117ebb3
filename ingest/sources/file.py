"""Files, archives and standard input: from an open stream to the documents in it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from graph import SourceError

from .archive import tar_members, zip_members
from .feed import feed_entries
from .form import FEED, form_of
from .item import LARGEST, LARGEST_PDF, Item, Kind, Skip
from .records import csv_items, json_items, jsonl_items
from .sitemap import sitemap_entries
from .stream import DAMAGE, Found, Members, Opened
from .warc import warc_items
from .web import Web

DEEPEST = 3
"""Archives inside archives."""
UNPACKERS: dict[bytes, Callable[[IO[bytes]], Any]] = {b"\x1f": gzip.open, b"B": bz2.open, b"\xfd": lzma.open}
"""What unpacks a stream, by its first byte."""
SINGLE: dict[str, Kind] = {"text": "text", "markdown": "markdown", "html": "html", "pdf": "pdf", "mail": "mail"}


def file_items(path: Path, web: Web) -> Iterator[Found]:
    """Yield the documents in a file, or a Skip."""
    try:
        with path.open("rb") as stream:
            size = path.stat().st_size
            opened = Opened(str(path), path.resolve().as_uri(), stream)
            limit = _largest(opened)
            if limit and size > limit:
                reason = f"{size / 1e6:.0f} MB is too large for one article: split it (at most {limit / 1e6:.0f} MB)"
                raise SourceError(str(path), reason)
            if size:  # a pipe has none
                web.gauge.follow(lambda: 1.0 if stream.closed else stream.tell() / size)
            yield from stream_items(opened, web)
    except SourceError as error:
        yield Skip(error.source, error.reason)
    except FileNotFoundError:
        yield Skip(str(path), "no such file or folder")
    except OSError as error:
        yield Skip(str(path), f"cannot be read: {error.strerror}")


def stdin_items(stream: IO[bytes], web: Web) -> Iterator[Found]:
    """Yield the documents on standard input."""
    try:
        yield from stream_items(Opened("standard input", "", cast(io.BufferedReader, stream)), web)
    except SourceError as error:
        yield Skip(error.source, error.reason)


def stream_items(opened: Opened, web: Web) -> Iterator[Found]:
    """Yield the documents in a stream, whatever it is; raise SourceError where it is nothing to read."""
    head = opened.head()
    if not head.strip():
        raise SourceError(opened.name, "the file is empty")
    form = form_of(opened.name, head)
    if form in SINGLE:
        data = opened.content(LARGEST_PDF if form == "pdf" else LARGEST)
        yield Item(opened.name, SINGLE[form], data, url=opened.url)
    elif form == "office":
        raise SourceError(opened.name, "office documents are not read: save it as PDF, HTML, text or CSV")
    elif form == "xml":
        yield from _xml_items(opened, web)
    else:
        yield from _container_items(opened, form, web)


def _container_items(opened: Opened, form: str, web: Web) -> Iterator[Found]:
    """Yield the documents in a container; one that holds none says so."""
    empty = True
    try:
        for found in _found(opened, form, web):
            empty = False
            yield found
    except DAMAGE as error:
        raise SourceError(opened.name, f"damaged, read up to the damage: {' '.join(str(error).split())}") from None
    if empty:
        raise SourceError(opened.name, "nothing to read in it")


def _found(opened: Opened, form: str, web: Web) -> Iterator[Found]:
    if form in ("zip", "tar", "packed"):
        return _members(opened, form, web)
    if form == "warc":
        return warc_items(opened)
    rows = {"json": json_items, "jsonl": jsonl_items, "csv": csv_items}[form]
    return rows(opened, web.reading.fields)


def _members(opened: Opened, form: str, web: Web) -> Iterator[Found]:
    if opened.depth >= DEEPEST:
        yield Skip(opened.name, "archives inside archives inside archives are not read")
        return
    members: Members = {"zip": zip_members, "tar": tar_members, "packed": _unpacked}[form](opened)
    for member in members:
        if isinstance(member, Skip):
            yield member
            continue
        try:
            yield from stream_items(member, web)
        except SourceError as error:
            yield Skip(error.source, error.reason)


def _unpacked(opened: Opened) -> Members:
    open_packed = UNPACKERS[opened.head()[:1]]
    name = PurePosixPath(opened.name)
    yield Opened(
        str(name.with_suffix("")) if name.suffix in (".gz", ".bz2", ".xz") else opened.name,
        opened.url,
        cast(io.BufferedReader, open_packed(opened.stream)),
        opened.depth + 1,
    )


def _xml_items(opened: Opened, web: Web) -> Iterator[Found]:
    data = opened.content(LARGEST_PDF)
    if FEED.search(data[:4096]):
        yield from web.entries(feed_entries(data, opened.url), opened.name)
        return
    maps, entries = sitemap_entries(data, opened.name)
    if entries or not maps:
        yield from web.entries(entries, opened.name)
    yield from web.inner(maps)


def _largest(opened: Opened) -> int:
    """Return the most bytes that this file may have; 0 for a container."""
    form = form_of(opened.name, opened.head())
    return (LARGEST_PDF if form == "pdf" else LARGEST) if form in SINGLE else 0
