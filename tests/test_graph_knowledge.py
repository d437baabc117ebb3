from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from graph import Article, Entity, Evidence, Fact, KnowledgeGraph, LocalStore, Mention, Span, Status, StoreError
from graph.terms import RDF_TYPE
from graph.vocabulary import expand
from tests.bench.news import news
from tests.strategies import articles, facts

SONY = Entity("company/sony", "Company", "Sony")
URL = NamedNode(expand("schema:url"))
MAGNA = Entity("company/magna-steyr", "Company", "Magna Steyr", ("Magna",))


def said(article: str, *, status: Status = "asserted", confidence: float = 0.8) -> Fact:
    quote = "Sony worked with Magna."
    evidence = Evidence(article, quote, Span(0, 23), Mention(0, 4, "Sony"), Mention(17, 22, "Magna", "alias"))
    return Fact(SONY, "partnered_with", MAGNA, status, confidence, evidence)


def story(id: str, day: int) -> Article:
    text = f"Sony worked with Magna. Report {id}."
    return Article(id, text, published=date(2026, 1, day), url=f"https://x.example/{id}")


def held(kg: KnowledgeGraph) -> set[Quad]:
    """Return the quads of a store; an engine may hold other things beside ours."""
    return {quad for quad in kg.store.quads() if "w3id.org/autokg/graph/" in str(quad.graph_name)}


def column(kg: KnowledgeGraph, sparql: str) -> list[str]:
    return [str(row[0]) for row in kg.query(sparql)]


def test_plain_query_finds_the_partner_in_both_directions(kg: KnowledgeGraph) -> None:
    kg.add(story("a", 1), [said("a")])
    assert column(kg, 'SELECT ?l { ?s rdfs:label "Sony" ; auto:partnered_with/rdfs:label ?l }') == ["Magna Steyr"]
    assert column(kg, 'SELECT ?l { ?s rdfs:label "Magna Steyr" ; auto:partnered_with/rdfs:label ?l }') == ["Sony"]


def test_the_same_article_again_changes_nothing(kg: KnowledgeGraph) -> None:
    assert kg.add(story("a", 1), [said("a")]).added == 1
    before = held(kg)
    change = kg.add(story("a", 1), [said("a")])
    assert (change.added, change.known, change.retracted) == (0, 1, 0)
    assert held(kg) == before


def test_two_articles_one_statement_and_removal_keeps_the_fact(kg: KnowledgeGraph) -> None:
    kg.add(story("a", 1), [said("a")])
    alone = held(kg)
    kg.add(story("b", 2), [said("b", confidence=0.5)])
    assert column(kg, "SELECT ?n { ?s auto:sources ?n }") == ["2"]
    assert column(kg, "SELECT ?n { ?s a auto:Statement ; auto:confidence ?n }") == ["0.9"]
    kg.remove("https://x.example/b")
    assert held(kg) == alone
    kg.remove("a")
    assert held(kg) == held(KnowledgeGraph())


def test_a_later_denial_takes_over_and_stays_beside_the_claim(kg: KnowledgeGraph) -> None:
    kg.add(story("b", 2), [said("b", status="denied")])
    kg.add(story("a", 1), [said("a")])
    assert column(kg, "SELECT ?x { ?s a auto:Statement ; auto:status ?x ; auto:contradicted true }")[0].endswith(
        "denied"
    )
    assert column(kg, "SELECT ?o { ?s auto:partnered_with ?o }") == []
    assert len(kg.facts("a")) == len(kg.facts("b")) == 1


def test_a_report_and_its_denial_in_one_sentence_do_not_mix(kg: KnowledgeGraph) -> None:
    both = [said("a", status="rumored", confidence=0.9), said("a", status="denied", confidence=0.6)]
    change = kg.add(story("a", 1), both)
    assert (change.added, change.known) == (1, 0)
    assert sorted(fact.status for fact in kg.facts("a")) == ["denied", "rumored"]
    assert column(kg, "SELECT ?x { ?s a auto:Statement ; auto:status ?x ; auto:contradicted true }") == [
        "https://w3id.org/autokg/ontology#denied"
    ]


def test_the_same_url_under_another_id_is_a_new_version(kg: KnowledgeGraph) -> None:
    fresh = KnowledgeGraph()
    kg.add(replace(story("a", 1), url="https://x.example/1"), [said("a")])
    new = replace(story("b", 2), url="https://x.example/1")
    change = kg.add(new, [said("b", status="ended")])
    assert (change.article, change.added, change.known, change.retracted) == ("b", 0, 1, 0)
    fresh.add(new, [said("b", status="ended")])
    assert held(kg) == held(fresh)
    assert list(kg.articles()) == ["b"]


def test_a_fact_of_another_article_is_refused() -> None:
    with pytest.raises(StoreError, match="'b' cannot be stored with article 'a'"):
        KnowledgeGraph().add(story("a", 1), [said("b")])


