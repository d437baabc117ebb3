"""What a person should look at first: the statements and the pairs of entities whose check is worth most.

The decisions come out again as gold data.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator

from graph import ENTITY, STATEMENT, Entity, KnowledgeGraph, Policy, article_id, entity_id_of, shorten

from ..neighbourhood.evidence import evidence_of
from ..neighbourhood.rows import (
    Row,
    add_qualifiers,
    degrees,
    describe,
    facts_graph,
    facts_of,
    rows,
)
from .candidates import Distinct, pairs

POOL = 5_000
"""Statements that are weighed against each other."""


def queue(kg: KnowledgeGraph, *, limit: int = 20, distinct: Distinct = lambda a, b: False) -> Row:
    """Return what to review, most valuable first: `order` holds the ids of `facts` and of `pairs` of entities.

    Value = how central x how uncertain x how contradicted: the logarithm of the facts that its two ends have, the
    variance of a coin with its confidence, threefold where sources disagree. Two entities that may be one have the
    value that `candidates.pairs` gives them, on the same scale; `distinct` tells which are known to be two. What was
    decided already is left out.
    """
    worth = _worth(kg)
    chosen = sorted(worth, key=lambda statement: (-worth[statement], statement))[: max(0, limit)]
    candidates = pairs(kg, limit=limit, distinct=distinct)
    values = {iri.removeprefix(STATEMENT): worth[iri] for iri in chosen} | {
        row["id"]: row["worth"] for row in candidates
    }
    order = sorted(values, key=lambda id: (-values[id], id))[: max(0, limit)]
    facts = {fact["id"]: fact for fact in facts_of(kg, (STATEMENT + id for id in order if " " not in id))}
    ordered = [facts[id] for id in order if id in facts]
    shown = [row for row in candidates if row["id"] in order]
    add_qualifiers(kg, ordered)
    evidence, articles = evidence_of(kg, list(facts))
    for fact in ordered:
        fact["evidence"] = evidence.get(fact["id"], [])
        fact["worth"] = round(values[fact["id"]], 4)
    ids = [id for fact in ordered for id in (fact["s"], fact.get("o")) if id]
    ids += [row[end] for row in shown for end in ("a", "b")]
    order = [id for id in order if " " in id or id in facts]
    return {"order": order, "facts": ordered, "pairs": shown, "entities": describe(kg, ids), "articles": articles}


def _worth(kg: KnowledgeGraph) -> dict[str, float]:
    """Return what the check of each statement that may be worth a look is worth."""
    pool = _pool(kg)
    counts = degrees(kg, sorted({id for _, ends, _, _ in pool for id in ends}))
    return {
        statement: math.log1p(sum(counts.get(id, 0) for id in ends))
        * uncertainty(confidence)
        * (3 if contradicted else 1)
        for statement, ends, confidence, contradicted in pool
    }


def uncertainty(confidence: float) -> float:
    """Return how little a confidence tells: 1 at one half, 0 at certainty, with a floor for overconfidence.

    >>> uncertainty(0.5), round(uncertainty(0.9), 2), uncertainty(1.0)
    (1.0, 0.36, 0.05)
    """
    return max(0.05, 4 * confidence * (1 - confidence))


def _pool(kg: KnowledgeGraph) -> list[tuple[str, tuple[str, ...], float, bool]]:
    """Return statement, ends, confidence and contradiction of those that may be worth a look, the likeliest first."""
    pattern = """?st auto:confidence ?c ; auto:contradicted ?x ; rdf:subject ?s ; rdf:object ?o .
      FILTER NOT EXISTS { ?st auto:ruling ?ruling }"""
    query = f"""SELECT ?st ?s ?o ?c ?x WHERE {{ {facts_graph(pattern)} }}
      ORDER BY DESC(?x) ABS(?c - 0.5) ?st LIMIT {POOL}"""
    decided = {decision.statement for decision in kg.decisions()}
    return [
        (statement, tuple(entity_id_of(end) for end in ends if end.startswith(ENTITY)), float(confidence), x == "true")
        for statement, *ends, confidence, x in rows(kg, query)
        if statement not in decided
    ]


def gold(kg: KnowledgeGraph) -> Iterator[Row]:
    """Yield what was decided as training data: a row for each evidence of a decided statement and each judged pair.

    A statement's row has the sentence with the places of subject, object and trigger in it, what was read, what is
    right (relation and status, or no fact at all), and who decided when. A pair's row has both entities with their
    names, and whether they are the same or different. Only the decision that counts is used.
    """
    yield from _statements(kg)
    for judgement in {frozenset((one.kept.id, one.merged.id)): one for one in kg.judgements()}.values():
        if judgement.ruling != "unsure":
            yield {
                "pair": [_names(judgement.kept), _names(judgement.merged)],
                "right": judgement.ruling,
                "by": judgement.by,
                "at": judgement.at.isoformat(),
            }


def _names(entity: Entity) -> Row:
    return {"id": entity.id, "kind": entity.kind, "label": entity.label, "aliases": list(entity.aliases)}


def _statements(kg: KnowledgeGraph) -> Iterator[Row]:
    policy = Policy.of(kg.settings.plain_confidence, kg.decisions())
    for statement, formerly in sorted(_decided(kg, policy.standing).items()):
        if (decision := policy.counting(statement, formerly)) is None:
            continue
        for row in _evidence(kg, statement):
            was = json.loads(row.get("read_as", "{}"))
            relation, status = shorten(row["predicate"]), shorten(row["status"])
            yield {
                "article": article_id(row["article"]),
                "quote": row["quote"],
                **{end: _span(row, end) for end in ("subject", "object", "trigger")},
                "read": {"relation": was.get("relation", relation), "status": status},
                "right": None
                if decision.ruling == "rejected"
                else {"relation": relation, "status": decision.status or status},
                "valid_to": decision.valid_to,
                "by": decision.by,
                "at": decision.at.isoformat(),
            }


def _decided(kg: KnowledgeGraph, named: Iterable[str]) -> dict[str, set[str]]:
    """Return the statements whose evidence is or was for one of these, with those it was for."""
    found: dict[str, set[str]] = {}
    for was in named:
        pattern = f"?ev auto:supports|auto:supported_before <{was}> ; auto:supports ?st"
        for (statement,) in rows(kg, f"SELECT DISTINCT ?st WHERE {{ GRAPH ?g {{ {pattern} }} }}"):
            found.setdefault(statement, set()).add(was)
    return found


def _evidence(kg: KnowledgeGraph, statement: str) -> list[Row]:
    found: dict[str, Row] = {}
    query = f"SELECT ?ev ?p ?o WHERE {{ VALUES ?st {{ <{statement}> }} GRAPH ?g {{ ?ev auto:supports ?st ; ?p ?o }} }}"
    for node, predicate, value in rows(kg, query):
        found.setdefault(node, {})[shorten(predicate).removeprefix("rdf:")] = value
    return [row for _, row in sorted(found.items())]


def _span(row: Row, end: str) -> list[int] | None:
    """Return where an end stands in the quote, None where it stands elsewhere."""
    if f"{end}_start" not in row:
        return None
    start = int(row["sentence_start"])
    span = [int(row[f"{end}_start"]) - start, int(row[f"{end}_end"]) - start]
    return span if 0 <= span[0] < span[1] <= len(row["quote"]) else None
