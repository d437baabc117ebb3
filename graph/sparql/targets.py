"""Which graphs a SPARQL update writes to: its own author's, never those that autokg keeps.

The graphs of autokg are computed from each other. An update of one of them would leave evidence, aggregates and names
that contradict each other, so it is refused; graphs with any other name are the user's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import ManagedGraphError, QueryError
from ..vocabulary import MANAGED, PREFIXES, expand

BOOKKEEPING = ("auto:supports", "auto:trace")
"""What makes something evidence, or an article: copies in graphs of the user's are not, so they lose it."""


def own_update(update: str) -> str:
    """Return an update that writes to the user's own graphs only, or raise ManagedGraphError or QueryError.

    Every graph that is written must be named in the update. Copies of evidence do not count as evidence: the update
    returned takes out what would make them so, in the same step.
    """
    parsed = _parsed(update)
    graphs = sorted(set(_targets(parsed)))
    drop = (
        f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s <{expand(name)}> ?o }} }}" for graph in graphs for name in BOOKKEEPING
    )
    # After a last `;` stands an empty prologue, and the next operation follows without another `;`.
    between = "\n" if len(parsed.prologue) > len(parsed.request or ()) else "\n;\n"
    return between.join((update, "\n;\n".join(drop)))


def _targets(parsed: Any) -> Iterator[str]:
    for operation in _operations(parsed):
        for graph in _written(operation):
            iri = str(graph)
            if not _named(graph) or iri.startswith(MANAGED):
                raise ManagedGraphError(iri if _named(graph) else "")
            yield iri


def _parsed(update: str) -> Any:
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        return parseUpdate(update)
    except Exception as error:  # the parser raises whatever it stumbles over
        raise QueryError(f"this is not a valid SPARQL update: {error}") from None


def _operations(parsed: Any) -> Iterable[Any]:
    from rdflib.plugins.sparql.algebra import translateUpdate

    try:
        translated: Any = translateUpdate(parsed, initNs=PREFIXES)
    except Exception as error:  # as the parser, of prefixes that nobody declared and the like
        raise QueryError(f"this is not a valid SPARQL update: {error}") from None
    operations: Iterable[Any] = getattr(translated, "algebra", translated)
    return operations


def _named(graph: object) -> bool:
    from rdflib import URIRef

    return isinstance(graph, URIRef)


def _written(operation: Any) -> Iterator[object]:
    """Yield the graphs that an operation writes: IRIs, variables, or words for the default graph or several."""
    if operation.name in ("InsertData", "DeleteData", "DeleteWhere"):
        yield from _of_quads(operation, "DEFAULT")
    elif operation.name == "Modify":
        for part in (operation.delete, operation.insert):
            if part:
                yield from _of_quads(part, operation.withClause or "DEFAULT")
    elif operation.name in ("Copy", "Move", "Add"):
        source, target = operation.graph
        yield from (source, target) if operation.name == "Move" else (target,)
    else:  # Clear, Drop, Create, Load
        yield operation.graphiri or "DEFAULT"


def _of_quads(part: Any, default: object) -> Iterator[object]:
    if part.triples:
        yield default
    yield from part.quads or ()
