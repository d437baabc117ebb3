"""The OpenAPI document of the JSON API, made from the question library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph import STATUSES, ontology

from ..library.questions import FILTERS, Question, questions
from .api import LIMIT, MOST_ROWS, TEXT

Schema = dict[str, Any]

PROBLEM: Schema = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong and what to do about it."},
    },
}
OBJECT: Schema = {"type": "object"}
COUNT: Schema = {"type": "integer", "minimum": 0}
ROWS: Schema = {"type": "array", "items": OBJECT}


DATE: Schema = {
    "type": "string",
    "pattern": r"^(today|[12][0-9]{3}(-(Q[1-4]|(0[1-9]|1[0-2])(-[0-3][0-9])?))?)$",
    "description": "A day, month (2026-05), quarter (2026-Q2) or year, or today.",
}
ONE_STATUS = "|".join(STATUSES)
STATUS: Schema = {"type": "string", "pattern": f"^(any|({ONE_STATUS})(,({ONE_STATUS}))*)$"}
PLAIN: Mapping[str, Schema] = {
    "number": {"type": "integer", "minimum": 0, "maximum": 10**15},
    "date": DATE,
    "period": {"type": "string", "pattern": "^[0-9]{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$"},
    "relation": {"type": "string", "enum": ["any", *ontology().relations, *ontology().attributes]},
    "statement": {"type": "string", "pattern": "^[0-9a-f]{8,64}$"},
}
"""Schemas of the parameters that are no names; names are any text, and 404 says that nothing has them."""

FILTER: Mapping[str, Schema] = {
    "status": STATUS,
    "min_confidence": {"type": "number", "minimum": 0, "maximum": 1},
    "min_sources": {"type": "integer", "minimum": 0, "maximum": 10**6},
    "since": DATE,
    "until": DATE,
    "limit": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
}


def document() -> Schema:
    """Return the OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "autokg",
            "version": "1",
            "description": "The automotive industry as reported: every fact with its status, dates, sources and quote.",
        },
        "paths": _paths() | {f"/api/questions/{one.name}": _question(one) for one in questions().values()},
        "components": {"schemas": {"Problem": PROBLEM, "Answer": _answer()}},
    }


def _paths() -> Schema:
    few = [_query("limit", LIMIT, needed=False)]
    entities = _object({"entities": ROWS})
    picture = _object({"entities": ROWS, "facts": ROWS, "more": OBJECT})
    chain = _object({"steps": {"type": ["array", "null"], "items": OBJECT}})
    proof = _object({"evidence": OBJECT, "articles": ROWS})
    counts = _object(dict.fromkeys(("articles", "evidences", "statements", "entities"), COUNT))
    return {
        "/api/questions": _get("List the questions with their parameters.", (), {"type": "array", "items": OBJECT}),
        "/api/ask": _get(
            "Understand a question in English and answer it.",
            [_query("q", TEXT, example="who supplies batteries to Volkswagen?")],
            {"$ref": "#/components/schemas/Answer"},
        ),
        "/api/search": _get("Find entities by name.", [_query("q", TEXT), *few], entities),
        "/api/entities/{kind}/{slug}": _get(
            "An entity and what is said about it.",
            [_path("kind"), _path("slug")],
            _object({"id": TEXT, "label": TEXT, "facts": ROWS}),
        ),
        "/api/neighbours": _get(
            "The best supported neighbours of an entity, the facts among them, and how many are left out.",
            [_query("entity", TEXT), *few],
            picture,
        ),
        "/api/path": _get(
            "A shortest chain of facts between two entities.", [_query("from", TEXT), _query("to", TEXT)], chain
        ),
        "/api/evidence": _get("The evidence of a statement.", [_query("fact", TEXT)], proof),
        "/api/statements/{id}": _get("A statement with all its evidence.", [_path("id")], proof),
        "/api/articles/{id}": _get("An article with its text and its facts.", [_path("id")], _object({"facts": ROWS})),
        "/api/stats": _get("Count what the graph holds.", (), counts),
    }


def _question(question: Question) -> Schema:
    own = [
        _query(one.name, _schema(one.kind), needed=one.default is None, text=f"{one.kind}, else {one.default or '-'}")
        for one in question.parameters
    ]
    filters = {**FILTERS, **question.filters}
    more = [_query(name, FILTER[name], needed=False, text=f"default: {filters[name] or '-'}") for name in FILTERS]
    return _get(question.question, [*own, *more], {"$ref": "#/components/schemas/Answer"})


def _schema(kind: str) -> Mapping[str, Any]:
    if "|" in kind:
        return {"type": "string", "enum": kind.split("|")}
    return PLAIN.get(kind, TEXT)


def _answer() -> Schema:
    names: Schema = {"type": "array", "items": {"type": "string"}}
    return _object({"question": TEXT, "columns": names, "rows": ROWS, "hidden": OBJECT, "sparql": {"type": "string"}})


def _object(properties: Schema) -> Schema:
    return {"type": "object", "required": sorted(properties), "properties": properties}


def _get(summary: str, parameters: Sequence[Schema], schema: Schema) -> Schema:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    failures = {400: "The request is wrong.", 404: "No such thing.", 413: "Too large.", 503: "Too busy or too slow."}
    return {
        "get": {
            "summary": summary,
            "parameters": list(parameters),
            "responses": {
                "200": {"description": "The answer.", "content": {"application/json": {"schema": schema}}},
                **{str(status): {"description": text, "content": problem} for status, text in failures.items()},
            },
        }
    }


def _query(name: str, schema: Mapping[str, Any], *, needed: bool = True, text: str = "", example: str = "") -> Schema:
    more = ({"description": text} if text else {}) | ({"example": example} if example else {})
    return {"name": name, "in": "query", "required": needed, "schema": dict(schema)} | more


def _path(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
