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


def merges(judgements: Iterable[Judgement]) -> dict[str, Entity]:
    """Return what each merged entity (by id) is known as; chains of merges end at the last one kept."""
    latest = {frozenset((one.kept.id, one.merged.id)): one for one in judgements}
    direct = {one.merged.id: one.kept for one in latest.values() if one.ruling == "same"}
    out = {}
    for id, kept in direct.items():
        seen = {id}
        last = kept
        while last.id in direct and last.id not in seen:
            seen.add(last.id)
            last = direct[last.id]
        if last.id != id:
            out[id] = last
    return out


def kept_apart(judgements: Iterable[Judgement], forbidden: Iterable[Collection[str]] = ()) -> set[frozenset[str]]:
    """Return the pairs of ids that are never one: judged different, or forbidden and not judged the same."""
    latest = {frozenset((one.kept.id, one.merged.id)): one.ruling for one in judgements}
    pairs = {*map(frozenset, forbidden), *(pair for pair, ruling in latest.items() if ruling == "different")}
    return {pair for pair in pairs if latest.get(pair) != "same"}


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is who by all judgements: what merged entities (by id) are known as, and names that belong to another one."""

    same: Mapping[str, Entity]
    apart: Mapping[tuple[str, str], Entity]

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Self:
        """Return what these judgements, oldest first, come to."""
        return cls(merges(judgements), _apart(judgements))

    def tells_apart(self, entity: Entity, mention: Mention) -> bool:
        """Tell whether a mention spells the name of another one, who was judged different from the entity."""
        return bool(self.apart) and (entity.id, name_key(mention.text)) in self.apart

    def known_as(self, entity: Entity, mention: Mention) -> Entity | None:
        """Return the entity that a mention stands for instead of the one it was linked to, None where that one is."""
        if self.tells_apart(entity, mention):
            other = self.apart[entity.id, name_key(mention.text)]
            return self.same.get(other.id, other)
        kept = self.same.get(entity.id)
        return None if kept is None else _with_names(kept, entity)


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
