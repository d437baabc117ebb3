"""Who is who, as people judged: two entities are the same, different, or nobody knows; kept and undoable.

The latest judgement about a pair counts; `merges.py` says what it does to facts.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal, TypeAlias, cast, get_args

from pyoxigraph import NamedNode, Quad

from .. import vocabulary as voc
from ..model import Entity, Fact
from ..store.protocol import Store
from ..terms import RDF_TYPE, auto, literal, text_of

Sameness: TypeAlias = Literal["same", "different", "unsure"]
RULINGS: tuple[Sameness, ...] = get_args(Sameness)
GRAPH = NamedNode(voc.DECISIONS_GRAPH)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's ruling about a pair of entities; with `same`, `merged` is known as `kept` from then on."""

    kept: Entity
    merged: Entity
    ruling: Sameness
    by: str
    at: datetime

    @property
    def node(self) -> NamedNode:
        """The IRI of the judgement."""
        parts = (self.kept.id, self.merged.id, self.by, self.at.isoformat())
        return NamedNode(voc.DECISION + voc.digest("\n".join(parts)))


def judgement_quads(judgement: Judgement) -> set[Quad]:
    """Return a judgement as the store keeps it."""
    node = judgement.node
    return {
        Quad(node, RDF_TYPE, auto("Judgement"), GRAPH),
        Quad(node, auto("kept"), literal(in_words(judgement.kept)), GRAPH),
        Quad(node, auto("merged"), literal(in_words(judgement.merged)), GRAPH),
        Quad(node, auto("ruling"), literal(judgement.ruling), GRAPH),
        Quad(node, auto("by"), literal(judgement.by), GRAPH),
        Quad(node, auto("at"), literal(judgement.at), GRAPH),
    }


def read_judgements(store: Store) -> list[Judgement]:
    """Return all judgements of a store, oldest first."""
    found: dict[str, dict[str, str]] = {}
    for quad in store.quads(graph=GRAPH):
        found.setdefault(text_of(quad.subject), {})[voc.shorten(quad.predicate.value)] = text_of(quad.object)
    judgements = [
        Judgement(
            kept=entity_of(own["kept"]),
            merged=entity_of(own["merged"]),
            ruling=cast(Sameness, own["ruling"]),
            by=own["by"],
            at=datetime.fromisoformat(own["at"]),
        )
        for own in found.values()
        if "kept" in own
    ]
    return sorted(judgements, key=lambda one: (one.at, one.kept.id, one.merged.id))


def in_words(value: Entity | Fact) -> str:
    """Return an entity or a fact as JSON."""
    return json.dumps(asdict(value), ensure_ascii=False, sort_keys=True)


def entity_of(words: str) -> Entity:
    """Return the entity that `in_words` wrote."""
    own = json.loads(words)
    return Entity(own["id"], own["kind"], own["label"], tuple(own["aliases"]), tuple(own["same_as"]))
