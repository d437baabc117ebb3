"""What the served explorer asks for, as plain rows: a search, a neighbourhood, a path, the evidence of a fact.

`docs/explorer-api.md` describes the rows and the addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from graph import KnowledgeGraph, QueryError

from .neighbourhood import (
    ENTITIES,
    Row,
    add_qualifiers,
    describe,
    evidence_of,
    facts_between,
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
    found = [*facts_between(kg, [entity], others=shown), *facts_between(kg, small, others=shown), *figures(kg, entity)]
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
        for here, others in sorted(neighbours(kg, edges[side], statuses=statuses, relations=relations).items()):
            for other in others:
                if other not in came[side]:
                    fresh.setdefault(other, here)
        came[side].update(fresh)
        edges[side] = list(fresh)
    return {"steps": None}


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
    """Return the entities whose label or alias begins with, contains or nearly is what was typed, best first."""
    hits = _hits(list(names(kg)), text, limit)
    rows_by_id = {row["id"]: row for row in describe(kg, [id for id, _ in hits])}
    return {"entities": [rows_by_id[id] | {"alias": alias} for id, alias in hits]}


def names(kg: KnowledgeGraph) -> Iterable[tuple[str, str, bool]]:
    """Yield every entity id with a name of it, and whether that name is an alias."""
    query = "SELECT ?e ?p ?name WHERE { ?e ?p ?name VALUES ?p { rdfs:label skos:altLabel } }"
    for iri, predicate, name in rows(kg, query):
        if iri.startswith(ENTITIES):
            yield iri.removeprefix(ENTITIES), name, predicate.endswith("altLabel")


def _hits(known: Sequence[tuple[str, str, bool]], text: str, limit: int) -> list[tuple[str, str]]:
    from rapidfuzz import fuzz, process

    typed = " ".join(text.casefold().split())
    if not typed:
        raise QueryError("type at least one letter")
    scored = []
    for id, name, is_alias in known:
        folded = name.casefold()
        if typed in folded:
            rank = 0 if folded == typed else 1 if folded.startswith(typed) else 2 if f" {typed}" in folded else 3
            scored.append((rank, len(name), id, name if is_alias else ""))
    if not scored:
        labels = [name.casefold() for _, name, _ in known]
        for _, score, place in process.extract(typed, labels, scorer=fuzz.WRatio, score_cutoff=78, limit=3 * limit):
            id, name, is_alias = known[place]
            scored.append((int(200 - score), len(name), id, name if is_alias else ""))
    best: dict[str, str] = {}
    for _, _, id, alias in sorted(scored):
        best.setdefault(id, alias)
    return list(best.items())[:limit]
