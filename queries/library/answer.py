"""Ask a question of the library: find its statements, filter them, add what every answer shows."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from graph import KnowledgeGraph

from .binding import bind, fill, whole
from .details import STANDING, Name, known_of, labels, named, parts, qualifiers, select, standing
from .filters import needed, passing
from .questions import MOST, Question, check, question
from .quotes import quotes_of

if TYPE_CHECKING:
    from pandas import DataFrame

COMMON = (
    "status",
    "confidence",
    "first_published",
    "published",
    "articles",
    "sources",
    "quote",
    "spelling",
    "url",
    "article",
    "statement",
)
"""Columns of every answer behind the question's own; `published` is the latest report, `spelling` a garbled name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, as named tuples, and how many more rows the filters hid.

    `hidden` counts by the status that was not asked for, and by `min_confidence`, `min_sources`, `period` and
    `limit`. `sparql` is the query that found the statements.
    """

    question: Question
    parameters: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[Any, ...]
    hidden: Mapping[str, int] = field(default_factory=dict)
    sparql: str = ""

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_frame(self) -> DataFrame:
        """Return the rows as a pandas DataFrame; needs `pip install autokg[frame]`."""
        from graph import data_frame

        return data_frame(self.columns, self.rows)


def ask(kg: KnowledgeGraph, name: str, **parameters: object) -> Answer:
    """Answer a question of the library; unknown questions, parameters and names raise QueryError.

    Every question takes the filters `status`, `min_confidence`, `min_sources`, `since`, `until` and `limit`.
    """
    asked = question(name)
    values = check(asked, parameters)
    terms = bind(kg, asked, values) | {"standing": known_of(needed(values))}
    sparql = fill(asked.sparql, terms)
    found = _found(kg, asked, values, terms)
    known = standing(kg, (row["statement"] for row in found if "status" not in row), needed(values))
    kept, hidden = passing([row | known.get(row["statement"], {}) for row in found], values)
    _sort(kept, asked.order)
    limit = whole("limit", values["limit"], most=MOST)
    columns = asked.columns + COMMON
    rows = _complete(kg, asked, kept[:limit])
    if len(kept) > limit:
        hidden["limit"] = len(kept) - limit
    make = namedtuple("Row", columns)  # type: ignore[misc]
    made = (make(*(row.get(column, "") for column in columns)) for row in rows)
    return Answer(asked, values, columns, tuple(dict.fromkeys(made)), dict(hidden), sparql)


def _found(
    kg: KnowledgeGraph, asked: Question, values: Mapping[str, str], terms: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the question's own columns, from its query or from the analysis that runs it."""
    if not asked.analysis:
        rows = select(kg, fill(asked.sparql, terms))
    else:
        from .analyses import ANALYSES

        rows = ANALYSES[asked.analysis](kg, asked, values, terms)
    return list({tuple(row.items()): row for row in rows}.values())


def _sort(rows: list[dict[str, Any]], order: str) -> None:
    if order == "own":
        return
    rows.sort(key=lambda row: str(row["statement"]))
    rows.sort(key=lambda row: (row.get("published") or date.min, row["confidence"]), reverse=True)
    if order:
        rows.sort(key=lambda row: str(row.get(order, "")))


def _complete(kg: KnowledgeGraph, asked: Question, rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Return the rows with parts, standing, quotes, qualifiers and the names of entities."""
    statements = [row["statement"] for row in rows]
    quotes = quotes_of(kg, rows)
    missing = [name for name in STANDING if rows and name not in rows[0]]
    known = standing(kg, statements, missing) if missing else {}
    own = parts(kg, statements, asked.parts) if asked.parts else {}
    rows = [own.get(row["statement"], {}) | row | known.get(row["statement"], {}) for row in rows]
    details = qualifiers(kg, statements) if asked.qualifiers else {}
    entities = {str(value) for row in rows for value in row.values() if isinstance(value, Name)}
    names = labels(kg, entities)
    complete = []
    for row, quote in zip(rows, quotes, strict=True):
        words = details.get(row["statement"], {})
        shown = {column: words.get(name, "") for column, name in asked.qualifiers.items()}
        called = {
            key: names.get(str(value)) or named(str(value)) if isinstance(value, Name) else value
            for key, value in row.items()
        }
        complete.append(shown | called | quote)
    return complete
