"""A hand-made graph for tests: one line per claim of an article, so that the right answer can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from graph import (
    Article,
    Entity,
    Evidence,
    Fact,
    KnowledgeGraph,
    Mention,
    Qualifier,
    Span,
    Status,
    Value,
    entity_id,
    ontology,
)
from tests.bench.news import news

ALIASES = {
    "Volkswagen": ("VW",),
    "Magna Steyr": ("Magna",),
    "Catena Cells": ("CatCells",),
    "General Motors": ("GM",),
    "Mercedes-Benz": ("Mercedes",),
    "LG Energy Solution": ("LGES", "LG"),
}


def entity(text: str) -> Entity:
    """Return the entity of `Kind:Label`; a bare label is a company."""
    kind, colon, label = text.rpartition(":")
    kind = kind if colon else "Company"
    return Entity(entity_id(kind, label), kind, label, ALIASES.get(label, ()))


def claim(article: str, start: int, text: str) -> Fact:
    """Return the fact of a line `subject | relation | object | status | name=words~normal ...`, the rest optional."""
    subject, relation, object, *rest = (part.strip() for part in text.split("|"))
    rest = [part for part in rest if part]
    status = rest.pop(0) if rest and "=" not in rest[0] else "asserted"
    details = dict(part.split("=", 1) for part in rest)
    speaker, confidence = details.pop("speaker", ""), float(details.pop("confidence", "0.9"))
    attribute = details.pop("attribute", "")
    about = entity(subject)
    if attribute:
        words, _, normal = object.partition("~")
        number, _, unit = normal.partition(" ")
        other: Entity | Value = Value(attribute, words, float(number) if number else None, unit)
        said = words
    else:
        other = entity(object)
        said = other.label
    assert ontology().allows(about.kind, relation, other.kind if isinstance(other, Entity) else "Value"), text
    quote = f"{about.label} {relation.replace('_', ' ')} {said} ({status})."
    return Fact(
        subject=about,
        relation=relation,
        object=other,
        status=cast(Status, status),
        confidence=confidence,
        evidence=Evidence(
            article=article,
            quote=quote,
            sentence=Span(start, start + len(quote)),
            subject=Mention(start, start + len(about.label), about.label),
            object=Mention(start + quote.index(said), start + quote.index(said) + len(said), said),
        ),
        qualifiers=tuple(Qualifier(name, *words.split("~")) for name, words in details.items()),
        speaker=speaker,
    )


def tell(kg: KnowledgeGraph, id: str, day: str, *claims: str, paper: str = "") -> None:
    """Add an article that makes these claims, one sentence each, published on a day."""
    facts, text = [], ""
    for line in claims:
        fact = claim(id, len(text), line)
        facts.append(fact)
        text += fact.evidence.quote + "\n"
    article = Article(
        id=id,
        text=text or id,
        title=f"Story {id}",
        url=f"https://news.example/{id}",
        published=date.fromisoformat(day) if day else None,
        publisher=paper,
    )
    kg.add(article, facts)


def graph(*stories: tuple[str, ...]) -> KnowledgeGraph:
    """Return a graph of stories, each `(day, claim, claim, ...)`; the articles are called a0, a1, ..."""
    kg = KnowledgeGraph()
    for number, (day, *claims) in enumerate(stories):
        tell(kg, f"a{number}", day, *claims)
    return kg


def in_format_1() -> Iterator[tuple[Article, list[Fact]]]:
    """Yield what tests/data/format-1.nq holds: news of that time, whose facts had no qualifiers but dates."""
    for article, facts in news(4):
        dated = [tuple(one for one in fact.qualifiers if one.name == "date") for fact in facts[:2]]
        yield article, [replace(fact, qualifiers=dates) for fact, dates in zip(facts, dated, strict=False)]
