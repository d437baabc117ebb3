"""What people decide, cut off halfway: it is done as a whole in the end, or not at all."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad

from graph import FACTS_GRAPH, KnowledgeGraph
from graph.terms import FACTS
from tests.newsroom import tell
from tests.test_graph_store_local import Interrupted

PARTNERS = "Sony | partnered_with | Magna Steyr"


def filled(store: Interrupted) -> KnowledgeGraph:
    """Return a graph of three articles in a store that is not cut off for now."""
    store.left = 1_000_000
    kg = KnowledgeGraph(store)
    for number in range(1, 4):
        tell(kg, f"a{number}", f"2026-01-0{number}", PARTNERS)
    return kg


def statement(kg: KnowledgeGraph, relation: str) -> str:
    """Return the IRI of the only statement with this relation."""
    (row,) = kg.query(f"SELECT ?s {{ GRAPH <{FACTS_GRAPH}> {{ ?s rdf:predicate auto:{relation} }} }}")
    return str(row.s)


def facts(kg: KnowledgeGraph) -> set[Quad]:
    return set(kg.store.quads(graph=FACTS))


def test_a_decision_that_could_not_be_kept_does_nothing() -> None:
    store = Interrupted()
    kg = filled(store)
    before = set(store.quads())
    store.left = 0
    with pytest.raises(KeyboardInterrupt):
        kg.decide(statement(kg, "partnered_with"), "rejected", by="Ann")
    store.left = 1_000_000
    assert set(store.quads()) == before
    for number in range(1, 4):
        kg.remove(f"a{number}")
    assert facts(kg) == set()


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_a_threshold_that_could_not_be_set_holds_nowhere_or_everywhere(writes: int) -> None:
    store = Interrupted()
    kg = filled(store)
    store.left = writes
    with pytest.raises(KeyboardInterrupt):
        kg.set_plain_confidence(1.0)
    store.left = 1_000_000
    kept = kg.settings.plain_confidence
    again, fresh = KnowledgeGraph(store), filled(Interrupted())
    assert again.settings.plain_confidence == kept
    fresh.set_plain_confidence(kept)
    assert set(store.quads()) == set(fresh.store.quads())
