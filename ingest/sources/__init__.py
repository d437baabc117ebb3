"""Read anything that holds articles; one small module per kind of source.

`read` walks folders and yields, in a fixed order, an Article or a Skip for everything it finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph import Article, SourceError

from .file import ENDINGS, read_file
from .web import read_url


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that was not read, and why."""

    source: str
    reason: str


def read(sources: Iterable[str | Path]) -> Iterator[Article | Skip]:
    """Yield the articles of files, folders (searched for the known file endings) and http(s) URLs."""
    for source in sources:
        for place in expand(source):
            try:
                yield read_url(place) if isinstance(place, str) else read_file(place)
            except SourceError as error:
                yield Skip(error.source, error.reason)


def expand(source: str | Path) -> Iterator[Path | str]:
    """Yield the URL or the files that a source stands for, sorted."""
    if isinstance(source, str) and source.startswith(("http://", "https://")):
        yield source
        return
    path = Path(source)
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())
    else:
        yield path
