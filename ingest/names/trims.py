"""Versions of a model: "the EV3 Long Range" is the EV3, and so is "the xDrive40" behind the iX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph import Entity, name_key

from ..annotation import Annotation
from ..catalogue import Catalogue

_ENGINE = (
    r"\d\.\d(?:[ -]?(?:L|T|l|[Ll]it(?:re|er)))?(?:[ -](?:Turbo|Diesel|Hybrid|Petrol|V6|V8|TSI|TDI|TFSI|EcoBoost))*"
)
_CODE = r"[esx][dD]rive ?\d*|4[mM]atic\+?|[qQ]uattro|[1-9]\d{1,2}(?:[a-z]{1,2}|\+)?|[AFR24]WD|4x[24]"
_DRIVE = r"(?:Long|Standard|Extended) Range|(?:Single|Dual|Tri|Twin)[ -]Motor|Performance"
_LEVEL = r"(?:[A-Z]{1,2}|AMG|GT)[ -]Line|M Sport|Grand Touring|Base|Entry|Luxe|Luxury|Premium|Prestige|Pro|Ultimate"
VERSION = re.compile(rf"(?:{_CODE}|{_DRIVE}|{_ENGINE})(?: (?:{_CODE}|{_DRIVE}|{_ENGINE}))*")
"""What can stand behind a model's name without making it another model. "Plus" and "Pro" can: the Song Plus is one."""
ALONE = re.compile(rf"(?:{_CODE}|{_DRIVE}|{_LEVEL})(?: (?:{_CODE}|{_DRIVE}|{_LEVEL}))*")
"""What names a version when it stands alone, if no model is called so."""
_BEFORE = re.compile(rf"(?:(?:19|20)\d\d|{_ENGINE}) ")
_OPEN = re.compile(r"(?:\b(?:the|a|an|and|or|for|in|of|with|called)|[,:(])$", re.IGNORECASE)
HOUSE_WORDS = {"drive": "BMW ", "4matic": "Mercedes", "amg line": "Mercedes", "quattro": "Audi ", "m sport": "BMW "}
"""Words of versions that one maker has, with how the labels of its models begin."""
REACH = 1000  # characters back to the model whose version is meant


def as_models(text: str, mentions: Sequence[Annotation], catalogue: Catalogue) -> Iterator[Annotation]:
    """Yield the mentions; those of vehicles that nothing knows, but which are versions, with their model as entity."""
    models = {name_key(m.text): m.entity for m in mentions if _is_model(m)}
    before: list[Annotation] = []
    for m in mentions:
        model = _model(m, before, text, (models, catalogue)) if _is_vehicle(m) and m.link == "new" else None
        out = replace(m, entity=model, link="short") if model else m
        before += [out] if _is_vehicle(m) else []
        yield out


def _model(
    m: Annotation, before: list[Annotation], text: str, known: tuple[dict[str, Entity | None], Catalogue]
) -> Entity | None:
    if ALONE.fullmatch(m.text):
        house = next((start for words, start in HOUSE_WORDS.items() if words in m.text.lower()), "")
        fitting = (v for v in reversed(before) if v.entity and v.entity.label.startswith(house))
        last = next(fitting, None)
        if last and _follows(text, last, m):
            return last.entity
    return _base(m.text, *known)


def without_year(m: Annotation, catalogue: Catalogue) -> Annotation:
    """Return a vehicle without model year or engine before a known name ("2025 F-150"); the Peugeot 2008 keeps its."""
    year = _BEFORE.match(m.text) if m.kind == "Vehicle" and m.role == "name" else None
    if not year or catalogue.named(m.text) or not catalogue.named(m.text[year.end() :]):
        return m
    return replace(m, start=m.start + year.end(), text=m.text[year.end() :])


def version_of(surface: str, model: Entity) -> str:
    """Return the words of a name that say which version of the model is meant, '' where none does.

    >>> version_of("EV3 Long Range", Entity("vehicle/kia-ev3", "Vehicle", "Kia EV3"))
    'Long Range'
    """
    words = surface.split()
    for i in range(len(words)):
        rest = " ".join(words[i:])
        if (ALONE if i == 0 else VERSION).fullmatch(rest) and name_key(rest) not in name_key(model.label):
            return rest
    return ""


def _is_vehicle(m: Annotation) -> bool:
    return m.role == "name" and m.kind == "Vehicle" and m.entity is not None


def _is_model(m: Annotation) -> bool:
    return _is_vehicle(m) and not ALONE.fullmatch(m.text)


def _base(surface: str, models: dict[str, Entity | None], catalogue: Catalogue) -> Entity | None:
    """Return the model of a name that ends in a version: one of the document, or the only one of the catalogue."""
    words = surface.split()
    for i in range(len(words) - 1, 0, -1):
        front = " ".join(words[:i])
        if VERSION.fullmatch(" ".join(words[i:])) and re.search(r"[A-Za-z]", front):
            if found := models.get(name_key(front)):
                return found
            known = _only(entry.entity for entry, _ in catalogue.named(front) if entry.kind == "Vehicle")
            if known:
                return known
    return None


def _only(found: Iterable[Entity]) -> Entity | None:
    entities = list(found)
    return entities[0] if len(entities) == 1 else None


def _follows(text: str, last: Annotation, m: Annotation) -> bool:
    """Tell whether a version stands behind its model and not behind a maker's name; "and the 540i" is another model."""
    before = text[: m.start].rstrip()[-20:]
    other = m.text[0].isdigit() and re.search(r"\b(?:and|or)(?: the)?$", before, re.IGNORECASE) and " " not in m.text
    return m.start - last.end < REACH and not other and bool(_OPEN.search(before))
