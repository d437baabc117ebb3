"""An open source: a stream of bytes with a name and an address, and what may be read of it."""

from __future__ import annotations

import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import IO, AnyStr, Literal, TypeAlias, cast

from graph import SourceError

from .fetch import MANNERS, Manners
from .form import HEAD
from .item import Item, Skip, Unchanged

Found: TypeAlias = Item | Skip | Unchanged
DAMAGE = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile)
"""What reading raises where a file is cut off or its packed data are wrong."""
IN_MEMORY = 50_000_000
"""Bytes up to which an archive inside another source is unpacked in memory."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of the sources, and how.

    `languages` are ISO 639-1 codes; none means any. `fields` names the columns of tables and JSON lines
    (`{"text": "body"}`). `since` leaves out what feeds and sitemaps date earlier. `known` says whether an article
    that is in the store unchanged is read again.
    """

    languages: tuple[str, ...] = ("en",)
    fields: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    known: Literal["skip", "read"] = "skip"
    manners: Manners = MANNERS


READING = Reading()
"""English articles, as the options of the command line are when none is given."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open stream: its name in reports, its address, and how deep it lies inside other sources."""

    name: str
    url: str
    stream: io.BufferedReader
    depth: int = 0

    def head(self) -> bytes:
        """Return the first bytes and leave them to be read, or raise SourceError where they cannot be."""
        try:
            return self.stream.peek(HEAD)[:HEAD]
        except DAMAGE as error:
            raise SourceError(self.name, _reason(error)) from None

    def content(self, largest: int) -> bytes:
        """Return all bytes, or raise SourceError where they are more than the limit or cannot be read."""
        try:
            data = self.stream.read(largest + 1)
        except DAMAGE as error:
            raise SourceError(self.name, _reason(error)) from None
        if len(data) > largest:
            raise SourceError(self.name, f"larger than {largest / 1e6:.0f} MB, too large for one article: split it")
        return data

    def inside(self, member: str, stream: IO[bytes]) -> Opened:
        """Return a member of this source as a source of its own."""
        return replace(
            self,
            name=f"{self.name}/{member}" if member else self.name,
            url=f"{self.url}#{member}" if member else self.url,
            stream=buffered(stream),
            depth=self.depth + 1,
        )


def buffered(stream: IO[bytes]) -> io.BufferedReader:
    """Return a stream that can show its first bytes."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), buffer_size=65536)


def _reason(error: Exception) -> str:
    return f"{'cannot be read' if getattr(error, 'errno', None) else 'damaged'}: {error}"


def lines(stream: IO[AnyStr], longest: int) -> Iterator[AnyStr]:
    """Yield the lines of a stream; of one that is longer than `longest` only so much, and the rest is passed over.

    >>> list(lines(io.StringIO("abc\\nabcdef\\na"), 5))
    ['abc\\n', 'abcde', 'a']
    """
    while line := stream.readline(longest):
        yield line
        end = "\n" if isinstance(line, str) else b"\n"
        while len(line) == longest and not line.endswith(end):
            line = stream.readline(longest)


def seekable(opened: Opened) -> IO[bytes]:
    """Return a stream that can go back, copied to a temporary file where it must be."""
    if opened.stream.seekable():
        return opened.stream
    copy: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (its reader closes it)
    while part := opened.stream.read(1 << 20):
        copy.write(part)
    copy.seek(0)
    return copy


Members: TypeAlias = Iterator[Opened | Skip]
