"""How far the reading of the sources has come, by bytes: the only total that is known before everything is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

WEB = 100_000
"""Bytes that a page, feed or sitemap of the web counts for."""


class Gauge:
    """The part of all sources that has been read, from 0 to 1; None where one of them has no known end."""

    def __init__(self) -> None:
        self._total: int | None = None
        self._before, self._size = 0, 0
        self._within: Callable[[], float] = lambda: 0.0
        self._span = (0.0, 1.0)

    def expect(self, places: Sequence[Path | str]) -> None:
        """Take all sources into account, before the first of them is read."""
        self._total = None if "-" in places else sum(map(weight, places))

    def begin(self, place: Path | str) -> None:
        """Tell that the next source is read now."""
        self._before, self._size = self._before + self._size, weight(place)
        self._within = lambda: 0.0

    def follow(self, within: Callable[[], float]) -> None:
        """Tell what gives the part of the present source that is read."""
        self._within = within

    @contextmanager
    def span(self, number: int, count: int) -> Iterator[None]:
        """Tell that what follows is one of so many equal parts of the present source."""
        low, high = outer = self._span
        step = (high - low) / count
        self._span, self._within = (low + number * step, low + (number + 1) * step), lambda: 0.0
        try:
            yield
        finally:
            self._span = outer

    @property
    def part(self) -> float | None:
        """The part that is read now."""
        if not self._total:
            return None
        low, high = self._span
        within = low + (high - low) * min(1.0, self._within())
        return min(1.0, (self._before + self._size * within) / self._total)


def weight(place: Path | str) -> int:
    """Return the bytes of a file, or what a web address counts for."""
    if isinstance(place, str):
        return 0 if place == "-" else WEB
    try:
        return place.stat().st_size
    except OSError:
        return 0
