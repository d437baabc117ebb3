"""The graph as files: whole stores and the answers of queries in standard formats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat
from pyoxigraph import serialize as write

from .errors import QueryError, StoreError
from .vocabulary import PREFIXES

if TYPE_CHECKING:
    from .store import Answer, Store

FILES = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG, ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES}
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


def export(store: Store, file: Path) -> int:
    """Write all quads to a file and return their number; formats without graphs get the facts graph's triples."""
    from .aggregation import FACTS

    format = FILES.get(file.suffix.lower())
    if format is None:
        raise StoreError(f"{file}: unknown ending {file.suffix!r}: use one of {', '.join(FILES)}")
    quads = store.quads() if format.supports_datasets else store.quads(graph=FACTS)
    counter = _Counter(quads if format.supports_datasets else (q.triple for q in quads))
    try:
        write(counter, file, format=format, prefixes=PREFIXES)
    except OSError as error:
        raise StoreError(f"cannot write {file}: {error}") from None
    return counter.count


class _Counter:
    """Passes quads or triples on and counts them."""

    def __init__(self, items: Iterator[Any]) -> None:
        self.items = items
        self.count = 0

    def __iter__(self) -> Iterator[Any]:
        for item in self.items:
            self.count += 1
            yield item
