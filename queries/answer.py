"""Ask a question of the library: find its statements, filter them, add what every answer shows."""

from __future__ import annotations

import re
from collections import Counter, namedtuple
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph import FACTS_GRAPH, KnowledgeGraph, QueryError, entity_iri, ontology, shorten

from .library import Parameter, Question, check, question

COMMON = ("status", "confidence", "first_published", "published", "articles", "sources", "quote", "spelling", "url")
"""Columns of every answer behind the question's own; `published` is the latest report, `spelling` a garbled name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, as named tuples, and how many more statements the filters hid, by status."""

    question: Question
    parameters: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[Any, ...]
    hidden: Mapping[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def ask(kg: KnowledgeGraph, name: str, **parameters: str) -> Answer:
    """Answer a question of the library; unknown questions, parameters and names raise QueryError."""
    asked = question(name)
    values = check(asked, parameters)
    found = _select(kg, _bind(kg, asked, values))
    shared = _shared(kg, {row["statement"] for row in found})
    kept, hidden = [], Counter[str]()
    for row in found:
        row.update(shared.get(row.pop("statement"), {}))
        if _passes(row, values):
            kept.append(row)
        elif row["status"] not in values["status"].split(","):
            hidden[row["status"]] += 1
    kept.sort(key=lambda row: (row["published"], row["confidence"], row["quote"]), reverse=True)
    columns = asked.columns + COMMON
    make = namedtuple("Row", columns)  # type: ignore[misc]
    rows = [make(*(row.get(column, "") for column in columns)) for row in kept]
    return Answer(asked, values, columns, tuple(dict.fromkeys(rows))[: int(values["limit"])], dict(hidden))


def _bind(kg: KnowledgeGraph, asked: Question, values: Mapping[str, str]) -> str:
    """Return the query with every `$parameter` replaced by its term."""
    terms = {parameter.name: _term(kg, parameter, values[parameter.name]) for parameter in asked.parameters}
    return re.sub(r"\$(\w+)", lambda match: terms[match[1]], asked.sparql)


def _term(kg: KnowledgeGraph, parameter: Parameter, value: str) -> str:
    if parameter.kind in ("text", "relation"):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
    kinds = tuple(ontology().kinds) if parameter.kind == "any" else tuple(parameter.kind.split(","))
    return f"<{entity_iri(kg.find(value, kinds=kinds).id)}>"


def _select(kg: KnowledgeGraph, sparql: str) -> list[dict[str, Any]]:
    solutions: Any = kg.query(sparql)
    names = [variable.value for variable in solutions.variables]
    return [
        {name: _python(term) for name, term in zip(names, row, strict=True) if term is not None} for row in solutions
    ]


def _python(term: Any) -> str | int | float | bool:
    datatype = getattr(getattr(term, "datatype", None), "value", "").rpartition("#")[2]
    convert = {"integer": int, "double": float, "decimal": float, "boolean": "true".__eq__}.get(datatype, str)
    return convert(term.value)  # type: ignore[no-any-return, operator]


def _shared(kg: KnowledgeGraph, statements: set[str]) -> dict[str, dict[str, Any]]:
    """Return the common columns of the statements; the quote is that of the best evidence for the current status."""
    if not statements:
        return {}
    names = " ".join(f"<{iri}>" for iri in sorted(statements))
    rows = _select(
        kg,
        f"""SELECT ?statement ?status ?confidence ?first_published ?published ?articles ?sources ?quote ?own ?url
            ?subject_link ?subject_spelling ?object_link ?object_spelling WHERE {{
          VALUES ?statement {{ {names} }}
          GRAPH <{FACTS_GRAPH}> {{
            ?statement auto:status ?status ; auto:confidence ?confidence ; auto:articles ?articles ;
              auto:sources ?sources .
            OPTIONAL {{ ?statement auto:first_published ?first_published ; auto:last_published ?published }}
          }}
          GRAPH ?graph {{
            ?evidence auto:supports ?statement ; auto:status ?status ; auto:quote ?quote ; auto:confidence ?own ;
              auto:article ?article ; auto:subject_link ?subject_link ; auto:subject_spelling ?subject_spelling ;
              auto:object_link ?object_link ; auto:object_spelling ?object_spelling .
            OPTIONAL {{ ?article schema:url ?url }}
          }}
        }}""",
    )
    best: dict[str, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: (row["own"], row["quote"])):
        garbled = [row[f"{end}_spelling"] for end in ("subject", "object") if row[f"{end}_link"] == "repaired"]
        best[row["statement"]] = (
            {"first_published": "", "published": "", "url": ""}
            | row
            | {
                "status": shorten(row["status"]),
                "spelling": ", ".join(garbled),
            }
        )
    return best


def _passes(row: Mapping[str, Any], values: Mapping[str, str]) -> bool:
    try:
        least_confidence, least_sources = float(values["min_confidence"]), int(values["min_sources"])
    except ValueError as error:
        raise QueryError(f"min_confidence and min_sources are numbers: {error}") from None
    return (
        (values["status"] == "any" or row["status"] in values["status"].split(","))
        and row["confidence"] >= least_confidence
        and row["sources"] >= least_sources
        and (not values["since"] or row["published"] >= values["since"])
        and (not values["until"] or row["first_published"] <= values["until"])
    )
