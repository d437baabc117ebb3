"""The graph as part files, which the bulk loaders of engines read several at a time."""

from __future__ import annotations

import gzip
from itertools import chain, count, islice
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat
from pyoxigraph import serialize as write

from ..errors import StoreError
from ..store.protocol import Store
from .files import Count, Progress

QUADS = 1_000_000
"""Quads in a file: some 15 MB packed, 250 MB to the engine."""
LEVEL = 3
"""How hard gzip tries: harder costs twice the time for a tenth of the size."""


def write_parts(
    store: Store, folder: Path, progress: Progress = lambda done: None, *, quads: int = QUADS
) -> list[Path]:
    """Write everything in a store as N-Quads, so many in each gzipped file of a new folder, and return the files.

    They hold the statements too, computed from all articles, so that an empty engine that has loaded them, in any
    order, is what direct ingestion would have made of it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StoreError(f"{folder} holds files already: name a new folder, so that no old part is loaded again")
        left, files = Count(progress)(store.quads()), list[Path]()
        for number in count(1):
            first = next(left, None)
            if first is None:
                break
            files.append(folder / f"part-{number:05d}.nq.gz")
            with gzip.open(files[-1], "wb", compresslevel=LEVEL) as out:
                write(chain([first], islice(left, quads - 1)), cast(IO[bytes], out), format=RdfFormat.N_QUADS)
    except OSError as error:
        raise StoreError(f"cannot write parts to {folder}: {error}") from None
    return files
