"""What changed between two versions of a graph, statement by statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import vocabulary as voc
from ..store.protocol import Store, select


@dataclass(frozen=True, slots=True)
class Standing:
    """How a statement stands in one version: status, confidence and independent sources."""

    status: str
    confidence: float
    sources: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement that came (`before` is None), went (`after` is None) or stands otherwise."""

    statement: str
    subject: str
    relation: str
    object: str
    before: Standing | None
    after: Standing | None


def difference(old: Store, new: Store) -> Iterator[Difference]:
    """Yield the statements that stand differently in two stores, by subject, relation and object."""
    (before, names), (after, newer) = _statements(old), _statements(new)
    for iri in sorted(before.keys() | after.keys(), key=lambda iri: (newer.get(iri) or names[iri], iri)):
        if before.get(iri) != after.get(iri):
            yield Difference(iri, *(newer.get(iri) or names[iri]), before.get(iri), after.get(iri))


def _statements(store: Store) -> tuple[dict[str, Standing], dict[str, tuple[str, str, str]]]:
    """Return how every statement stands, and the names in it."""
    labels = dict(select(store, f"SELECT ?e ?l WHERE {{ GRAPH <{voc.FACTS_GRAPH}> {{ ?e rdfs:label ?l }} }}"))
    rows = select(
        store,
        f"""SELECT ?statement ?subject ?relation ?object ?status ?confidence ?sources WHERE {{
        GRAPH <{voc.FACTS_GRAPH}> {{
          ?statement rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; auto:status ?status ;
            auto:confidence ?confidence ; auto:sources ?sources }} }}""",
    )
    standings, names = {}, {}
    for iri, subject, relation, object, status, confidence, sources in rows:
        standings[iri] = Standing(voc.shorten(status), float(confidence), int(sources))
        names[iri] = (labels.get(subject, subject), voc.shorten(relation), labels.get(object, object))
    return standings, names
