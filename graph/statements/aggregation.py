"""How the evidence of many articles becomes one statement, and the quads that stand for it in the facts graph.

All of it is a function of the set of testimonies: no order of arrival, no clock, no earlier result plays a part.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad

from .. import vocabulary as voc
from ..model import Qualifier, Status, Value
from ..ontology import ontology
from ..terms import FACTS, OBJECT, PREDICATE, RDF_TYPE, SUBJECT, auto, literal
from .facts import value_terms

PLAIN_CONFIDENCE = 0.5
"""Asserted statements from this confidence on are also written as plain triples, unless the store says otherwise."""

CREDIBLE = 0.5
"""Evidence below this confidence does not decide the status, unless there is no better evidence at all."""

TALK: dict[str, frozenset[str]] = {"rumored": frozenset({"asserted", "planned"}), "planned": frozenset({"asserted"})}
"""What a status cannot displace: talk about a thing does not undo that it happened or was announced."""

ISO_DATE = re.compile(r"\d{4}(-(Q[1-4]|H[12]|\d\d(-\d\d)?))?")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a statement is about: subject and object as IRIs, in the statement's own order, or a value."""

    iri: str
    subject: str
    relation: str
    object: str | Value


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one evidence says about a claim; `origin` is the same for all reprints of a story.

    `formerly` are the statements (IRIs) that the evidence was for before entities were merged.
    """

    claim: Claim
    evidence: str
    article: str
    status: Status
    confidence: float
    published: date | None = None
    origin: str = ""
    qualifiers: tuple[Qualifier, ...] = ()
    formerly: frozenset[str] = frozenset()

    @property
    def day(self) -> date:
        """The day of publication; undated articles come before all others."""
        return self.published or date.min

    @property
    def rank(self) -> tuple[date, float, str, str]:
        """Order by publication, then confidence; the rest only makes the order total."""
        return self.day, self.confidence, self.article, self.evidence


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the testimonies about one claim come to; the fields are those of `model.Statement`."""

    claim: Claim
    status: Status
    confidence: float
    articles: int
    sources: int
    first_published: date | None
    last_published: date | None
    valid_from: str
    valid_to: str
    contradicted: bool
    qualifiers: tuple[Qualifier, ...]


def aggregate(testimonies: Sequence[Testimony]) -> Verdict:
    """Return what at least one testimony about one claim comes to.

    The status is that of the latest credible day (see `current_status`). The confidence is the noisy-or over
    independent origins of the best evidence of each for that status: calibrated probabilities, each origin an
    independent witness, reprints none. `contradicted` tells that some evidence denies what other evidence says.
    """
    ordered = sorted(testimonies, key=lambda one: one.rank)
    status = current_status(ordered)
    agreeing = [one for one in ordered if one.status == status]
    dates = [one.published for one in ordered if one.published]
    statuses = {one.status for one in ordered}
    valid_from, valid_to = validity(ordered, status)
    return Verdict(
        claim=agreeing[-1].claim,
        status=status,
        confidence=round(belief(agreeing), 4),
        articles=len({one.article for one in ordered}),
        sources=len({one.origin or one.article for one in ordered}),
        first_published=min(dates, default=None),
        last_published=max(dates, default=None),
        valid_from=valid_from,
        valid_to=valid_to,
        contradicted="denied" in statuses and len(statuses) > 1,
        qualifiers=_qualifiers(ordered),
    )


def belief(testimonies: Iterable[Testimony]) -> float:
    """Return the noisy-or over origins of the most confident testimony of each: 1 - product of (1 - confidence)."""
    best: dict[str, float] = {}
    for one in testimonies:
        origin = one.origin or one.article
        best[origin] = max(best.get(origin, 0.0), one.confidence)
    return 1.0 - math.prod(1.0 - best[origin] for origin in sorted(best))


def current_status(ordered: Sequence[Testimony]) -> Status:
    """Return the status after the last day: days follow each other, and talk does not undo what has happened.

    Within a day the status that the independent origins make most credible wins, and a denial beats the rumour
    or plan that it answers.
    """
    credible = [one for one in ordered if one.confidence >= CREDIBLE] or ordered
    current: Status | None = None
    for _, day in groupby(credible, key=lambda one: one.day):
        heard = _of_one_day(list(day))
        if current not in TALK.get(heard, frozenset()):
            current = heard
    assert current is not None
    return current


def _of_one_day(testimonies: Sequence[Testimony]) -> Status:
    weights = {
        status: belief(one for one in testimonies if one.status == status)
        for status in sorted({one.status for one in testimonies})
    }
    if "denied" in weights:
        weights = {status: weight for status, weight in weights.items() if status not in TALK}
    return max(weights, key=lambda status: (weights[status], status))


