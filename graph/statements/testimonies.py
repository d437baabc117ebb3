"""Testimonies: what each evidence adds to a statement, from quads in hand or from the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from pyoxigraph import Quad

from .. import vocabulary as voc
from ..model import Qualifier, Status, Value
from ..ontology import ontology
from ..store.protocol import Store, select, values
from ..terms import text_of
from .aggregation import Claim, Testimony
from .articles import ARTICLE_FIELDS, OURS

STATEMENT, ARTICLE, QUALIFIER = (voc.term(name) for name in ("supports", "article", "qualifier"))
FORMERLY = voc.term("supported_before")
PUBLISHED = ARTICLE_FIELDS["published"]
FIELDS = (
    *(ARTICLE, *(voc.expand(f"rdf:{name}") for name in ("subject", "predicate", "object"))),
    *(voc.term(name) for name in ("about_attribute", "number", "unit", "status", "confidence")),
)
PART = tuple(voc.term(name) for name in ("name", "words", "normal"))
"""Predicates of an evidence and of its qualifiers, in the order of the columns of the queries below."""

BATCH = 100
"""Statements per query: keeps the text of a query below what HTTP engines accept."""


def testimonies_of(quads: Iterable[Quad]) -> Iterator[Testimony]:
    """Yield the testimonies of whole article graphs; they have no origin yet."""
    nodes: dict[str, dict[str, str]] = {}
    parts: list[tuple[str, str]] = []
    formerly: dict[str, set[str]] = {}
    for quad in quads:
        subject, predicate = text_of(quad.subject), quad.predicate.value
        if subject.startswith(voc.EVIDENCE) or predicate == PUBLISHED:
            nodes.setdefault(subject, {})[predicate] = text_of(quad.object)
            if predicate == QUALIFIER:
                parts.append((subject, text_of(quad.object)))
            if predicate == FORMERLY:
                formerly.setdefault(subject, set()).add(text_of(quad.object))
    details = _in_order((evidence, part, *(nodes[part].get(key) for key in PART)) for evidence, part in parts)
    for evidence, own in nodes.items():
        if STATEMENT in own:
            published = nodes.get(own[ARTICLE], {}).get(PUBLISHED)
            row = (own[STATEMENT], evidence, *(own.get(key) for key in FIELDS), published, None)
            yield _testimony(row, details, formerly)


def _claim(iri: str, subject: str, relation: str, object: str | Value) -> Claim:
    if isinstance(object, str) and object < subject and ontology().relation(relation).symmetric:
        subject, object = object, subject
    return Claim(iri, subject, relation, object)


def stored_testimonies(store: Store, statements: Iterable[str], *, without: set[str]) -> Iterator[Testimony]:
    """Yield all testimonies about the statements, except those of the articles `without` (IRIs)."""
    for batch in _batches(sorted(statements)):
        wanted = f"VALUES ?statement {{ {values(batch)} }}"
        details, formerly = _qualifiers(store, wanted), dict[str, set[str]]()
        for evidence, name in select(store, _FORMERLY % wanted):
            formerly.setdefault(evidence, set()).add(name)
        for row in select(store, _EVIDENCE % wanted):
            if row[2] not in without:
                yield _testimony(row, details, formerly)


def _batches(iris: list[str]) -> Iterator[list[str]]:
    return (iris[start : start + BATCH] for start in range(0, len(iris), BATCH))


_EVIDENCE = f"""SELECT ?statement ?evidence ?article ?subject ?relation ?object ?attribute ?number ?unit ?status
  ?confidence ?published ?origin WHERE {{ %s
  GRAPH ?graph {{
    ?evidence auto:supports ?statement ; auto:article ?article ; rdf:subject ?subject ; rdf:predicate ?relation ;
      rdf:object ?object ; auto:status ?status ; auto:confidence ?confidence .
    OPTIONAL {{ ?evidence auto:about_attribute ?attribute }}
    OPTIONAL {{ ?evidence auto:number ?number }}
    OPTIONAL {{ ?evidence auto:unit ?unit }}
    OPTIONAL {{ ?article schema:datePublished ?published }}
  }} FILTER({OURS})
  OPTIONAL {{ GRAPH <{voc.FACTS_GRAPH}> {{ ?article auto:origin ?origin }} }}
}}"""

_DETAILS = f"""SELECT ?evidence ?part ?name ?words ?normal WHERE {{ %s
  GRAPH ?graph {{
    ?evidence auto:supports ?statement ; auto:qualifier ?part .
    ?part auto:name ?name ; auto:words ?words .
    OPTIONAL {{ ?part auto:normal ?normal }}
  }} FILTER({OURS})
}}"""

_FORMERLY = f"""SELECT ?evidence ?name WHERE {{ %s
  GRAPH ?graph {{ ?evidence auto:supports ?statement ; auto:supported_before ?name }} FILTER({OURS})
}}"""


def _qualifiers(store: Store, wanted: str) -> dict[str, tuple[Qualifier, ...]]:
    """Return the qualifiers of the evidences about the wanted statements, in their order."""
    return _in_order(select(store, _DETAILS % wanted))


def _in_order(rows: Iterable[tuple[Any, ...]]) -> dict[str, tuple[Qualifier, ...]]:
    found: dict[str, list[tuple[int, Qualifier]]] = {}
    for evidence, part, name, words, normal in rows:
        number = int(part.rpartition("/")[2])
        found.setdefault(evidence, []).append((number, Qualifier(voc.shorten(name), words, normal or "")))
    return {iri: tuple(one for _, one in sorted(own, key=lambda pair: pair[0])) for iri, own in found.items()}


def _testimony(
    row: tuple[Any, ...], details: dict[str, tuple[Qualifier, ...]], formerly: dict[str, set[str]]
) -> Testimony:
    statement, evidence, article, subject, relation, object, attribute, number, unit = row[:9]
    status, confidence, published, origin = row[9:]
    about: str | Value = object
    if attribute:
        about = Value(voc.shorten(attribute), object, float(number) if number else None, unit or "")
    return Testimony(
        claim=_claim(statement, subject, voc.shorten(relation), about),
        evidence=evidence,
        article=article,
        status=cast(Status, voc.shorten(status)),  # written by fact_quads
        confidence=float(confidence),
        published=date.fromisoformat(published) if published else None,
        origin=origin or article,
        qualifiers=details.get(evidence, ()),
        formerly=frozenset(formerly.get(evidence, ())),
    )
