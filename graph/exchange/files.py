"""Whole graphs as files, which are read back to the same quads; nodes and edges in them are for other programs.

Only article graphs, decisions and graphs of the user's own are imported. The facts graph is computed from the first
two, so that a file can neither bring a fact without evidence nor one that its evidence does not bear out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from pyoxigraph import serialize as write

from .. import vocabulary as voc
from ..errors import StoreError
from ..sparql.targets import BOOKKEEPING
from ..statements.articles import article_ids, ids_at
from ..store.local import LocalStore
from ..store.protocol import Store
from ..terms import auto, node_of, text_of
from ..upkeep.migrations import migrate
from ..upkeep.rebuilding import rebuild
from ..upkeep.settings import (
    EVERYTHING,
    FORMAT,
    Settings,
    pending_quads,
    read_settings,
    unapplied_quads,
    write_settings,
)
from .enclosure import read_data, read_table
from .flat import flattened, unflattened
from .tables import write_csv, write_graphml

T = TypeVar("T")

DATASETS = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG, ".jsonld": RdfFormat.JSON_LD}
"""Formats with named graphs: they hold everything, and bring everything back."""
TRIPLES = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES}
"""Formats without: see `flat.py`."""
TABLES = {".graphml": write_graphml, ".csv": write_csv}
"""For network programs and for Neo4j: entities, values and the statements between them."""
ENCLOSED = {".graphml": read_data, ".csv": read_table}

URL, TRACE = NamedNode(voc.expand("schema:url")), auto("trace")
MARKS = frozenset(NamedNode(voc.expand(name)) for name in BOOKKEEPING)

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
    """Add the articles of an exported file to the store and return their number.

    Articles whose id or URL is known are left alone. An empty store takes over the policy of the file.
    Graphs of the user's own are added to those of the same names. The caller applies all decisions, the file's and the
    store's; the mark of that is set.
    """
    ending = file.suffix.lower()
    known = DATASETS | TRIPLES | TABLES
    if ending not in known:
        raise StoreError(f"{file}: unknown ending {ending!r}: use one of {', '.join(known)}")
    found = surveyed(_read(file, ending))
    if not found.urls:
        raise StoreError(f"{file} holds no articles of autokg: give a file that `autokg export` wrote")
    if found.format > FORMAT:
        raise StoreError(f"{file} has format {found.format}, this autokg reads up to {FORMAT}: install a newer autokg")
    read: Callable[[], Iterator[Quad]] = partial(_read, file, ending)
    if found.format < FORMAT:
        old = LocalStore()
        old.load(read())
        migrate(old, Settings(format=found.format))
        read, found = old.quads, surveyed(old.quads())
    there = {voc.article_graph(id) for id in article_ids(store)}
    new = {graph for graph, url in found.urls.items() if graph.value not in there and not ids_at(store, url)}
    settings = read_settings(store) or Settings()
    if not there and found.plain_confidence is not None:
        write_settings(store, replace(settings, plain_confidence=found.plain_confidence))
    # In this order a cut-off leaves whole decisions, which are applied later, and no part of an article.
    store.apply((), pending_quads({EVERYTHING, *new}) | unapplied_quads([EVERYTHING]))
    store.apply((), set(_without_known_visits(store, found.beside)))
    rebuild(store, Count(progress)(quad for quad in read() if quad.graph_name in new or _of_user(quad)))
    return len(new)


def _of_user(quad: Quad) -> bool:
    """Tell whether a quad is of a user's own graph, and could have been written there by an update."""
    graph = quad.graph_name
    own = isinstance(graph, NamedNode) and not graph.value.startswith(voc.MANAGED)
    return own and quad.predicate not in MARKS


def _without_known_visits(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads of decisions, and of visits to addresses that the store does not remember."""
    visits = NamedNode(voc.VISITS_GRAPH)
    visited = {quad.subject for quad in store.quads(graph=visits)}
    return (quad for quad in quads if quad.graph_name != visits or quad.subject not in visited)


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file holds: its format, its articles' graphs with their URLs, decisions and visits, and a policy."""

    format: int
    urls: Mapping[NamedNode, str]
    beside: frozenset[Quad]
    plain_confidence: float | None


def surveyed(quads: Iterable[Quad]) -> Survey:
    """Return what these quads hold; without a word about it their format is told by what later formats brought."""
    urls: dict[NamedNode, str] = {}
    beside: set[Quad] = set()
    settings: dict[NamedNode, str] = {}
    traced = False
    for quad in quads:
        graph = quad.graph_name
        name = graph.value if isinstance(graph, NamedNode) else ""
        if name.startswith(voc.ARTICLE_GRAPH):
            urls.setdefault(node_of(graph), "")
            if quad.predicate == URL and isinstance(quad.object, Literal):
                urls[node_of(graph)] = quad.object.value
            traced = traced or quad.predicate == TRACE
        elif name in (voc.DECISIONS_GRAPH, voc.VISITS_GRAPH):
            beside.add(quad)
        elif name == voc.SETTINGS_GRAPH:
            settings[quad.predicate] = text_of(quad.object)
    format = int(settings.get(auto("format"), FORMAT if traced else 1))
    policy = settings.get(auto("plain_confidence"))
    return Survey(format, urls, frozenset(beside), float(policy) if policy else None)


def _read(file: Path, ending: str) -> Iterator[Quad]:
    """Yield the quads of a file."""
    try:
        if ending in ENCLOSED:
            yield from ENCLOSED[ending](file)
        elif ending in DATASETS:
            yield from parse(path=file, format=DATASETS[ending])
        else:
            yield from unflattened(lambda: parse(path=file, format=TRIPLES[ending]))
    except KeyError as missing:
        raise StoreError(f"cannot read {file}: the evidence {missing} names no article") from None
    except (OSError, SyntaxError) as error:
        raise StoreError(f"cannot read {file}: {error}") from None


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
