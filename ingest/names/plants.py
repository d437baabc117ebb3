"""Which known plant a town's plant is: "the Zwickau plant" in a text about Volkswagen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from graph import name_key

from ..annotation import Annotation
from ..catalogue import Catalogue, Entry
from .makers import house_of
from .products import Reading

if TYPE_CHECKING:
    from .linking import Choice, Name

_TAIL = frozenset(
    "assembly battery car complex engine facility factory gigafactory main plant powertrain production site truck "
    "vehicle works".split()
)
"""What a plant is called behind the name of its town."""
_OWNER = re.compile(r"(?:['’]s?)? $")
_LONGEST = 3  # words of a firm before the town


def of_plants(
    text: str,
    found: Mapping[Name, list[Reading]],
    places: Mapping[Name, list[Annotation]],
    firms: Mapping[Name, Choice],
    catalogue: Catalogue,
) -> dict[Name, list[Reading]]:
    """Return the readings of plants that are called by their town.

    It is the plant of the firm right before the name, or of the one firm of the text that has a plant there.
    """
    unknown = [name for name, readings in found.items() if name[1] == "Facility" and not readings]
    if not unknown:
        return {}
    named = {choice.entity.id for choice in firms.values()}
    ends = {m.end: choice.entity.id for name, choice in firms.items() for m in places[name]}
    out: dict[Name, list[Reading]] = {}
    for name in unknown:
        starts = (_OWNER.search(text, max(0, m.start - 3), m.start) for m in places[name])
        owners = {ends[gap.start()] for gap in starts if gap and gap.start() in ends}
        if plant := _plant(name[0], owners or named, catalogue):
            out[name] = [(plant, "alias", False)]
    return out


def _plant(surface: str, firms: Collection[str], catalogue: Catalogue) -> Entry | None:
    words = surface.split()
    while len(words) > 1 and words[-1].lower() in _TAIL:
        words.pop()
    for count in range(min(_LONGEST, len(words) - 1) + 1):
        there = _by_town(catalogue).get(name_key(" ".join(words[count:])), ())
        before = catalogue.named(" ".join(words[:count]).removesuffix("'s")) if count else ()
        named = {entry.id for entry, _ in before if entry.kind == "Company"} if count else firms
        plants = [plant for plant in there if plant.parent in named]
        units = {entry.parent for id in named if (entry := catalogue.entries.get(id))}
        plants = plants or [p for p in there if not house_of(p, catalogue).isdisjoint(named) or p.parent in units]
        if plants:
            return plants[0] if len(plants) == 1 else None
    return None


@lru_cache(4)
def _by_town(catalogue: Catalogue) -> dict[str, tuple[Entry, ...]]:
    """Return the plants of each town, and of each name that stands between "plant" and the firm in their labels."""
    found: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in catalogue.entries.values():
        firm = catalogue.entries.get(entry.parent) if entry.kind == "Facility" else None
        for name in (firm.label, *firm.aliases) if firm else ():
            if entry.label.startswith(f"{name} "):
                found[name_key(entry.label.removeprefix(f"{name} ").removesuffix(" plant"))][entry.id] = entry
        if firm and entry.city:
            found[name_key(entry.city.split(",")[0])][entry.id] = entry
    return {town: tuple(plants.values()) for town, plants in found.items()}
