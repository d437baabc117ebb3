from __future__ import annotations

import pytest

from graph import Article
from ingest.pipeline import facts_in

CASES = [
    (
        "Sony worked with several international companies on the car. Magna Steyr, Bosch and Valeo are the most "
        "important of them.",
        {("Sony", "Magna Steyr"), ("Sony", "Bosch"), ("Sony", "Valeo")},
    ),
    (
        "For the cockpit, Geely cooperated with a number of technology firms. Among them are Qualcomm and Baidu.",
        {("Geely", "Qualcomm"), ("Geely", "Baidu")},
    ),
    ("Sony did not work with several companies. Magna Steyr and Bosch are the most important of them.", set()),
    ("Sony wants to work with several companies. Some of them, such as Bosch, are in Germany.", set()),
    ("Sony worked with several companies. Bosch and Valeo showed new cameras.", set()),
]


@pytest.mark.parametrize(("text", "pairs"), CASES)
def test_a_group_is_named_in_the_next_sentence(text: str, pairs: set[tuple[str, str]]) -> None:
    facts = facts_in(Article("a", f"News of the day\n\n{text}"), "fast")
    found = {(fact.subject.label, fact.object.label) for fact in facts if fact.relation == "partnered_with"}  # type: ignore[union-attr]
    assert found == pairs
