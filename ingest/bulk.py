"""A first large run: everything that is new is loaded in one step, several times faster than article by article."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from graph import Article, Fact, KnowledgeGraph

from .crew import crew_of
from .report import Report
from .run import Progress, memory_of, news, outcomes
from .sources import READING, Fetcher, Reading, Skip, Unchanged, Web, items
from .stages import Extracted, Model


def load(
    kg: KnowledgeGraph,
    sources: Iterable[str | Path],
    *,
    model: Model = "default",
    workers: int | str = 1,
    reading: Reading = READING,
    progress: Progress = lambda done, name: None,
) -> Report:
    """Read the sources into the graph and report; statements are computed once, at the end.

    Articles that are in the graph are left alone, changed or not. After an interruption what was loaded counts as
    read, and the graph mends itself when it is next opened.
    """
    start, before, report = time.perf_counter(), kg.stats()["statements"], Report()
    skipped: list[Skip] = []
    now = datetime.now(UTC).replace(microsecond=0)

    def told() -> Iterator[tuple[Article, Iterable[Fact]]]:
        nonlocal report
        for done, one in enumerate(found, start=1):
            if isinstance(one, Skip):
                skipped.append(one)
            elif isinstance(one, Unchanged):
                report = report.same()
            else:
                report = report.loaded(one)
                yield replace(one.article, observed=now), one.facts
            progress(done, one.article.title or one.source if isinstance(one, Extracted) else one.source)

    with Fetcher(reading.manners) as fetcher, crew_of(workers) as crew:
        web = Web(fetcher, reading, memory_of(kg, reading))
        keep = partial(news, kg, reading)
        with closing(outcomes(items(sources, web), crew, model, reading.languages, keep)) as found:
            kg.load(told())
    added = max(0, kg.stats()["statements"] - before)
    return replace(report, added=added, skipped=tuple(skipped), seconds=time.perf_counter() - start)
