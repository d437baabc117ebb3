"""Which entities a description cannot mean, for the country, the seat or the trade that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph import Entity

from ..catalogue import Catalogue, Entry
from .descriptions import Reference, describe
from .makers import MAKER_WORDS, is_maker
from .trades import of_other_trades


def not_meant(words: str, entities: Iterable[Entity], catalogue: Catalogue) -> frozenset[str]:
    """Return the ids of those entities that a description cannot mean.

    One of another country or trade, and the firms of other cities where it names the seat of one: "the Detroit
    automaker".
    """
    said = describe(words)
    known = [entry for e in entities if said and (entry := catalogue.entries.get(e.id))]
    if said is None:
        return frozenset()
    away = {entry.id for entry in known if _is_abroad(said, entry, catalogue)}
    here = {entry.id for entry in known if _is_seated(words, said, entry, catalogue)} - away
    elsewhere = {entry.id for entry in known if here and entry.kind == "Company" and entry.city} - here
    return of_other_trades(words, known) | away | elsewhere


def is_home(words: str, entity: Entity, catalogue: Catalogue) -> bool:
    """Tell whether a description gives the country or the seat of an entity of the catalogue."""
    said, entry = describe(words), catalogue.entries.get(entity.id)
    if said is None or entry is None or entry.kind != said.form:
        return False
    return bool(said.country and said.country == entry.country) or _is_seated(words, said, entry, catalogue)


def _is_abroad(said: Reference, entry: Entry, catalogue: Catalogue) -> bool:
    """Tell whether a description gives a country that neither an entity nor its parent is from."""
    parent = catalogue.entries.get(entry.parent)
    countries = {entry.country, parent.country if parent else ""} - {""}
    return bool(said.country and countries) and said.country not in countries


def _is_seated(words: str, said: Reference, entry: Entry, catalogue: Catalogue) -> bool:
    """Tell whether a description names the city of a firm, and no other trade than the firm's."""
    if said.form != "Company" or entry.kind != "Company" or not entry.city or entry.city not in words:
        return False  # before the regular expression: a text has many firms and references
    if not re.search(rf"\b{re.escape(entry.city)}\b", words):
        return False
    return said.head not in (*MAKER_WORDS, "supplier") or is_maker(entry, catalogue) == (said.head in MAKER_WORDS)
