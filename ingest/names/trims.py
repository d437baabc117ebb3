"""Versions of a model: "the EV3 Long Range" is the EV3, and so is "the xDrive40" behind the iX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph import Entity, name_key

from ..annotation import Annotation
from ..catalogue import Catalogue

_CODE = r"[esx][dD]rive ?\d*|4[mM]atic\+?|[qQ]uattro|[1-9]\d{1,2}(?:[a-z]{1,2}|\+)?|[AFR24]WD|4x[24]"
_DRIVE = r"(?:Long|Standard|Extended) Range|(?:Single|Dual|Tri|Twin)[ -]Motor|Performance"
_LEVEL = r"(?:[A-Z]{1,2}|AMG|GT)[ -]Line|M Sport|Grand Touring|Base|Entry|Luxe|Luxury|Premium|Prestige|Pro|Ultimate"
VERSION = re.compile(rf"(?:{_CODE}|{_DRIVE})(?: (?:{_CODE}|{_DRIVE}))*")
"""What can stand behind a model's name without making it another model. "Plus" and "Pro" can: the Song Plus is one."""
ALONE = re.compile(rf"(?:{_CODE}|{_DRIVE}|{_LEVEL})(?: (?:{_CODE}|{_DRIVE}|{_LEVEL}))*")
"""What names a version when it stands alone, if no model is called so."""
REACH = 1000  # characters back to the model whose version is meant


def as_models(text: str, mentions: Sequence[Annotation], catalogue: Catalogue) -> Iterator[Annotation]:
    """Yield the mentions; those of vehicles that nothing knows, but which are versions, with their model as entity."""
    models = {name_key(m.text): m.entity for m in mentions if _is_model(m)}
    last: Annotation | None = None
    for m in mentions:
        model = _model(m, last, text, (models, catalogue)) if _is_vehicle(m) and m.link == "new" else None
        out = replace(m, entity=model, link="short") if model else m
        last = out if _is_vehicle(m) else last
        yield out


def _model(
    m: Annotation, last: Annotation | None, text: str, known: tuple[dict[str, Entity | None], Catalogue]
) -> Entity | None:
    if last and ALONE.fullmatch(m.text) and _follows(text, last, m):
        return last.entity
    return _base(m.text, *known)


def version_of(surface: str, model: Entity) -> str:
    """Return the words of a name that say which version of the model is meant, '' where none does.

    >>> version_of("EV3 Long Range", Entity("vehicle/kia-ev3", "Vehicle", "Kia EV3"))
    'Long Range'
    """
    words = surface.split()
    for i in range(len(words)):
        rest = " ".join(words[i:])
        if (ALONE if i == 0 else VERSION).fullmatch(rest) and not name_key(model.label).endswith(name_key(rest)):
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
    """Tell whether a version stands behind its model and not behind a maker's name."""
    before = text[: m.start].rstrip()
    return m.start - last.end < REACH and bool(
        re.search(r"(?:\b(?:the|a|an|and|or|for|in|of|with|called)|[,:(])$", before)
    )
