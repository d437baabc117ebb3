"""No regular expression of ingest backtracks without end: one that did would keep this test from coming back."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

import ingest

LENGTH = 400
NASTY = [
    (part * LENGTH)[:LENGTH] + end
    for part in (
        "Ford, Kia and Bosch of Germany, a supplier to Magna, ",
        "A ",
        "Aa Bb, ",
        "Aa and ",
        "a ",
        "the deal of ",
        "X, ",
        "1,000 ",
        "Ford's ",
        "a",
        "A",
        " ",
        "in the ",
        "will have been ",
        "supplier to Ford, ",
        "stake of 5% in ",
        "2024 ",
        "(2024: ",
        "not only ",
        "$1.2 billion ",
        "co-operation with ",
        "Ford-Kia ",
        "E\n",
        "Abc; ",
        "'s",
        '(")',
    )
    for end in ("", " zz")
]


def expressions(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """Yield the expressions of a module's value, in tables and dataclasses too."""
    if isinstance(value, re.Pattern):
        yield from [value] if isinstance(value.pattern, str) else []
    elif depth < 4 and isinstance(value, Mapping):
        for part in (*value.keys(), *value.values()):
            yield from expressions(part, depth + 1)
    elif depth < 4 and isinstance(value, (list, tuple, set, frozenset)):
        for part in value:
            yield from expressions(part, depth + 1)
    elif depth < 4 and is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from expressions(getattr(value, each.name), depth + 1)


def modules() -> list[str]:
    found = (module.name for module in pkgutil.walk_packages(ingest.__path__, "ingest."))
    return [name for name in found if ".training" not in name and not name.endswith("__main__")]


@pytest.mark.parametrize("name", modules())
def test_every_expression_comes_to_an_end(name: str) -> None:
    module = pytest.importorskip(name)
    for expression in {e.pattern: e for value in list(vars(module).values()) for e in expressions(value)}.values():
        for text in NASTY:
            expression.search(text)


def test_there_are_expressions_to_look_at() -> None:
    module = importlib.import_module("ingest.rules.contradictions.trades")
    assert len({e.pattern for value in vars(module).values() for e in expressions(value)}) >= 4
