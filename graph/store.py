"""Where quads live: the small Store protocol and the embedded store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from .errors import QueryError, StoreError, StoreLockedError
from .vocabulary import FACTS_GRAPH, PREFIXES

Answer = QuerySolutions | QueryBoolean | QueryTriples


class Store(Protocol):
    """What the graph needs of a place that keeps quads."""

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

    def apply(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Remove and add quads in one atomic step."""

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads in bulk."""

    def close(self) -> None:
        """Release the store."""


def select(store: Store, sparql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a SELECT as tuples of strings, None where a variable is unbound."""
    answer: Any = store.query(sparql)
    return [tuple(None if term is None else term.value for term in row) for row in answer]


def values(iris: Iterable[str]) -> str:
    """Return IRIs as the rows of a VALUES block."""
    return " ".join(f"<{iri}>" for iri in iris)


class LocalStore:
    """The embedded store: Oxigraph, in memory or in a folder."""

    def __init__(self, path: str | Path | None = None) -> None:
        self.path = Path(path) if path is not None else None
        self._store: pyoxigraph.Store | None = _open(self.path)

    @property
    def engine(self) -> pyoxigraph.Store:
        """The open engine."""
        if self._store is None:
            raise StoreError(f"the store {self.path or 'in memory'} was closed: open it again")
        return self._store

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL query; the facts graph is the default graph, the project's prefixes are declared."""
        try:
            return self.engine.query(sparql, prefixes=PREFIXES, default_graph=NamedNode(FACTS_GRAPH))
        except SyntaxError as error:
            raise QueryError(f"this is not valid SPARQL: {error}") from None

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match; None matches everything."""
        return self.engine.quads_for_pattern(subject, predicate, object, graph)

    def apply(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Remove and add quads in one atomic step (one SPARQL update is one transaction)."""
        parts = [_data("DELETE", removed), _data("INSERT", added)]
        if update := ";\n".join(part for part in parts if part):
            self._write(lambda engine: engine.update(update))

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads in bulk, atomically."""
        self._write(lambda engine: engine.extend(quads))

    def _write(self, action: object) -> None:
        try:
            action(self.engine)  # type: ignore[operator]
        except OSError as error:
            raise StoreError(f"cannot write to the store {self.path}: {error}") from error

    def close(self) -> None:
        """Release the store's lock; using it afterwards is an error."""
        self._store = None


def _open(path: Path | None) -> pyoxigraph.Store:
    if path is None:
        return pyoxigraph.Store()
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, not a store: name a folder with --store")
    try:
        return pyoxigraph.Store(str(path))
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreLockedError(str(path)) from None
        raise StoreError(f"cannot open the store {path}: {error}") from None


def _data(verb: str, quads: Iterable[Quad]) -> str:
    """Return one `INSERT DATA` or `DELETE DATA` of these quads, sorted, so that equal changes are equal texts."""
    lines = [f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in _sorted(quads)]
    return f"{verb} DATA {{\n" + "\n".join(lines) + "\n}" if lines else ""


def _sorted(quads: Iterable[Quad]) -> Sequence[Quad]:
    return sorted(quads, key=str)
