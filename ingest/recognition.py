"""New names of an article that are known: what one article introduced is the same thing in the next.

This happens where facts are stored, not where they are found, so that worker processes need no store and the order
of the articles alone decides. Who is asked is the graph, or, where it cannot tell yet, those that came in this run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from graph import Entity, Fact, Mention

from .catalogue import Catalogue, load_catalogue
from .names.forms import GENERIC

BODIES = ("Company", "Organization", "Government", "Facility")
PRODUCTS = ("Vehicle", "Component", "Platform")

Bearers: TypeAlias = Callable[[str, Sequence[str]], Iterable[Entity]]
"""Returns what is known of these kinds under exactly this label or alias."""


def recognise(facts: Iterable[Fact], bearers: Bearers) -> tuple[Fact, ...]:
    """Return the facts of an article with the entities that are known where a new name is one of theirs."""
    facts = tuple(facts)
    catalogue = load_catalogue()
    ends = list(_ends(facts))
    new = {end.id: end for end in ends if end.id not in catalogue.entries}
    makers = {end.label for end in ends if end.kind in BODIES}
    known = {id: there for id, end in new.items() if (there := _known(bearers, end, makers, catalogue))}
    return tuple(_told(fact, known) for fact in facts) if known else facts


class Newcomers:
    """The entities, by name, that the articles of a run brought in: what a graph would know of them by now."""

    def __init__(self) -> None:
        self._catalogue = load_catalogue()
        self._entities: dict[str, Entity] = {}
        self._named: dict[str, set[str]] = {}

    def bearers(self, name: str, kinds: Sequence[str] = ()) -> list[Entity]:
        """Return the entities of these kinds that have exactly this label or alias."""
        found = map(self._entities.__getitem__, sorted(self._named.get(name, ())))
        return [one for one in found if not kinds or one.kind in kinds]

    def meet(self, facts: Iterable[Fact]) -> None:
        """Keep the names that an article gives; who has several labels is called by the first, as in the graph."""
        for end in _ends(facts):
            if end.id in self._catalogue.entries:
                continue
            known = self._entities.get(end.id, end)
            label = min(known.label, end.label)
            names = {known.label, *known.aliases, end.label, *end.aliases}
            self._entities[end.id] = replace(known, label=label, aliases=tuple(sorted(names - {label})))
            for name in names:
                self._named.setdefault(name, set()).add(end.id)


def _ends(facts: Iterable[Fact]) -> Iterator[Entity]:
    return (end for fact in facts for end in (fact.subject, fact.object) if isinstance(end, Entity))


def _known(bearers: Bearers, entity: Entity, makers: set[str], catalogue: Catalogue) -> Entity | None:
    """Return the one known entity that bears a new entity's name, None where none or several do."""
    kinds = (entity.kind,)
    found = {one.id: one for name in _telling_names(entity) for one in bearers(name, kinds)}
    if entity.id in found or any(one.id == entity.id for one in bearers(entity.label, kinds)):
        return None
    found = {id: one for id, one in found.items() if id not in catalogue.entries}
    if not found and (front := _front(entity)):
        found = {one.id: one for one in bearers(front, kinds) if one.label == front}
    if entity.kind in PRODUCTS:  # models of several makers share names
        found = {id: one for id, one in found.items() if any(one.label.startswith(f"{maker} ") for maker in makers)}
    if len(found) != 1:
        return None
    (one,) = found.values()
    return replace(one, aliases=tuple(sorted({entity.label, *entity.aliases} - {one.label})))


def _telling_names(entity: Entity) -> set[str]:
    """Return the names that tell an entity from others: of a person not the surname alone."""
    names = {entity.label, *entity.aliases}
    if entity.kind == "Person":
        return {name for name in names if " " in name}
    return names if entity.kind in (*BODIES, *PRODUCTS) else {entity.label}


def _front(entity: Entity) -> str:
    """Return a firm's name without the general words behind it, "" where it has none: "Moravolt Energy"."""
    words = entity.label.split()
    count = len(words)
    while count > 1 and words[count - 1].lower() in GENERIC:
        count -= 1
    return " ".join(words[:count]) if entity.kind == "Company" and 0 < count < len(words) else ""


def _told(fact: Fact, known: dict[str, Entity]) -> Fact:
    """Return a fact about the known entities; its mentions say that they were linked by an alias."""
    subject = known.get(fact.subject.id)
    object = known.get(fact.object.id) if isinstance(fact.object, Entity) else None
    if subject is None and object is None:
        return fact
    evidence = fact.evidence
    if subject is not None:
        evidence = replace(evidence, subject=_linked(evidence.subject))
    if object is not None:
        evidence = replace(evidence, object=_linked(evidence.object))
    return replace(fact, subject=subject or fact.subject, object=object or fact.object, evidence=evidence)


def _linked(mention: Mention) -> Mention:
    return replace(mention, link="alias") if mention.link == "new" else mention
