"""The web server: explorer, questions, entity and article pages, JSON API, SPARQL endpoint; built for strangers.

The server process itself never opens the store: workers do (`pool.py`), which can be killed. Everything is
read-only but updates that carry the write token.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import AutokgError

from .backend import SECURE, Backend, Settings
from .pool import Pool

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

STATIC = Path(__file__).parents[1] / "static"


def application(place: str, settings: Settings | None = None) -> Starlette:
    """Return the web application over the store in a folder or behind a URL."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    from .api import API_ROUTES
    from .endpoint import ENDPOINT_ROUTES
    from .pages import PAGE_ROUTES

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
        from .pages import page

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


def serve(place: str, *, host: str = "127.0.0.1", port: int = 8000, settings: Settings | None = None) -> None:
    """Serve a store until interrupted."""
    import uvicorn

    uvicorn.run(application(place, settings), host=host, port=port, log_level="warning", server_header=False)
