"""What to call an entity that nobody knew before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from graph import Entity, entity_id, name_tokens, without_legal_form

from .families import FIRMS

_YEAR = re.compile(r"\b(19|20)\d\d\b")


def new_entity(name: str, kind: str, spellings: list[str], badge: str = "") -> Entity:
    """Return a new entity named by its full form; a product carries its maker's badge in front, a firm no legal form.

    >>> new_entity("Harbor N.V.", "Company", ["Harbor", "Harbor N.V."])
    Entity(id='company/harbor', kind='Company', label='Harbor', aliases=('Harbor N.V.',), same_as=())
    >>> new_entity("Otter", "Vehicle", ["Otter"], "Kumoi").label
    'Kumoi Otter'
    """
    label = without_suffix(name) if kind in FIRMS else _calm(name, spellings)
    if badge and not label.casefold().startswith(badge.casefold()):
        spellings = [*spellings, label]
        label = f"{badge} {label}"
    aliases = tuple(sorted({*spellings} - {label}))
    return Entity(entity_id(kind, label), kind, label, aliases)


def unlike(entity: Entity, name: str, taken: Callable[[str], object]) -> Entity:
    """Return a new firm under its whole name where the name without "Group" is another body's.

    >>> anadolu = new_entity("Anadolu Group", "Company", ["Anadolu Group"])
    >>> unlike(anadolu, "Anadolu Group", {"Anadolu": "the agency"}.get).id
    'company/anadolu-group'
    """
    if entity.kind not in FIRMS or entity.label == name or not taken(entity.label):
        return entity
    aliases = tuple(alias for alias in entity.aliases if alias != name)
    return replace(entity, id=entity_id(entity.kind, name), label=name, aliases=aliases)


def without_suffix(name: str) -> str:
    """Return a firm's name without its legal form, in its own spelling.

    >>> without_suffix("Zorluay Otomotiv A.Ş."), without_suffix("Lotus Peak Sdn Bhd"), without_suffix("Group")
    ('Zorluay Otomotiv', 'Lotus Peak', 'Group')
    """
    tokens = name_tokens(name)
    cut = len(tokens) - len(without_legal_form(tokens))
    words = name.split()
    while cut > 0 and len(words) > 1:
        cut -= len(name_tokens(words.pop()))
    return " ".join(words).rstrip(" ,&")


def _calm(name: str, spellings: list[str]) -> str:
    """Return the spelling in mixed case where a name is also written in capitals."""
    if name.isupper() and len(name) > 3:
        return next((s for s in spellings if s != name and s.upper() == name), name)
    return name


def with_year(entity: Entity, surface: str) -> Entity:
    """Return the event of one year where the name says which ("CES 2022").

    >>> with_year(Entity("event/ces", "Event", "CES"), "CES 2022").id
    'event/ces-2022'
    """
    year = _YEAR.search(surface)
    if entity.kind != "Event" or not year or year[0] in entity.label:
        return entity
    label = f"{entity.label} {year[0]}"
    return replace(entity, id=entity_id("Event", label), label=label, aliases=(), same_as=())
