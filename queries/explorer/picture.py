"""What the served explorer asks for, as plain rows: a search, a neighbourhood, a path, the evidence of a fact.

`docs/explorer-api.md` describes the rows and the addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from graph import KnowledgeGraph, QueryError, entity_id_of

from ..neighbourhood.evidence import evidence_of
from ..neighbourhood.links import links_of
from ..neighbourhood.rows import (
    Row,
    add_qualifiers,
    describe,
    facts_between,
    facts_graph,
    figures,
    neighbours,
    ranked,
    rows,
)

NEIGHBOURS = 400
"""Neighbours that one answer holds at most."""

HUB = 300
"""Facts of an entity from which its lines to other neighbours are not looked for."""

REACH = 6
"""Steps of the longest path that is looked for."""


def around(kg: KnowledgeGraph, entity: str, *, limit: int = 40) -> Row:
    """Return an entity, its best supported neighbours, the facts among them, and how many neighbours are left out.

    Facts between two neighbours that both have more than `HUB` facts are left out: finding them costs more than
    all the rest. They come when one of the two is asked for.
    """
    known = ranked(kg, entity)
    shown = known[: max(0, min(limit, NEIGHBOURS))]
    entities = describe(kg, [entity, *shown])
    small = [row["id"] for row in entities[1:] if row["facts"] <= HUB]
    found = [*facts_between(kg, [entity, *small], others=shown), *figures(kg, entity)]
    facts = list({fact["id"]: fact for fact in found}.values())
    add_qualifiers(kg, facts)
    return {"entities": entities, "facts": facts, "more": {entity: len(known) - len(shown)}}


def evidence(kg: KnowledgeGraph, fact: str) -> Row:
    """Return a fact with its evidence, and the articles that it names."""
    found, articles = evidence_of(kg, [fact], limit=50)
    return {"evidence": {fact: found.get(fact, [])}, "articles": articles}


def path(
    kg: KnowledgeGraph, start: str, end: str, *, statuses: Sequence[str] = (), relations: Sequence[str] = ()
) -> Row:
    """Return a shortest chain of facts between two entities: steps (None where there is no chain) with their rows.

    Only facts of the given statuses and relations count; none given means all. The search goes breadth first
    from both ends, one query a step, and gives up after `REACH` steps.
    """
    came: tuple[dict[str, str], dict[str, str]] = ({start: ""}, {end: ""})
    edges = [[start], [end]]
    for _ in range(REACH):
        if meeting := came[0].keys() & came[1].keys():
            return _chain(kg, came, min(meeting))
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        fresh: dict[str, str] = {}
        for here, others in sorted(_reached(kg, edges[side], statuses, relations).items()):
            for other in sorted(others):
                if other not in came[side]:
                    fresh.setdefault(other, here)
        came[side].update(fresh)
        edges[side] = list(fresh)
    return {"steps": None}


def _reached(
    kg: KnowledgeGraph, ids: Sequence[str], statuses: Sequence[str], relations: Sequence[str]
) -> Mapping[str, Iterable[str]]:
    if links := links_of(kg):
        return links.neighbours(ids, statuses, relations)
    return neighbours(kg, ids, statuses=statuses, relations=relations)


def _chain(kg: KnowledgeGraph, came: tuple[dict[str, str], dict[str, str]], meeting: str) -> Row:
    chain = [meeting]
    while before := came[0][chain[0]]:
        chain.insert(0, before)
    while after := came[1][chain[-1]]:
        chain.append(after)
    facts = facts_between(kg, chain)
    add_qualifiers(kg, facts)
    steps = [
        {"from": a, "to": b, "facts": [f["id"] for f in facts if {f["s"], f["o"]} == {a, b}]}
        for a, b in pairwise(chain)
    ]
    return {"entities": describe(kg, chain), "facts": facts, "steps": steps}


def search(kg: KnowledgeGraph, text: str, *, limit: int = 12) -> Row:
    """Return the entities that have a name like what was typed, best first, each with the alias that matched."""
    typed = " ".join(text.split())
    if len(typed) < 2:
        raise QueryError("type at least two letters")
    found = [entity.id for entity in kg.search(typed, limit=limit)]
    if len(found) < limit:
        found += _holding(kg, typed, limit=limit)
    entities = describe(kg, list(dict.fromkeys(found))[:limit])
    entities.sort(key=lambda row: _rank(row, typed.casefold()))
    return {"entities": [row | {"alias": _matching_alias(row, typed.casefold())} for row in entities]}


def _holding(kg: KnowledgeGraph, typed: str, *, limit: int) -> list[str]:
    """Return entities with the typed letters anywhere in a name."""
    words = '"' + typed.lower().replace("\\", "\\\\").replace('"', '\\"') + '"'
    pattern = f"{{ ?e rdfs:label ?name }} UNION {{ ?e skos:altLabel ?name }} FILTER(CONTAINS(LCASE(?name), {words}))"
    return [
        entity_id_of(iri) for (iri,) in rows(kg, f"SELECT DISTINCT ?e WHERE {{ {facts_graph(pattern)} }} LIMIT {limit}")
    ]


def _rank(row: Row, typed: str) -> tuple[int, int]:
    """Order: the name itself, its beginning, a part of it, an alias, a likeness; then the number of facts."""
    label = row["label"].casefold()
    place = 0 if label == typed else 1 if label.startswith(typed) else 2 if typed in label else 4
    if place == 4 and _matching_alias(row, typed):
        place = 3
    return place, -row["facts"] if place < 4 else 0


def _matching_alias(row: Row, typed: str) -> str:
    if typed in row["label"].casefold():
        return ""
    return next((alias for alias in row["aliases"] if typed in alias.casefold()), "")