def validity(ordered: Sequence[Testimony], status: Status) -> tuple[str, str]:
    """Return from when to when the texts themselves say that the claim holds; '' where they do not say.

    The latest evidence with a date counts: a date of an ended claim closes the interval, any other opens it, and
    a period (`2025`, `2025-01/2025-06`) does both. When something was published says nothing about it.
    """
    if status == "denied":
        return "", ""
    start = end = ""
    for one in reversed(ordered):
        if one.status == "denied" or (one.status == "ended" and status != "ended"):
            continue
        for first, last in _intervals(one):
            start, end = start or first, end or last
    return start, end


def _intervals(one: Testimony) -> Iterable[tuple[str, str]]:
    for qualifier in one.qualifiers:
        first, slash, last = qualifier.normal.partition("/")
        if not ISO_DATE.fullmatch(first) or (slash and not ISO_DATE.fullmatch(last)):
            continue
        if qualifier.name == "period" or (qualifier.name == "date" and slash):
            yield first, last or first
        elif qualifier.name == "date":
            yield ("", first) if one.status == "ended" else (first, "")


def _qualifiers(ordered: Sequence[Testimony]) -> tuple[Qualifier, ...]:
    """Return every distinct qualifier, in the words of the latest testimony that has it."""
    found: dict[tuple[str, str], Qualifier] = {}
    for one in reversed(ordered):
        for qualifier in one.qualifiers:
            found.setdefault((qualifier.name, qualifier.normal or qualifier.text.casefold()), qualifier)
    return tuple(found.values())


def statement_quads(verdict: Verdict, plain_confidence: float = PLAIN_CONFIDENCE) -> set[Quad]:
    """Return the quads of a statement in the facts graph, with its plain triples where the policy allows them."""
    claim, node = verdict.claim, NamedNode(verdict.claim.iri)
    terms: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF_TYPE, auto("Statement")),
        (SUBJECT, NamedNode(claim.subject)),
        (PREDICATE, auto(claim.relation)),
        (auto("status"), auto(verdict.status)),
    ]
    if isinstance(claim.object, Value):
        terms.extend(value_terms(claim.object))
    else:
        terms.append((OBJECT, NamedNode(claim.object)))
    for name in ("confidence", "articles", "sources", "contradicted"):
        terms.append((auto(name), literal(getattr(verdict, name))))
    for name in ("first_published", "last_published", "valid_from", "valid_to"):
        if value := getattr(verdict, name):
            terms.append((auto(name), literal(value)))
    quads = {Quad(node, predicate, object, FACTS) for predicate, object in terms}
    for qualifier in verdict.qualifiers:
        quads |= _qualifier_quads(node, qualifier)
    if verdict.status == "asserted" and verdict.confidence >= plain_confidence:
        quads |= plain_quads(claim)
    return quads


def _qualifier_quads(node: NamedNode, qualifier: Qualifier) -> set[Quad]:
    """Return a qualifier of a statement; its node is named after its content, so that a new one moves no other."""
    parts = (qualifier.name, qualifier.text, qualifier.normal)
    own = NamedNode(f"{node.value}/{voc.digest(chr(10).join(parts), 12)}")
    quads = {
        Quad(node, auto("qualifier"), own, FACTS),
        Quad(own, auto("name"), auto(qualifier.name), FACTS),
        Quad(own, auto("words"), literal(qualifier.text), FACTS),
    }
    return quads | ({Quad(own, auto("normal"), literal(qualifier.normal), FACTS)} if qualifier.normal else set())


def plain_quads(claim: Claim) -> set[Quad]:
    """Return the plain triples of a claim; no two claims share one, so that each goes with its own claim."""
    subject = NamedNode(claim.subject)
    if isinstance(claim.object, Value):
        return {Quad(subject, auto(claim.object.attribute), plain_value(claim.object), FACTS)}
    object, relation = NamedNode(claim.object), auto(claim.relation)
    quads = {Quad(subject, relation, object, FACTS)}
    if ontology().relation(claim.relation).symmetric:
        quads.add(Quad(object, relation, subject, FACTS))
    return quads


def plain_value(value: Value) -> Literal:
    """Return a value as one literal: a number in the attribute's canonical unit, `5 EUR` in others, else the words."""
    if value.number is None:
        return literal(value.text)
    if value.unit == ontology().attribute(value.attribute).unit:
        return literal(float(value.number))
    return Literal(f"{value.number:.15g} {value.unit}".strip(), datatype=auto("Quantity"))
