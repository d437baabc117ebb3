"""What the pipeline's components write on a spaCy Doc, as values; offsets count characters of `doc.text`.

`doc._.segments` holds the sentences, `doc._.mentions` all mentions in text order, `doc._.claims` the relations found
between them. Components replace these tuples: one finds mentions, the linker gives names their entities, the next one
gives references theirs, the last ones add claims.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from graph import Entity, Link, Status, Value

Part: TypeAlias = Literal["title", "text", "furniture"]
"""What a sentence of a page belongs to; furniture is no part of the article."""

Role: TypeAlias = Literal["name", "reference", "value"]
"""A name, a pronoun or description that refers back to a named entity, or a value."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters of one sentence and the part of the page that it belongs to."""

    start: int
    end: int
    part: Part = "text"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mention; `kind` is one of the ontology's, for values Money, Percent, Quantity, Count, Date, Role, Product."""

    start: int
    end: int
    text: str
    kind: str
    role: Role = "name"
    confidence: float = 1.0
    entity: Entity | None = None
    link: Link = "new"


@dataclass(frozen=True, slots=True)
class Detail:
    """A qualifier that the text gives for a claim, at its characters."""

    name: str
    start: int
    end: int
    text: str
    normal: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation between two mentions of a Doc; `value` stands for the object where that is a value.

    `sentence` are the characters of the sentence that states it, `trigger` those of the words that carry the
    relation. `rule` names the pattern or model head that found it.
    """

    subject: Annotation
    relation: str
    object: Annotation
    status: Status
    confidence: float
    sentence: tuple[int, int]
    value: Value | None = None
    trigger: tuple[int, int] | None = None
    details: tuple[Detail, ...] = field(default=())
    speaker: str = ""
    rule: str = ""
