from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
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


def test_a_report_and_its_denial_in_one_sentence_do_not_mix() -> None:
    kg = KnowledgeGraph()
    both = [said("a", status="rumored", confidence=0.9), said("a", status="denied", confidence=0.6)]
    change = kg.add(story("a", 1), both)
    assert (change.added, change.known) == (1, 0)
    assert sorted(fact.status for fact in kg.facts("a")) == ["denied", "rumored"]
    assert column(kg, "SELECT ?x { ?s a auto:Statement ; auto:status ?x ; auto:contradicted true }") == [
        "https://w3id.org/autokg/ontology#denied"
    ]


def test_the_same_url_under_another_id_is_a_new_version() -> None:
    kg, fresh = KnowledgeGraph(), KnowledgeGraph()
    kg.add(replace(story("a", 1), url="https://x.example/1"), [said("a")])
    new = replace(story("b", 2), url="https://x.example/1")
    change = kg.add(new, [said("b", status="ended")])
    assert (change.article, change.added, change.known, change.retracted) == ("b", 0, 1, 0)
    fresh.add(new, [said("b", status="ended")])
    assert set(kg.store.quads()) == set(fresh.store.quads())
    assert list(kg.articles()) == ["b"]


def test_a_fact_of_another_article_is_refused() -> None:
    with pytest.raises(StoreError, match="'b' cannot be stored with article 'a'"):
        KnowledgeGraph().add(story("a", 1), [said("b")])


def test_writers_in_one_process_wait_for_each_other() -> None:
    kg = KnowledgeGraph()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: kg.add(story(f"a{n}", 1 + n % 28), [said(f"a{n}", confidence=0.1)]), range(40)))
    assert column(kg, "SELECT ?n { ?s auto:articles ?n }") == ["40"]


def test_removing_an_unknown_article_says_how_to_find_ids() -> None:
    with pytest.raises(StoreError, match="no article 'zzz'"):
        KnowledgeGraph().remove("zzz")


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_any_history_ends_like_the_final_articles(data: st.DataObject) -> None:
    final: dict[str, tuple[Article, list[Fact]]] = {}
    kg = KnowledgeGraph()
    for _ in range(data.draw(st.integers(1, 10))):
        id = data.draw(st.sampled_from("abcde"))
        if id in final and data.draw(st.booleans()):
            kg.remove(id)
            del final[id]
        else:
            article = data.draw(articles(id))
            final = {key: pair for key, pair in final.items() if not article.url or pair[0].url != article.url}
            final[id] = (article, data.draw(st.lists(facts(id), max_size=3)))
            kg.add(*final[id])
    fresh = KnowledgeGraph()
    for id in sorted(final, reverse=True):
        fresh.add(*final[id])
    assert set(kg.store.quads()) == set(fresh.store.quads())
