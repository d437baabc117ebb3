"""Pairs of entities that may be one, as a person sees them who says whether they are: names, facts, what speaks for it.

Nothing merges by itself, so a pair that is one thing stays twice in the graph until somebody says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from graph import Entity, KnowledgeGraph, name_key

from ..neighbourhood.rows import Row, describe, facts_between, most_connected, ranked

CENTRAL = 400
"""Entities, the most connected, whose names are compared with all others: about a millisecond each."""

SHARED = 3
"""Common neighbours that a reason names."""

Distinct = Callable[[str, str], bool]
"""Tells whether two entity ids are known as two things: the catalogue does."""


def pairs(kg: KnowledgeGraph, *, limit: int, distinct: Distinct = lambda a, b: False) -> list[Row]:
    """Return pairs that may be one and that nobody judged, most valuable first.

    A row has `id`, `a` (the one to keep: more facts) and `b`, `likeness` of their names (0 to 100), `reasons` and
    `doubts` in words, and `worth`: the logarithm of the facts of both x the likeness, threefold where what is said
    of the two speaks against what their names say.
    """
    if limit <= 0:
        return []
    found = kg.likely_same(4 * CENTRAL, among=most_connected(kg, limit=CENTRAL))
    open_pairs = [one for one in found if not distinct(one[1].id, one[2].id)]
    rows = {row["id"]: row for row in describe(kg, [e.id for _, *ends in open_pairs for e in ends])}
    facts = facts_between(kg, sorted(rows)) if rows else []
    joined = {frozenset((fact["s"], fact["o"])) for fact in facts}
    made = [_pair(like, ends, rows, joined=frozenset(e.id for e in ends) in joined) for like, *ends in open_pairs]
    best = sorted(made, key=lambda pair: (-pair["worth"], pair["id"]))[:limit]
    for pair in best:
        pair["reasons"] += _shared(kg, pair, rows)
    return best


def _pair(likeness: float, ends: Sequence[Entity], rows: dict[str, Row], *, joined: bool) -> Row:
    one, other = sorted(ends, key=lambda entity: (-rows[entity.id]["facts"], not entity.same_as, entity.id))
    doubts = list(_doubts(one, other, joined=joined))
    central = math.log1p(rows[one.id]["facts"] + rows[other.id]["facts"])
    return {
        "id": f"{one.id} {other.id}",
        "a": one.id,
        "b": other.id,
        "likeness": round(likeness, 1),
        "reasons": list(_reasons(one, other, likeness)),
        "doubts": doubts,
        "worth": round(central * likeness / 100 * (3 if doubts else 1), 4),
    }


def _reasons(one: Entity, other: Entity, likeness: float) -> Iterator[str]:
    names = [{name_key(name): name for name in (entity.label, *entity.aliases)} for entity in (one, other)]
    common = sorted(names[0].keys() & names[1].keys())
    if name_key(one.label) == name_key(other.label):
        yield "the same name, spelt differently" if one.label != other.label else "the same name"
    elif common:
        yield "both are called " + ", ".join(f"“{names[0][key]}”" for key in common[:SHARED])
    else:
        yield f"their names are {math.floor(likeness)} % alike"
    if links := sorted(set(one.same_as) & set(other.same_as)):
        yield f"both are {links[0]}"


def _doubts(one: Entity, other: Entity, *, joined: bool) -> Iterator[str]:
    if joined:
        yield "a fact joins the two, as if they were two"
    if one.same_as and other.same_as and not set(one.same_as) & set(other.same_as):
        yield "each is known elsewhere as something of its own"


def _shared(kg: KnowledgeGraph, pair: Row, rows: dict[str, Row]) -> list[str]:
    """Say which neighbours the two have in common."""
    known = set(ranked(kg, pair["b"]))
    common = [id for id in ranked(kg, pair["a"]) if id in known]
    if not common:
        return []
    names = ", ".join(row["label"] for row in describe(kg, common[:SHARED]))
    return [f"both have facts with {names}" + (f" and {len(common) - SHARED} more" if len(common) > SHARED else "")]
