"""Read anything that holds articles; one small module per kind of source.

Reading has two steps, because they run in different places: `items` finds documents (files, streams, the web) in
order and yields their bytes; `article_of` finds the article in a document and may run in any process. `read` does
both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph import Article

from .archive import is_readable
from .document import article_of
from .fetch import Fetcher, Manners
from .file import SINGLE, file_items, stdin_items
from .form import ENDINGS
from .gauge import Gauge
from .item import About, Item, Skip, Unchanged
from .records import mapping
from .stream import READING, Found, Reading
from .web import Memory, Web

__all__ = [
    "READING", "About", "Fetcher", "Found", "Gauge", "Item", "Manners", "Memory", "Reading", "Skip", "Unchanged", "Web",
    "article_of", "expand", "is_single", "items", "mapping", "read",
]  # fmt: skip


def read(sources: Iterable[str | Path], reading: Reading = READING) -> Iterator[Article | Skip]:
    """Yield the articles of sources, in order, and a Skip for what cannot be read."""
    with Fetcher(reading.manners) as fetcher:
        for found in items(sources, Web(fetcher, reading)):
            if isinstance(found, Item):
                yield article_of(found, reading.languages)
            elif isinstance(found, Skip):
                yield found


def items(sources: Iterable[str | Path], web: Web) -> Iterator[Found]:
    """Yield the documents of files, folders, http(s) URLs and standard input (`-`), in order."""
    places = [place for source in sources for place in expand(source)]
    web.gauge.expect(places)
    for place in places:
        web.gauge.begin(place)
        try:
            yield from _items(place, web)
        except Exception as error:  # whatever one source does to its reader, the others are read
            yield Skip(str(place), f"its reader failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}")


def _items(place: Path | str, web: Web) -> Iterator[Found]:
    if isinstance(place, Path):
        return file_items(place, web)
    return stdin_items(sys.stdin.buffer, web) if place == "-" else web.items(place)


def is_single(place: Path | str) -> bool:
    """Tell whether a place holds one article, by its name."""
    return isinstance(place, Path) and ENDINGS.get(place.suffix.lower()) in SINGLE


def expand(source: str | Path) -> Iterator[Path | str]:
    """Yield the URL, `-`, or the files that a source stands for, sorted."""
    if isinstance(source, str) and (source.startswith(("http://", "https://")) or source == "-"):
        yield source
        return
    path = Path(source)
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if is_readable(file.name) and _is_there(file))
    else:
        yield path


def _is_there(file: Path) -> bool:
    """Tell whether a name in a folder is a file, or a link that leads nowhere, of which its reader tells."""
    return file.is_file() or (file.is_symlink() and not file.exists())
