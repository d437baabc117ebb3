"""Watching feeds: poll them, read what is new, back off where they fail, stop cleanly.

What was seen is kept in the store as visits: of each feed, when it is due again, and of each entry, how it ended. A
watch that was stopped goes on where it was.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from graph import FetchError, KnowledgeGraph, SourceError, Visit, last_visit, remember

from .crew import Alone
from .report import Report
from .run import ingest_found, nothing
from .sources import READING, Fetcher, Found, Reading, Skip, Web
from .sources.clock import Clock
from .sources.feed import Entry, feed_entries
from .sources.form import HEAD, SITEMAP
from .sources.sitemap import sitemap_entries
from .sources.web import DEEPEST
from .stages import Model
from .tally import Tally

SHORTEST = 60.0
"""Seconds between two polls of a feed, at least."""
LONGEST = 24 * 3600.0
"""Seconds that a failing feed is left alone, at most."""
TRIES = 4
"""Visits of an article whose server fails; after that it is given up."""
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
_TIME = re.compile(
    r"\s*(\d+(?:\.\d+)?)\s*(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|)\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or sitemap to watch: its address and the seconds between two polls."""

    url: str
    every: float = 900.0


@dataclass(frozen=True, slots=True)
class Round:
    """One poll of all feeds that were due: how many there were, how many failed and why, and what came of it."""

    time: datetime
    feeds: int
    failures: tuple[Skip, ...]
    report: Report
    next: datetime


