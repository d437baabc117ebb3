"""The address /sparql: the protocol for programs, the editor for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from graph import ServerError

from .backend import backend_of, body_of, read, require_token, write
from .sparql import FORMATS, GRAPHS, Operation, accepted, operation, service_description

if TYPE_CHECKING:
    from starlette.requests import Request

PAGE = "text/html"


async def sparql(request: Request) -> Response:
    """Answer the SPARQL 1.1 Protocol; without a query, describe the service or show the editor."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
    header, form = request.headers.get("accept", ""), request.query_params.get("format", "")
    if request.method in ("GET", "HEAD") and not {"query", "update"} & set(request.query_params):
        wanted = accepted(header, (*GRAPHS, PAGE))
        if wanted and wanted[0] == PAGE:
            from .pages import editor

            return await editor(request)
        return await _describe(request)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    asked = operation(request.method, request.query_params.multi_items(), media, await body_of(request))
    if asked.update:
        return await _update(request, asked)
    takes = accepted(header, FORMATS, form=form)
    if not takes:
        raise ServerError(406, f"the answer can be had as {', '.join(FORMATS)}")
    backend = backend_of(request)
    arguments = {
        "query": asked.query,
        "accepted": takes,
        "limit": backend.settings.limits.answer_bytes,
        "rows": backend.settings.limits.rows,
        "default_graphs": asked.default_graphs,
        "named_graphs": asked.named_graphs,
        "foreign": backend.settings.foreign,
    }
    reply = await read(request, "sparql", arguments, pool=backend.queries)
    headers = {"Content-Type": _typed(reply.media), "Vary": "Accept"}
    if reply.cut:  # as other public endpoints say it
        headers["X-SPARQL-MaxRows"] = str(backend.settings.limits.rows)
    return Response(reply.body, headers=headers)


def _typed(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


async def _describe(request: Request) -> Response:
    reply = await read(request, "stats", {})
    text = service_description(str(request.url.replace(query="")), reply.json())
    takes = accepted(request.headers.get("accept", ""), ("text/turtle", "text/plain"))
    if not takes:
        raise ServerError(406, "the service description can be had as text/turtle")
    return Response(text, headers={"Content-Type": "text/turtle; charset=utf-8", "Vary": "Accept"})


async def _update(request: Request, asked: Operation) -> Response:
    """Run an update in a process of its own; readers see it when they next look at the store."""
    require_token(request)
    if asked.default_graphs or asked.named_graphs:
        raise ServerError(400, "using-graph-uri is not supported: name the graphs in the update, with USING")
    await write(backend_of(request), "queries.server.update", asked.update.encode())
    return Response(status_code=204)


ENDPOINT_ROUTES = [Route("/sparql", sparql, methods=["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"])]
