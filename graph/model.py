"""What the graph holds, as values: articles, entities, facts and the evidence behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

Status: TypeAlias = Literal["asserted", "planned", "rumored", "denied", "ended"]
STATUSES: tuple[Status, ...] = ("asserted", "planned", "rumored", "denied", "ended")

Link: TypeAlias = Literal["exact", "alias", "short", "derived", "repaired", "coreferent", "implied", "new", "value"]
"""How the characters of a mention lead to its entity; `repaired` means that the spelling was garbled."""


@dataclass(frozen=True, slots=True)
class Article:
    """One document with what is known of its origin; offsets everywhere count characters of `text`.

    `url` identifies it beside `id`: a store keeps one article per URL, the latest. `credit` is the source that a
    feed names for a reprint (RSS `<source>`).
    """

    id: str
    text: str
    title: str = ""
    url: str = ""
    canonical_url: str = ""
    published: date | None = None
    observed: datetime | None = None
    publisher: str = ""
    author: str = ""
    credit: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of one of the ontology's kinds; `id` is `<kind>/<slug>`, the path of its IRI."""

    id: str
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A measured object of a fact: the words of the text and, where they could be read, a number.

    `attribute` is the ontology's name of the attribute or metric (`power`, `revenue`); `number` is in
    `unit`, the canonical unit that the ontology gives to the attribute (kW for `power`), or in the unit
    of the text where none is canonical (a currency).
    """

    attribute: str
    text: str
    number: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A detail of a fact: its name, the words of the text, and a normal form where one could be read.

    Normal forms: an ISO 8601 date of day, month, quarter (`2026-Q3`) or year; `2500000000 USD`; `25 %`;
    an entity id (`event/ces-2022`).
    """

    name: str
    text: str
    normal: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an article speaks of an entity or value, in which words, and how these were understood."""

    start: int
    end: int
    text: str
    link: Link = "exact"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that states a fact; `quote` is `article.text[sentence.start:sentence.end]`.

    An `implied` mention (an end that the sentence leaves out) points at the last place where it was named.
    """

    article: str
    quote: str
    sentence: Span
    subject: Mention
    object: Mention
    trigger: Span | None = None
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim as one sentence states it. The graph aggregates equal claims to a statement."""

    subject: Entity
    relation: str
    object: Entity | Value
    status: Status
    confidence: float
    evidence: Evidence
    qualifiers: tuple[Qualifier, ...] = field(default=())
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with everything that supports it, computed from the facts of all articles.

    `articles` counts articles, `sources` independent origins (reprints of one story count once);
    `valid_from` and `valid_to` are ISO 8601 dates of any precision that the texts themselves give, never
    publication dates. `contradicted` tells that the evidences disagree about the status.
    """

    iri: str
    subject: Entity
    relation: str
    object: Entity | Value
    status: Status
    confidence: float
    articles: int
    sources: int
    first_published: date | None = None
    last_published: date | None = None
    valid_from: str = ""
    valid_to: str = ""
    contradicted: bool = False
    qualifiers: tuple[Qualifier, ...] = ()
