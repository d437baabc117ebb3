from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import STATUSES, Qualifier, Status, Value
from graph.statements.aggregation import Claim, aggregate, plain_value, statement_quads
from graph.statements.aggregation import Testimony as Said

CLAIM = Claim("https://x.example/s", "https://x.example/a", "supplies", "https://x.example/b")


def told(article: str, day: int, status: Status = "asserted", confidence: float = 0.8, **more: Any) -> Said:
    return Said(CLAIM, f"e-{article}", article, status, confidence, date(2026, 1, day), **more)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([told("a", 1, "planned"), told("b", 2)], "asserted"),
        ([told("a", 1), told("b", 2, "denied")], "denied"),
        ([told("a", 1, "denied"), told("b", 2)], "asserted"),
        ([told("a", 1), told("b", 2, "ended")], "ended"),
        # talk does not undo what has happened, but it may begin anew
        ([told("a", 1), told("b", 2, "rumored")], "asserted"),
        ([told("a", 1), told("b", 2, "planned")], "asserted"),
        ([told("a", 1, "planned"), told("b", 2, "rumored")], "planned"),
        ([told("a", 1, "ended"), told("b", 2, "rumored")], "rumored"),
        # weak evidence decides only where there is nothing better
        ([told("a", 1), told("b", 2, "denied", 0.3)], "asserted"),
        ([told("a", 1, "asserted", 0.2), told("b", 2, "denied", 0.3)], "denied"),
        # one day: the independent origins decide, a denial beats the rumour that it answers
        ([told("a", 1, "ended", 0.85), told("b", 1), told("c", 1)], "asserted"),
        ([told("a", 1, "ended", 0.85), told("b", 1, origin="x"), told("c", 1, origin="x")], "ended"),
        ([told("a", 1, "rumored", 0.9), told("b", 1, "denied", 0.6)], "denied"),
    ],
)
def test_current_status(history: list[Said], expected: str) -> None:
    assert aggregate(history).status == aggregate(history[::-1]).status == expected


def test_reprints_count_once_in_sources_and_confidence() -> None:
    reprints = [told(f"r{n}", 1, origin="r0") for n in range(40)]
    verdict = aggregate([*reprints, told("own", 2, confidence=0.5)])
    assert (verdict.articles, verdict.sources, verdict.confidence) == (41, 2, 0.9)
    assert aggregate([told("a", 1), told("b", 2, "denied")]).confidence == 0.8


def test_contradictions_are_visible_and_a_change_is_none() -> None:
    assert aggregate([told("a", 1), told("b", 2, "denied")]).contradicted
    assert not aggregate([told("a", 1, "planned"), told("b", 2), told("c", 3, "ended")]).contradicted


def dated(name: str, normal: str) -> dict[str, object]:
    return {"qualifiers": (Qualifier(name, normal, normal),)}


@pytest.mark.parametrize(
    ("history", "interval"),
    [
        ([told("a", 1)], ("", "")),
        ([told("a", 1, **dated("date", "2025-Q3"))], ("2025-Q3", "")),
        (
            [told("a", 1, **dated("date", "2025")), told("b", 2, "ended", **dated("date", "2026-02"))],
            ("2025", "2026-02"),
        ),
        ([told("a", 1, **dated("date", "2025")), told("b", 2, "denied", **dated("date", "2026"))], ("", "")),
        ([told("a", 1, "ended", **dated("date", "2024")), told("b", 2, **dated("date", "2026"))], ("2026", "")),
        ([told("a", 1, **dated("period", "2025"))], ("2025", "2025")),
        ([told("a", 1, **dated("period", "2025-01/2025-06"))], ("2025-01", "2025-06")),
        ([told("a", 1, **dated("date", "next year"))], ("", "")),
        ([told("a", 1, **dated("date", "2025")), told("b", 2, **dated("date", "2026"))], ("2026", "")),
    ],
)  # fmt: skip
def test_validity_comes_from_the_texts_only(history: list[Said], interval: tuple[str, str]) -> None:
    verdict = aggregate(history)
    assert (verdict.valid_from, verdict.valid_to) == interval


def test_plain_triples_follow_the_policy() -> None:
    weak = aggregate([told("a", 1, confidence=0.6)])
    plain = [q for q in statement_quads(weak) if q.subject.value == CLAIM.subject]
    assert [q.object.value for q in plain] == [CLAIM.object]
    assert not [q for q in statement_quads(weak, 0.7) if q.subject.value == CLAIM.subject]


def test_values_of_two_units_are_two_plain_triples() -> None:
    euros, dollars = (plain_value(Value("price", "5", 2500000000.0, unit)) for unit in ("EUR", "USD"))
    assert (euros.value, dollars.value) == ("2500000000 EUR", "2500000000 USD")
    assert plain_value(Value("power", "99 kW", 99.0, "kW")).value == "99"


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from(STATUSES), st.floats(0, 1), st.sampled_from(["", "x", "y"])),
        min_size=1,
        max_size=7,
    ),
    st.randoms(),
)
def test_order_plays_no_part(rows: list[tuple[int, Status, float, str]], random: Random) -> None:
    history = [told(f"a{n}", day, status, sure, origin=origin) for n, (day, status, sure, origin) in enumerate(rows)]
    turned = history[:]
    random.shuffle(turned)
    assert aggregate(turned) == aggregate(history)
