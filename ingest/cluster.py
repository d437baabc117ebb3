"""The work of a run on Dask distributed: a cluster that is running, or one started here for the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self, TypeVar

from graph import ClusterError

from .crew import SHARE, halved, in_flight

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 20
"""Seconds until a scheduler that does not answer is given up."""


class Cluster:
    """The workers of a Dask cluster at an address: `tcp://host:8786`, or `local:N` for N processes started here.

    Dask gives the work of a worker that was lost to another one. A chunk that takes several workers with it is
    tried by halves.
    """

    share = SHARE

    def __init__(self, address: str) -> None:
        self.address = address
        self._client: Any = None
        self._local: Any = None

    def __enter__(self) -> Self:
        try:
            import distributed
        except ImportError:
            raise ClusterError("a cluster needs Dask: pip install 'autokg[cluster]'") from None
        place: Any = self.address
        dask: Any = distributed
        if self.address.startswith("local:"):
            count = self.address.removeprefix("local:")
            if not count.isdigit() or int(count) < 1:
                raise ClusterError(f"{self.address}: give the number of processes, as in local:4")
            self._local = place = dask.LocalCluster(
                n_workers=int(count), threads_per_worker=1, processes=True, dashboard_address=":0"
            )
        try:
            self._client = dask.Client(place, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            reason = " ".join(str(error).split())[:200]
            raise ClusterError(f"no Dask scheduler answers at {self.address}: {reason}") from None
        self._refuse_strangers()
        return self

    def __exit__(self, *exception: object) -> None:
        for part in (self._client, self._local):
            if part is not None:
                part.close()

    @property
    def workers(self) -> int:
        """The threads that all workers have together."""
        return sum(self._client.nthreads().values())

    def _refuse_strangers(self) -> None:
        """Raise ClusterError where a worker runs another version of this code, or none."""
        own = version()
        try:
            theirs = self._client.run(version)
        except Exception as error:
            raise ClusterError(f"the workers at {self.address} cannot run autokg: {error}") from None
        others = {address: other for address, other in theirs.items() if other != own}
        if others:
            address, other = min(others.items())
            raise ClusterError(f"worker {address} runs autokg {other}, this process {own}: install the same version")

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

    def _submit(self, function: Callable[[list[T]], list[R]], chunk: list[T]) -> Any:
        # Not pure: Dask would keep one result for chunks that look alike.
        return self._client.submit(function, chunk, pure=False)

    def _result(
        self, function: Callable[[list[T]], list[R]], chunk: list[T], future: Any, lost: Callable[[T], R]
    ) -> list[R]:
        from distributed import KilledWorker

        try:
            result: list[R] = future.result()
        except KilledWorker:
            if len(chunk) == 1:
                return [lost(chunk[0])]
            halves = [(part, self._submit(function, part)) for part in halved(chunk)]
            return [one for part, own in halves for one in self._result(function, part, own, lost)]
        return result


def version() -> str:
    """Return the version of this code and of the library that runs it."""
    from importlib import metadata

    try:
        own = metadata.version("autokg")
    except metadata.PackageNotFoundError:
        own = "from a checkout"
    return f"{own}, spaCy {metadata.version('spacy')}"
