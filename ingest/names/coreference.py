"""Which entity a pronoun or description refers back to, by rules with weights fitted on the annotated corpus."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from graph import Entity

from ..annotation import Annotation
from ..catalogue import Catalogue
from .descriptions import COUNTRY_OF, Reference, describe, find_references
from .families import COMPANIES
from .makers import MAKER_WORDS, is_maker

WEIGHTS = Path(__file__).parents[1] / "coreference.json"
REACH = 8  # sentences back
SURE, LEAD = 0.5, 0.15  # probability that the best entity needs, and its lead over the next
STANDS_FOR: Mapping[str, frozenset[str]] = {
    "it": frozenset(("Company", "Vehicle", "Organization", "Government", "Facility", "Component")),
    "its": frozenset(("Company", "Vehicle", "Organization", "Government", "Facility", "Component")),
    "person": frozenset(("Person",)),
    "Company": COMPANIES,
    "Government": frozenset(("Government", "Organization")),
    "Organization": frozenset(("Organization", "Government")),
    "Facility": frozenset(("Facility", "Company")),
}
_SAID = re.compile(
    r"\b(?:said|says|saying|announced|added|confirmed|denied|expects|expected|plans|planned|believes|hopes|wants|told|"
    r"insists|argued|stated|revealed|estimates|warned|noted|claims|stressed)\b[^,;]{0,25}$"
)
_BEFORE, _AFTER = 45, 70  # characters around a name in which words describe it
_PREPOSITION = frozenset("with from by to of for in at against and or than like into on".split())


@dataclass(slots=True)
class _Known:
    """What the text has said of an entity so far."""

    entity: Entity
    start: int  # of its last mention
    sentence: int
    first: bool  # whether that mention is the first name of its sentence
    prepositional: bool
    count: int = 1
    title: bool = False
    gender: str = ""
    end: int = 0
    beside: set[str] = field(default_factory=set)  # words around its names


@dataclass(slots=True)
class State:
    """The entities of a document up to a place, in the order of their first mention."""

    known: dict[str, _Known] = field(default_factory=dict)
    text: str = ""
    starts: bool = False  # whether nothing but function words stands before in the sentence
    last_reference: str = ""
    total: Counter[str] = field(default_factory=Counter)


def features(
    reference: Reference, known: _Known, state: State, context: tuple[int, int, Catalogue]
) -> dict[str, float]:
    """Return what speaks for and against an entity, as named numbers.

    `context` gives the sentence of the reference, how many entities compete, and the catalogue.
    """
    sentence, rivals, catalogue = context
    distance = sentence - known.sentence
    out = {
        f"distance{min(distance, 4)}": 1.0,
        f"{'first' if known.first else 'later'}{min(distance, 2)}": 1.0,
        f"kind-{known.entity.kind}": 1.0,
        "count": math.log(known.count),
        "share": known.count / max(1, state.total[known.entity.kind]),
        "alone": float(rivals == 1),
        "title": float(known.title),
    }
    if known.prepositional:
        out[f"prepositional{min(distance, 2)}"] = 1.0
    if state.starts:
        out[f"starts-{'first' if known.first else 'later'}{min(distance, 2)}"] = 1.0
    between = state.text[known.end : reference.start] if distance == 0 else ""
    if between:
        out["said"] = float(bool(_SAID.search(between)))
        out["clause"] = float("," in between or ";" in between)
        out["close"] = float(len(between) < 30)
        out["possessed"] = float(between.startswith(("'s", "’s")))
    if reference.head and reference.form != "person":
        out["head-beside"] = float(reference.head in known.beside)
        out["word-beside"] = float(bool(known.beside.intersection(reference.words.lower().split())))
        if reference.city:
            out["city-beside"] = float(reference.city.lower() in known.beside)
    if reference.country:
        out["nation-beside"] = float(any(COUNTRY_OF.get(w.title()) == reference.country for w in known.beside))
    if state.last_reference == known.entity.id:
        out["again"] = 1.0
    recent = max((k.start for k in state.known.values() if k.entity.kind == known.entity.kind), default=0)
    out["nearest"] = float(recent == known.start)
    return out | _agreement(reference, known, catalogue)


def _agreement(reference: Reference, known: _Known, catalogue: Catalogue) -> dict[str, float]:
    """Return whether a description fits what the catalogue knows of an entity."""
    entry = catalogue.entries.get(known.entity.id)
    out: dict[str, float] = {}
    if reference.form == "person" and known.gender:
        out["gender-fits" if known.gender == _gender(reference) else "gender-differs"] = 1.0
    if entry is None:
        return out | {"unknown": 1.0}
    if reference.country and entry.country:
        out["country-fits" if reference.country == entry.country else "country-differs"] = 1.0
    if reference.city and entry.city:
        out["city-fits" if reference.city == entry.city else "city-differs"] = 1.0
    if entry.kind == "Company" and reference.head:
        makes = is_maker(entry, catalogue)
        if reference.head in MAKER_WORDS:
            out["maker-fits" if makes else "maker-differs"] = 1.0
        elif reference.head == "supplier":
            out["supplier-fits" if not makes else "supplier-differs"] = 1.0
    return out


def _gender(reference: Reference) -> str:
    return "she" if reference.head == "she" else "he"


@cache
def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights


def family(reference: Reference) -> str:
    """Return the name of the weights that a reference is judged with."""
    return reference.form if reference.form in ("it", "its", "person", "Company", "Vehicle") else "other"


def candidates(
    reference: Reference, sentence: int, state: State, catalogue: Catalogue
) -> list[tuple[_Known, dict[str, float]]]:
    """Return the entities of fitting kind within reach, with their features."""
    kinds = STANDS_FOR.get(reference.form, frozenset((reference.form,)))
    fits = [k for k in state.known.values() if k.entity.kind in kinds and (sentence - k.sentence <= REACH or k.title)]
    return [(known, features(reference, known, state, (sentence, len(fits), catalogue))) for known in fits]


def chances(reference: Reference, found: list[tuple[_Known, dict[str, float]]], none: str = "none") -> list[float]:
    """Return the probabilities of the candidates, which leave room for none of them."""
    weights = _weights()[family(reference)]
    scores = [sum(weights.get(name, 0.0) * value for name, value in given.items()) for _, given in found]
    powers = [math.exp(min(score, 30.0)) for score in scores]
    rest = math.exp(weights[none])
    return [power / (sum(powers) + rest) for power in powers]


def resolve(
    text: str,
    sentences: Sequence[tuple[int, int, bool]],
    mentions: Iterable[Annotation],
    catalogue: Catalogue,
) -> Iterator[Annotation]:
    """Yield references with their entities; what is not clear enough is left out.

    `sentences` gives start, end and whether it is a title. Where reference mentions are given these are resolved,
    else references are found by their wording.
    """
    everything = list(mentions)
    names = [m for m in everything if m.role == "name" and m.entity]
    given = {m.start: m for m in everything if m.role == "reference"}
    for place, state, item in walk(text, sentences, names, _references(text, given, names)):
        if not isinstance(item, Reference):
            continue
        chosen = _choose(item, place, state, catalogue)
        if chosen:
            chance, entity = chosen
            note(state, item, entity, place)
            there = given.get(item.start) or Annotation(
                item.start, item.end, text[item.start : item.end], entity.kind, "reference"
            )
            chance = round(chance * there.confidence, 4)
            yield replace(there, entity=entity, link="coreferent", confidence=chance)


def _choose(reference: Reference, place: int, state: State, catalogue: Catalogue) -> tuple[float, Entity] | None:
    """Return the entity that is clear enough, with its probability, or None."""
    found = candidates(reference, place, state, catalogue)
    if not found or max(chances(reference, found, "none")) < SURE:
        return None
    rated = zip((known.entity for known, _ in found), chances(reference, found, "none-marked"), strict=True)
    ranked = sorted(((chance, entity) for entity, chance in rated), key=lambda r: (-r[0], r[1].id))
    if ranked[0][0] < SURE or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD):
        return None
    return ranked[0]


def _references(text: str, given: Mapping[int, Annotation], names: Sequence[Annotation]) -> list[Reference]:
    taken = {i for m in names for i in range(m.start, m.end)}
    found = [r for r in find_references(text) if not given and taken.isdisjoint(range(r.start, r.end))]
    for m in given.values():
        if m.entity is None:
            described = next(iter(find_references(m.text)), None) or describe(m.text)
            described = described or Reference(0, 0, {"Other": "its"}.get(m.kind, m.kind))
            found.append(replace(described, start=m.start, end=m.end))
    return found


def walk(
    text: str, sentences: Sequence[tuple[int, int, bool]], names: Sequence[Annotation], references: Sequence[Reference]
) -> Iterator[tuple[int, State, Annotation | Reference]]:
    """Go through names and references in text order; yields the sentence and what is known before each."""
    state = State(text=text)
    everything: list[Annotation | Reference] = [*names, *references]
    items = sorted(everything, key=lambda item: (item.start, item.end))
    place, fresh = 0, True
    for item in items:
        while place + 1 < len(sentences) and item.start >= sentences[place][1]:
            place, fresh = place + 1, True
        opening = text[sentences[place][0] : item.start].split()
        state.starts = fresh and len(opening) < 4
        yield place, state, item
        if isinstance(item, Annotation) and item.entity:
            before = text[max(0, item.start - 12) : item.start].split()
            _name(state, item, place, (fresh, bool(before) and before[-1].lower() in _PREPOSITION, sentences[place][2]))
            fresh = False


def _name(state: State, m: Annotation, place: int, how: tuple[bool, bool, bool]) -> None:
    assert m.entity
    first, prepositional, title = how
    state.total[m.entity.kind] += 1
    known = state.known.get(m.entity.id)
    around = state.text[max(0, m.start - _BEFORE) : m.start] + " " + state.text[m.end : m.end + _AFTER]
    words = set(re.findall(r"[\w-]{2,}", around.lower().replace("-based", "")))
    if known is None:
        known = _Known(m.entity, m.start, place, first, prepositional, 1, title, end=m.end, beside=words)
        state.known[m.entity.id] = known
        return
    known.beside |= words
    known.end = m.end
    keep = known.sentence == place and known.first  # the first mention of a sentence tells its role
    known.first, known.prepositional = first or keep, prepositional and not keep
    known.start, known.sentence, known.count = m.start, place, known.count + 1


def note(state: State, reference: Reference, entity: Entity, place: int) -> None:
    """Take down that a reference was understood."""
    known = state.known[entity.id]
    known.first = known.first if known.sentence == place else True
    known.prepositional = known.prepositional if known.sentence == place else False
    known.start, known.end, known.sentence = reference.start, reference.end, place
    state.last_reference = entity.id
    if reference.form == "person":
        known.gender = _gender(reference)
