"""Workers that can be killed: a query that takes too long or too much takes only its own process with it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph import ServerError

from .worker import LENGTH

RECHECK = 1.0
"""Seconds between looks at whether the store has changed on disk."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take; the defaults suit a server that strangers can reach."""

    seconds: float = 20.0
    wait: float = 10.0
    megabytes: int = 2048
    answer_bytes: int = 64 << 20
    request_bytes: int = 1 << 20
    workers: int = 2
    rows: int = 100_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answered."""

    media: str
    body: bytes
    cut: bool = False
    """Whether there were more rows than the limit."""

    def json(self) -> Any:
        """Return the body read as JSON."""
        return json.loads(self.body)


STATUS = {"query": 400, "unknown": 404, "not acceptable": 406, "too large": 413, "store": 503, "internal": 500}
"""HTTP status of a worker's errors; an answer that is too large is the request's fault, so it says 413."""


class Pool:
    """A few worker processes over one store, started when first needed."""

    def __init__(self, place: str, limits: Limits) -> None:
        self.place, self.limits = place, limits
        self._version, self._checked = "", 0.0
        self._slots = asyncio.Semaphore(limits.workers)
        self._idle: list[asyncio.subprocess.Process] = []

    async def run(self, task: str, arguments: Mapping[str, Any]) -> Reply:
        """Run a task in a worker; one that takes too long, or is cancelled, is killed with its worker."""
        try:
            await asyncio.wait_for(self._slots.acquire(), self.limits.wait)
        except TimeoutError:
            raise ServerError(503, "the server is busy: try again in a moment") from None
        worker: asyncio.subprocess.Process | None = None
        try:
            worker = self._idle.pop() if self._idle else await self._start()
            request = {"task": task, "arguments": dict(arguments), "version": self._store_version()}
            head, body = await asyncio.wait_for(_exchange(worker, request), self.limits.seconds)
            self._idle.append(worker)
            worker = None
        except TimeoutError:
            raise ServerError(503, f"stopped after {self.limits.seconds:g} seconds: ask for less") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise ServerError(503, f"the query needed more than {self.limits.megabytes} MB: ask for less") from None
        finally:
            if worker is not None:
                await _kill(worker)
            self._slots.release()
        if "error" in head:
            raise ServerError(STATUS[head["error"]], head["message"])
        return Reply(head["media"], body, cut=head["cut"])

    async def close(self) -> None:
        """End the workers."""
        while self._idle:
            await _kill(self._idle.pop())

    async def _start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "queries.server.worker", self.place, str(self.limits.megabytes)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=self.environment(),
        )

    def environment(self) -> dict[str, str]:
        """Return the environment of worker processes: the same packages, and no way out of the machine."""
        paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        own = {**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"}
        if "://" not in self.place:  # an engine behind a URL must be reached
            own |= {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
        return own

    def _store_version(self) -> str:
        """Return what changes when another process writes to the folder of the store."""
        if "://" in self.place:
            return "remote"
        if time.monotonic() - self._checked > RECHECK:
            self._checked = time.monotonic()
            files = sorted(Path(self.place).glob("[CM0]*"))  # CURRENT, MANIFEST-*, NUMBER.log, NUMBER.sst
            self._version = " ".join(f"{file.name}:{_size(file)}" for file in files)
        return self._version


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1


async def _exchange(worker: asyncio.subprocess.Process, request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Send a request to a worker and return the head and the body of its answer, which may be an error."""
    assert worker.stdin is not None and worker.stdout is not None
    text = json.dumps(request).encode()
    worker.stdin.write(LENGTH.pack(len(text)) + text)
    await worker.stdin.drain()
    head = json.loads(await worker.stdout.readexactly(LENGTH.unpack(await worker.stdout.readexactly(LENGTH.size))[0]))
    return head, await worker.stdout.readexactly(head["size"])


async def _kill(worker: asyncio.subprocess.Process) -> None:
    if worker.returncode is None:
        with suppress(ProcessLookupError):
            worker.kill()
    await worker.wait()
