from __future__ import annotations

import pytest

from graph import Article, Entity, Fact
from ingest.pipeline import facts_in


def ends(fact: Fact) -> tuple[str, str]:
    """Return the labels of the two entities that a fact joins."""
    assert isinstance(fact.object, Entity)
    return fact.subject.label, fact.object.label


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
    found = {ends(fact) for fact in facts if fact.relation == "partnered_with"}
    assert found == pairs


AMONG = [
    ("The two companies have formed a joint venture for cells.", "joint_venture_with", "asserted"),
    ("The two companies agreed to form a joint venture.", "joint_venture_with", "planned"),
    ("The pair are partners in a joint venture called Lumen.", "joint_venture_with", "asserted"),
    ("The two carmakers will work together on software.", "partnered_with", "planned"),
    ("Both companies have signed a memorandum on software.", "partnered_with", "asserted"),
    ("The two are considering an alliance and may cooperate.", "partnered_with", "rumored"),
    ("The two firms have ended their work; until May the two companies cooperated.", "partnered_with", "ended"),
    ("The partnership between the two companies covers software.", "partnered_with", "asserted"),
    ("The two compete in Japan.", "competes_with", "asserted"),
    ("The two companies have been rivals since 1950.", "competes_with", "asserted"),
    ("The two carmakers denied that the two companies would merge.", "merged_with", "denied"),
]


@pytest.mark.parametrize(("sentence", "relation", "status"), AMONG)
def test_members_of_a_group_have_to_do_with_each_other(sentence: str, relation: str, status: str) -> None:
    article = Article("a", f"News of the day\n\nHonda and Nissan met on Monday. {sentence}")
    facts = facts_in(article, "fast")
    assert {(*ends(fact), fact.relation, fact.status) for fact in facts} == {("Honda", "Nissan", relation, status)}
    for fact in facts:
        words = fact.evidence.subject
        assert article.text[words.start : words.end] == words.text and words.link == "coreferent"
        assert fact.evidence.subject == fact.evidence.object


@pytest.mark.parametrize(
    "sentence",
    [
        "The two companies signed a joint venture with Bosch.",
        "The two companies cooperate with Bosch.",
        "The two companies compete with Toyota.",
        "The two companies merged their dealers.",
        "The two companies met again.",
        "Would the two companies form a joint venture?",
    ],
)
def test_what_a_group_does_with_others_is_nothing_between_its_members(sentence: str) -> None:
    facts = facts_in(Article("a", f"News of the day\n\nHonda and Nissan met on Monday. {sentence}"), "fast")
    assert not [fact for fact in facts if set(ends(fact)) == {"Honda", "Nissan"}]


@pytest.mark.parametrize("tier", ["fast", "default"])
def test_a_fact_of_a_group_is_one_of_each_member(tier: str) -> None:
    text = "News of the day\n\nHonda and Nissan met on Monday. CATL supplies cells to both companies."
    found = {(*ends(fact), fact.relation) for fact in facts_in(Article("a", text), tier)}
    assert {("CATL", "Honda", "supplies"), ("CATL", "Nissan", "supplies")} <= found
