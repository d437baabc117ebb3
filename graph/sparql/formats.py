"""The answers of queries in standard formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat
from pyoxigraph import serialize as write

from ..errors import QueryError
from ..vocabulary import PREFIXES

if TYPE_CHECKING:
    from ..store.protocol import Answer

TABLES = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "xml": RdfFormat.RDF_XML}


def serialize(answer: Answer, form: str) -> bytes:
    """Return the answer of a query in a format: json, xml, csv, tsv for rows, turtle, ntriples, xml for triples."""
    known = GRAPHS if isinstance(answer, QueryTriples) else TABLES
    if form not in known:
        raise QueryError(f"this answer cannot be written as {form!r}", tuple(known))
    if isinstance(answer, QueryTriples):
        return write(answer, format=GRAPHS[form], prefixes=PREFIXES) or b""
    return answer.serialize(format=TABLES[form]) or b""
