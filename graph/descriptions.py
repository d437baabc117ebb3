"""Entities in the facts graph: one description each, made of what all articles call them."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from . import vocabulary as voc
from .aggregation import FACTS
from .model import Entity
from .statements import entity_id, entity_quads
from .store import Store, select, values
from .terms import ALIAS, LABEL, RDF_TYPE, SAME_AS, literal, node_of, text_of

PREDICATES = (RDF_TYPE, LABEL, ALIAS, SAME_AS)

BATCH = 200
"""Traits per query."""

Trait = tuple[NamedNode, NamedNode, str]
"""Entity, predicate, and the characters of the object."""


def traits(quads: Iterable[Quad]) -> set[Trait]:
    """Return what the quads say of entities."""
    return {
        (node_of(quad.subject), quad.predicate, text_of(quad.object))
        for quad in quads
        if quad.predicate in PREDICATES and node_of(quad.subject).value.startswith(voc.ENTITY)
    }


def redescribed(store: Store, old: set[Trait], new: set[Trait], replaced: set[str]) -> set[NamedNode]:
    """Return the entities whose traits over all articles change when those of the graphs `replaced` change.

    A trait that another article has too neither comes nor goes; most traits of most articles are of this kind, so
    that the descriptions of well-known entities, in thousands of articles, need not be read.
    """
    changed = old ^ new
    return {trait[0] for trait in changed - _shared(store, changed, replaced)}


def _shared(store: Store, traits: set[Trait], replaced: set[str]) -> set[Trait]:
    """Return the traits that a graph beside `replaced` and the facts graph holds too."""
    terms = {(e.value, p.value, text): (e, p, text) for e, p, text in traits}
    rows = [f"({e} {p} {_object(p, text)})" for e, p, text in traits]
    skipped, found = _graphs(replaced), set()
    for start in range(0, len(rows), BATCH):
        sparql = f"""SELECT ?entity ?predicate ?object WHERE {{
          VALUES (?entity ?predicate ?object) {{ {" ".join(sorted(rows[start : start + BATCH]))} }}
          FILTER EXISTS {{ GRAPH ?graph {{ ?entity ?predicate ?object }} FILTER(?graph NOT IN ({skipped})) }} }}"""
        found |= {terms[row] for row in select(store, sparql)}
    return found


def _object(predicate: NamedNode, text: str) -> NamedNode | Literal:
    return NamedNode(text) if predicate in (RDF_TYPE, SAME_AS) else literal(text)


def _graphs(replaced: set[str]) -> str:
    return ", ".join(f"<{graph}>" for graph in sorted({*replaced, voc.FACTS_GRAPH}))


def elsewhere(store: Store, entities: set[NamedNode], replaced: set[str]) -> set[Trait]:
    """Return what the articles outside the graphs `replaced` say of the entities."""
    if not entities:
        return set()
    predicates = {predicate.value: predicate for predicate in PREDICATES}
    wanted = values(sorted(node.value for node in entities))
    sparql = f"""SELECT DISTINCT ?entity ?predicate ?object WHERE {{
      VALUES ?entity {{ {wanted} }} GRAPH ?graph {{ ?entity ?predicate ?object }}
      FILTER(?graph NOT IN ({_graphs(replaced)}) && ?predicate IN ({", ".join(map(str, PREDICATES))})) }}"""
    return {(NamedNode(entity), predicates[name], object) for entity, name, object in select(store, sparql)}


def description_quads(found: set[Trait], entities: set[NamedNode]) -> set[Quad]:
    """Return one description of each entity in the facts graph: one label, the other names as aliases."""
    quads: set[Quad] = set()
    grouped: dict[NamedNode, dict[NamedNode, set[str]]] = {}
    for entity, predicate, text in found:
        if entity in entities:
            grouped.setdefault(entity, {}).setdefault(predicate, set()).add(text)
    for entity, own in grouped.items():
        label, kind = min(own[LABEL]), min(own[RDF_TYPE])
        aliases = sorted((own[LABEL] | own.get(ALIAS, set())) - {label})
        same = tuple(sorted(own.get(SAME_AS, ())))
        quads |= entity_quads(Entity(entity_id(entity), voc.shorten(kind), label, tuple(aliases), same), FACTS)
    return quads