def read_feeds(file: Path) -> list[Feed]:
    """Return the feeds that a TOML file lists, or raise SourceError.

    The file has `[[feed]]` tables with `url` and optionally `every` (`"30m"`, `"2h"`), and an `every` for all.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(str(file), f"cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(str(file), f"not valid TOML: {error}") from None
    unknown = [key for key in table if key not in ("every", "feed")]
    rows = table.get("feed", [])
    if unknown or not isinstance(rows, list) or not rows:
        hint = 'every = "15m" and one [[feed]] table with url = "https://..." per feed'
        raise SourceError(
            str(file), f"unknown key {unknown[0]!r}: give {hint}" if unknown else f"no feeds: give {hint}"
        )
    return [_feed(str(file), row, table.get("every", "15m")) for row in rows]


def _feed(file: str, row: Any, every: Any) -> Feed:
    if not isinstance(row, dict):
        raise SourceError(file, f'{row!r} is no table: write [[feed]] and below it url = "https://..."')
    unknown = [key for key in row if key not in ("url", "every")]
    url = row.get("url", "")
    if unknown or not str(url).startswith(("http://", "https://")):
        raise SourceError(file, f"a [[feed]] needs url and may have every, but has {', '.join(row) or 'nothing'}")
    return Feed(url, seconds(file, row.get("every", every)))


def seconds(file: str, words: Any) -> float:
    """Return the seconds that a number or words such as "90s", "15m", "2h", "1d", "1w" mean, 60 at least.

    >>> seconds("feeds.toml", "15m"), seconds("feeds.toml", 90)
    (900.0, 90.0)
    """
    match = _TIME.fullmatch(str(words))
    if not match:
        raise SourceError(file, f'every = {words!r} is no time: write it as "90s", "15m", "2h", "1d" or "1w"')
    return max(SHORTEST, float(match[1]) * UNITS[match[2][:1].lower() or "s"])


def watch(
    kg: KnowledgeGraph, feeds: list[Feed], clock: Clock, *, model: Model = "default", reading: Reading = READING
) -> Iterator[Round]:
    """Poll the feeds for ever and yield each round; the caller stops by not asking for another one.

    The wait for the next round happens when it is asked for, with `clock`; when that is over the round ends early
    and no other follows.
    """
    with Fetcher(reading.manners, clock) as fetcher:
        while not clock.over:
            due = {feed: _due(kg, feed, clock.now()) for feed in feeds}
            wait = (min(due.values()) - clock.now()).total_seconds()
            if wait > 0:
                clock.sleep(wait)
            if clock.over:
                return
            now = clock.now()
            yield _Poll(kg, fetcher, clock, model, reading).round([feed for feed in feeds if due[feed] <= now], feeds)


def _due(kg: KnowledgeGraph, feed: Feed, now: datetime) -> datetime:
    visit = last_visit(kg.store, feed.url)
    return visit.due if visit and visit.due else now


@dataclass(frozen=True, slots=True)
class _Poll:
    """What one round needs."""

    kg: KnowledgeGraph
    fetcher: Fetcher
    clock: Clock
    model: Model
    reading: Reading

    def round(self, due: list[Feed], feeds: list[Feed]) -> Round:
        failures, total = list[Skip](), Report()
        for feed in due:
            report, failed = self.poll(feed)
            total = total.plus(report)
            failures += failed
        now = self.clock.now()
        return Round(now, len(due), tuple(failures), total, min(_due(self.kg, feed, now) for feed in feeds))

    def poll(self, feed: Feed, depth: int = 0) -> tuple[Report, list[Skip]]:
        """Read what is new in one feed and the sitemaps in it, remember when it is due again, and tell what failed."""
        known = last_visit(self.kg.store, feed.url)
        try:
            page = self.fetcher.fetch(feed.url, known if known and not known.failures else None)
            maps, entries = ([], []) if page.data is None else _contents(page.data, page.url)
        except SourceError as error:
            remember(self.kg.store, [self._failed(feed, known, error)])
            return Report(), [Skip(feed.url, error.reason)]
        report, waiting = self._read(entries, feed)
        visit = page.visit or Visit(feed.url, self.clock.now())
        if waiting or maps:
            # All of it is asked for again, not only its changes: for the entries, and for changes inside the sitemaps.
            visit = replace(visit, etag="", modified="")
        visit = replace(visit, url=feed.url, failures=0, due=self._next(feed), outcome="")
        remember(self.kg.store, [visit])
        if depth == DEEPEST or not maps:
            return report, []
        inner, failures = self._inner(maps, feed.every, depth + 1)
        remember(self.kg.store, [replace(visit, due=self._next(feed))])  # not before its sitemaps
        return report.plus(inner), failures

    def _next(self, feed: Feed) -> datetime:
        """Return when a feed is due again: at once where the watch was stopped in the middle of it."""
        return self.clock.now() + timedelta(seconds=0 if self.clock.over else feed.every)

    def _read(self, entries: list[Entry], feed: Feed) -> tuple[Report, bool]:
        """Read the new entries of a feed, and tell whether one of them is to be tried again."""
        news = [entry for entry in entries if self._is_new(entry)]
        found = self._pages(Web(self.fetcher, self.reading), news, feed)
        tally = Tally(nothing, self.settle)
        report = ingest_found(self.kg, found, Alone(), model=self.model, reading=self.reading, tally=tally)
        return report, any(self._is_new(entry) for entry in news)

    def _inner(self, maps: list[Entry], every: float, depth: int) -> tuple[Report, list[Skip]]:
        """Poll the sitemaps that a sitemap names as feeds of their own; one that fails has its own pauses."""
        total, failures = Report(), list[Skip]()
        for one in maps:
            feed, now = Feed(one.url, every), self.clock.now()
            if self.clock.over or one.is_before(self.reading.since) or _due(self.kg, feed, now) > now:
                continue
            report, failed = self.poll(feed, depth)
            total = total.plus(report)
            failures += failed
        return total, failures

    def _pages(self, web: Web, news: list[Entry], feed: Feed) -> Iterator[Found]:
        for entry in news:
            if self.clock.over:
                return
            found = web.follow(entry, feed.url)
            visit = found.visit or Visit(entry.url, self.clock.now())
            yield replace(found, visit=replace(visit, url=entry.url)) if entry.url else found

    def _is_new(self, entry: Entry) -> bool:
        """Tell whether an entry is still to be read: never seen, or seen with a failure that may pass."""
        if entry.is_before(self.reading.since):
            return False
        known = last_visit(self.kg.store, entry.url) if entry.url else None
        return known is None or (0 < known.failures < TRIES)

    def settle(self, one: Found | Any) -> None:
        """Remember how an entry ended."""
        if one.visit is None:
            return
        if not isinstance(one, Skip):
            remember(self.kg.store, [replace(one.visit, failures=0, outcome="")])
            return
        known = last_visit(self.kg.store, one.visit.url)
        failures = (known.failures if known else 0) + 1 if one.passing else 0
        remember(self.kg.store, [replace(one.visit, failures=failures, outcome=one.reason)])

    def _failed(self, feed: Feed, known: Visit | None, error: SourceError) -> Visit:
        """Return what to remember of a feed that failed: twice the pause with each failure, or what the server asks."""
        failures = (known.failures if known else 0) + 1
        pause = min(LONGEST, feed.every * 2.0 ** min(failures, 30))
        asked = error.again if isinstance(error, FetchError) and error.again else 0.0
        due = self.clock.now() + timedelta(seconds=max(pause, min(asked, LONGEST)))
        visit = known or Visit(feed.url, self.clock.now())
        return replace(visit, visited=self.clock.now(), failures=failures, due=due, outcome=error.reason)


def _contents(data: bytes, url: str) -> tuple[list[Entry], list[Entry]]:
    """Return the further sitemaps and the entries of a feed or sitemap."""
    return sitemap_entries(data, url) if SITEMAP.search(data[:HEAD]) else ([], list(feed_entries(data, url)))
