"""What a SPARQL endpoint needs of a store: queries over a chosen dataset, bounded answers, refusals.

Queries of strangers pass `refuse_foreign` first: federation (SERVICE) and LOAD would make the store's machine send
requests of the stranger's choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import islice
from typing import Any

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
)
from pyoxigraph import serialize as write

from ..errors import NotAcceptableError, QueryError, TooLargeError
from ..store.local import LocalStore
from ..store.protocol import Answer, Store
from ..store.tokens import words
from ..vocabulary import FACTS_GRAPH, PREFIXES
from .targets import own_update

TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""Media types for rows and truth values; the last two hold rows only."""

GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
    "text/plain": RdfFormat.N_TRIPLES,
}
"""Media types for triples."""


def refuse_foreign(sparql: str) -> None:
    """Raise QueryError for a query or update that makes the store ask other machines."""
    for keyword in sorted({"SERVICE", "LOAD"}.intersection(words(sparql))):
        raise QueryError(f"{keyword} is not allowed here: this endpoint asks no other machine")


def query_dataset(
    store: Store, sparql: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
) -> Answer:
    """Answer a query over the dataset of these graphs; without any, over that of the query, or over the facts graph."""
    if not isinstance(store, LocalStore):
        if default_graphs or named_graphs:
            raise QueryError("this endpoint passes queries on: name the graphs in the query, with FROM")
        return store.query(sparql)
    dataset: dict[str, Any] = {}
    if default_graphs or named_graphs:
        dataset = {"default_graph": _nodes(default_graphs), "named_graphs": _nodes(named_graphs)}
    elif "FROM" not in words(sparql):
        dataset = {"default_graph": NamedNode(FACTS_GRAPH)}
    try:
        return store.engine.query(sparql, prefixes=PREFIXES, **dataset)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"this is not valid SPARQL: {error}") from None


def _nodes(iris: Sequence[str]) -> list[NamedNode | BlankNode | DefaultGraph]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"not the IRI of a graph: {error}") from None


def first_rows(answer: Answer, most: int, *, limit: int) -> tuple[Answer, bool]:
    """Return an answer cut after `most` rows, and whether it had more; only a SELECT has rows.

    Rows of more than `limit` characters raise TooLargeError, terms that are triples QueryError.
    """
    if not isinstance(answer, QuerySolutions):
        return answer, False
    lines, size = ["\t".join(f"?{variable.value}" for variable in answer.variables)], 0
    for row in islice(answer, most):
        if any(isinstance(term, Triple) for term in row):
            raise QueryError("a row holds a triple: select its subject, predicate and object instead")
        lines.append("\t".join("" if term is None else str(term) for term in row))
        if (size := size + len(lines[-1])) > limit:
            raise TooLargeError(limit)
    more = next(iter(answer), None) is not None
    form = QueryResultsFormat.TSV  # the engine's own way from terms to rows
    cut: Any = parse_query_results("\n".join([*lines, ""]).encode(), form)
    return cut, more


def write_answer(answer: Answer, accepted: Sequence[str], *, limit: int) -> tuple[str, bytes]:
    """Return media type and bytes of an answer in the first of the accepted formats that it can have.

    An answer of more than `limit` bytes raises TooLargeError while it is written, one that has none of the formats
    NotAcceptableError.
    """
    known: dict[str, Any] = dict(GRAPHS if isinstance(answer, QueryTriples) else TABLES)
    if not isinstance(answer, QueryTriples) and not hasattr(answer, "variables"):
        known = {name: form for name, form in known.items() if not name.startswith("text/")}
    media = next((name for name in accepted if name in known), None)
    if media is None:
        raise NotAcceptableError(tuple(known))
    out = _Bounded(limit)
    try:
        if isinstance(answer, QueryTriples):
            write(answer, out, format=known[media], prefixes=PREFIXES)
        else:
            answer.serialize(out, format=known[media])
    except OSError as error:
        if out.full:
            raise TooLargeError(limit) from None
        raise QueryError(f"the query failed: {error}") from None
    return media, out.getvalue()


class _Bounded(BytesIO):
    """A buffer that refuses to grow beyond a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit
        self.full = False

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self.limit:
            self.full = True
            raise OSError("full")
        return super().write(data)


def update_dataset(store: Store, sparql: str) -> None:
    """Run a SPARQL update on graphs of the user's own; one of the graphs that autokg keeps raises ManagedGraphError."""
    if not isinstance(store, LocalStore):
        raise QueryError("send updates to the engine itself: this endpoint only passes queries on")
    try:
        store.engine.update(own_update(sparql), prefixes=PREFIXES)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"this is not a valid SPARQL update: {error}") from None
