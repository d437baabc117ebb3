"""Questions that walk: an analysis runs its question's query step by step and returns rows like the query itself.

Walks pass only along statements that the filters let through; the others are returned too, so that the answer can
say how many were hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from graph import KnowledgeGraph, QueryError, entity_id_of

from .binding import fill, whole
from .details import Name, select, standing
from .filters import passing
from .questions import MOST, Question

Values = Mapping[str, str]
Rows = list[dict[str, Any]]

CROSSROADS = ("place", "market", "technology", "event")
"""Kinds that tie nearly everything to everything: a chain does not pass through them, it may only end there."""

DEPTH = 6
"""Longest walk: behind it everything is connected with everything."""

QUARTERS = 40
"""Most quarters of one ranking."""

TIES = (
    "partnered_with",
    "joint_venture_with",
    "joint_venture_of",
    "supplies",
    "acquired",
    "merged_with",
    "invested_in",
    "owns_stake_in",
    "subsidiary_of",
    "brand_of",
    "licensed_to",
)
"""Relations that tie two firms: rivalry, law and places do not make a firm central."""

EVENT_DAYS = 7
"""Statements about the same other party that were first reported within these days are one event."""


def exposure(kg: KnowledgeGraph, asked: Question, values: Values, terms: Values) -> Rows:
    """Return who takes something from the source, directly or through others, nearest first."""
    source = terms["source"].strip("<>")
    reached, frontier, found = {source}, {source}, Rows()
    for depth in range(1, whole("depth", values["depth"], most=DEPTH) + 1):
        rows = _step(kg, asked, terms, frontier)
        for row in rows:
            row["depth"], row["via"] = depth, row.pop("from")
        rows = [row for row in rows if str(row["exposed"]) not in reached]
        found += sorted(rows, key=lambda row: (str(row["exposed"]), str(row["statement"])))
        frontier = {str(row["exposed"]) for row in _walkable(kg, rows, values)} - reached
        frontier = {iri for iri in frontier if _kind(iri) not in CROSSROADS}
        reached |= frontier
        if not frontier:
            break
    return found


def chain(kg: KnowledgeGraph, asked: Question, values: Values, terms: Values) -> Rows:
    """Return the statements that lead from one entity to the other in the fewest steps, searched from both ends."""
    first, second = (terms[end].strip("<>") for end in ("first", "second"))
    if first == second:
        raise QueryError("a chain needs two different entities")
    sides: list[dict[str, dict[str, Any]]] = [{first: {}}, {second: {}}]
    frontiers = [{first}, {second}]
    passed = Rows()
    for _ in range(whole("longest", values["longest"], most=DEPTH)):
        near = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
        rows, others = _parted(kg, _step(kg, asked, terms, frontiers[near]), values)
        passed += others
        frontiers[near] = _advance(rows, sides[near])
        if meeting := frontiers[near] & sides[1 - near].keys():
            return _steps(sides, min(meeting)) + passed
        frontiers[near] = {iri for iri in frontiers[near] if _kind(iri) not in CROSSROADS}
        if not frontiers[near]:
            break
    return passed


def _advance(rows: Rows, seen: dict[str, dict[str, Any]]) -> set[str]:
    """Note by which statement each new node was reached, the best supported first, and return the new nodes."""
    new = set()
    for row in sorted(rows, key=lambda row: (-row["sources"], -row["confidence"], row["statement"])):
        if (node := str(row["to"])) not in seen:
            seen[node] = row
            new.add(node)
    return new


def _steps(sides: Sequence[dict[str, dict[str, Any]]], meeting: str) -> Rows:
    forward, node = Rows(), meeting
    while row := sides[0][node]:
        forward.insert(0, row)
        node = str(row["from"])
    node = meeting
    while row := sides[1][node]:
        forward.append(row)
        node = str(row["from"])
    return [
        {
            "statement": row["statement"],
            "step": step,
            "subject": row["s"],
            "relation": row["relation"],
            "object": row["o"],
        }
        for step, row in enumerate(forward, start=1)
    ]


def centrality(kg: KnowledgeGraph, asked: Question, values: Values, terms: Values) -> Rows:
    """Return the first firms of each of the last quarters, with the best supported link of each as its evidence."""
    from graph import network

    relations = " ".join(f"auto:{name}" for name in TIES)
    links = select(kg, fill(asked.sparql, {**terms, "relations": relations}))
    links = [row for row in links if all(_kind(str(row[end])) in ("company", "organization") for end in ("from", "to"))]
    every, links = links, passing(links, values)[0]
    kept = {row["statement"] for row in links}
    others = [row for row in every if row["statement"] not in kept]
    if not links:
        return others
    count = whole("quarters", values["quarters"], most=QUARTERS)
    quarters = network.quarters_until(max(row["last"] for row in links), count + 1)
    each = max(1, int(float(values["limit"])) // count)
    found, earlier = Rows(), dict[str, int]()
    for place, (name, start, end) in enumerate(quarters):
        current = [row for row in links if row["first"] <= end and row["last"] >= start]
        ranked = network.ranking(((str(row["from"]), str(row["to"])) for row in current), values["measure"])
        best = _best_link(current)
        ranks = {firm: rank for rank, (firm, _) in enumerate(ranked, start=1)}
        if place:
            found += [
                {
                    "statement": best[firm]["statement"],
                    "quarter": name,
                    "rank": ranks[firm],
                    "firm": Name(firm, firm),
                    "score": round(score, 5),
                    "links": best[firm]["links"],
                    "change": earlier[firm] - ranks[firm] if firm in earlier else "new",
                }
                for firm, score in ranked[:each]
            ]
        earlier = ranks
    return found + others


def _best_link(links: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    best: dict[str, dict[str, Any]] = {}
    for row in sorted(links, key=lambda row: (-row["sources"], row["statement"])):
        for end in ("from", "to"):
            best.setdefault(str(row[end]), {"statement": row["statement"], "links": 0})["links"] += 1
    return best


def events(kg: KnowledgeGraph, asked: Question, values: Values, terms: Values) -> Rows:
    """Return one statement per event, latest first: statements of one sentence, or about one party within days."""
    entity = terms["entity"].strip("<>")
    rows = select(kg, fill(asked.sparql, terms))
    known = standing(kg, (row["statement"] for row in rows))
    rows = [row | known.get(row["statement"], {}) for row in rows]
    kept = passing(rows, values)[0]
    told = _sentences(kg, [row["statement"] for row in kept])
    found = Rows()
    for group in _grouped(kept, told, entity):
        best = max(
            group, key=lambda row: (row["sources"], row["confidence"], -row["first"].toordinal(), row["statement"])
        )
        found.append(best | {"reports": len(group)})
    found.sort(key=lambda row: (row["first"], str(row["statement"])), reverse=True)
    headlines = _headlines(kg, found[: whole("limit", values["limit"], most=MOST)], told)
    for row in found:
        row["event"] = headlines.get(row["statement"], "")
    shown = {row["statement"] for row in kept}
    return found + [row for row in rows if row["statement"] not in shown]


def _sentences(kg: KnowledgeGraph, statements: Sequence[str]) -> dict[str, set[tuple[str, int]]]:
    """Return the graph of the article and the place of the sentences behind each statement."""
    iris = " ".join(f"<{iri}>" for iri in statements)
    rows = select(
        kg,
        f"""SELECT ?statement ?graph ?start WHERE {{ VALUES ?statement {{ {iris} }}
          GRAPH ?graph {{ ?evidence auto:supports ?statement ; auto:sentence_start ?start }} }}""",
    )
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for row in rows:
        found[row["statement"]].add((row["graph"], row["start"]))
    return found


def _headlines(kg: KnowledgeGraph, rows: Rows, told: Mapping[str, Iterable[tuple[str, int]]]) -> dict[str, str]:
    """Return the first headline, in the order of letters, of the articles behind each statement."""
    wanted = {row["statement"]: {graph for graph, _ in told.get(row["statement"], ())} for row in rows}
    graphs = " ".join(f"<{graph}>" for graph in sorted(set().union(*wanted.values())))
    read = select(kg, f"SELECT * WHERE {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?article schema:headline ?line }} }}")
    line_of = {row["g"]: row["line"] for row in read}
    lines = {statement: [line_of[graph] for graph in own if graph in line_of] for statement, own in wanted.items()}
    return {statement: min(own) for statement, own in lines.items() if own}


def _grouped(rows: Rows, told: Mapping[str, Iterable[tuple[str, int]]], entity: str) -> list[Rows]:
    group_of: dict[Any, Rows] = {}
    groups: list[Rows] = []
    recent: dict[str, tuple[date, Rows]] = {}
    for row in sorted(rows, key=lambda row: (row["first"], row["statement"])):
        others = [str(row[end]) for end in ("subject", "object") if str(row[end]) != entity]
        other = others[0] if others and isinstance(row["object"], Name) else ""
        places = sorted(told.get(row["statement"], ()))
        group = next((group_of[place] for place in places if place in group_of), None)
        if group is None and other in recent and row["first"] - recent[other][0] <= timedelta(days=EVENT_DAYS):
            group = recent[other][1]
        if group is None:
            groups.append(group := [])
        group.append(row)
        group_of |= dict.fromkeys(places, group)
        if other:
            recent[other] = (row["first"], group)
    return groups


def _step(kg: KnowledgeGraph, asked: Question, terms: Values, frontier: Iterable[str]) -> Rows:
    return select(kg, fill(asked.sparql, {**terms, "from": " ".join(f"<{iri}>" for iri in sorted(frontier))}))


def _parted(kg: KnowledgeGraph, rows: Rows, values: Values) -> tuple[Rows, Rows]:
    """Return the rows whose statements pass the filters, and the statements of the others."""
    kept = _walkable(kg, rows, values)
    passing_ones = {row["statement"] for row in kept}
    others = dict.fromkeys(row["statement"] for row in rows if row["statement"] not in passing_ones)
    return kept, [{"statement": statement} for statement in others]


def _walkable(kg: KnowledgeGraph, rows: Rows, values: Values) -> Rows:
    """Return the rows whose statements pass the filters, with status, confidence, sources and dates."""
    known = standing(kg, (row["statement"] for row in rows))
    return passing([row | known.get(row["statement"], {}) for row in rows], values)[0]


def _kind(iri: str) -> str:
    return entity_id_of(iri).partition("/")[0]


ANALYSES: Mapping[str, Callable[[KnowledgeGraph, Question, Values, Values], Rows]] = {
    "exposure": exposure,
    "chain": chain,
    "centrality": centrality,
    "events": events,
}
"""The analyses that a question may name in its header."""
