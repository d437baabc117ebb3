from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph import DecisionError, KnowledgeGraph, OntologyError, entity_iri, flaws
from tests.pictures import named, samples, stated

SONY, MOBILITY, FOXCONN = "company/sony", "company/sony-mobility", "company/foxconn"


def statement(kg: KnowledgeGraph, subject: str, relation: str, object: str) -> str:
    ends = f"rdf:subject <{entity_iri(subject)}> ; rdf:object <{entity_iri(object)}>"
    rows: Any = kg.store.query(f"SELECT ?s {{ ?s {ends} ; rdf:predicate auto:{relation} }}")
    return next((str(row[0].value) for row in rows), "")


def told(kg: KnowledgeGraph, iri: str, name: str) -> list[str]:
    rows: Any = kg.store.query(f"SELECT ?o {{ <{iri}> auto:{name} ?o }}")
    return [row[0].value.rpartition("#")[2] for row in rows]


def facts(kg: KnowledgeGraph) -> set[Any]:
    from graph.terms import FACTS

    return set(kg.store.quads(graph=FACTS))


def test_a_rejected_statement_leaves_the_facts_and_comes_back_when_opened() -> None:
    kg = samples()
    before = facts(kg)
    stake = statement(kg, FOXCONN, "owns_stake_in", MOBILITY)
    kg.decide(stake, "rejected", by="Ann")
    assert statement(kg, FOXCONN, "owns_stake_in", MOBILITY) == ""
    assert kg.facts("electric-dispatch")  # the evidence stays
    kg.decide(stake, "open", by="Ann")
    assert facts(kg) == before
    assert [one.ruling for one in kg.decisions()] == ["rejected", "open"]


def test_an_accepted_statement_is_certain() -> None:
    kg = samples()
    iri = statement(kg, "company/sony", "unveiled", "vehicle/sony-vision-s-03")
    assert [float(value) for value in told(kg, iri, "confidence")] != [1.0]
    decision = kg.decide(iri.rpartition("/")[2], "accepted", by="Ann", note="read it")
    assert [float(value) for value in told(kg, iri, "confidence")] == [1.0]
    assert told(kg, iri, "ruling") == ["accepted"]
    assert kg.decisions() == [decision]


def test_a_corrected_status_and_end_outlive_the_next_reading() -> None:
    kg = samples()
    iri = statement(kg, SONY, "partnered_with", "company/valeo")
    kg.decide(iri, "corrected", by="Ann", correction={"status": "ended", "valid_to": "2026-06"})
    article = kg.article("motor-ledger")
    assert article is not None
    known = kg.facts("motor-ledger")
    kg.remove("motor-ledger")
    assert statement(kg, SONY, "partnered_with", "company/valeo") == ""
    kg.add(article, known)
    assert (told(kg, iri, "status"), told(kg, iri, "valid_to")) == (["ended"], ["2026-06"])


def test_a_corrected_relation_moves_the_evidence_also_after_reading_again() -> None:
    kg = samples()
    article = kg.article("motor-ledger")
    assert article is not None
    original = kg.facts("motor-ledger")
    wrong = statement(kg, SONY, "partnered_with", "company/mobileye") or statement(
        kg, "company/mobileye", "partnered_with", SONY
    )
    kg.decide(wrong, "corrected", by="Ann", correction={"relation": "supplies"})
    rows: Any = kg.store.query("SELECT ?r { ?s rdf:subject|rdf:object id:company\\/mobileye ; rdf:predicate ?r }")
    assert [row[0].value.rpartition("#")[2] for row in rows] == ["supplies"]
    after = facts(kg)
    kg.add(article, original)
    assert facts(kg) == after


def test_decisions_are_part_of_what_a_rebuilt_store_holds(tmp_path: Path) -> None:
    kg = samples()
    kg.decide(statement(kg, FOXCONN, "owns_stake_in", MOBILITY), "rejected", by="Ann")
    kg.decide(statement(kg, MOBILITY, "subsidiary_of", SONY), "accepted", by="Bo")
    before = facts(kg)
    kg.set_plain_confidence(0.6)
    kg.set_plain_confidence(0.5)
    assert facts(kg) == before


def test_decisions_that_make_no_sense_are_refused() -> None:
    kg = samples()
    iri = statement(kg, MOBILITY, "subsidiary_of", SONY)
    with pytest.raises(OntologyError, match="accepted, rejected, corrected, open"):
        kg.decide(iri, "liked", by="Ann")
    with pytest.raises(DecisionError, match="--by"):
        kg.decide(iri, "accepted", by=" ")
    with pytest.raises(DecisionError, match="a correction names"):
        kg.decide(iri, "corrected", by="Ann")
    with pytest.raises(DecisionError, match="does not join Company and Company"):
        kg.decide(iri, "corrected", by="Ann", correction={"relation": "ceo_of"})
    with pytest.raises(OntologyError, match="unknown status"):
        kg.decide(iri, "corrected", by="Ann", correction={"status": "perhaps"})
    with pytest.raises(DecisionError, match="no evidence"):
        kg.decide("0" * 20, "accepted", by="Ann")
    assert kg.decisions() == []


@pytest.mark.parametrize("end", ["2026", "2026-06", "2024-02-29", "2026-Q2", "2026-H1"])
def test_an_end_is_a_date_of_the_calendar(end: str) -> None:
    kg = samples()
    iri = statement(kg, SONY, "partnered_with", "company/valeo")
    kg.decide(iri, "corrected", by="Ann", correction={"valid_to": end})
    assert told(kg, iri, "valid_to") == [end]
    assert list(flaws(kg.store)) == []


@pytest.mark.parametrize(
    "end", ["yesterday", "2026-99", "2026-02-29", "0000", "2026-Q5", "2026-6", "2026-06-3", "٢٠٢٦"]
)
def test_an_end_that_is_no_date_is_refused(end: str) -> None:
    kg = samples()
    iri = statement(kg, SONY, "partnered_with", "company/valeo")
    with pytest.raises(DecisionError, match="is no date: give a day, month or year, as 2026-06-30"):
        kg.decide(iri, "corrected", by="Ann", correction={"valid_to": end})
    assert kg.decisions() == []


def test_a_decision_holds_for_later_articles_too() -> None:
    kg = samples()
    iri = statement(kg, FOXCONN, "owns_stake_in", MOBILITY)
    kg.decide(iri, "rejected", by="Ann")
    article = kg.article("styria-courier")
    assert article is not None
    again = stated(
        "styria-courier",
        "Foxconn owns a fifth of Sony Mobility.",
        ("Foxconn", "owns", "Sony Mobility"),
        subject=named("Company", "Foxconn"),
        relation="owns_stake_in",
        object=named("Company", "Sony Mobility"),
        status="asserted",
        confidence=0.9,
    )
    kg.add(article, [*kg.facts("styria-courier"), again])
    assert statement(kg, FOXCONN, "owns_stake_in", MOBILITY) == ""
