"""From a parsed Doc to facts with evidence, and the self-check of every offset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph import Article, Entity, Evidence, Fact, Mention, Qualifier, Span, Value, ontology

from .annotation import Annotation, Claim, Detail
from .values.dates import is_later
from .values.literals import normal_form, read_value

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph import Status

EVENTS = frozenset("acquired enters_market exits_market invested_in launched merged_with unveiled unveiled_at".split())
"""Relations that happen on a day: of 580 annotated ones with a date after publication none is asserted."""
YEAR = re.compile(r"\b20\d\d\b|\bnext\b|\bcoming\b")
"""What tells the year of a date, so that it is not guessed from the day of publication."""


def facts_of(article: Article, doc: Doc, extractor: str) -> list[Fact]:
    """Return the facts that the pipeline found in an article, one per claim and sentence, checked and in text order."""
    facts: dict[tuple[object, ...], Fact] = {}
    entities = {m.start: m.entity.id for m in doc._.mentions if m.entity}
    for claim in doc._.claims:
        fact = _fact(article, claim, extractor, entities)
        if fact is None:
            continue
        key = (fact.subject.id, fact.relation, _object_key(fact.object), fact.evidence.sentence.start)
        if key not in facts or facts[key].confidence < fact.confidence:
            facts[key] = fact
    found = sorted(facts.values(), key=_place)
    check_offsets(article, found)
    return found


def _fact(article: Article, claim: Claim, extractor: str, entities: Mapping[int, str]) -> Fact | None:
    """Return the fact of a claim, or None where an end has no entity or the schema forbids it."""
    subject, object = claim.subject.entity, _value(article, claim) or claim.object.entity
    if subject is None or object is None or subject == object:
        return None
    kind = object.kind if isinstance(object, Entity) else "Value"
    if not ontology().allows(subject.kind, claim.relation, kind):
        return None
    start, end = claim.sentence
    qualifiers = tuple(_qualifier(article, detail, entities) for detail in claim.details)
    return Fact(
        subject=subject,
        relation=claim.relation,
        object=object,
        status=_status(article, claim.status, claim.relation, qualifiers),
        confidence=round(claim.confidence, 4),
        evidence=Evidence(
            article=article.id,
            quote=article.text[start:end],
            sentence=Span(start, end),
            subject=_mention(claim.subject),
            object=_mention(claim.object),
            trigger=Span(*claim.trigger) if claim.trigger else None,
            extractor=extractor,
        ),
        qualifiers=qualifiers,
        speaker=claim.speaker,
    )


def _status(article: Article, status: Status, relation: str, qualifiers: Iterable[Qualifier]) -> Status:
    """Return the status of a claim; what is to happen after the article was published is planned."""
    published = article.published
    if status != "asserted" or relation not in EVENTS or published is None:
        return status
    dates = (q for q in qualifiers if q.name == "date" and YEAR.search(q.text))
    return "planned" if any(is_later(q.normal, published) for q in dates) else status


def _value(article: Article, claim: Claim) -> Value | None:
    """Return the value of a claim with its number, where its words have one."""
    value = claim.value
    if value is None or value.number is not None:
        return value
    (start, end), object = claim.sentence, claim.object
    return read_value(value.attribute, value.text, (article.text[start : object.start], article.text[object.end : end]))


def _qualifier(article: Article, detail: Detail, entities: Mapping[int, str]) -> Qualifier:
    """Return a detail as a qualifier with its normal form: typed words, or the entity that they name."""
    normal = detail.normal or normal_form(detail.name, detail.text, article.published)
    if not normal and detail.name in ("event", "market", "place", "seller", "product"):
        normal = entities.get(detail.start, "")
    return Qualifier(detail.name, detail.text, normal)


def _mention(annotation: Annotation) -> Mention:
    link = "value" if annotation.role == "value" else annotation.link
    return Mention(annotation.start, annotation.end, annotation.text, link)


def _object_key(object: Entity | Value) -> str:
    return object.id if isinstance(object, Entity) else f"{object.attribute} {object.text}"


def _place(fact: Fact) -> tuple[int, int, str, int]:
    evidence = fact.evidence
    return evidence.sentence.start, evidence.subject.start, fact.relation, evidence.object.start


def check_offsets(article: Article, facts: Iterable[Fact]) -> None:
    """Slice the text at every offset of the facts again; a mismatch is a bug in the pipeline and raises."""
    for fact in facts:
        evidence = fact.evidence
        said = [(evidence.sentence, evidence.quote)]
        said += [(Span(m.start, m.end), m.text) for m in (evidence.subject, evidence.object)]
        for span, words in said:
            if article.text[span.start : span.end] != words:
                raise AssertionError(f"{article.id}: characters {span.start}-{span.end} are not {words!r}")
