"""Corpus documents made ready for training: facts tied to the mentions that they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..network.labels import LABEL, QUALIFIER, VALUE_KINDS, is_name
from .corpus import MarkedDocument, MarkedSentence

VALUE_OF = {
    "product": "Product", "role": "Role", "date": "Date", "period": "Date", "share": "Percent",
    "reason": "Reason", "amount": "Money", "capacity": "Quantity", "jobs": "Count",
    "count": "Count", "has_": "Quantity",
}  # fmt: skip
SHARED_WORDS = 2  # quality of a value match that still counts


@dataclass(slots=True)
class Note:
    """A mention in training material: characters of its sentence, span kind and entity key."""

    start: int
    end: int
    kind: str
    entity: str


@dataclass(frozen=True, slots=True)
class TrainingFact:
    """A fact between entity keys; qualifiers are (qualifier name, entity key) pairs."""

    subject: str
    label: str
    object: str
    status: str
    qualifiers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class TrainingSentence:
    """One sentence of training material."""

    text: str
    title: bool
    notes: list[Note]
    facts: list[TrainingFact] = field(default_factory=list)


@dataclass(slots=True)
class TrainingDocument:
    """One document of training material; kinds maps names to their kind."""

    id: str
    sentences: list[TrainingSentence]
    kinds: dict[str, str]


def normal(text: str) -> str:
    """Reduce a value to the letters, digits and points that identify it.

    >>> normal("19,990 euros") == normal("19990 Euros")
    True
    """
    return re.sub(r"[^a-z0-9.]", "", text.lower())


def prepare(documents: Iterable[MarkedDocument]) -> list[TrainingDocument]:
    """Tie the facts of corpus documents to mentions; documents with mistakes are left out."""
    return [_prepare(doc) for doc in documents if not doc.mistakes]


def _prepare(doc: MarkedDocument) -> TrainingDocument:
    kinds = {m.name: m.kind for s in doc.sentences for m in s.marks if m.name and m.kind}
    out = TrainingDocument(doc.id, [], kinds)
    last = ""
    for number, marked in enumerate(doc.sentences):
        sentence = TrainingSentence(marked.text, marked.title, [])
        for mark in marked.marks:
            if mark.form == "value":
                kind, entity = str(mark.kind), f"\0{number}:{mark.start}"
            elif mark.form == "name":
                kind, entity = str(mark.kind), str(mark.name)
                last = entity
            else:
                entity = mark.name or last
                if entity not in kinds:
                    continue
                of = kinds[entity]
                kind = "Ref_" + (of if of in ("Company", "Person", "Vehicle") else "Other")
            sentence.notes.append(Note(mark.start, mark.end, kind, entity))
        _tie(sentence, marked, number)
        out.sentences.append(sentence)
    return out


def _tie(sentence: TrainingSentence, marked: MarkedSentence, number: int) -> None:
    for fact in marked.facts:
        label, obj = fact.relation, fact.object
        if label.startswith("has_"):
            attribute, value = obj.split("=", 1)
            label = f"{label}:{attribute.strip()}"
            obj = _value(sentence, value.strip(), "has_", number)
        if label not in LABEL or not obj:
            continue
        qualifiers = []
        for name, value in fact.qualifiers.items():
            if name in QUALIFIER:
                for part in [value] if "," not in value else [value, *value.split(",")]:
                    entity = _value(sentence, part.strip(), name, number)
                    if entity and entity not in (fact.subject, obj):
                        qualifiers.append((name, entity))
        sentence.facts.append(TrainingFact(fact.subject, label, obj, fact.status, tuple(dict.fromkeys(qualifiers))))
    sentence.notes.sort(key=lambda n: n.start)


def _value(sentence: TrainingSentence, value: str, name: str, number: int) -> str:
    """Return the entity key of the mention of a value, marking it if it is unmarked text."""
    best, key = 0, ""
    for note in sentence.notes:
        quality = _match(note, sentence.text, value)
        if quality > best:
            best, key = quality, note.entity
    if best or name not in VALUE_OF or not value:
        return key
    found = re.search(r"(?<!\w)" + re.escape(value) + r"(?!\w)", sentence.text)
    if not found or any(n.start < found.end() and n.end > found.start() for n in sentence.notes):
        return ""
    key = f"\0{number}:{found.start()}"
    sentence.notes.append(Note(found.start(), found.end(), VALUE_OF[name], key))
    return key


def _match(note: Note, text: str, value: str) -> int:
    surface = text[note.start : note.end]
    if note.kind not in VALUE_KINDS:
        return 4 if value in (note.entity, surface) else 0
    a, b = normal(surface), normal(value)
    if not a or not b:
        return 0
    if a == b:
        return 3
    same_digits = re.sub(r"\D", "", a) == re.sub(r"\D", "", b)
    return SHARED_WORDS if (a in b or b in a) and same_digits else 0


def surfaces_of(documents: Sequence[TrainingDocument]) -> frozenset[str]:
    """Return every spelling of a name in documents."""
    return frozenset(
        s.text[n.start : n.end] for d in documents for s in d.sentences for n in s.notes if is_name(n.kind)
    )
