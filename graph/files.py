"""Whole graphs as files: what RDF formats hold is read back to the same quads; tables are for other programs.

Only article graphs and decisions are imported. The facts graph is computed from them, so that a file can neither
bring a fact without evidence nor one that its evidence does not bear out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from pyoxigraph import serialize as write

from . import vocabulary as voc
from .errors import StoreError
from .flat import flattened, unflattened
from .rebuilding import rebuild
from .store import Store
from .tables import write_csv, write_graphml

T = TypeVar("T")

DATASETS = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG, ".jsonld": RdfFormat.JSON_LD}
"""Formats with named graphs: they hold everything."""
TRIPLES = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES}
"""Formats without: see `flat.py`."""
TABLES = {".graphml": write_graphml, ".csv": write_csv}
"""For network programs and for Neo4j: entities, values and the statements between them."""

Progress = Callable[[int], None]
"""Called now and then with how many quads or rows are done."""
STEP = 10_000


def export_file(store: Store, file: Path, progress: Progress = lambda done: None) -> int:
    """Write the graph to a file whose ending names the format; return the number of quads or rows."""
    ending = file.suffix.lower()
    known = DATASETS | TRIPLES | TABLES
    if ending not in known:
        raise StoreError(f"{file}: unknown ending {ending!r}: use one of {', '.join(known)}")
    try:
        if ending in TABLES:
            return TABLES[ending](store, file, progress)
        count = Count(progress)
        items: Iterable[Any] = store.quads() if ending in DATASETS else flattened(store.quads())
        write(count(items), file, format=(DATASETS | TRIPLES)[ending], prefixes=voc.PREFIXES)
        return count.done
    except OSError as error:
        raise StoreError(f"cannot write {file}: {error}") from None


def import_file(store: Store, file: Path, progress: Progress = lambda done: None) -> int:
    """Add the articles of an exported file to the store and return their number; known articles are left alone."""
    ending = file.suffix.lower()
    known = ", ".join(DATASETS | TRIPLES)
    if ending in TABLES:
        raise StoreError(f"{file}: a {ending} file does not say which article bears out what: import one of {known}")
    if ending not in DATASETS | TRIPLES:
        raise StoreError(f"{file}: unknown ending {ending!r}: use one of {known}")
    if not any(True for _ in _articles(_read(file, ending), set())):
        raise StoreError(f"{file} holds no articles of autokg: give a file that `autokg export` wrote")
    there, count = _known(store), Count(progress)
    rebuild(store, count(_articles(_read(file, ending), there)))
    return len(_known(store) - there)


def _read(file: Path, ending: str) -> Iterator[Quad]:
    """Yield the quads of a file."""
    try:
        if ending in DATASETS:
            yield from parse(path=file, format=DATASETS[ending])
        else:
            yield from unflattened(lambda: parse(path=file, format=TRIPLES[ending]))
    except KeyError as missing:
        raise StoreError(f"cannot read {file}: the evidence {missing} names no article") from None
    except (OSError, SyntaxError) as error:
        raise StoreError(f"cannot read {file}: {error}") from None


def _articles(quads: Iterable[Quad], known: set[str]) -> Iterator[Quad]:
    """Yield the quads of the articles that are not known yet, of decisions and of visits."""
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        if name in (voc.DECISIONS_GRAPH, voc.VISITS_GRAPH) or (
            name.startswith(voc.ARTICLE_GRAPH) and name not in known
        ):
            yield quad


def _known(store: Store) -> set[str]:
    """Return the graphs of the store's articles."""
    from .rebuilding import article_ids

    return {voc.article_graph(id) for id in article_ids(store)}


class Count:
    """Passes items on and counts them."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.done = 0

    def __call__(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items."""
        for item in items:
            self.done += 1
            if self.done % STEP == 0:
                self.progress(self.done)
            yield item
        self.progress(self.done)
