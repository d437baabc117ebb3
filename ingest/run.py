"""The run: read -> parse -> extract -> store; one bad article never stops it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from graph import Article, Change, Fact, KnowledgeGraph

from .sources import Skip, read

Progress = Callable[[int, str], None]
"""Called after each article with how many are done and the name of the last."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: articles and statements that came, were known already or went, and what was skipped and why."""

    articles: int = 0
    unchanged: int = 0
    facts: int = 0
    added: int = 0
    known: int = 0
    retracted: int = 0
    skipped: tuple[Skip, ...] = field(default=())
    seconds: float = 0.0


def extract(sources: Iterable[str | Path], *, model: str = "default") -> Iterator[tuple[Article, list[Fact]] | Skip]:
    """Yield every article of the sources with its facts, in order, or a Skip with the reason."""
    from .pipeline import facts_in

    for article in read(sources):
        yield article if isinstance(article, Skip) else (article, facts_in(article, model))


def ingest(
    kg: KnowledgeGraph,
    sources: Iterable[str | Path],
    *,
    model: str = "default",
    progress: Progress = lambda done, name: None,
) -> Report:
    """Read the sources into the graph and report; each article is one atomic update.

    An article that is in the graph unchanged keeps its first time of observation.
    """
    start, report, skipped = time.perf_counter(), Report(), []
    for done, found in enumerate(extract(sources, model=model), start=1):
        if isinstance(found, Skip):
            skipped.append(found)
            progress(done, found.source)
            continue
        article, facts = found
        report = _count(report, facts, kg.add(_observed(kg, article), facts))
        progress(done, article.title or article.url)
    return replace(report, skipped=tuple(skipped), seconds=time.perf_counter() - start)


def _observed(kg: KnowledgeGraph, article: Article) -> Article:
    known = kg.article(article.id)
    if known and replace(known, observed=None) == replace(article, observed=None):
        return known
    return replace(article, observed=datetime.now(UTC).replace(microsecond=0))


def _count(report: Report, facts: list[Fact], change: Change) -> Report:
    return replace(
        report,
        articles=report.articles + 1,
        unchanged=report.unchanged + (not change.added and not change.retracted),
        facts=report.facts + len(facts),
        added=report.added + change.added,
        known=report.known + change.known,
        retracted=report.retracted + change.retracted,
    )
