"""What judgements come to: merged entities, and names told apart.

A judgement "same" is applied to every fact when it is stored: the entity that was merged is replaced by the one that
is kept (see `readings.py`). A judgement "different" keeps apart what a linker takes for one: a mention that spells the
name of one of the two never counts for the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from ..model import Entity, Mention
from ..names import name_key
from .judgements import Judgement


def merges(judgements: Iterable[Judgement]) -> dict[str, tuple[Entity, ...]]:
    """Return what each merged entity (by id) became in turn; chains of merges end at the last one kept."""
    latest = {frozenset((one.kept.id, one.merged.id)): one for one in judgements}
    direct = {one.merged.id: one.kept for one in latest.values() if one.ruling == "same"}
    out = {}
    for id, kept in direct.items():
        way, ids = [kept], [id]
        while way[-1].id in direct and way[-1].id not in ids:
            ids.append(way[-1].id)
            way.append(direct[way[-1].id])
        if way[-1].id in ids:  # nobody in a circle of merges is kept
            way = way[: ids.index(way[-1].id)]
        if way:
            out[id] = tuple(way)
    return out


def kept_apart(judgements: Iterable[Judgement], forbidden: Iterable[Collection[str]] = ()) -> set[frozenset[str]]:
    """Return the pairs of ids that are never one: judged different, or forbidden and not judged the same."""
    latest = {frozenset((one.kept.id, one.merged.id)): one.ruling for one in judgements}
    pairs = {*map(frozenset, forbidden), *(pair for pair, ruling in latest.items() if ruling == "different")}
    return {pair for pair in pairs if latest.get(pair) != "same"}


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is who by all judgements: what merged entities (by id) became, and names that belong to another one."""

    same: Mapping[str, tuple[Entity, ...]]
    apart: Mapping[tuple[str, str], Entity]

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Self:
        """Return what these judgements, oldest first, come to."""
        return cls(merges(judgements), _apart(judgements))

    def tells_apart(self, entity: Entity, mention: Mention) -> bool:
        """Tell whether a mention spells the name of another one, who was judged different from the entity."""
        return bool(self.apart) and (entity.id, name_key(mention.text)) in self.apart

    def known_as(self, entity: Entity, mention: Mention) -> tuple[Entity, ...]:
        """Return what a mention that was linked to an entity stands for: whom it names, and what that became."""
        named = self.apart[entity.id, name_key(mention.text)] if self.tells_apart(entity, mention) else entity
        *between, kept = (named, *self.same.get(named.id, ()))
        return (*between, _with_names(kept, named)) if between else (kept,)


def _apart(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Entity]:
    """Return whom a name (key) means that was linked to an entity (id) from which its bearer was told apart."""
    latest = {frozenset((one.kept.id, one.merged.id)): one for one in judgements}
    found = {}
    for one in latest.values():
        if one.ruling == "different":
            for entity, other in ((one.kept, one.merged), (one.merged, one.kept)):
                if (key := name_key(other.label)) != name_key(entity.label):
                    found[entity.id, key] = other
    return found


def _with_names(kept: Entity, was: Entity) -> Entity:
    """Return the entity that is kept, with the names of the one that it stands for."""
    names = {*kept.aliases, was.label, *was.aliases} - {kept.label}
    return replace(kept, aliases=tuple(sorted(names)))
