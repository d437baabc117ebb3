"""The question library: every .rq file in sparql/ is a question; adding a file adds it everywhere.

A file starts with `#+` lines: the question, its parameters (`name kind`, `= default` where optional), its own
columns, an example. The query selects `?statement` and the own columns; what every answer shows beside them
(status, dates, sources, a quote) is joined here, after filtering, by one more query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph import QueryError

FOLDER = Path(__file__).with_name("sparql")

FILTERS: Mapping[str, str] = {
    "status": "asserted",
    "min_confidence": "0",
    "min_sources": "1",
    "since": "",
    "until": "",
    "limit": "100",
}
"""What narrows every answer, with the defaults: `status` takes a status, several joined by commas, or `any`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for: `kind` is a kind of the ontology, or text, number, date; no default means required."""

    name: str
    kind: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One file of the library."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    example: str
    sparql: str


@cache
def questions() -> Mapping[str, Question]:
    """Return all questions by name, sorted."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.rq"))}


def question(name: str) -> Question:
    """Return the question of this name, or raise QueryError with the known ones."""
    try:
        return questions()[name]
    except KeyError:
        raise QueryError(f"unknown question {name!r}", tuple(questions())) from None


def _read(file: Path) -> Question:
    text = file.read_text(encoding="utf-8")
    header = list(_header(text))
    fields = dict(header)
    return Question(
        name=file.stem,
        question=fields["question"],
        parameters=tuple(_parameter(value) for key, value in header if key == "parameter"),
        columns=tuple(fields["columns"].split()),
        example=fields.get("example", ""),
        sparql="\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip() + "\n",
    )


def _header(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if match := re.match(r"#\+ *(\w+) *: *(.*)", line):
            yield match[1], match[2].strip()


def _parameter(text: str) -> Parameter:
    declared, has_default, default = (part.strip() for part in text.partition("="))
    name, kind = declared.split()
    return Parameter(name, kind, default if has_default else None)


def check(asked: Question, given: Mapping[str, str]) -> dict[str, str]:
    """Return the question's parameters and the filters with their values, or raise QueryError."""
    known = {parameter.name: parameter.default for parameter in asked.parameters} | dict(FILTERS)
    for name in given:
        if name not in known:
            raise QueryError(f"{asked.name} has no parameter {name!r}", tuple(known))
    values = known | dict(given)
    if missing := [name for name, value in values.items() if value is None]:
        raise QueryError(f"{asked.name} needs {', '.join(missing)}, for example: {asked.example}")
    return {name: str(value) for name, value in values.items()}
