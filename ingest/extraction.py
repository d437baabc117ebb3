"""From a parsed Doc to facts with evidence, and the self-check of every offset."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph import Article, Entity, Evidence, Fact, Mention, Qualifier, Span, Value, ontology

from .annotation import Annotation, Claim

if TYPE_CHECKING:
    from spacy.tokens import Doc


def facts_of(article: Article, doc: Doc, extractor: str) -> list[Fact]:
    """Return the facts that the pipeline found in an article, one per claim and sentence, checked and in text order."""
    facts: dict[tuple[object, ...], Fact] = {}
    for claim in doc._.claims:
        fact = _fact(article, claim, extractor)
        if fact is None:
            continue
        key = (fact.subject.id, fact.relation, _object_key(fact.object), fact.evidence.sentence.start)
        if key not in facts or facts[key].confidence < fact.confidence:
            facts[key] = fact
    found = sorted(facts.values(), key=_place)
    check_offsets(article, found)
    return found


def _fact(article: Article, claim: Claim, extractor: str) -> Fact | None:
    """Return the fact of a claim, or None where an end has no entity or the schema forbids it."""
    subject, object = claim.subject.entity, claim.value or claim.object.entity
    if subject is None or object is None or subject == object:
        return None
    kind = object.kind if isinstance(object, Entity) else "Value"
    if not ontology().allows(subject.kind, claim.relation, kind):
        return None
    start, end = claim.sentence
    return Fact(
        subject=subject,
        relation=claim.relation,
        object=object,
        status=claim.status,
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
        qualifiers=tuple(Qualifier(detail.name, detail.text, detail.normal) for detail in claim.details),
        speaker=claim.speaker,
    )


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
