"""Read the stored articles again with another model: the texts are in the store, no source is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from graph import KnowledgeGraph, bearers

from .crew import crew_of
from .recognition import recognise
from .report import Report
from .run import COUNT, nothing
from .sources import Skip, Unchanged
from .stages import Extracted, Model, Read, chunks, extract_all
from .tally import Progress, Tally


def reingest(
    kg: KnowledgeGraph,
    names: Iterable[str] = (),
    *,
    model: Model = "default",
    workers: int | str = 1,
    progress: Progress = nothing,
) -> Report:
    """Extract the facts of the named articles (ids or URLs), or of all, anew and report.

    Each article is one atomic update. What the model no longer finds is retracted where no other article bears it
    out; texts, dates and times of observation stay.
    """
    tally = Tally(progress)
    with crew_of(workers) as crew:
        parts = chunks(_stored(kg, names), _characters, weight=crew.share, count=COUNT)
        ends = (one for batch in crew.map(partial(extract_all, model=model), parts, _crashed) for one in batch)
        for one in tally.articles(ends):
            facts = recognise(one.facts, partial(bearers, kg.store, without=one.article.id))
            tally.report = tally.report.stored(one, kg.add(one.article, facts))
    return tally.total()


def _stored(kg: KnowledgeGraph, names: Iterable[str]) -> Iterator[Read | Skip | Unchanged]:
    for name in list(names) or sorted(kg.articles()):
        article = kg.article(name)
        yield Read(article.title or article.id, article) if article else Skip(name, "no such article in the store")


def _characters(one: Read | Skip | Unchanged) -> int:
    return len(one.article.text) if isinstance(one, Read) else 0


def _crashed(one: Read | Skip | Unchanged) -> Extracted | Skip | Unchanged:
    return Skip(one.source, "the extraction crashed on it")
