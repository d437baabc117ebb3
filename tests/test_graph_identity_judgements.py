from dataclasses import replace
from datetime import date

import pytest

from graph import (
    Article,
    DecisionError,
    Entity,
    Evidence,
    Fact,
    KnowledgeGraph,
    Mention,
    OntologyError,
    QueryError,
    Span,
)
from queries import breaches
from tests.newsroom import graph


def company(name, *aliases):
    return Entity("company/" + name.lower().replace(" ", "-"), "Company", name, aliases)


MAGNA, STEYR, SONY = company("Magna"), company("Magna Steyer"), company("Sony")


def said(article, subject, object):
    quote = f"{subject.label} works with {object.label}."
    ends = (
        Mention(0, len(subject.label), subject.label),
        Mention(len(quote) - 1 - len(object.label), len(quote) - 1, object.label),
    )
    return Fact(
        subject, "partnered_with", object, "asserted", 0.9, Evidence(article, quote, Span(0, len(quote)), *ends)
    )


def filled():
    kg = KnowledgeGraph()
    for id, facts in (("1", [(SONY, MAGNA)]), ("2", [(SONY, STEYR)]), ("3", [(MAGNA, STEYR)])):
        texts = [said(id, *ends) for ends in facts]
        kg.add(Article(id, f"{texts[0].evidence.quote} Story {id}.", published=date(2026, 1, int(id))), texts)
    return kg


def partners(kg):
    rows = kg.query(
        "SELECT ?l ?n { ?s a auto:Statement ; rdf:subject ?x ; rdf:object ?y ; auto:articles ?n . "
        "{ ?x rdfs:label 'Sony' . ?y rdfs:label ?l } UNION { ?y rdfs:label 'Sony' . ?x rdfs:label ?l } }"
    )
    return sorted((str(row[0]), int(row[1])) for row in rows)


def everything(kg):
    judged = "decisions"
    return {str(quad) for quad in kg.store.quads() if judged not in str(quad.graph_name)}


def test_a_merge_joins_the_statements_of_both_and_a_split_brings_them_back():
    kg = filled()
    before = everything(kg)
    assert partners(kg) == [("Magna", 1), ("Magna Steyer", 1)]
    kg.judge("Magna", "Magna Steyer", "same", by="Ada")
    assert partners(kg) == [("Magna", 2)]
    assert kg.find("Magna Steyer").id == "company/magna"
    kg.judge("Magna", "Magna Steyer", "different", by="Ada")
    assert partners(kg) == [("Magna", 1), ("Magna Steyer", 1)]
    assert everything(kg) == before


def test_a_merge_holds_for_articles_that_come_later_or_again():
    kg = filled()
    kg.judge("Magna", "Magna Steyer", "same", by="Ada")
    fact = said("4", SONY, STEYR)
    kg.add(Article("4", fact.evidence.quote), [fact])
    again = said("2", SONY, STEYR)
    assert kg.add(Article("2", f"{again.evidence.quote} Story 2.", published=date(2026, 1, 2)), [again]).added == 0
    assert partners(kg) == [("Magna", 3)]
    kg.judge("Magna", "Magna Steyer", "different", by="Ada")
    assert partners(kg) == [("Magna", 1), ("Magna Steyer", 2)]


def test_a_chain_of_merges_ends_at_the_last_one_kept():
    kg = filled()
    kg.judge("Magna", "Magna Steyer", "same", by="Ada")
    kg.judge("Sony", "Magna", "same", by="Ada")
    assert partners(kg) == []  # all were one, which does not work with itself
    assert {one.ruling for one in kg.judgements()} == {"same"}


def supplied(*firms):
    """Return a graph where each of these firms supplies another one."""
    return graph(*((f"2026-01-0{n}", f"{firm} | supplies | Customer {n}") for n, firm in enumerate(firms, 1)))


def suppliers(kg):
    rows = kg.query("SELECT ?l ?o { ?s a auto:Statement ; rdf:subject/rdfs:label ?l ; rdf:object/rdfs:label ?o }")
    return {str(row.o)[-1]: str(row.l) for row in rows}


@pytest.mark.parametrize("name", ["Sony", "company/sony"])
def test_a_link_inside_a_chain_of_merges_is_taken_back(name):
    kg = supplied("Sony Group", "Sony", "Magna")
    kg.judge("Sony", "Sony Group", "same", by="Ada")
    kg.judge("Magna", "Sony", "same", by="Ada")
    assert suppliers(kg) == {"1": "Magna", "2": "Magna", "3": "Magna"}
    kg.judge(name, "Sony Group", "different", by="Ada")
    assert suppliers(kg) == {"1": "Sony Group", "2": "Magna", "3": "Magna"}


