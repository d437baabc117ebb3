"""What a store knows about itself: the version of its format, its policy, and whether an update was cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from .. import vocabulary as voc
from ..errors import StoreError
from ..statements.aggregation import PLAIN_CONFIDENCE
from ..store.operations import BATCH
from ..store.protocol import Store
from ..terms import auto, literal, node_of, text_of

FORMAT = 2
"""Version of the layout of quads; `migrations.py` says what changed."""

GRAPH = NamedNode(voc.SETTINGS_GRAPH)
NODE = NamedNode(voc.term("store"))
EVERYTHING = NODE
"""Stands in `pending` for a rebuilding of the whole facts graph, in `unapplied` for all that was ever decided."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a store.

    `pending` names article graphs whose update began and was not seen to end: a part may be missing. `unapplied` names
    whole ones that people decided about since, and that were not seen to be stored anew accordingly.
    """

    format: int = FORMAT
    plain_confidence: float = PLAIN_CONFIDENCE
    pending: frozenset[NamedNode] = field(default=frozenset())
    unapplied: frozenset[NamedNode] = field(default=frozenset())

    def quads(self) -> set[Quad]:
        """Return the settings as the store keeps them."""
        quads = {
            Quad(NODE, auto("format"), literal(self.format), GRAPH),
            Quad(NODE, auto("plain_confidence"), literal(float(self.plain_confidence)), GRAPH),
        }
        return quads | pending_quads(self.pending) | unapplied_quads(self.unapplied)


def pending_quads(graphs: Iterable[NamedNode]) -> set[Quad]:
    """Return the marks of updates that have begun."""
    return {Quad(NODE, auto("pending"), graph, GRAPH) for graph in graphs}


def unapplied_quads(graphs: Iterable[NamedNode]) -> set[Quad]:
    """Return the marks of articles that are to be stored anew by what people decided."""
    return {Quad(NODE, auto("unapplied"), graph, GRAPH) for graph in graphs}


@contextmanager
def pending(store: Store, size: int, graphs: Iterable[NamedNode]) -> Iterator[None]:
    """Mark these graphs while an update of `size` quads runs that the store cannot do in one step."""
    if store.atomic or size <= BATCH:
        yield
        return
    marks = pending_quads(graphs)
    store.apply((), marks)
    yield
    store.apply(marks, ())


def read_settings(store: Store) -> Settings | None:
    """Return the settings of a store; None where it has none: it is empty, or of the first format."""
    found = {quad.predicate: text_of(quad.object) for quad in store.quads(graph=GRAPH)}
    if auto("format") not in found:
        return None
    format = int(found[auto("format")])
    if format > FORMAT:
        raise StoreError(f"this store has format {format}, this autokg reads up to {FORMAT}: install a newer autokg")
    marked = {
        name: frozenset(node_of(quad.object) for quad in store.quads(NODE, auto(name), None, GRAPH))
        for name in ("pending", "unapplied")
        if auto(name) in found
    }
    return Settings(format, float(found[auto("plain_confidence")]), **marked)


def write_settings(store: Store, settings: Settings) -> None:
    """Replace the settings of a store."""
    old, new = set(store.quads(graph=GRAPH)), settings.quads()
    store.apply(old - new, new - old)
