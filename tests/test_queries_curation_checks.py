"""Every kind of error is planted in a sound graph and found; a sound graph breaks no rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph import FACTS_GRAPH, ONTOLOGY, KnowledgeGraph, flaws
from queries import breaches, rules
from tests.newsroom import graph

FACTS, XSD = NamedNode(FACTS_GRAPH), "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ID = "https://w3id.org/autokg/id/"


def auto(name: str) -> NamedNode:
    return NamedNode(ONTOLOGY + name)


@pytest.fixture
def kg() -> KnowledgeGraph:
    """Two suppliers, a chief executive and a figure: everything as it should be."""
    return graph(
        ("2026-01-01", "Bosch | supplies | Isuzu", "Person:Ada Lund | ceo_of | Isuzu"),
        ("2026-01-02", "Bosch | supplies | Isuzu", "Person:Bo Berg | ceo_of | Mazda"),
        ("2026-01-03", "Isuzu | has_metric | 9 percent~9 % | attribute=market_share", "Isuzu | sued | Mazda | ended"),
    )


def one(kg: KnowledgeGraph, *pattern: Any) -> Any:
    """Return the first quad that matches; its terms are IRIs or literals, as the pattern says."""
    return min(kg.store.quads(*pattern), key=str)


def swap(kg: KnowledgeGraph, old: Quad, object: NamedNode | Literal) -> None:
    kg.store.apply([old], [Quad(old.subject, old.predicate, object, old.graph_name)])


def evidence_gone(kg: KnowledgeGraph) -> None:
    statement = one(kg, None, NamedNode(RDF + "predicate"), auto("sued"), FACTS).subject
    kg.store.apply(list(kg.store.quads(None, auto("supports"), statement)), ())


def statement_gone(kg: KnowledgeGraph) -> None:
    statement = one(kg, None, NamedNode(RDF + "predicate"), auto("sued"), FACTS).subject
    kg.store.apply(list(kg.store.quads(statement, None, None, FACTS)), ())


def text_gone(kg: KnowledgeGraph) -> None:
    kg.store.apply([one(kg, None, auto("text"))], ())


def quote_moved(kg: KnowledgeGraph) -> None:
    swap(kg, one(kg, None, auto("sentence_start")), Literal(1))


def end_outside(kg: KnowledgeGraph) -> None:
    swap(kg, one(kg, None, auto("object_end")), Literal(9999))


def relation_unknown(kg: KnowledgeGraph) -> None:
    swap(kg, one(kg, None, NamedNode(RDF + "predicate"), auto("sued"), FACTS), auto("likes"))


def kind_unknown(kg: KnowledgeGraph) -> None:
    swap(kg, one(kg, NamedNode(ID + "company/bosch"), NamedNode(RDF + "type"), None, FACTS), auto("Firm"))


def domain_broken(kg: KnowledgeGraph) -> None:
    swap(kg, one(kg, NamedNode(ID + "company/bosch"), NamedNode(RDF + "type"), None, FACTS), auto("Place"))


def two_firms(kg: KnowledgeGraph) -> None:
    post = one(kg, None, NamedNode(RDF + "object"), NamedNode(ID + "company/mazda"), FACTS)
    posts: list[Any] = [q.subject for q in kg.store.quads(None, NamedNode(RDF + "predicate"), auto("ceo_of"), FACTS)]
    for subject in posts:
        swap(kg, one(kg, subject, NamedNode(RDF + "subject"), None, FACTS), NamedNode(ID + "person/ada-lund"))
    assert post.subject


def two_statuses(kg: KnowledgeGraph) -> None:
    old = one(kg, None, auto("status"), auto("asserted"), FACTS)
    kg.store.apply((), [Quad(old.subject, old.predicate, auto("denied"), FACTS)])


def plain_invented(kg: KnowledgeGraph) -> None:
    ends = NamedNode(ID + "company/mazda"), NamedNode(ID + "company/bosch")
    kg.store.apply((), [Quad(ends[0], auto("supplies"), ends[1], FACTS)])


def merged_by_way_of_a_third(kg: KnowledgeGraph) -> None:
    """Mazda is not Bosch, people say; but Mazda is taken for Isuzu, and Isuzu for Bosch."""
    kg.judge("Bosch", "Mazda", "different", by="Ada")
    kg.judge("Isuzu", "Mazda", "same", by="Ada")
    assert list(breaches(kg)) == []
    kg.judge("Bosch", "Isuzu", "same", by="Ada")


def linked(kg: KnowledgeGraph) -> None:
    kg.judge("Isuzu", "Mazda", "different", by="Ada")
    same, thing = NamedNode("http://www.w3.org/2002/07/owl#sameAs"), NamedNode("https://x.example/1")
    kg.store.apply((), [Quad(NamedNode(ID + f"company/{name}"), same, thing, FACTS) for name in ("mazda", "isuzu")])


def named_alike(kg: KnowledgeGraph) -> None:
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    swap(kg, one(kg, NamedNode(ID + "company/mazda"), label, None, FACTS), Literal("ISUZU"))


PLANTED = {
    evidence_gone: "no_evidence",
    statement_gone: "evidence_without_statement",
    text_gone: "evidence_without_article",
    quote_moved: "offsets_outside",
    end_outside: "offsets_outside",
    relation_unknown: "unknown_relation",
    kind_unknown: "unknown_relation",
    domain_broken: "domain_or_range",
    two_firms: "ceo_of_two",
    two_statuses: "two_statuses",
    plain_invented: "plain_without_statement",
    merged_by_way_of_a_third: "merged_and_forbidden",
    linked: "merged_and_forbidden",
    named_alike: "duplicate_labels",
}


def test_a_sound_graph_breaks_no_rule_and_has_its_shape(kg: KnowledgeGraph) -> None:
    assert list(breaches(kg)) == []
    assert list(flaws(kg.store)) == []
    statement = one(kg, None, NamedNode(RDF + "predicate"), auto("sued"), FACTS).subject
    kg.decide(statement.value, "rejected", by="Ada")
    assert list(breaches(kg)) == []


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_error_is_found(kg: KnowledgeGraph, plant: Callable[[KnowledgeGraph], None]) -> None:
    plant(kg)
    assert PLANTED[plant] in {breach.rule for breach in breaches(kg)}


FORBIDDEN = [("company/mazda", "company/isuzu")]


def test_what_the_catalogue_forbids_to_merge_is_found_unless_people_say_that_the_two_are_one(
    kg: KnowledgeGraph,
) -> None:
    assert list(breaches(kg, forbidden=FORBIDDEN)) == []
    kg.judge("Bosch", "Isuzu", "same", by="Ada")
    assert list(breaches(kg, forbidden=FORBIDDEN)) == []
    kg.judge("Mazda", "Bosch", "same", by="Ada")
    found = {breach.rule: dict(breach.details) for breach in breaches(kg, forbidden=FORBIDDEN)}
    assert found["merged_and_forbidden"]["second"].endswith("company/isuzu")
    kg.judge("Mazda", "Isuzu", "same", by="Ada")
    assert "merged_and_forbidden" not in {breach.rule for breach in breaches(kg, forbidden=FORBIDDEN)}


def test_every_rule_has_a_planted_error() -> None:
    assert set(PLANTED.values()) == set(rules())


MISSHAPEN = [
    (auto("confidence"), Literal("1.5", datatype=NamedNode(XSD + "double")), "StatementShape"),
    (auto("confidence"), Literal("high"), "StatementShape"),
    (auto("sources"), Literal(7), "StatementShape"),
    (auto("articles"), None, "StatementShape"),
    (auto("status"), auto("certain"), "StatementShape"),
    (auto("first_published"), Literal("2027-01-01", datatype=NamedNode(XSD + "date")), "StatementShape"),
    (NamedNode(RDF + "object"), None, "StatementShape"),
    (NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal(""), "EntityShape"),
    (auto("quote"), Literal(""), "EvidenceShape"),
    (auto("sentence_end"), Literal(0), "EvidenceShape"),
    (auto("supports"), None, "EvidenceShape"),
    (auto("text"), None, "ArticleShape"),
    (NamedNode("https://schema.org/datePublished"), Literal("yesterday"), "ArticleShape"),
]


@pytest.mark.parametrize(("predicate", "object", "shape"), MISSHAPEN)
def test_a_misshapen_node_is_found(
    kg: KnowledgeGraph, predicate: NamedNode, object: NamedNode | Literal | None, shape: str
) -> None:
    in_facts = shape in ("StatementShape", "EntityShape")
    old = next(q for q in sorted(kg.store.quads(None, predicate), key=str) if (q.graph_name == FACTS) == in_facts)
    kg.store.apply([old], [Quad(old.subject, predicate, object, old.graph_name)] if object else [])
    found = list(flaws(kg.store))
    assert {(flaw.shape, flaw.node) for flaw in found} == {(shape, old.subject.value)}