def test_an_entity_that_was_merged_goes_where_it_is_merged_next():
    kg = supplied("Sony Group", "Sony", "Magna")
    kg.judge("Sony", "Sony Group", "same", by="Ada")
    kg.judge("Magna", "Sony Group", "same", by="Ada")
    assert suppliers(kg) == {"1": "Magna", "2": "Sony", "3": "Magna"}


def test_a_sentence_that_names_both_names_both_again_after_a_split():
    kg = KnowledgeGraph()
    fact = said("1", MAGNA, SONY)
    also = replace(fact, subject=STEYR, evidence=replace(fact.evidence, subject=Mention(0, 5, "Magna Steyer")))
    kg.add(Article("1", fact.evidence.quote), [fact, also])
    before = everything(kg)
    kg.judge("Magna", "Magna Steyer", "same", by="Ada")
    assert partners(kg) == [("Magna", 1)]
    kg.judge("Magna", "Magna Steyer", "different", by="Ada")
    assert everything(kg) == before


def test_likely_pairs_are_offered_until_they_are_judged():
    kg = KnowledgeGraph()
    fact = said("1", company("Schaeffler"), company("Schaefler"))
    kg.add(Article("1", fact.evidence.quote), [fact])
    model = said("2", company("Model 3"), company("Model 5"))
    kg.add(Article("2", model.evidence.quote), [model])
    assert [(a.label, b.label) for _, a, b in kg.likely_same()] == [("Schaeffler", "Schaefler")]
    kg.judge("Schaeffler", "Schaefler", "unsure", by="Ada")
    assert kg.likely_same() == []


def test_different_stops_a_linker_that_takes_one_name_for_the_other_until_it_is_taken_back():
    def misread(article):  # the text says Magna Steyer, the linker repaired it to Magna
        fact = said(article, SONY, STEYR)
        return replace(fact, object=MAGNA)

    kg = filled()
    before = misread("4")
    kg.add(Article("4", before.evidence.quote, published=date(2026, 1, 4)), [before])
    assert partners(kg) == [("Magna", 2), ("Magna Steyer", 1)]
    kg.judge("Magna", "Magna Steyer", "different", by="Ada")
    assert partners(kg) == [("Magna", 1), ("Magna Steyer", 2)]
    later = misread("5")
    kg.add(Article("5", f"{later.evidence.quote} Later.", published=date(2026, 2, 5)), [later])
    assert partners(kg) == [("Magna", 1), ("Magna Steyer", 3)]
    assert [one for one in breaches(kg) if one.rule == "merged_and_forbidden"] == []
    kg.judge("Magna", "Magna Steyer", "unsure", by="Ada")
    assert partners(kg) == [("Magna", 3), ("Magna Steyer", 1)]


def test_models_that_differ_in_one_letter_are_never_offered():
    kg = KnowledgeGraph()
    for id, pair in (("1", ("Lucida Model S", "Lucida Model X")), ("2", ("Lucida Models", "Lucida Model"))):
        fact = said(id, *map(company, pair))
        kg.add(Article(id, fact.evidence.quote), [fact])
    offered = {frozenset((a.label, b.label)) for _, a, b in kg.likely_same()}
    assert frozenset(("Lucida Model S", "Lucida Model X")) not in offered
    assert frozenset(("Lucida Models", "Lucida Model")) in offered


def test_what_cannot_be_judged_is_refused_by_name():
    kg = filled()
    with pytest.raises(OntologyError, match="maybe"):
        kg.judge("Magna", "Sony", "maybe", by="Ada")
    with pytest.raises(QueryError):
        kg.judge("Magna", "Nobody", "same", by="Ada")
    with pytest.raises(DecisionError, match="one entity already"):
        kg.judge("Magna", "company/magna", "same", by="Ada")


def test_the_command_line_merges_lists_and_keeps_apart(tmp_path):
    from typer.testing import CliRunner

    from autokg.cli.app import app

    store = str(tmp_path / "kg")
    with KnowledgeGraph.open(store) as kg:
        for id, pair in (("1", (SONY, company("Schaefler"))), ("2", (company("Toyota"), company("Toyota Tsusho")))):
            fact = said(id, *pair)
            kg.add(Article(id, fact.evidence.quote), [fact])
        fact = said("3", SONY, company("Schaeffler"))
        kg.add(Article("3", fact.evidence.quote), [fact])

    def run(*words):
        return CliRunner().invoke(app, ["--store", store, *words])

    assert "Schaefler" in run("same").output
    assert run("merge", "Schaeffler", "Schaefler", "--by", "Ada").exit_code == 0
    assert "No two entities" in run("same").output
    refused = run("merge", "Toyota", "Toyota Tsusho")
    assert refused.exit_code != 0 and "--force" in str(refused.output) + str(refused.exception)
    assert run("split", "Schaeffler", "Schaefler", "--by", "Ada").exit_code == 0
    with KnowledgeGraph.open(store) as kg:
        assert partners(kg) == [("Schaeffler", 1), ("Schaefler", 1)]
