"""The web server: explorer, questions, entity and article pages, JSON API, SPARQL endpoint; built for strangers.

The server process itself never opens the store: workers do (`server_pool.py`), which can be killed. Everything is
read-only but updates that carry the write token.
"""

from __future__ import annotations

import asyncio
import hmac
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import AutokgError, ServerError

from .server_pool import Limits, Pool

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

STATIC = Path(__file__).with_name("static")
START = 10.0
"""Seconds that a process which writes may take to start, on a busy machine."""

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")

SECURE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Headers of every answer; pages that need more say so themselves."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server runs: `token` allows updates, `foreign` SERVICE; `origins` may read from other web pages.

    `distinct` ("module:function") tells the review which two entity ids are known as two things.
    """

    limits: Limits = field(default_factory=Limits)
    token: str = ""
    foreign: bool = False
    hosts: tuple[str, ...] = LOCAL_HOSTS
    origins: tuple[str, ...] = ()
    distinct: str = ""


@dataclass(frozen=True, slots=True)
class Backend:
    """What the handlers share: one pool for queries of strangers, another so that pages stay quick beside them."""

    place: str
    settings: Settings
    queries: Pool
    pages: Pool


Handler = Callable[["Request"], Awaitable["Response"]]


def application(place: str, settings: Settings | None = None) -> Starlette:
    """Return the web application over the store in a folder or behind a URL."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    from .server_api import API_ROUTES
    from .server_endpoint import ENDPOINT_ROUTES
    from .server_pages import PAGE_ROUTES

    own = settings or Settings()
    backend = Backend(place, own, Pool(place, own.limits), Pool(place, own.limits))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await backend.queries.close()
        await backend.pages.close()

    middleware = [
        Middleware(TrustedHostMiddleware, allowed_hosts=list(own.hosts)),
        Middleware(_Headers),
        Middleware(
            CORSMiddleware,
            allow_origins=list(own.origins),
            allow_methods=["GET", "POST"],
            allow_headers=["*"],
            expose_headers=["X-SPARQL-MaxRows"],
        ),
    ]
    app = Starlette(
        routes=[*ENDPOINT_ROUTES, *API_ROUTES, *PAGE_ROUTES, Mount("/static", StaticFiles(directory=STATIC))],
        middleware=middleware,
        exception_handlers={AutokgError: problem, Exception: problem, 404: problem, 405: problem},
        lifespan=lifespan,
    )
    app.state.backend = backend
    return app


class _Headers:
    """Adds the security headers to every answer that does not bring its own."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        async def secured(message: Any) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                for name, value in SECURE.items():
                    if name.lower().encode() not in present:
                        message["headers"].append((name.lower().encode(), value.encode()))
            await send(message)

        await self.app(scope, receive, secured if scope["type"] == "http" else send)


async def problem(request: Request, error: Exception) -> Response:
    """Return an error as problem details (RFC 9457), or as a page where a browser asks for one."""
    from starlette.responses import JSONResponse

    status = getattr(error, "status", None) or getattr(error, "status_code", None)
    text = str(error) if isinstance(error, AutokgError) else str(getattr(error, "detail", "internal error"))
    status = status or (400 if isinstance(error, AutokgError) else 500)
    headers = {"Retry-After": "5"} if status == 503 else {}
    if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(("/api", "/sparql")):
        from .server_pages import page

        return page("problem.html.j2", status_code=status, headers=headers, status=status, text=text)
    body = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": text}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


def backend_of(request: Request) -> Backend:
    """Return what the application of a request works with."""
    backend: Backend = request.app.state.backend
    return backend


async def body_of(request: Request) -> bytes:
    """Return the body of a request, or raise ServerError when it is larger than the limit."""
    limit, body = backend_of(request).settings.limits.request_bytes, b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise ServerError(413, f"the request is larger than {limit:,} bytes")
    return body


def require_token(request: Request) -> None:
    """Raise ServerError unless the request carries the write token."""
    token = backend_of(request).settings.token
    if not token:
        raise ServerError(403, "this server is read-only: start it with a write token to allow updates")
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(given.encode(), token.encode()):
        raise ServerError(401, "updates need the header `Authorization: Bearer TOKEN`")


async def write(backend: Backend, program: str, text: bytes) -> bytes:
    """Run a program that writes to the store in a process of its own, and return what it prints.

    It has the time of a query and of its start; killing it leaves the store whole. Readers see the change when they
    next look.
    """
    limit = backend.settings.limits.seconds + START
    command = (sys.executable, "-m", program, backend.place)
    pipe = asyncio.subprocess.PIPE
    env = backend.queries.environment()
    worker = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, env=env)
    try:
        said, _ = await asyncio.wait_for(worker.communicate(text), limit)
    except TimeoutError:
        raise ServerError(503, f"stopped after {limit:g} seconds") from None
    finally:
        if worker.returncode is None:
            worker.kill()
    if worker.returncode:
        status, _, reason = said.decode().partition(" ")
        raise ServerError(int(status) if status.isdigit() else 500, reason or "the change failed")
    return said


def serve(place: str, *, host: str = "127.0.0.1", port: int = 8000, settings: Settings | None = None) -> None:
    """Serve a store until interrupted."""
    import uvicorn

    uvicorn.run(application(place, settings), host=host, port=port, log_level="warning", server_header=False)
