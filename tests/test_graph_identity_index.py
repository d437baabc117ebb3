import random
import string

import pytest
from pyoxigraph import NamedNode, Quad

from graph import Article, Entity, Evidence, Fact, KnowledgeGraph, Mention, QueryError, Span
from graph import vocabulary as voc
from graph.identity.index import EntityIndex
from graph.terms import ALIAS, FACTS, LABEL, RDF_TYPE, auto, literal


def make_article(id, text):
    return Article(id, text)


def make_fact(article, subject, relation, object):
    ends = [Entity(voc.entity_id("Company", name), "Company", name) for name in (subject, object)]
    spans = [Mention(article.text.find(name), article.text.find(name) + len(name), name) for name in (subject, object)]
    evidence = Evidence(article.id, article.text, Span(0, len(article.text)), *spans)
    return Fact(ends[0], relation, ends[1], "asserted", 0.8, evidence)


def named(index, kind, label, *aliases):
    node = NamedNode(voc.entity_iri(voc.entity_id(kind, label)))
    quads = [Quad(node, RDF_TYPE, auto(kind), FACTS), Quad(node, LABEL, literal(label), FACTS)]
    quads += [Quad(node, ALIAS, literal(alias), FACTS) for alias in aliases]
    index.apply((), quads)
    return node.value, quads


def test_names_are_found_in_any_spelling():
    index = EntityIndex()
    skoda, _ = named(index, "Company", "Škoda", "Skoda Auto")
    f150, _ = named(index, "Vehicle", "Ford F-150", "F-150")
    assert index.exact("SKODA") == [skoda] and index.exact("skoda auto a.s.") == [skoda]
    assert index.exact("f150") == [f150] and index.exact("Ford F150") == [f150]
    assert index.exact("Skodas") == []


def test_a_label_comes_before_an_alias_and_the_first_kind_before_the_others():
    index = EntityIndex()
    ford, _ = named(index, "Company", "Ford")
    henry, _ = named(index, "Person", "Henry Ford", "Ford")
    assert index.exact("Ford") == [ford, henry]
    assert index.exact("Ford", ["Person", "Company"])[0] == ford
    assert index.exact("Ford", ["Person"]) == [henry]


def test_misspelt_names_have_near_ones():
    index = EntityIndex()
    for label in ("Volkswagen", "Volvo", "Schaeffler", "Bosch", "Samsung SDI"):
        named(index, "Company", label)
    assert [text for _, _, text in index.near("Folkswagen", limit=1)] == ["Volkswagen"]
    assert [text for _, _, text in index.near("Schefler", limit=1)] == ["Schaeffler"]
    assert [text for _, _, text in index.near("Sams", limit=1)] == ["Samsung SDI"]
    assert index.near("Zzyzx") == []
    named(index, "Company", "Ford")
    assert [text for _, _, text in index.near("Frod", limit=1)] == ["Ford"]


def test_the_index_follows_removals():
    index = EntityIndex()
    _, quads = named(index, "Company", "Bosch", "Robert Bosch")
    assert index.near("Bosh") and len(index) == 2
    index.apply(quads, ())
    assert index.exact("Bosch") == [] and index.near("Bosh") == [] and len(index) == 0
    index.apply((), quads)
    assert index.exact("Robert Bosch") and index.near("Bosh")


def test_an_index_that_follows_writes_equals_one_that_is_read_anew():
    kg = KnowledgeGraph()
    chance = random.Random(4)
    kg.names()
    for step in range(12):
        name = "".join(chance.choices(string.ascii_lowercase, k=5)).title()
        article = make_article(str(step % 4), f"Magna works with {name}.")
        kg.add(article, [make_fact(article, "Magna", "partnered_with", name)])
        if step % 5 == 4:
            kg.remove(str(step % 4))
        anew = EntityIndex.of(kg.store)
        assert kg.names()._live.keys() == anew._live.keys() and kg.names()._kinds.items() >= anew._kinds.items()


def test_the_graph_finds_and_searches():
    kg = KnowledgeGraph()
    article = make_article("1", "Magna works with Škoda.")
    kg.add(article, [make_fact(article, "Magna", "partnered_with", "Škoda")])
    assert kg.find("skoda").label == "Škoda"
    assert kg.find("company/magna").label == "Magna"
    assert [entity.label for entity in kg.search("Skodda")] == ["Škoda"]
    with pytest.raises(QueryError, match="Magna") as caught:
        kg.find("Magnna")
    assert caught.value.known == ("Magna",)
