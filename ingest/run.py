"""The run: readers -> workers -> one writer, a bounded pipeline; one bad article never stops it.

Documents are read ahead in a thread, parsed and mined by the crew, and stored by this process, in the order of the
sources. What waits between the steps is bounded, so that memory does not grow with the input. Each article is one
atomic update; after an interruption the same command goes on, because what is in the store is not read again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from graph import Article, Fact, KnowledgeGraph, Visit, bearers, last_visit, remember

from .crew import Crew, ahead, crew_of
from .recognition import recognise
from .report import Report
from .sources import READING, Fetcher, Found, Gauge, Item, Memory, Reading, Skip, Unchanged, Web, items
from .stages import Extracted, Model, Read, chunks, extract_all, read_all
from .tally import Outcome, Progress, Step, Tally

Filter: TypeAlias = Callable[[Read | Skip | Unchanged], Read | Skip | Unchanged]

READ_AHEAD = 256
"""Documents that the reader may be ahead of the workers."""
BYTES, COUNT = 2_000_000, 64
"""Most bytes to parse, and documents at all, that a worker gets at once: seconds of work."""


def nothing(step: Step) -> None:
    """Tell nobody how far a run is."""


def extract(
    sources: Iterable[str | Path], *, model: Model = "default", workers: int | str = 1, reading: Reading = READING
) -> Iterator[tuple[Article, list[Fact]] | Skip]:
    """Yield every article of the sources with its facts, in order, or a Skip with the reason."""
    with Fetcher(reading.manners) as fetcher, crew_of(workers) as crew:
        for one in outcomes(items(sources, Web(fetcher, reading)), crew, model, reading.languages):
            if isinstance(one, Extracted):
                yield one.article, list(one.facts)
            elif isinstance(one, Skip):
                yield one


def ingest(
    kg: KnowledgeGraph,
    sources: Iterable[str | Path],
    *,
    model: Model = "default",
    workers: int | str = 1,
    reading: Reading = READING,
    progress: Progress = nothing,
) -> Report:
    """Read the sources into the graph and report; each article is one atomic update.

    `workers` is a number of processes or the address of a Dask cluster (`tcp://host:8786`, `local:4`). An article
    that is in the graph unchanged is not read again, unless `reading.known` asks for it, and keeps its first time
    of observation.
    """
    tally = Tally(progress, partial(_remember, kg))
    with outcomes_of(kg, sources, tally.marks, model=model, workers=workers, reading=reading) as ends:
        return store(kg, ends, tally)


@contextmanager
def outcomes_of(
    kg: KnowledgeGraph,
    sources: Iterable[str | Path],
    marks: deque[float | None],
    *,
    model: Model,
    workers: int | str,
    reading: Reading,
) -> Iterator[Iterator[Outcome]]:
    """Give what comes of each document of the sources that is new to the graph; `marks` gets how far each lies."""
    gauge = Gauge()
    with Fetcher(reading.manners) as fetcher, crew_of(workers) as crew:
        found = _marked(items(sources, Web(fetcher, reading, memory_of(kg, reading), gauge)), gauge, marks)
        with closing(outcomes(found, crew, model, reading.languages, partial(news, kg, reading))) as ends:
            yield ends


def _marked(found: Iterable[Found], gauge: Gauge, marks: deque[float | None]) -> Iterator[Found]:
    for one in found:
        marks.append(gauge.part)
        yield one


def ingest_found(
    kg: KnowledgeGraph,
    found: Iterable[Found],
    crew: Crew,
    *,
    model: Model = "default",
    reading: Reading = READING,
    tally: Tally,
) -> Report:
    """Read documents into the graph and report."""
    with closing(outcomes(found, crew, model, reading.languages, partial(news, kg, reading))) as ends:
        return store(kg, ends, tally)


def store(kg: KnowledgeGraph, ends: Iterable[Outcome], tally: Tally) -> Report:
    """Add the articles to the graph, each in one atomic update, and report."""
    for one in tally.articles(ends):
        facts = recognise(one.facts, partial(bearers, kg.store, without=one.article.id))
        tally.report = tally.report.stored(one, kg.add(_observed(kg, one.article), facts))
    return tally.total()


def _remember(kg: KnowledgeGraph, one: Outcome) -> None:
    if one.visit and not isinstance(one, Skip):
        remember(kg.store, [one.visit])


def outcomes(
    found: Iterable[Found], crew: Crew, model: Model, languages: tuple[str, ...], keep: Filter = lambda one: one
) -> Generator[Outcome, None, None]:
    """Yield what came of each document, in order."""
    with closing(ahead(found, READ_AHEAD)) as documents:
        parts = chunks(documents, _bytes, weight=BYTES, count=COUNT)
        read = crew.map(partial(read_all, languages=languages), parts, _unread)
        kept = (keep(one) for part in read for one in part)
        batches = chunks(kept, _characters, weight=crew.share, count=COUNT)
        for batch in crew.map(partial(extract_all, model=model), batches, _unmined):
            yield from batch


def memory_of(kg: KnowledgeGraph, reading: Reading) -> Memory:
    """Return what tells the last visit of an address, where its article is in the store and need not be read again."""

    def memory(url: str) -> Visit | None:
        return last_visit(kg.store, url) if reading.known == "skip" and kg.article_id(url) else None

    return memory


def news(kg: KnowledgeGraph, reading: Reading, one: Read | Skip | Unchanged) -> Read | Skip | Unchanged:
    """Return Unchanged for an article that is in the store as it is."""
    if isinstance(one, Read) and reading.known == "skip" and _same(kg.article(one.article.id), one.article):
        return Unchanged(one.source, one.visit)
    return one


def _same(known: Article | None, article: Article) -> bool:
    """Tell whether the store holds the article as it is; what comes without an address may be known with one."""
    url = known.url if known and not article.url else article.url
    return known is not None and replace(known, observed=None) == replace(article, observed=None, url=url)


def _observed(kg: KnowledgeGraph, article: Article) -> Article:
    known = kg.article(article.id)
    if known and _same(known, article):
        return known
    return replace(article, observed=datetime.now(UTC).replace(microsecond=0))


def _bytes(one: Found) -> int:
    return len(one.data) if isinstance(one, Item) else 0


def _characters(one: Read | Skip | Unchanged) -> int:
    return len(one.article.text) if isinstance(one, Read) else 0


def _unread(one: Found) -> Read | Skip | Unchanged:
    return Skip(one.source, "its reader crashed")


def _unmined(one: Read | Skip | Unchanged) -> Outcome:
    return Skip(one.source, "the extraction crashed on it")
