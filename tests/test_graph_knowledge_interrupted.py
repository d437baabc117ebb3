"""What people decide, cut off halfway: it is done as a whole in the end, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Quad

from graph import FACTS_GRAPH, KnowledgeGraph
from graph.terms import FACTS, auto
from tests.newsroom import tell
from tests.test_graph_store_local import Interrupted

DECISIONS = "https://w3id.org/autokg/graph/decisions"
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


def correct(kg: KnowledgeGraph) -> None:
    kg.decide(statement(kg, "partnered_with"), "corrected", by="Ann", correction={"relation": "sued"})


def merge(kg: KnowledgeGraph) -> None:
    kg.judge("Sony", "Toyota", "same", by="Ann")


def split(kg: KnowledgeGraph) -> None:
    kg.judge("Bosch", "Continental", "different", by="Ann")


DECIDED = {"correct": correct, "merge": merge, "split": split}


@cache
def told_quads() -> frozenset[Quad]:
    kg = filled(Interrupted())
    for number in range(4, 7):
        tell(
            kg, f"a{number}", f"2026-01-0{number}", "Toyota | supplies | Magna Steyr", "Bosch | supplies | Continental"
        )
    kg.judge("Bosch", "Continental", "same", by="Ann")
    return frozenset(kg.store.quads())


def told() -> tuple[Interrupted, KnowledgeGraph]:
    """Return a store with a merge, which is not cut off for now, and its graph."""
    store = Interrupted()
    store.load(told_quads())
    store.left = 1_000_000
    return store, KnowledgeGraph(store)


def undated(kg: KnowledgeGraph) -> set[Quad]:
    """Return a store without its decisions, which carry the time."""
    return {quad for quad in kg.store.quads() if quad.graph_name.value != DECISIONS}  # type: ignore[union-attr]


def cut_off(act: Callable[[KnowledgeGraph], object], writes: int) -> tuple[bool, KnowledgeGraph]:
    """Return whether something was done after so many writes, and the graph as it is when opened again."""
    store, kg = told()
    store.left = writes
    try:
        act(kg)
        done = True
    except KeyboardInterrupt:
        done = False
    store.left = 1_000_000
    return done, KnowledgeGraph(store)


@pytest.mark.parametrize("name", DECIDED)
def test_a_decision_that_was_cut_off_is_finished_at_the_next_opening(name: str) -> None:
    act, (_, whole) = DECIDED[name], told()
    untouched = undated(whole)
    act(whole)
    for writes in range(30):
        done, again = cut_off(act, writes)
        kept = len(again.decisions()) + len(again.judgements()) > 1
        assert undated(again) == (undated(whole) if kept else untouched), writes
        if done:
            break
    assert done and kept and writes > 5


def test_an_import_whose_decisions_were_cut_off_is_finished_at_the_next_opening(tmp_path: Path) -> None:
    _, there = told()
    correct(there)
    merge(there)
    there.export(tmp_path / "all.nq")
    _, whole = told()
    before = undated(whole)
    whole.load_file(tmp_path / "all.nq")
    kept = False
    for writes in range(60):
        done, again = cut_off(lambda kg: kg.load_file(tmp_path / "all.nq"), writes)
        kept = len(again.decisions()) + len(again.judgements()) > 1
        assert undated(again) == (undated(whole) if kept else before), writes
        if done:
            break
    assert done and kept and writes > 10


def test_an_article_that_cannot_be_read_keeps_no_decision_from_being_made() -> None:
    store, kg = told()
    (quote,) = [quad for quad in store.quads(None, auto("quote")) if "article/a1" in str(quad.graph_name)]
    store.apply([quote], ())
    correct(kg)
    assert KnowledgeGraph(store).facts("a2")[0].relation == "sued"
