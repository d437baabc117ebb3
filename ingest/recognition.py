"""New names of an article that the graph knows: what one article introduced is the same thing in the next.

This happens where facts are stored, not where they are found, so that worker processes need no store and the order
of the articles alone decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph import Entity, Fact, KnowledgeGraph, Mention, bearers

from .catalogue import Catalogue, load_catalogue
from .names.forms import GENERIC

BODIES = ("Company", "Organization", "Government", "Facility")
PRODUCTS = ("Vehicle", "Component", "Platform")


def recognise(kg: KnowledgeGraph, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts of an article with the graph's entities where a new name is one of theirs."""
    facts = tuple(facts)
    catalogue = load_catalogue()
    ends = [end for fact in facts for end in (fact.subject, fact.object) if isinstance(end, Entity)]
    new = {end.id: end for end in ends if end.id not in catalogue.entries}
    makers = {end.label for end in ends if end.kind in BODIES}
    known = {id: there for id, end in new.items() if (there := _known(kg, end, makers, catalogue))}
    return tuple(_told(fact, known) for fact in facts) if known else facts


def _known(kg: KnowledgeGraph, entity: Entity, makers: set[str], catalogue: Catalogue) -> Entity | None:
    """Return the one entity of the graph that bears a new entity's name, None where none or several do."""
    names = _telling_names(entity)
    found = {one.id: one for name in names for one in bearers(kg.store, name, (entity.kind,))}
    if entity.id in found or any(one.id == entity.id for one in bearers(kg.store, entity.label, (entity.kind,))):
        return None
    found = {id: one for id, one in found.items() if id not in catalogue.entries}
    if not found and (front := _front(entity)):
        found = {one.id: one for one in bearers(kg.store, front, (entity.kind,)) if one.label == front}
    if entity.kind in PRODUCTS:  # models of several makers share names
        found = {id: one for id, one in found.items() if any(one.label.startswith(f"{maker} ") for maker in makers)}
    if len(found) != 1:
        return None
    (one,) = found.values()
    names = {*one.aliases, entity.label, *entity.aliases} - {one.label}
    return replace(one, aliases=tuple(sorted(names)))


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
