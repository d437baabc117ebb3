"""The JSON API: questions, search, entities, neighbours, paths, articles; described by /api/openapi.json."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from graph import ServerError

from ..library.questions import FILTERS, Question, questions
from .backend import Handler, backend_of, body_of, read, require_token, write

if TYPE_CHECKING:
    from starlette.requests import Request

TEXT: Mapping[str, Any] = {"type": "string", "minLength": 1, "maxLength": 500, "pattern": r"\S"}
LIMIT: Mapping[str, Any] = {"type": "integer", "minimum": 1, "maximum": 400}
MOST_ROWS = 10_000
"""Rows of one answer: more are for the SPARQL endpoint."""


async def _run(request: Request, task: str, arguments: Mapping[str, Any]) -> Response:
    reply = await read(request, task, arguments)
    return Response(reply.body, media_type=reply.media)


def _needed(request: Request, name: str) -> str:
    value = request.query_params.get(name, "").strip()
    if not value or len(value) > TEXT["maxLength"] or "\0" in value:
        raise ServerError(400, f"the parameter {name} is needed, of at most {TEXT['maxLength']} characters")
    return value


def _count(request: Request, default: int) -> int:
    return _limit(request.query_params.get("limit", str(default)), LIMIT["maximum"])


def _limit(value: str, most: int) -> int:
    """Return a limit that a request gives, or raise ServerError."""
    if not re.fullmatch("[0-9]{1,9}", value) or not 1 <= int(value) <= most:
        raise ServerError(400, f"limit is a number from 1 to {most}")
    return int(value)


def _names(request: Request, name: str) -> list[str]:
    return [part for part in request.query_params.get(name, "").split(",") if part]


def parameters_of(request: Request) -> dict[str, str]:
    """Return the parameters of a question that a request carries; empty ones count as not given."""
    given = {name: value for name, value in request.query_params.items() if value}
    if "limit" in given:
        _limit(given["limit"], MOST_ROWS)
    return given


def asked(request: Request) -> Question:
    """Return the question that the path of a request names, or raise ServerError 404."""
    name = request.path_params["name"]
    if name not in questions():
        raise ServerError(404, f"there is no question {name!r}: /api/questions lists them")
    return questions()[name]


async def all_questions(request: Request) -> Response:
    """List the questions with their parameters."""
    return JSONResponse([_described(question) for question in questions().values()])


def _described(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "question": question.question,
        "parameters": [
            {"name": one.name, "kind": one.kind, "required": one.default is None, "default": one.default or ""}
            for one in question.parameters
        ],
        "filters": dict(FILTERS) | dict(question.filters),
        "columns": list(question.columns),
        "example": question.example,
    }


async def answer(request: Request) -> Response:
    """Answer a question of the library."""
    return await _run(request, "ask", {"name": asked(request).name, "parameters": parameters_of(request)})


async def english(request: Request) -> Response:
    """Understand a question in English and answer it."""
    reply = await read(request, "english", {"text": _needed(request, "q")})
    reading = reply.json()
    given = {"name": reading["question"], "parameters": reading["parameters"]}
    found = (await read(request, "ask", given)).json()
    return JSONResponse(found | {"others": reading["others"], "notes": reading["notes"]})


async def search(request: Request) -> Response:
    """Find entities by name, alias or something like it."""
    return await _run(request, "search", {"text": _needed(request, "q"), "limit": _count(request, 12)})


async def entity(request: Request) -> Response:
    """Return an entity and what is said about it."""
    return await _run(request, "entity", {"id": request.path_params["id"]})


async def neighbours(request: Request) -> Response:
    """Return an entity's best supported neighbours, the facts among them, and how many are left out."""
    return await _run(request, "around", {"entity": _needed(request, "entity"), "limit": _count(request, 40)})


async def path(request: Request) -> Response:
    """Return a shortest chain of facts between two entities."""
    ends = {"start": _needed(request, "from"), "end": _needed(request, "to")}
    more = {name: _names(request, name) for name in ("statuses", "relations")}
    return await _run(request, "path", ends | more)


async def evidence(request: Request) -> Response:
    """Return the evidence of a statement, quotes cut where subject, object and trigger begin and end."""
    return await _run(request, "evidence", {"fact": _needed(request, "fact")})


async def statement(request: Request) -> Response:
    """Return a statement with all its evidence."""
    return await _run(request, "statement", {"id": request.path_params["id"]})


async def article(request: Request) -> Response:
    """Return an article with its text and its facts."""
    return await _run(request, "article", {"id": request.path_params["id"]})


async def queue(request: Request) -> Response:
    """Return the statements and pairs of entities that a review is worth most, with what speaks for them."""
    distinct = backend_of(request).settings.distinct
    return await _run(request, "queue", {"limit": _count(request, 20), "distinct": distinct})


async def decide(request: Request) -> Response:
    """Keep a decision about a statement or about two entities; needs the write token."""
    require_token(request)
    said = await write(backend_of(request), "queries.server.decision", await body_of(request))
    return Response(said, media_type="application/json")


async def stats(request: Request) -> Response:
    """Count articles, statements, evidences and entities."""
    return await _run(request, "stats", {})


async def openapi(request: Request) -> Response:
    """Return the OpenAPI document of this API."""
    from .openapi import document

    return JSONResponse(document())


HANDLERS: Mapping[str, Handler] = {
    "/api/questions": all_questions,
    "/api/questions/{name}": answer,
    "/api/ask": english,
    "/api/search": search,
    "/api/entities/{id:path}": entity,
    "/api/neighbours": neighbours,
    "/api/path": path,
    "/api/evidence": evidence,
    "/api/statements/{id}": statement,
    "/api/articles/{id:path}": article,
    "/api/stats": stats,
    "/api/openapi.json": openapi,
    "/api/around": neighbours,  # as the served explorer calls it: docs/explorer-api.md
    "/api/queue": queue,
}

API_ROUTES = [
    *(Route(address, handler, methods=["GET"]) for address, handler in HANDLERS.items()),
    Route("/api/decisions", decide, methods=["POST"]),
]
