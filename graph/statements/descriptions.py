"""Entities in the facts graph: one description each, made of what all articles call them."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from .. import vocabulary as voc
from ..errors import StoreError
from ..model import Entity
from ..store.protocol import Store, select, values
from ..terms import ALIAS, FACTS, LABEL, RDF_TYPE, SAME_AS, literal, node_of, text_of
from .articles import OURS, in_articles
from .facts import entity_quads

PREDICATES = (RDF_TYPE, LABEL, ALIAS, SAME_AS)

BATCH = 200
"""Traits per query."""

Trait = tuple[NamedNode, NamedNode, str]
"""Entity, predicate, and the characters of the object."""


def traits(quads: Iterable[Quad]) -> set[Trait]:
    """Return what the quads say of entities."""
    wanted = frozenset(PREDICATES)
    return {
        (node_of(quad.subject), predicate, text_of(quad.object))
        for quad in quads
        if (predicate := quad.predicate) in wanted and node_of(quad.subject).value.startswith(voc.ENTITY)
    }


def redescribed(
    store: Store, old: set[Trait], new: set[Trait], replaced: set[str]
) -> tuple[set[Trait], set[NamedNode]]:
    """Return the entities whose description may change when the traits `old` of the graphs `replaced` become `new`.

    With them come the traits to which those of these graphs are added, before and after. A trait goes only where no
    other article has it; then all articles that name the entity are read. A trait that comes is added to the
    description as it stands, which is the same as describing the entity anew: the first label and kind and all names
    of a description and of a trait are those of everything that they are made of.
    """
    less = old - new
    bereft = {trait[0] for trait in less - _shared(store, less, replaced)}
    more = {_quad(trait): trait[0] for trait in new - old if trait[0] not in bereft}
    richer = {more[quad] for quad in more.keys() - store.known(more.keys())}
    return _elsewhere(store, bereft, replaced) | _standing(store, richer), bereft | richer


def _quad(trait: Trait) -> Quad:
    entity, predicate, text = trait
    return Quad(entity, predicate, _object(predicate, text), FACTS)


def _standing(store: Store, entities: set[NamedNode]) -> set[Trait]:
    """Return the entities' descriptions in the facts graph."""
    if not entities:
        return set()
    known = f"VALUES ?entity {{ {' '.join(sorted(map(str, entities)))} }} GRAPH {FACTS}"
    parts = (f"{{ {known} {{ ?entity {p} ?object }} BIND({p} AS ?predicate) }}" for p in PREDICATES)
    rows = select(store, f"SELECT ?entity ?predicate ?object WHERE {{ {' UNION '.join(parts)} }}")
    return {(NamedNode(entity), NamedNode(predicate), text) for entity, predicate, text in rows}


def _shared(store: Store, traits: set[Trait], replaced: set[str]) -> set[Trait]:
    """Return the traits that the graph of an article beside `replaced` holds too."""
    terms = {(e.value, p.value, text): (e, p, text) for e, p, text in traits}
    rows = [f"({e} {p} {_object(p, text)})" for e, p, text in traits]
    skipped, found = _graphs(replaced), set()
    for start in range(0, len(rows), BATCH):
        sparql = f"""SELECT ?entity ?predicate ?object WHERE {{
          VALUES (?entity ?predicate ?object) {{ {" ".join(sorted(rows[start : start + BATCH]))} }}
          FILTER EXISTS {{ GRAPH ?graph {{ ?entity ?predicate ?object }}
            FILTER(?graph NOT IN ({skipped}) && {OURS}) }} }}"""
        found |= {terms[row] for row in select(store, sparql)}
    return found


def _object(predicate: NamedNode, text: str) -> NamedNode | Literal:
    return NamedNode(text) if predicate in (RDF_TYPE, SAME_AS) else literal(text)


def _graphs(replaced: set[str]) -> str:
    return ", ".join(f"<{graph}>" for graph in sorted(replaced))


def _elsewhere(store: Store, entities: set[NamedNode], replaced: set[str]) -> set[Trait]:
    """Return what the articles outside the graphs `replaced` say of the entities."""
    if not entities:
        return set()
    predicates = {predicate.value: predicate for predicate in PREDICATES}
    wanted = values(sorted(node.value for node in entities))
    sparql = f"""SELECT DISTINCT ?entity ?predicate ?object WHERE {{
      VALUES ?entity {{ {wanted} }} GRAPH ?graph {{ ?entity ?predicate ?object }}
      FILTER(?graph NOT IN ({_graphs(replaced)}) && {OURS} && ?predicate IN ({", ".join(map(str, PREDICATES))})) }}"""
    return {(NamedNode(entity), predicates[name], object) for entity, name, object in select(store, sparql)}


def descriptions(store: Store) -> set[Quad]:
    """Return the descriptions of all entities that articles name."""
    found = traits(quad for predicate in PREDICATES for quad in in_articles(store, predicate))
    return description_quads(found, {entity for entity, _, _ in found})


def description_quads(found: set[Trait], entities: set[NamedNode]) -> set[Quad]:
    """Return one description of each entity in the facts graph: one label, the other names as aliases."""
    quads: set[Quad] = set()
    grouped: dict[NamedNode, dict[NamedNode, set[str]]] = {}
    for entity, predicate, text in found:
        if entity in entities:
            grouped.setdefault(entity, {}).setdefault(predicate, set()).add(text)
    for entity, own in grouped.items():
        if not own.keys() >= {LABEL, RDF_TYPE}:
            name = voc.entity_id_of(entity.value)
            raise StoreError(f"{name} comes without its label or kind: import files as `autokg export` wrote them")
        label, kind = min(own[LABEL]), min(own[RDF_TYPE])
        aliases = sorted((own[LABEL] | own.get(ALIAS, set())) - {label})
        same = tuple(sorted(own.get(SAME_AS, ())))
        quads |= entity_quads(
            Entity(voc.entity_id_of(entity.value), voc.shorten(kind), label, tuple(aliases), same), FACTS
        )
    return quads
