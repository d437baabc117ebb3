"""The question library: every .rq file in ../sparql is a question; adding a file adds it everywhere.

A file starts with `#+` lines:

    #+ question:   the question in one line
    #+ parameter:  name kind, and `= default` where it may be left out (one line each)
    #+ columns:    what a row shows before the columns of every answer
    #+ parts:      which of the columns are parts of the statement itself (`subject relation object number unit`)
    #+ qualifiers: which of the columns are qualifiers of the statement (`since=date`, or `product` alone)
    #+ default:    filters that this question sets otherwise (`status=any`)
    #+ order:      `own` keeps the order of the query, a column sorts by it; otherwise the latest report comes first
    #+ analysis:   the walk of analyses.py that runs the query step by step
    #+ example:    parameters that make sense

The query selects `?statement` and the columns that are no parts and no qualifiers. Entities are selected as IRIs: their
names, parts, qualifiers, status, dates and sources and a quote are joined in answer.py for the rows shown. `$name`
stands for a parameter or a filter, `$standing` for the patterns that read what the filters need of `?statement`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph import QueryError

FOLDER = Path(__file__).parents[1] / "sparql"

FILTERS: Mapping[str, str] = {
    "status": "asserted",
    "min_confidence": "0",
    "min_sources": "1",
    "since": "",
    "until": "",
    "limit": "100",
}
"""What narrows every answer, with the defaults: `status` takes a status, several joined by commas, or `any`;
`since` and `until` bound the days of the reports."""

MOST = 1_000_000
"""Rows of an answer at most."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for; one without a default is required, an empty default means that it may be left out.

    `kind` is one of the ontology's kinds or several joined by commas, `any` for an entity of any kind, `text`,
    `number`, `date`, `period` (that a figure is of), `relation`, `statement`, or the choices themselves, joined by `|`.
    """

    name: str
    kind: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One file of the library; `qualifiers` maps columns to the qualifiers that fill them."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    example: str
    sparql: str
    parts: tuple[str, ...] = ()
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    analysis: str = ""


@cache
def questions() -> Mapping[str, Question]:
    """Return all questions by name, sorted."""
    return {file.stem: read_question(file) for file in sorted(FOLDER.glob("*.rq"))}


def question(name: str) -> Question:
    """Return the question of this name, or raise QueryError with the nearest ones, or all."""
    try:
        return questions()[name]
    except KeyError:
        from rapidfuzz import process

        if " " in name.strip():
            raise QueryError(
                f"{name!r} is not the name of a question: queries.understand(kg, text) tells which one a text asks"
            ) from None
        near = tuple(str(found[0]) for found in process.extract(name, questions().keys(), limit=3, score_cutoff=70))
        raise QueryError(f"unknown question {name!r}", near or tuple(questions())) from None


def read_question(file: Path) -> Question:
    """Return the question that a file holds."""
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
        parts=tuple(fields.get("parts", "").split()),
        qualifiers=dict(_pairs(fields.get("qualifiers", ""))),
        filters=dict(_pairs(fields.get("default", ""))),
        order=fields.get("order", ""),
        analysis=fields.get("analysis", ""),
    )


def _header(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if match := re.match(r"#\+ *(\w+) *: *(.*)", line):
            yield match[1], match[2].strip()


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split():
        name, _, value = part.partition("=")
        yield name, value or name


def _parameter(text: str) -> Parameter:
    declared, has_default, default = (part.strip() for part in text.partition("="))
    name, kind = declared.split()
    return Parameter(name, kind, default if has_default else None)


def check(asked: Question, given: Mapping[str, object]) -> dict[str, str]:
    """Return the question's parameters and the filters with their values, or raise QueryError."""
    known = {parameter.name: parameter.default for parameter in asked.parameters} | dict(FILTERS) | dict(asked.filters)
    for name in given:
        if name not in known:
            raise QueryError(f"{asked.name} has no parameter {name!r}", tuple(known))
    values = known | {name: str(value) for name, value in given.items()}
    needed = [parameter.name for parameter in asked.parameters if parameter.default is None]
    missing = [name for name in needed if not (values[name] or "").strip()]
    if missing:
        raise QueryError(f"{asked.name} needs {', '.join(missing)}, for example: {asked.example}")
    return {name: str(value) for name, value in values.items()}