def test_writers_in_one_process_wait_for_each_other(kg: KnowledgeGraph) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: kg.add(story(f"a{n}", 1 + n % 28), [said(f"a{n}", confidence=0.1)]), range(40)))
    assert column(kg, "SELECT ?n { ?s auto:articles ?n }") == ["40"]


class Meeting(LocalStore):
    """A store whose two readers of articles go on only when both have read, unless one keeps the other waiting."""

    barrier: threading.Barrier | None = None

    def quads(self, *pattern: Any, **more: Any) -> Iterator[Quad]:
        found = list(super().quads(*pattern, **more))
        if self.barrier and pattern[1:2] in ((URL,), (RDF_TYPE,)):
            with suppress(threading.BrokenBarrierError):
                self.barrier.wait(0.5)
        return iter(found)


def test_two_writers_of_one_address_leave_one_article() -> None:
    store = Meeting()
    kg = KnowledgeGraph(store)
    items = [(replace(story(id, 1), url="https://x.example/1"), [said(id)]) for id in ("a", "b")]
    store.barrier = threading.Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda item: kg.add(*item), items))
    assert kg.stats()["articles"] == 1
    assert column(kg, "SELECT ?n { ?s auto:articles ?n }") == ["1"]


def test_two_bulk_loads_of_one_article_count_it_once() -> None:
    store = Meeting()
    kg = KnowledgeGraph(store)
    store.barrier = threading.Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda url: kg.load([(replace(story("a", 1), url=url), [said("a")])]), ["", ""]))
    assert sorted(counts) == [0, 1]


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
    assert held(kg) == held(fresh)


NAMED = st.builds(
    Entity,
    st.sampled_from(["company/a", "company/b"]),
    st.sampled_from(["Company", "Organization"]),
    st.sampled_from(["A", "B", "C"]),
    st.lists(st.sampled_from(["A", "B", "C", "D"]), max_size=2, unique=True).map(tuple),
    st.lists(st.sampled_from(["http://x.example/1", "http://x.example/2"]), max_size=1).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.none() | st.tuples(NAMED, NAMED)), max_size=10))
def test_any_history_of_names_ends_like_the_final_articles(
    history: list[tuple[str, tuple[Entity, Entity] | None]],
) -> None:
    """What articles call an entity comes and goes with them, whatever others called it meanwhile."""
    kg, final = KnowledgeGraph(), dict[str, Fact]()
    for id, named in history:
        if named:
            final[id] = replace(said(id), subject=named[0], object=named[1])
            kg.add(story(id, 1), [final[id]])
        elif final.pop(id, None):
            kg.remove(id)
    fresh, loaded = KnowledgeGraph(), KnowledgeGraph()
    for id in sorted(final, reverse=True):
        fresh.add(story(id, 1), [final[id]])
    loaded.load((story(id, 1), [fact]) for id, fact in final.items())
    assert held(kg) == held(fresh) == held(loaded)


def test_a_long_history_with_reprints_ends_like_the_final_articles(kg: KnowledgeGraph) -> None:
    chance, final = random.Random(3), dict[str, tuple[Article, list[Fact]]]()
    items = list(news(12))
    for _ in range(30):
        article, said_there = chance.choice(items)
        if article.id in final and chance.random() < 0.5:
            kg.remove(article.id)
            del final[article.id]
        else:
            final[article.id] = (replace(article, title="again"), chance.sample(said_there, len(said_there) // 2))
            kg.add(*final[article.id])
    fresh = KnowledgeGraph()
    for id in sorted(final):
        fresh.add(*final[id])
    assert held(kg) == held(fresh)
    loaded = KnowledgeGraph()
    assert loaded.load(final.values()) == len(final)
    assert held(loaded) == held(fresh)


def test_a_store_is_found_again(place: str | None) -> None:
    if place is None:
        pytest.skip("a store in memory is gone when it is closed")
    with KnowledgeGraph.open(place) as kg:
        kg.add(story("a", 1), [said("a")])
    with KnowledgeGraph.open(place) as kg:
        assert kg.stats() == {"articles": 1, "evidences": 1, "statements": 1, "entities": 2}
        assert kg.find("Magna").label == "Magna Steyr"
        assert kg.article("https://x.example/a") == story("a", 1)


def test_the_policy_for_plain_triples_can_be_changed(kg: KnowledgeGraph) -> None:
    kg.add(story("a", 1), [said("a", confidence=0.6)])
    kg.set_plain_confidence(0.7)
    assert column(kg, "SELECT ?o { ?s auto:partnered_with ?o }") == []
    kg.add(story("b", 2), [said("b", confidence=0.6)])
    assert len(column(kg, "SELECT ?o { ?s auto:partnered_with ?o }")) == 2
    with pytest.raises(StoreError, match="from 0 to 1"):
        kg.set_plain_confidence(50)


def test_a_bulk_load_ends_like_single_additions(kg: KnowledgeGraph) -> None:
    items, fresh = list(news(25)), KnowledgeGraph()
    for article, said_there in items:
        fresh.add(article, said_there)
    assert kg.load(items) == 25
    assert held(kg) == held(fresh)
    assert kg.load(items) == 0
