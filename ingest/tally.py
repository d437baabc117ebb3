"""How the documents of a run end: one loop for all ways to store them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from .report import Report
from .sources import Skip, Unchanged
from .stages import Extracted

Outcome: TypeAlias = Extracted | Skip | Unchanged


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is: articles done, the name of the last, and the part of the sources (0 to 1) where it is known."""

    done: int
    name: str
    part: float | None = None


Progress: TypeAlias = Callable[[Step], None]
"""Called after each article."""


@dataclass(slots=True)
class Tally:
    """Counts how documents end and tells it, each after it was stored.

    `settle` hears of every one; `marks` holds, in the same order, how far the reading was at each.
    """

    progress: Progress
    settle: Callable[[Outcome], None] = lambda one: None
    marks: deque[float | None] = field(default_factory=deque)
    report: Report = field(default_factory=Report)
    skipped: list[Skip] = field(default_factory=list)
    start: float = field(default_factory=time.perf_counter)

    def articles(self, ends: Iterable[Outcome]) -> Iterator[Extracted]:
        """Yield the articles; who takes one counts it in `report` before asking for the next."""
        for done, one in enumerate(ends, start=1):
            if isinstance(one, Extracted):
                yield one
            elif isinstance(one, Skip):
                self.skipped.append(one)
            else:
                self.report = self.report.same()
            self.settle(one)
            name = one.article.title or one.source if isinstance(one, Extracted) else one.source
            self.progress(Step(done, name, self.marks.popleft() if self.marks else None))

    def total(self) -> Report:
        """Return the report of the whole run."""
        return replace(self.report, skipped=tuple(self.skipped), seconds=time.perf_counter() - self.start)
