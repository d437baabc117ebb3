"""Decisions about statements that merges make one, and that splits make two again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import AutokgError, DecisionError, KnowledgeGraph, Mention
from graph.statements.rulings import in_force
from queries import ask, breaches
from queries.curation.review import gold, queue
from tests.newsroom import entity, graph, tell
from tests.test_graph_statements_rulings import (
    CLAIMS,
    PAIRS,
    STEPS,
    Newsroom,
    Step,
    correct,
    heard,
    iri,
    standing,
    statements,
)

TOLD = ("2026-01-01", "Sony Group | supplies | Bosch")
OTHER = ("2026-01-02", "Sony | supplies | Valeo")
SAME = ("2026-01-03", "Sony | supplies | Bosch")
MERGED = ("sony", "supplies", "bosch")


def decide(kg: KnowledgeGraph, who: str, ruling: str) -> str:
    return kg.decide(iri(kg, who, "supplies", "bosch"), ruling, by="Ann").statement


def supported(kg: KnowledgeGraph) -> list[tuple[str, int]]:
    """Return ruling and number of articles of what stands about Bosch."""
    rows = kg.query(
        "SELECT ?x ?n { ?s rdf:object/rdfs:label 'Bosch' ; auto:articles ?n . OPTIONAL { ?s auto:ruling ?x } }"
    )
    return [(str(row.x or ""), int(row.n)) for row in rows]


def merge(kg: KnowledgeGraph, kept: str = "Sony", other: str = "Sony Group") -> None:
    kg.judge(kept, other, "same", by="Ann")


def test_rejected_evidence_stays_out_of_the_merged_statement_until_the_rejection_is_taken_back() -> None:
    kg = graph(TOLD, OTHER)
    rejected = decide(kg, "sony-group", "rejected")
    merge(kg)
    tell(kg, "a0", *TOLD)  # read again
    tell(kg, "a5", "2026-02-01", "Sony Group | supplies | Bosch")  # and by somebody else
    assert MERGED not in standing(kg)
    assert all(row["id"] != rejected for row in queue(kg, limit=50)["facts"])
    assert list(breaches(kg)) == []
    tell(kg, "a6", *SAME)
    assert standing(kg)[MERGED] == ""
    assert supported(kg) == [("", 1)]
    kg.decide(rejected, "open", by="Ann")
    assert supported(kg) == [("", 3)]


def test_an_accepted_statement_stays_accepted_in_a_chain_of_merges_and_is_not_asked_about_again() -> None:
    kg = graph(TOLD, OTHER, ("2026-01-01", "Magna | supplies | Valeo"))
    decide(kg, "sony-group", "accepted")
    before = statements(kg)
    merge(kg)
    assert standing(kg)[MERGED] == "accepted"
    merge(kg, "Magna", "Sony")
    assert standing(kg)["magna", "supplies", "bosch"] == "accepted"
    asked = {(row["s"], row["o"]) for row in queue(kg, limit=50)["facts"]}
    assert asked == {("company/magna", "company/valeo")}
    assert [row["right"]["relation"] for row in gold(kg) if "right" in row and "quote" in row] == ["supplies"]
    [row] = ask(kg, "claim", claim=iri(kg, "magna", "supplies", "bosch")).rows
    assert "accepted by Ann" in str(row)
    kg.judge("company/magna", "company/sony", "different", by="Ann")
    kg.judge("company/sony", "company/sony-group", "different", by="Ann")
    assert statements(kg) == before


def test_a_status_corrected_before_a_merge_stays_when_the_merged_statement_is_accepted() -> None:
    kg = graph(TOLD, OTHER)
    correct(kg, "sony-group", "supplies", "bosch", status="ended", valid_to="2025")
    merge(kg)
    decide(kg, "sony", "accepted")
    [row] = kg.query("SELECT ?x ?to ?r { ?s auto:status ?x ; auto:valid_to ?to ; auto:ruling ?r }")
    assert (str(row.x).rpartition("#")[2], str(row.to), str(row.r)) == ("ended", "2025", "accepted")


@pytest.mark.parametrize(("later", "left"), [("rejected", None), ("open", "")])
def test_a_later_decision_about_the_merged_statement_wins(later: str, left: str | None) -> None:
    kg = graph(TOLD, OTHER, SAME)
    decide(kg, "sony-group", "accepted")
    merge(kg)
    decide(kg, "sony", later)
    assert standing(kg).get(MERGED) == left
    kg.judge("Sony", "Sony Group", "different", by="Ann")
    assert standing(kg)["sony-group", "supplies", "bosch"] == "accepted"  # each keeps what was said by its name
    assert standing(kg).get(MERGED) == left


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        (("sony", "rejected"), ("sony-group", "accepted"), ("accepted", 2)),
        (("sony-group", "accepted"), ("sony", "rejected"), None),
        (("sony-group", "rejected"), ("sony", "accepted"), ("accepted", 1)),
        (("sony", "accepted"), ("sony-group", "rejected"), ("accepted", 1)),
    ],
)
def test_of_two_statements_that_become_one_the_later_decision_counts_without_rejected_evidence(
    first: tuple[str, str], second: tuple[str, str], left: tuple[str, int] | None
) -> None:
    kg = graph(TOLD, OTHER, SAME)
    decide(kg, *first)
    decide(kg, *second)
    merge(kg)
    assert supported(kg) == ([left] if left else [])


def test_a_sentence_that_names_both_speaks_for_the_one_that_was_not_rejected() -> None:
    kg = graph(SAME)
    [fact], article = kg.facts("a0"), kg.article("a0")
    assert article is not None
    also = replace(fact, subject=entity("Sony Group"), confidence=0.95)
    kg.add(article, [fact, replace(also, evidence=replace(fact.evidence, subject=Mention(0, 4, "Sony Group")))])
    decide(kg, "sony-group", "rejected")
    before = statements(kg), heard(kg)
    merge(kg)
    assert standing(kg) == {MERGED: ""}
    decide(kg, "sony", "accepted")
    kg.decide(iri(kg, *MERGED), "open", by="Ann")
    kg.judge("Sony", "Sony Group", "different", by="Ann")
    assert (statements(kg), heard(kg)) == before


def test_a_relation_corrected_between_two_merges_stays() -> None:
    kg = graph(("2026-01-01", "Sony Group | sued | Bosch"), OTHER, ("2026-01-01", "Magna | supplies | Valeo"))
    merge(kg)
    correct(kg, "sony", "sued", "bosch", relation="supplies")
    merge(kg, "Magna", "Sony")
    assert standing(kg)["magna", "supplies", "bosch"] == "corrected"


def test_rejected_evidence_gets_another_relation_once_it_is_opened() -> None:
    kg = graph(TOLD, OTHER)
    rejected = decide(kg, "sony-group", "rejected")
    merge(kg)
    with pytest.raises(DecisionError, match="open it"):
        kg.decide(rejected, "corrected", by="Ann", correction={"relation": "sued"})
    kg.decide(rejected, "open", by="Ann")
    correct(kg, *MERGED, relation="sued")
    assert standing(kg)["sony", "sued", "bosch"] == "corrected"


def test_decisions_and_merges_come_through_files_and_rebuilding(tmp_path: Path) -> None:
    kg = graph(TOLD, OTHER, ("2026-01-04", "Sony Group | sued | Valeo"))
    decide(kg, "sony-group", "rejected")
    kg.decide(iri(kg, "sony-group", "sued", "valeo"), "accepted", by="Ann")
    merge(kg)
    for ending in (".nq", ".ttl", ".csv"):
        kg.export(tmp_path / f"all{ending}")
        copy = KnowledgeGraph()
        copy.load_file(tmp_path / f"all{ending}")
        assert set(copy.store.quads()) == set(kg.store.quads())
    plain = graph(TOLD, ("2026-01-04", "Sony Group | sued | Valeo"))  # decisions from elsewhere, articles from here
    plain.remove("a1")
    plain.load_file(tmp_path / "all.nq")
    assert (statements(plain), heard(plain)) == (statements(kg), heard(kg))
    before = statements(kg)
    kg.set_plain_confidence(0.5)
    assert statements(kg) == before


# ------------------------------------------------------------ random chains


def homes(kg: KnowledgeGraph) -> dict[tuple[str, int], str]:
    """Return the statement that each sentence (article, start) speaks for."""
    return {place: statement for statement, places in heard(kg).items() for place in places}


def ruled(kg: KnowledgeGraph) -> dict[str, str]:
    """Return the ruling of every statement that stands by its IRI, '' where none counts."""
    rows: Any = kg.query("SELECT ?s ?x { ?s a auto:Statement . OPTIONAL { ?s auto:ruling ?x } }")
    return {str(row.s): str(row.x or "") for row in rows}


@settings(max_examples=30, deadline=None)
@given(
    stories=st.lists(st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=2), min_size=1, max_size=4),
    past=st.lists(STEPS.filter(lambda step: step[0] not in ("same", "different")), max_size=5),
    pair=st.sampled_from(PAIRS),
)
def test_decisions_follow_a_merge_and_return_when_it_is_taken_back(
    stories: list[list[str]], past: list[Step], pair: tuple[str, str]
) -> None:
    room = Newsroom(stories)
    for step in past:
        room.take(*step)
    kg = room.kg
    before, was, own = statements(kg), homes(kg), in_force(kg.decisions())
    try:
        kg.judge(*pair, "same", by="Ann")
    except AutokgError:
        return  # no article names them
    stands = ruled(kg)
    for place, now in homes(kg).items():
        said = own[was[place]].ruling if was[place] in own else ""
        if said == "rejected" and now in stands:  # only where the same was accepted later by its other name
            assert (now, stands[now] != "") == (was[place], True)
        if said in ("accepted", "corrected"):
            assert stands.get(now) or own[now].ruling in ("rejected", "open")
    room.check()
    kg.judge(*pair, "different", by="Ann")
    assert (statements(kg), homes(kg)) == (before, was)
