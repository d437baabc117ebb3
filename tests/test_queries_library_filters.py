"""How questions are asked: filters and what they hide, what is refused, names that are misspelt or hostile."""

from __future__ import annotations

import pytest

from graph import QueryError, UnknownNameError
from queries import ask
from tests.newsroom import graph


def test_filters_narrow_and_say_what_they_hide() -> None:
    kg = graph(
        ("2026-01-01", "Sony | partnered_with | Apple", "Sony | partnered_with | Honda | rumored"),
        ("2026-02-01", "Sony | partnered_with | Apple"),
        ("2026-03-01", "Sony | partnered_with | Kia | confidence=0.4"),
    )

    def partners(**filters: object) -> tuple[list[str], dict[str, int]]:
        answer = ask(kg, "partners_of", company="Sony", **filters)
        return [row.partner for row in answer], dict(answer.hidden)

    assert partners() == (["Kia", "Apple"], {"rumored": 1})
    assert partners(status="any") == (["Kia", "Apple", "Honda"], {})
    assert partners(status="rumored,denied") == (["Honda"], {"asserted": 2})
    assert partners(min_confidence=0.5) == (["Apple"], {"rumored": 1, "min_confidence": 1})
    assert partners(min_sources=2) == (["Apple"], {"min_sources": 2})
    assert partners(since="2026-03") == (["Kia"], {"period": 2})
    assert partners(until="2026-02", status="any") == (["Apple", "Honda"], {"period": 1})
    assert partners(limit=1) == (["Kia"], {"rumored": 1, "limit": 1})


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "needs company, for example: company=Sony"),
        ({"company": "Sony", "colour": "red"}, "no parameter 'colour'; known: company"),
        ({"company": "Sony", "status": "perhaps"}, "unknown status 'perhaps'; known: any, asserted"),
        ({"company": "Sony", "since": "yesterday"}, "since='yesterday' is not a date: write 2026-05-31"),
        ({"company": "Sony", "since": "2026-02-30"}, "is not a date"),
        ({"company": "Sony", "min_sources": "many"}, "min_sources='many' is not a number"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_remedy(parameters: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message.replace("?", r"\?")):
        ask(graph(("2026-01-01", "Sony | partnered_with | Apple")), "partners_of", **parameters)


def test_a_typo_gets_the_name_that_was_meant() -> None:
    kg = graph(("2026-01-01", "Sony | partnered_with | Magna Steyr"))
    with pytest.raises(UnknownNameError, match="did you mean Magna Steyr") as caught:
        ask(kg, "partners_of", company="Magna Styer")
    assert caught.value.near == ("Magna Steyr",)
    with pytest.raises(QueryError, match="unknown question 'partner_of'; known: partners_of"):
        ask(kg, "partner_of", company="Sony")


def test_names_carry_the_id_of_their_entity() -> None:
    row = ask(graph(("2026-01-01", "Sony | partnered_with | Magna Steyr")), "partners_of", company="Sony").rows[0]
    assert (row.partner, row.partner.id) == ("Magna Steyr", "company/magna-steyr")


def test_a_hostile_value_stays_a_value() -> None:
    kg = graph(("2026-01-01", "CATL | supplies | BMW | product=cells"))
    answer = ask(kg, "customers_of", supplier="CATL", product='x") } } DROP ALL # \\')
    assert len(answer) == 0
