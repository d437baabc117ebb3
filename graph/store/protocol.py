"""What the graph needs of a place that keeps quads: the Store protocol, and how its rows are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

Answer = QuerySolutions | QueryBoolean | QueryTriples


class Store(Protocol):
    """What the graph needs of a place that keeps quads."""

    @property
    def atomic(self) -> bool:
        """Whether `apply` is one atomic step whatever its size."""

    @property
    def read_only(self) -> bool:
        """Whether the store refuses writes."""

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL query; the facts graph is the default graph, the project's prefixes are declared."""

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match; None matches everything."""

    def known(self, quads: Collection[Quad]) -> set[Quad]:
        """Return those of the quads that the store holds."""

    def apply(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Remove and add quads, in one step where the store is `atomic`."""

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads fast, not atomically; the caller marks the store before (see `upkeep.settings`)."""

    def clear(self, graph: NamedNode) -> None:
        """Remove all quads of a graph."""

    def close(self) -> None:
        """Release the store."""


def select(store: Store, sparql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a SELECT as tuples of strings, None where a variable is unbound."""
    answer: Any = store.query(sparql)
    return [tuple(None if term is None else term.value for term in row) for row in answer]


def values(iris: Iterable[str]) -> str:
    """Return IRIs as the rows of a VALUES block."""
    return " ".join(f"<{iri}>" for iri in iris)
