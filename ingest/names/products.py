"""Whose product a name means: models of several makers share names and codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from graph import Entity, name_key

from ..annotation import Annotation
from ..catalogue import Catalogue, Entry, Form
from .candidates import is_ambiguous
from .families import PRODUCTS
from .makers import house_of, makers_of

if TYPE_CHECKING:
    from .linking import Choice, Name

Reading: TypeAlias = tuple[Entry, Form, bool]

_CODE = 3  # letters and digits of a model code that many makers use: GT, RS, X1
_END = re.compile(r"[.!?](?=\s+[\"“]?[A-Z])|\n")


def of_makers(
    text: str,
    found: Mapping[Name, list[Reading]],
    places: Mapping[Name, list[Annotation]],
    firms: Mapping[Name, Choice],
    catalogue: Catalogue,
) -> dict[Name, list[Reading]]:
    """Return the readings of names without products of makers that the place does not speak of.

    A product right behind a maker's name is one of that maker's: "Waymo Driver" is not Aurora's Driver. Of several
    products of one name that of the maker named last is meant. A short code needs its maker in the text before it.
    """
    out = dict(found)
    products = {surface for surface, kind in places if kind in PRODUCTS}
    beside = makers_of(text, products, places, firms)
    named = _first_places(places, firms)
    for name in [n for n in out if n[1] in PRODUCTS]:
        if maker := beside.get(name[0]):
            fitting = [c for c in out[name] if not _lacks_maker(*c, catalogue) or _fits(maker, c, named, catalogue)]
            out[name] = [_badged(name[0], c, maker, catalogue) for c in fitting]
        start = places[name][0].start
        if len(out[name]) > 1:
            out[name] = _of_nearest(out[name], start, places, firms)
        if len(name_key(name[0])) <= _CODE:
            end = _END.search(text, start)
            here = {id for id, first in named.items() if first < (end.start() if end else len(text))}
            out[name] = [c for c in out[name] if c[1] != "derived" or house_of(c[0], catalogue) & here]
    return out


def _first_places(places: Mapping[Name, list[Annotation]], firms: Mapping[Name, Choice]) -> dict[str, int]:
    """Return where each firm of the document is named first, by entity and, for its family, by owner."""
    named: dict[str, int] = {}
    for name, choice in firms.items():
        first = min(m.start for m in places[name])
        named[choice.entity.id] = min(first, named.get(choice.entity.id, first))
    return named


def _fits(maker: Entity, reading: Reading, named: Mapping[str, int], catalogue: Catalogue) -> bool:
    """Tell whether a reading may be meant behind another firm's name: it is that firm's, or its own maker is named."""
    entry, form, _ = reading
    if _makes(maker.id, entry, catalogue):
        return True
    return form != "derived" and (entry.kind != "Vehicle" or bool(house_of(entry, catalogue) & named.keys()))


def _badged(surface: str, reading: Reading, maker: Entity, catalogue: Catalogue) -> Reading:
    """Return a reading with what its maker right before it does for it: "Air" is a plain word, "Lucid Air" is none."""
    entry, form, cut = reading
    doubtful = form == "derived" or (form == "alias" and is_ambiguous(entry, surface))
    return (entry, "badged", cut) if doubtful and _makes(maker.id, entry, catalogue) else reading


def _lacks_maker(entry: Entry, form: Form, cut: bool, catalogue: Catalogue) -> bool:
    """Tell whether a name has its maker only from the context."""
    return form in ("derived", "alias") and bool(entry.parent)


def _of_nearest(
    found: list[Reading], start: int, places: Mapping[Name, list[Annotation]], firms: Mapping[Name, Choice]
) -> list[Reading]:
    """Keep of several makers' models of one name ("A1") those of the maker that was named last."""
    before = {
        choice.entity.id: max((m.start for m in places[name] if m.start < start), default=-1)
        for name, choice in firms.items()
    }
    last = max((before.get(entry.parent, -1) for entry, _, _ in found), default=-1)
    return [c for c in found if last < 0 or c[1] != "derived" or before.get(c[0].parent, -1) == last]


def _makes(maker: str, entry: Entry, catalogue: Catalogue) -> bool:
    """Tell whether a firm may call a product its own: it is the maker's, its owner's or its brand's."""
    owner = catalogue.entries.get(entry.parent)
    firm = catalogue.entries.get(maker)
    return (
        entry.parent == maker
        or (owner is not None and owner.parent == maker)
        or (firm is not None and firm.parent == entry.parent)
    )
