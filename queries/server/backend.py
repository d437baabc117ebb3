"""What the handlers share: how the server runs, the workers behind it, who may write, and what writes.

The server process itself never opens the store.
"""

from __future__ import annotations

import asyncio
import hmac
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph import ServerError

from .pool import Limits, Pool, Reply

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

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


async def read(request: Request, task: str, arguments: Mapping[str, Any], *, pool: Pool | None = None) -> Reply:
    """Run a task for a request, in a worker for pages unless another pool is given; it ends when the client leaves.

    The body of a POST must have been read before.
    """
    work = asyncio.ensure_future((pool or backend_of(request).pages).run(task, arguments))
    leaving = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait((work, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise ServerError(503, "the client went away")  # which nobody reads
        return work.result()
    finally:
        work.cancel()
        leaving.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


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
