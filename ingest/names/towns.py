"""Towns and the places behind them: "Buffalo, New York" and "Flint, Mich." name states, and "Lima, Ohio" a town."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from graph import Entity, entity_id, name_key

from ..annotation import Annotation
from ..catalogue import Catalogue, Entry
from .products import Reading

_LIST_GOES_ON = re.compile(r",? (?:and|or|as well as) (?:the )?[A-Z]")

_CLOSED = re.compile(r"[.,] [a-z]|[.)]|$")  # what ends "in Dublin, Virginia," and no list of places
_LISTED = re.compile(r"(?:[,;:]|\b(?:and|or)) $")


def is_shortened(entry: Entry, surface: str) -> bool:
    """Tell whether a name is a state's as addresses shorten it ("Mass."); without its point it is another word.

    >>> michigan = Entry("place/michigan", "Place", "Michigan", ("Mich.",))
    >>> is_shortened(michigan, "Mich"), is_shortened(michigan, "Michigan")
    (True, False)
    """
    if entry.kind != "Place" or len(surface) > len(entry.label):
        return False
    return any(alias.endswith(".") and name_key(alias) == name_key(surface) for alias in entry.aliases)


def of_towns(
    text: str,
    found: Mapping[tuple[str, str], Sequence[Reading]],
    mentions: Iterable[Annotation],
) -> dict[tuple[str, str], list[Reading]]:
    """Return the readings of the places that stand behind one of their towns, and of these, without the others.

    No town in a state is a country: "Holland, Michigan".
    """
    out: dict[tuple[str, str], list[Reading]] = {}
    for town, m in pairwise(sorted(mentions, key=lambda m: m.start)):
        if m.kind != "Place" or text[town.end : m.start] != ", ":
            continue
        readings, towns = found.get((m.text, m.kind), ()), found.get((town.text, "Place"), ())
        in_state = any(entry.type == "state" for entry, _, _ in readings) and not _LIST_GOES_ON.match(text, m.end)
        around = {entry.parent for entry, _, _ in towns}
        if len(readings) > 1 and (fitting := [reading for reading in readings if reading[0].id in around]):
            out[m.text, m.kind] = fitting
        elif towns and in_state:
            out[town.text, "Place"] = [reading for reading in towns if reading[0].type != "country"]
    return out


def namesakes(
    text: str, mentions: Iterable[Annotation], meant: Mapping[tuple[str, str], str], catalogue: Catalogue
) -> dict[tuple[str, str], Entity]:
    """Return towns that cannot be the known ones of their name, for the state or country behind them: "Paris, Tenn.".

    `meant` are the ids of the entities that the names seem to mean.
    """
    out: dict[tuple[str, str], Entity] = {}
    for m, state in pairwise(sorted(mentions, key=lambda m: m.start)):
        if (m.kind, state.kind, text[m.end : state.start]) != ("Place", "Place", ", "):
            continue
        town = catalogue.entries.get(meant.get((m.text, m.kind), ""))
        region = catalogue.entries.get(meant.get((state.text, state.kind), ""))
        if not town or not region or not _is_elsewhere(town, region, catalogue):
            continue
        short = state.text.endswith(".") or is_shortened(region, state.text)
        if short or (_CLOSED.match(text, state.end) and not _LISTED.search(text[max(0, m.start - 5) : m.start])):
            label = f"{m.text}, {region.label}"
            known = catalogue.entries.get(entity_id("Place", label))
            out[m.text, m.kind] = (
                known.entity if known else Entity(entity_id("Place", label), "Place", label, (m.text,))
            )
    return out


def _is_elsewhere(town: Entry, region: Entry, catalogue: Catalogue) -> bool:
    """Tell whether a known town is in another country or state than a region."""
    if town.type != "city" or region.type not in ("state", "country") or not town.country:
        return False
    if town.country != (region.country or region.label):
        return True
    above, regions = town, list[Entry]()
    while above.parent in catalogue.entries:
        above = catalogue.entries[above.parent]
        regions.append(above)
    return region.type == "state" and region not in regions and any(entry.type == "state" for entry in regions)
