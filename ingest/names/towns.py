"""Towns and the places behind them: "Buffalo, New York" and "Flint, Mich." name states, and "Lima, Ohio" a town."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from graph import name_key

from ..annotation import Annotation
from ..catalogue import Entry
from .products import Reading

_LIST_GOES_ON = re.compile(r",? (?:and|or|as well as) (?:the )?[A-Z]")


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
