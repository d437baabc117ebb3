"""How the facts of many articles become one statement, and the quads that stand for it in the facts graph."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from . import vocabulary as voc
from .model import Entity, Fact, Qualifier, Statement, Value
from .ontology import ontology
from .statements import OBJECT, PREDICATE, RDF_TYPE, SUBJECT, auto, literal, statement_node, value_terms

FACTS = NamedNode(voc.FACTS_GRAPH)

PLAIN_CONFIDENCE = 0.5
"""Asserted statements from this confidence on are also written as plain triples."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """One fact with what its article adds: when it was published and to which group of reprints it belongs."""

    fact: Fact
    published: date | None
    origin: str

    @property
    def rank(self) -> tuple[date, float, str]:
        """Order by publication, then confidence; the rest only makes the order total."""
        return self.published or date.min, self.fact.confidence, self.fact.evidence.article


def aggregate(testimonies: Sequence[Testimony]) -> Statement:
    """Return the statement that at least one testimony supports.

    The status is that of the latest testimony; within a day the more confident one wins. The confidence is the
    noisy-or over independent origins of the best evidence of each for the current status.
    """
    ordered = sorted(testimonies, key=lambda one: one.rank)
    latest = ordered[-1].fact
    subject, object = _ends(latest)
    best: dict[str, float] = {}
    for one in ordered:
        if one.fact.status == latest.status:
            best[one.origin] = max(best.get(one.origin, 0.0), one.fact.confidence)
    dates = [one.published for one in ordered if one.published]
    return Statement(
        iri=statement_node(latest).value,
        subject=subject,
        relation=latest.relation,
        object=object,
        status=latest.status,
        confidence=round(1.0 - math.prod(1.0 - value for value in best.values()), 4),
        articles=len({one.fact.evidence.article for one in ordered}),
        sources=len({one.origin for one in ordered}),
        first_published=min(dates, default=None),
        last_published=max(dates, default=None),
        contradicted=_disagree({one.fact.status for one in ordered}),
        qualifiers=_qualifiers(one.fact for one in reversed(ordered)),
    )


def _ends(fact: Fact) -> tuple[Entity, Entity | Value]:
    """Return subject and object in the order of the statement: symmetric pairs are ordered by IRI."""
    if isinstance(fact.object, Entity) and ontology().relation(fact.relation).symmetric:
        first, second = sorted((fact.subject, fact.object), key=lambda entity: voc.entity_iri(entity.id))
        return first, second
    return fact.subject, fact.object


def _disagree(statuses: set[str]) -> bool:
    return "denied" in statuses and len(statuses) > 1


def _qualifiers(facts: Iterable[Fact]) -> tuple[Qualifier, ...]:
    """Return every distinct qualifier, latest testimony first."""
    return tuple(dict.fromkeys(qualifier for fact in facts for qualifier in fact.qualifiers))


def statement_quads(statement: Statement) -> set[Quad]:
    """Return the quads of a statement in the facts graph, with its plain triples where the policy allows them."""
    node = NamedNode(statement.iri)
    subject = NamedNode(voc.entity_iri(statement.subject.id))
    terms: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF_TYPE, auto("Statement")),
        (SUBJECT, subject),
        (PREDICATE, auto(statement.relation)),
        (auto("status"), auto(statement.status)),
        (auto("confidence"), literal(statement.confidence)),
        (auto("articles"), literal(statement.articles)),
        (auto("sources"), literal(statement.sources)),
        (auto("contradicted"), literal(statement.contradicted)),
    ]
    if isinstance(statement.object, Entity):
        terms.append((OBJECT, NamedNode(voc.entity_iri(statement.object.id))))
    else:
        terms.extend(value_terms(statement.object))
    for name in ("first_published", "last_published", "valid_from", "valid_to"):
        if value := getattr(statement, name):
            terms.append((auto(name), literal(value)))
    quads = {Quad(node, predicate, object, FACTS) for predicate, object in terms}
    for number, qualifier in enumerate(statement.qualifiers):
        own = NamedNode(f"{node.value}/{number}")
        quads |= {
            Quad(node, auto("qualifier"), own, FACTS),
            Quad(own, auto("name"), auto(qualifier.name), FACTS),
            Quad(own, auto("words"), literal(qualifier.text), FACTS),
        }
        if qualifier.normal:
            quads.add(Quad(own, auto("normal"), literal(qualifier.normal), FACTS))
    return quads | plain_quads(statement)


def plain_quads(statement: Statement) -> set[Quad]:
    """Return the plain triples of a statement: none unless it is asserted with enough confidence."""
    if statement.status != "asserted" or statement.confidence < PLAIN_CONFIDENCE:
        return set()
    subject = NamedNode(voc.entity_iri(statement.subject.id))
    if isinstance(statement.object, Entity):
        object = NamedNode(voc.entity_iri(statement.object.id))
        quads = {Quad(subject, auto(statement.relation), object, FACTS)}
        if ontology().relation(statement.relation).symmetric:
            quads.add(Quad(object, auto(statement.relation), subject, FACTS))
        return quads
    value = statement.object
    return {
        Quad(
            subject,
            auto(value.attribute),
            literal(value.text if value.number is None else float(value.number)),
            FACTS,
        )
    }
