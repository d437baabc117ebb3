"""Who does the work of a run: this process, worker processes, or a Dask cluster; results come back in order."""

from __future__ import annotations

import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from typing import Any, Protocol, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")
F = TypeVar("F", bound="Cancellable")

SHARE, OWN_SHARE = 60_000, 6_000
"""Characters to mine that a worker gets at once, and that this process takes on before it stores what it found."""


class Crew(Protocol):
    """Applies a function to chunks, some of them ahead of time, and returns the results in the order of the chunks.

    A chunk whose worker dies is tried again, alone and then by halves; `lost` tells what stands for an item that
    no worker survives. `share` is how many characters it mines at once.
    """

    share: int

    def map(
        self, function: Callable[[list[T]], list[R]], chunks: Iterable[list[T]], lost: Callable[[T], R]
    ) -> Iterator[list[R]]:
        """Yield the result of each chunk."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...


def crew_of(workers: int | str) -> Crew:
    """Return this process for 1, that many processes for more, a Dask cluster for an address."""
    if isinstance(workers, str):
        from .cluster import Cluster

        return Cluster(workers)
    return Processes(workers) if workers > 1 else Alone()


class Alone:
    """This process does everything itself."""

    share = OWN_SHARE

    def map(
        self, function: Callable[[list[T]], list[R]], chunks: Iterable[list[T]], lost: Callable[[T], R]
    ) -> Iterator[list[R]]:
        """Yield the result of each chunk."""
        return map(function, chunks)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        pass


class Cancellable(Protocol):
    """A result under way."""

    def cancel(self) -> Any:
        """Give it up."""


def in_flight(
    chunks: Iterable[list[T]],
    submit: Callable[[list[T]], F],
    result: Callable[[list[T], F], list[R]],
    *,
    most: int,
) -> Iterator[list[R]]:
    """Yield the results of chunks in their order while at most `most` others are under way."""
    waiting: deque[tuple[list[T], F]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, submit(chunk)))
            if len(waiting) > most:
                yield result(*waiting.popleft())
        while waiting:
            yield result(*waiting.popleft())
    finally:
        for _, future in waiting:
            future.cancel()


class Processes:
    """A number of worker processes; each loads its model once."""

    share = SHARE

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def map(
        self, function: Callable[[list[T]], list[R]], chunks: Iterable[list[T]], lost: Callable[[T], R]
    ) -> Iterator[list[R]]:
        """Yield the result of each chunk; two chunks per worker, and two more, are under way."""
        return in_flight(
            chunks,
            lambda chunk: self._submit(function, chunk),
            lambda chunk, future: self._result(function, chunk, future, lost),
            most=2 * self.workers + 2,
        )

    def _submit(self, function: Callable[[list[T]], list[R]], chunk: list[T]) -> Future[list[R]]:
        with sheltered():
            if self._pool is None:
                self._pool = _pool(self.workers)
            try:
                return self._pool.submit(function, chunk)
            except BrokenProcessPool:
                self._pool = _pool(self.workers)
                return self._pool.submit(function, chunk)

    def _result(
        self, function: Callable[[list[T]], list[R]], chunk: list[T], future: Future[list[R]], lost: Callable[[T], R]
    ) -> list[R]:
        """Return the result of a chunk; when a worker died, whichever, the chunk is repeated apart from the others."""
        try:
            return future.result()
        except BrokenProcessPool:
            return _apart(function, chunk, lost)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _apart(function: Callable[[list[T]], list[R]], chunk: list[T], lost: Callable[[T], R]) -> list[R]:
    """Return the result of a chunk from a process of its own; where that dies too, from one for each half."""
    try:
        with _pool(1) as pool:
            with sheltered():
                future = pool.submit(function, chunk)
            return future.result()
    except BrokenProcessPool:
        if len(chunk) == 1:
            return [lost(chunk[0])]
        return [one for part in halved(chunk) for one in _apart(function, part, lost)]


def halved(chunk: list[T]) -> tuple[list[T], list[T]]:
    """Return the two halves of a chunk.

    >>> halved([1, 2, 3])
    ([1], [2, 3])
    """
    middle = len(chunk) // 2
    return chunk[:middle], chunk[middle:]


def _pool(workers: int) -> ProcessPoolExecutor:
    # Workers are started anew, not forked: a copy of an open store and its threads could not be trusted.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)


@contextmanager
def sheltered() -> Iterator[None]:
    """Let processes be started that never hear Ctrl-C, not even while they load; here it is heard afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it is started with the first worker else, and lets Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Leave Ctrl-C to the main process, which lets the workers finish."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def ahead(found: Iterable[T], depth: int) -> Generator[T, None, None]:
    """Yield what `found` yields, read in a thread at most `depth` ahead: waiting for servers costs no computing."""
    line: queue.Queue[Any] = queue.Queue(depth)
    left = threading.Event()
    end = object()

    def put(one: object) -> None:
        while not left.is_set():
            try:
                line.put(one, timeout=0.1)
            except queue.Full:
                continue
            return

    def run() -> None:
        try:
            for one in found:
                put(one)
                if left.is_set():
                    return
            put(end)
        except BaseException as error:
            put(error)

    threading.Thread(target=run, daemon=True, name="reader").start()
    try:
        while (one := line.get()) is not end:
            if isinstance(one, BaseException):
                raise one
            yield one
    finally:
        left.set()
