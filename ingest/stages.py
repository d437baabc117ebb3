"""The two steps that run in worker processes: documents -> articles -> facts. A failure costs one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from graph import Article, AutokgError, Fact, Visit

from .sources import Found, Item, Skip, Unchanged, article_of

Model: TypeAlias = str | Callable[[Article], list[Fact]]
"""The name of a pipeline, or a function that finds the facts of an article."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article as it was read, with its name in reports and what to remember of its address."""

    source: str
    article: Article
    visit: Visit | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article with its facts."""

    source: str
    article: Article
    facts: tuple[Fact, ...]
    visit: Visit | None = None


def read_all(found: Sequence[Found], languages: tuple[str, ...]) -> list[Read | Skip | Unchanged]:
    """Return the articles in documents, in their order; what is no document passes through."""
    return [_read(one, languages) if isinstance(one, Item) else one for one in found]


def _read(item: Item, languages: tuple[str, ...]) -> Read | Skip:
    try:
        article = article_of(item, languages)
    except Exception as error:
        return Skip(item.source, f"its reader failed: {failure(error)}", item.visit)
    return article if isinstance(article, Skip) else Read(item.source, article, item.visit)


def extract_all(read: Sequence[Read | Skip | Unchanged], model: Model) -> list[Extracted | Skip | Unchanged]:
    """Return articles with their facts, in their order; what is no article passes through.

    They are parsed in one batch, sorted by length. Where that fails, each is parsed alone, so that one bad article
    costs only itself.
    """
    order = sorted((place for place, one in enumerate(read) if isinstance(one, Read)), key=lambda n: _length(read[n]))
    articles = [one.article for place in order if isinstance(one := read[place], Read)]
    if not articles:
        return [one for one in read if not isinstance(one, Read)]
    try:
        facts: list[list[Fact] | None] = list(_facts(articles, model))
    except AutokgError:
        raise
    except Exception:
        facts = [None] * len(articles)
    by_place = dict(zip(order, facts, strict=True))
    return [_extracted(one, by_place[n], model) if isinstance(one, Read) else one for n, one in enumerate(read)]


def _length(one: Read | Skip | Unchanged) -> int:
    return len(one.article.text) if isinstance(one, Read) else 0


def _extracted(one: Read, facts: list[Fact] | None, model: Model) -> Extracted | Skip:
    if facts is None:
        try:
            (facts,) = _facts([one.article], model)
        except AutokgError:
            raise
        except Exception as error:
            return Skip(one.source, f"the extraction failed: {failure(error)}", one.visit)
    return Extracted(one.source, one.article, tuple(facts), one.visit)


def _facts(articles: Iterable[Article], model: Model) -> Iterator[list[Fact]]:
    """Yield the facts of each article."""
    if callable(model):
        yield from map(model, articles)
        return
    from .extraction import facts_of
    from .pipeline import parse

    for article, doc in parse(articles, model=model):
        yield facts_of(article, doc, extractor=model)


def failure(error: Exception) -> str:
    """Return an unexpected error in one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


T = TypeVar("T")


def chunks(found: Iterable[T], weigh: Callable[[T], int], *, weight: int, count: int) -> Iterator[list[T]]:
    """Yield runs of at most `count` things that together weigh `weight`, or more only where one alone does.

    >>> list(chunks("a bb ccc d".split(), len, weight=3, count=9))
    [['a', 'bb'], ['ccc'], ['d']]
    """
    chunk: list[T] = []
    load = 0
    for one in found:
        if chunk and (load + weigh(one) > weight or len(chunk) == count):
            yield chunk
            chunk, load = [], 0
        chunk.append(one)
        load += weigh(one)
    if chunk:
        yield chunk
