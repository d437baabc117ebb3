"""Chains of decisions, with articles read again in between: what holds is a function of what was read and decided."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import Article, AutokgError, DecisionError, Entity, Fact, KnowledgeGraph, entity_iri
from graph.identity.readings import as_read
from graph.statements.rulings import in_force
from graph.terms import ALIAS, FACTS, LABEL
from tests.newsroom import graph, tell

RELATIONS = ("supplies", "sued", "owns_stake_in", "partnered_with", "competes_with")
FIRMS = ("Sony", "Magna", "Bosch", "Valeo")
CLAIMS = [f"{a} | {r} | {b}" for a in FIRMS for b in FIRMS if a != b for r in RELATIONS]

PAIRS = [(f"company/{a.lower()}", f"company/{b.lower()}") for a in FIRMS[:3] for b in FIRMS[:3] if a != b]


def standing(kg: KnowledgeGraph) -> dict[tuple[str, str, str], str]:
    """Return the ruling of every statement by subject, relation and object, '' where nobody ruled."""
    rows: Any = kg.query(
        "SELECT ?a ?r ?b ?x { ?s rdf:subject ?a; rdf:predicate ?r; rdf:object ?b . OPTIONAL { ?s auto:ruling ?x } }"
    )
    return {tuple(str(end).rpartition("/")[2].rpartition("#")[2] for end in row[:3]): str(row.x or "") for row in rows}


def iri(kg: KnowledgeGraph, subject: str, relation: str, object: str) -> str:
    ends = f"rdf:subject <{entity_iri(f'company/{subject}')}> ; rdf:object <{entity_iri(f'company/{object}')}>"
    [row] = kg.query(f"SELECT ?s {{ ?s a auto:Statement ; {ends} ; rdf:predicate auto:{relation} }}")
    return str(row.s)


def correct(kg: KnowledgeGraph, *claim: str, **right: str) -> str:
    return kg.decide(iri(kg, *claim), "corrected", by="Ann", correction=right).target


def test_a_relation_that_is_corrected_back_stands() -> None:
    kg = graph(("2026-01-01", "Sony | sued | Magna"))
    first = iri(kg, "sony", "sued", "magna")
    correct(kg, "sony", "sued", "magna", relation="supplies")
    assert correct(kg, "sony", "supplies", "magna", relation="sued") == first
    assert standing(kg) == {("sony", "sued", "magna"): "corrected"}
    tell(kg, "a0", "2026-01-01", "Sony | sued | Magna")
    assert standing(kg) == {("sony", "sued", "magna"): "corrected"}


def test_a_chain_of_corrections_outlives_the_next_reading() -> None:
    kg = graph(("2026-01-01", "Sony | sued | Magna"))
    correct(kg, "sony", "sued", "magna", relation="supplies", status="ended", valid_to="2026")
    correct(kg, "sony", "supplies", "magna", relation="owns_stake_in")
    for _ in range(2):
        assert standing(kg) == {("sony", "owns_stake_in", "magna"): "corrected"}
        [row] = kg.query("SELECT ?x ?to { ?s auto:status ?x ; auto:valid_to ?to }")
        assert (str(row.x).rpartition("#")[2], str(row.to)) == ("ended", "2026")
        tell(kg, "a0", "2026-01-01", "Sony | sued | Magna")


def test_what_a_correction_does_not_name_stays_as_corrected_before() -> None:
    kg = graph(("2026-01-01", "Sony | supplies | Magna"))
    for right in ({"status": "ended"}, {"valid_to": "2025-12"}):
        correct(kg, "sony", "supplies", "magna", **right)
    [row] = kg.query("SELECT ?x ?to { ?s auto:status ?x ; auto:valid_to ?to }")
    assert (str(row.x).rpartition("#")[2], str(row.to)) == ("ended", "2025-12")
    correct(kg, "sony", "supplies", "magna", status="asserted")  # then it has not ended in 2025 either
    assert not list(kg.query("SELECT ?to { ?s auto:valid_to ?to }"))


def test_an_opened_correction_gives_the_evidence_back_at_once() -> None:
    kg = graph(("2026-01-01", "Sony | sued | Magna"), ("2026-01-02", "Sony | supplies | Magna"))
    before = set(kg.store.quads(graph=FACTS))
    correct(kg, "sony", "sued", "magna", relation="supplies")
    assert standing(kg) == {("sony", "supplies", "magna"): "corrected"}
    kg.decide(iri(kg, "sony", "supplies", "magna"), "open", by="Ann")
    assert set(kg.store.quads(graph=FACTS)) == before


def test_a_correction_that_leads_to_a_rejected_statement_brings_it_back() -> None:
    kg = graph(("2026-01-01", "Sony | sued | Magna"), ("2026-01-02", "Sony | supplies | Magna"))
    kg.decide(iri(kg, "sony", "supplies", "magna"), "rejected", by="Ann")
    correct(kg, "sony", "sued", "magna", relation="supplies")
    assert standing(kg) == {("sony", "supplies", "magna"): "corrected"}


def test_the_statement_that_a_correction_names_is_the_one_that_stands() -> None:
    kg = graph(("2026-01-01", "Sony | partnered_with | Magna"))  # stands as Magna partnered_with Sony
    target = correct(kg, "magna", "partnered_with", "sony", relation="supplies")
    assert iri(kg, "magna", "supplies", "sony") == target
    [fact] = kg.facts("a0")
    assert (fact.subject.label, fact.evidence.subject.text) == ("Magna", "Magna")


def test_two_readings_of_one_sentence_are_two_again_when_a_correction_is_opened() -> None:
    kg = KnowledgeGraph()
    tell(kg, "a0", "2026-01-01", "Sony | supplies | Magna")
    [fact] = kg.facts("a0")
    article = kg.article("a0")
    assert article is not None
    kg.add(article, [fact, replace(fact, relation="sued", confidence=0.95)])
    correct(kg, "sony", "sued", "magna", relation="supplies")
    kg.decide(iri(kg, "sony", "supplies", "magna"), "open", by="Ann")
    assert set(standing(kg)) == {("sony", "supplies", "magna"), ("sony", "sued", "magna")}


@pytest.mark.parametrize("merge_first", [True, False], ids=["merged, corrected", "corrected, merged"])
def test_corrections_and_merges_go_together(merge_first: bool) -> None:
    kg = graph(("2026-01-01", "Sony Group | sued | Magna"), ("2026-01-02", "Sony | supplies | Bosch"))
    if merge_first:
        kg.judge("Sony", "Sony Group", "same", by="Ann")
        correct(kg, "sony", "sued", "magna", relation="supplies")
    else:
        correct(kg, "sony-group", "sued", "magna", relation="supplies")
        kg.judge("Sony", "Sony Group", "same", by="Ann")
    assert set(standing(kg)) == {("sony", "supplies", "magna"), ("sony", "supplies", "bosch")}
    kg.decide(iri(kg, "sony", "supplies", "magna"), "open", by="Ann")
    assert set(standing(kg)) == {("sony", "sued", "magna"), ("sony", "supplies", "bosch")}


# ------------------------------------------------------------ random chains

Step = tuple[str, int, str]
STEPS = st.one_of(
    st.tuples(st.sampled_from(["accepted", "rejected", "open"]), st.integers(0, 30), st.just("")),
    st.tuples(st.just("corrected"), st.integers(0, 30), st.sampled_from(RELATIONS)),
    st.tuples(st.just("ended"), st.integers(0, 30), st.just("")),
    st.tuples(st.sampled_from(["read", "gone"]), st.integers(0, 30), st.just("")),
    st.tuples(st.sampled_from(["same", "same", "different"]), st.integers(0, 5), st.just("")),
)


def heard(kg: KnowledgeGraph) -> dict[str, Counter[tuple[str, int]]]:
    """Return which sentences (article, start) speak for each statement."""
    rows: Any = kg.query(
        "SELECT ?s ?a ?n { GRAPH ?g { ?e auto:supports ?s ; auto:article ?a ; auto:sentence_start ?n } }"
    )
    found: dict[str, Counter[tuple[str, int]]] = {}
    for row in rows:
        found.setdefault(str(row.s), Counter())[str(row.a), int(row.n)] += 1
    return found


def told(fact: Fact) -> tuple[Any, ...]:
    """Return what a fact says and where; names that a merge brought may stay with an entity."""
    assert isinstance(fact.object, Entity)
    return fact.subject.id, fact.relation, fact.object.id, fact.status, fact.evidence


def statements(kg: KnowledgeGraph) -> set[Any]:
    """Return what the facts graph holds but for the descriptions of entities."""
    return {quad for quad in kg.store.quads(graph=FACTS) if quad.predicate.value not in (ALIAS.value, LABEL.value)}


class Newsroom:
    """A graph, what its articles were read as, and steps on both; each step checks what it does."""

    def __init__(self, stories: list[list[str]]) -> None:
        self.kg = KnowledgeGraph()
        self.read: list[tuple[Article, list[Fact]]] = []
        for number, claims in enumerate(stories):
            tell(self.kg, f"a{number}", f"2026-01-0{number + 1}", *claims)
            article = self.kg.article(f"a{number}")
            assert article is not None
            self.read.append((article, self.kg.facts(article.id)))

    def take(self, what: str, number: int, relation: str) -> None:
        kg, (article, facts) = self.kg, self.read[number % len(self.read)]
        if what in ("read", "gone"):
            if what == "gone" and kg.article(article.id):
                kg.remove(article.id)
            before = heard(kg) if kg.article(article.id) else None
            kg.add(article, facts)
            assert before in (None, heard(kg))
        elif what in ("same", "different"):
            with suppress(AutokgError):  # no article names them, or they are one already
                kg.judge(*PAIRS[number % len(PAIRS)], "same" if what == "same" else "different", by="Ann")
        else:
            self.decide(what, number, relation)

    def decide(self, what: str, number: int, relation: str) -> None:
        kg, before = self.kg, heard(self.kg)
        statement = sorted(before)[number % len(before)] if before else ""
        if not statement:
            return
        if what == "ended":
            kg.decide(statement, "corrected", by="Ann", correction={"status": "ended"})
        elif what == "corrected":
            try:
                target = kg.decide(statement, what, by="Ann", correction={"relation": relation}).target
            except DecisionError:
                return  # it was rejected before a merge
            if target:
                after = heard(kg)
                assert statement not in after
                assert set(after[target]) == {*before[statement], *before.get(target, ())}
        else:
            kg.decide(statement, what, by="Ann")

    def check(self) -> None:
        """Nothing is lost, and the order of reading and deciding plays no part."""
        kg, again = self.kg, KnowledgeGraph()
        again.store.apply((), [quad for quad in kg.store.quads() if "decisions" in str(quad.graph_name)])
        for article, facts in self.read:
            stored = as_read(kg.store, article.id)
            assert stored is not None
            assert set(map(told, stored[1])) == set(map(told, facts))
            again.add(article, facts)
        assert statements(again) == statements(kg)
        assert heard(again) == heard(kg)
        rejected = {iri for iri, one in in_force(kg.decisions()).items() if one.ruling == "rejected"}
        stands = {str(row.s) for row in kg.query("SELECT ?s { ?s a auto:Statement }")}
        assert set(heard(kg)) - rejected <= stands <= set(heard(kg))
        kg.set_plain_confidence(0.5)
        assert statements(again) == statements(kg)


@settings(max_examples=30, deadline=None)
@given(
    stories=st.lists(st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=2), min_size=1, max_size=3),
    steps=st.lists(STEPS, max_size=8),
)
def test_no_chain_of_decisions_loses_a_statement(stories: list[list[str]], steps: list[Step]) -> None:
    room = Newsroom(stories)
    for step in steps:
        room.take(*step)
    room.check()
