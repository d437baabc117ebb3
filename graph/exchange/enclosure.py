"""What a file of nodes and edges encloses so that it can be read back: all quads but those of the facts graph.

Nodes and edges alone do not say which article bears out what. In GraphML the quads stand behind the graph as data of
the file (N-Quads, gzip, base64: a twentieth of the size), which network programs pass over; beside CSV files they
are a third table, of N-Quads terms.
"""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from pyoxigraph import Quad, RdfFormat, parse
from pyoxigraph import serialize as write

from ..errors import StoreError
from ..store.protocol import Store
from ..terms import FACTS

PORTION = 20_000
"""Quads per element of a GraphML file, and per parse of a table."""
KEY = "sources"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
COLUMNS = ("subject", "predicate", "object", "graph")
CELL = 1 << 30
"""Characters that a cell may have: texts of articles are longer than csv allows by itself."""


def _enclosed(store: Store) -> Iterator[Quad]:
    return (quad for quad in store.quads() if quad.graph_name != FACTS)


def write_data(store: Store, out: TextIO) -> None:
    """Write the enclosed quads as `data` elements of a GraphML file."""
    quads = _enclosed(store)
    while portion := list(islice(quads, PORTION)):
        lines = write(portion, format=RdfFormat.N_QUADS) or b""
        out.write(f'<data key="{KEY}">{b64encode(gzip.compress(lines, mtime=0)).decode()}</data>\n')


def read_data(file: Path) -> Iterator[Quad]:
    """Yield the quads that a GraphML file encloses."""
    from xml.etree.ElementTree import iterparse

    depth = 0
    for event, element in iterparse(file, ("start", "end")):
        if event == "start":
            depth += 1
            continue
        depth -= 1
        if depth == 1:  # directly below the root
            if element.tag == f"{GRAPHML}data" and element.get("key") == KEY:
                yield from parse(_unpacked(file, element.text or ""), format=RdfFormat.N_QUADS)
            element.clear()


def _unpacked(file: Path, text: str) -> bytes:
    try:
        return gzip.decompress(b64decode(text))
    except (ValueError, EOFError, OSError, zlib.error) as error:
        raise StoreError(f"cannot read {file}: what it encloses is damaged ({error}): export it again") from None


def tables_of(file: Path) -> tuple[Path, Path, Path]:
    """Return the tables of NAME.csv, of nodes, edges and enclosed quads; any of the three stands for NAME.csv, too."""
    name = re.sub("-(nodes|edges|sources)$", "", file.stem)
    nodes, edges, sources = (file.with_name(f"{name}-{part}.csv") for part in ("nodes", "edges", "sources"))
    return nodes, edges, sources


def write_table(store: Store, file: Path) -> None:
    """Write the enclosed quads as a CSV table of terms."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(map(str, (q.subject, q.predicate, q.object, q.graph_name)) for q in _enclosed(store))


def read_table(file: Path) -> Iterator[Quad]:
    """Yield the quads of a table, which may be given by the name of the export or of any of its tables."""
    *_, table = tables_of(file)
    limit = csv.field_size_limit(CELL)
    try:
        with table.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            if tuple(next(rows, ())) != COLUMNS:
                raise StoreError(f"cannot read {table}: its columns are not {', '.join(COLUMNS)}")
            yield from _parsed(rows)
    except csv.Error as error:
        raise StoreError(f"cannot read {table}: {error}") from None
    finally:
        csv.field_size_limit(limit)


def _parsed(rows: Iterable[list[str]]) -> Iterator[Quad]:
    rows = iter(rows)
    while portion := list(islice(rows, PORTION)):
        yield from parse("".join(f"{' '.join(row)} .\n" for row in portion), format=RdfFormat.N_QUADS)
