"""Places behind the name of a town: "Buffalo, New York" is in the state, not in the city; "Flint, Mich." is short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from graph import name_key

from ..annotation import Annotation
from ..catalogue import Entry
from .products import Reading


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
    """Return the readings of the places that stand behind one of their towns, without the other readings."""
    out: dict[tuple[str, str], list[Reading]] = {}
    for town, m in pairwise(sorted(mentions, key=lambda m: m.start)):
        readings = found.get((m.text, m.kind), ())
        if m.kind != "Place" or len(readings) < 2 or text[town.end : m.start] != ", ":
            continue
        around = {entry.parent for entry, _, _ in found.get((town.text, "Place"), ())}
        if fitting := [reading for reading in readings if reading[0].id in around]:
            out[m.text, m.kind] = fitting
    return out
