"""Every question of the library on a graph so small that its right answer can be seen."""

from __future__ import annotations

from collections import Counter

import pytest

from queries import ask, questions
from tests.newsroom import graph
from tests.questions import Cases, Story
from tests.questions_firms import FIRMS
from tests.questions_news import NEWS
from tests.questions_supply import SUPPLY

CASES: Cases = SUPPLY | FIRMS | NEWS


@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name, cases in CASES.items() for number in range(len(cases))]
)
def test_the_question_has_the_answer_that_one_can_see(name: str, number: int) -> None:
    stories, parameters, expected = CASES[name][number]
    answer = ask(graph(*stories), name, **parameters)
    own = len(answer.question.columns)
    rows = [tuple(str(cell) if hasattr(cell, "isoformat") else cell for cell in row[:own]) for row in answer]
    if answer.question.order != "own":  # the rows of one day have no order that one could see
        rows, expected = sorted(rows, key=repr), sorted(expected, key=repr)
    assert rows == expected
    for row in answer:
        assert row.status and row.sources >= 1 and row.published and row.quote, row


def test_who_is_in_office_stands_before_who_is_to_come_and_who_left() -> None:
    kg = graph(
        ("2026-01-01", "Person:Ann Lee | ceo_of | Audi", "Person:Bo Ray | works_for | Audi | role=chief designer"),
        ("2026-01-02", "Person:Cy Orr | ceo_of | Audi | planned", "Person:Di Fox | ceo_of | Audi | rumored"),
        ("2026-01-03", "Person:Ed Poe | ceo_of | Audi | ended", "Person:Flo Jay | ceo_of | Audi"),
    )
    moves = [(row.person, row.move) for row in ask(kg, "executive_moves", company="Audi")]
    assert [name.split()[0] for name, _ in moves] == ["Flo", "Ann", "Bo", "Cy", "Di", "Ed"]


def test_every_question_has_a_case() -> None:
    assert set(questions()) - {"evidence_for", "claim"} == set(CASES)


def test_evidence_lists_every_sentence_with_its_status_and_speaker() -> None:
    kg = graph(
        ("2026-01-01", "Isuzu | merged_with | Mazda | rumored | speaker=Nikkei"),
        ("2026-01-02", "Isuzu | merged_with | Mazda | denied"),
    )
    rows = ask(kg, "evidence_for", subject="Mazda", object="Isuzu").rows
    assert [(row.said_as, row.speaker, row.sentence, row.paper, str(row.day)) for row in rows] == [
        ("rumored", "Nikkei", "Isuzu merged with Mazda (rumored).", "https://news.example/a0", "2026-01-01"),
        ("denied", "", "Isuzu merged with Mazda (denied).", "https://news.example/a1", "2026-01-02"),
    ]
    again = ask(kg, "claim", claim=rows[0].statement)
    assert [(row.said_as, row.speaker, row.certainty) for row in again] == [
        ("rumored", "Nikkei", 0.9),
        ("denied", "", 0.9),
    ]
    assert len({row.origin for row in again}) == 2
    for row in [*rows, *again]:
        assert (row.quote, row.url) == (row.sentence, row.paper), "the link leads to the article of the sentence"


def test_rumours_quote_the_rumour_and_not_what_became_of_it() -> None:
    kg = graph(
        ("2025-01-01", "Apple | acquired | Rimac | rumored"),
        ("2025-02-01", "Apple | acquired | Rimac"),
        ("2025-03-01", "Apple | acquired | Rimac | rumored | speaker=Nikkei"),
    )
    [row] = ask(kg, "rumours", company="Apple", today="2025-12-01")
    assert (row.status, row.outcome) == ("asserted", "came true")
    assert (row.quote, row.url) == ("Apple acquired Rimac (rumored).", "https://news.example/a0")


WALKS = {"exposed_to", "chain_between", "central_firms", "news_about"}
"""Questions whose rows are not one statement each: what they hide are the statements that they did not walk along."""


def rumoured(story: Story) -> Story:
    """Return a story in which what was asserted is rumoured."""
    day, *claims = story
    told = [[part.strip() for part in claim.split("|")] for claim in claims]
    plain = [parts[3:] if len(parts) == 3 or "=" in parts[3] else None for parts in told]
    return day, *(
        " | ".join(parts if rest is None else [*parts[:3], "rumored", *rest])
        for parts, rest in zip(told, plain, strict=True)
    )


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_says_how_many_statements_the_filters_hide(name: str) -> None:
    stories, parameters, _ = CASES.get(name, CASES["partners_of"])[0]
    hidden = 0
    for told, wanted in ((stories, "rumored"), ([rumoured(story) for story in stories], "asserted")):
        kg = graph(*told)
        if name == "evidence_for":
            parameters = {"subject": "Sony", "object": "Honda"}
        if name == "claim":
            parameters = {"claim": ask(kg, "facts_about", entity="Sony", status="any").rows[0].statement}
        everything = ask(kg, name, **parameters | {"status": "any"})
        answer = ask(kg, name, **parameters | {"status": wanted})
        assert {row.status for row in answer} <= {wanted}
        missing = [row.status for row in everything if row.status != wanted]
        if name in WALKS:
            assert set(missing) <= set(answer.hidden)
        else:
            assert answer.hidden == Counter(missing) + Counter(everything.hidden)
        hidden += sum(answer.hidden.values())
    assert hidden, "no filter hid anything: the case tells nothing"
