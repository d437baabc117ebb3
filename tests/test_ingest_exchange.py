from dataclasses import replace

from graph import Entity, Evidence, Fact, Mention, Span, Value
from ingest import facts_json


def profit(text, number):
    said = Evidence(
        "a", f"Its profit was {text}.", Span(0, 20), Mention(0, 3, "Its", "new"), Mention(15, 20, text, "value")
    )
    harbor = Entity("company/harbor", "Company", "Harbor")
    return Fact(harbor, "has_metric", Value("profit", text, number, "EUR"), "asserted", 0.9, said)


def test_a_loss_gets_its_minus_and_keeps_the_one_of_the_text():
    facts = [profit("€84 million", -84e6), profit("−€3 million", -3e6), profit("€5 million", 5e6), profit("some", None)]
    entries = facts_json(facts)
    assert [entry["object"] for entry in entries] == ["-€84 million", "−€3 million", "€5 million", "some"]
    assert entries[0]["qualifiers"]["number"] == -84e6


def test_a_claim_that_is_denied_elsewhere_says_so():
    told, rumored, denied = profit("€5 million", 5e6), profit("€6 million", 6e6), profit("€5 million", 5e6)
    facts = [replace(denied, status="denied", confidence=0.5), told, replace(rumored, status="rumored")]
    entries = facts_json(facts)
    assert [(entry["status"], entry.get("other_statuses")) for entry in entries] == [
        ("asserted", ["denied"]),
        ("rumored", None),
    ]
