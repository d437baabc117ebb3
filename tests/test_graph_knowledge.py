from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import Article, Entity, Evidence, Fact, KnowledgeGraph, Mention, Span, StoreError
from tests.strategies import articles, facts

SONY = Entity("company/sony", "Company", "Sony")
MAGNA = Entity("company/magna-steyr", "Company", "Magna Steyr", ("Magna",))


def said(article: str, *, status: str = "asserted", confidence: float = 0.8) -> Fact:
    quote = "Sony worked with Magna."
    evidence = Evidence(article, quote, Span(0, 23), Mention(0, 4, "Sony"), Mention(17, 22, "Magna", "alias"))
    return Fact(SONY, "partnered_with", MAGNA, status, confidence, evidence)  # type: ignore[arg-type]


def story(id: str, day: int) -> Article:
    text = f"Sony worked with Magna. Report {id}."
    return Article(id, text, published=date(2026, 1, day), url=f"https://x.example/{id}")


def column(kg: KnowledgeGraph, sparql: str) -> list[str]:
    return [str(row[0]) for row in kg.query(sparql)]


def test_plain_query_finds_the_partner_in_both_directions() -> None:
    kg = KnowledgeGraph()
    kg.add(story("a", 1), [said("a")])
    assert column(kg, 'SELECT ?l { ?s rdfs:label "Sony" ; auto:partnered_with/rdfs:label ?l }') == ["Magna Steyr"]
    assert column(kg, 'SELECT ?l { ?s rdfs:label "Magna Steyr" ; auto:partnered_with/rdfs:label ?l }') == ["Sony"]


def test_the_same_article_again_changes_nothing() -> None:
    kg = KnowledgeGraph()
    assert kg.add(story("a", 1), [said("a")]).added == 1
    before = set(kg.store.quads())
    change = kg.add(story("a", 1), [said("a")])
    assert (change.added, change.known, change.retracted) == (0, 1, 0)
    assert set(kg.store.quads()) == before


def test_two_articles_one_statement_and_removal_keeps_the_fact() -> None:
    kg = KnowledgeGraph()
    kg.add(story("a", 1), [said("a")])
    alone = set(kg.store.quads())
    kg.add(story("b", 2), [said("b", confidence=0.5)])
    assert column(kg, "SELECT ?n { ?s auto:sources ?n }") == ["2"]
    assert column(kg, "SELECT ?n { ?s a auto:Statement ; auto:confidence ?n }") == ["0.9"]
    kg.remove("https://x.example/b")
    assert set(kg.store.quads()) == alone
    kg.remove("a")
    assert set(kg.store.quads()) == set()


def test_a_later_denial_takes_over_and_stays_beside_the_claim() -> None:
    kg = KnowledgeGraph()
    kg.add(story("b", 2), [said("b", status="denied")])
    kg.add(story("a", 1), [said("a")])
    assert column(kg, "SELECT ?x { ?s a auto:Statement ; auto:status ?x ; auto:contradicted true }")[0].endswith(
        "denied"
    )
    assert column(kg, "SELECT ?o { ?s auto:partnered_with ?o }") == []
    assert len(kg.facts("a")) == len(kg.facts("b")) == 1


def test_removing_an_unknown_article_says_how_to_find_ids() -> None:
    with pytest.raises(StoreError, match="no article 'zzz'"):
        KnowledgeGraph().remove("zzz")


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_history_ends_like_the_final_articles(data: st.DataObject) -> None:
    final: dict[str, tuple[Article, list[Fact]]] = {}
    kg = KnowledgeGraph()
    for _ in range(data.draw(st.integers(1, 8))):
        id = data.draw(st.sampled_from("abc"))
        if id in final and data.draw(st.booleans()):
            kg.remove(id)
            del final[id]
        else:
            final[id] = (data.draw(articles(id)), data.draw(st.lists(facts(id), max_size=3)))
            kg.add(*final[id])
    fresh = KnowledgeGraph()
    for id in sorted(final, reverse=True):
        fresh.add(*final[id])
    assert set(kg.store.quads()) == set(fresh.store.quads())
