"""The web: pages, and the feeds and sitemaps that lead to pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from operator import truediv
from typing import TypeAlias

from graph import FetchError, SourceError, Visit

from .feed import ENOUGH, Entry, feed_entries
from .fetch import Fetcher, Page
from .form import FEED, HEAD, SITEMAP
from .gauge import Gauge
from .item import LARGEST, Item, Kind, Skip, Unchanged
from .sitemap import sitemap_entries
from .stream import READING, Found, Reading

Memory: TypeAlias = Callable[[str], Visit | None]
"""Returns the last visit of an address whose article is in the store, else None."""

KINDS: dict[str, Kind] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "message/rfc822": "mail",
}
OTHERS = ("image/", "video/", "audio/", "font/", "application/zip", "application/octet-stream")
DEEPEST = 3
"""Sitemaps inside sitemaps."""


@dataclass(frozen=True, slots=True)
class Web:
    """The web as a source: who fetches, what is read and remembered, and the addresses seen in this run."""

    fetcher: Fetcher
    reading: Reading = READING
    memory: Memory = lambda url: None
    gauge: Gauge = field(default_factory=Gauge)
    seen: set[str] = field(default_factory=set)

    def items(self, url: str, depth: int = 0) -> Iterator[Found]:
        """Yield what a URL leads to: a page, or the pages of a feed or sitemap."""
        try:
            page = self.fetcher.fetch(url, self.memory(url))
        except SourceError as error:
            yield Skip(error.source, error.reason)
            return
        head = (page.data or b"")[:HEAD]
        if FEED.search(head) and not _is_html(page):
            yield from self.entries(feed_entries(page.data or b"", page.url), url)
        elif SITEMAP.search(head):
            yield from self._sitemap(page, url, depth)
        else:
            yield item_of(url, page)

    def entries(self, entries: Iterable[Entry], url: str) -> Iterator[Found]:
        """Yield the pages that a feed's or sitemap's entries lead to."""
        try:
            entries = list(entries)
            if not entries:
                yield Skip(url, "a feed or sitemap without entries")
            for number, entry in enumerate(entries, start=1):
                self.gauge.follow(partial(truediv, number, len(entries)))
                if entry.is_before(self.reading.since) or (entry.url and entry.url in self.seen):
                    continue
                self.seen.add(entry.url)
                yield self.follow(entry, url)
        except SourceError as error:
            yield Skip(error.source, error.reason)

    def follow(self, entry: Entry, feed: str) -> Found:
        """Return the page of an entry; the feed's own text stands in where the page cannot be had."""
        stand_in = Item(entry.url or feed, "html", _page_of(entry), url=entry.url, charset="utf-8", about=entry.about)
        if not entry.url:
            return stand_in if len(entry.content) >= ENOUGH else Skip(feed, f"no address for {entry.about.title!r}")
        try:
            found = item_of(entry.url, self.fetcher.fetch(entry.url, self.memory(entry.url)))
        except FetchError as error:
            return stand_in if len(entry.content) >= ENOUGH else Skip(entry.url, error.reason, passing=error.passing)
        return replace(found, about=entry.about) if isinstance(found, Item) else found

    def _sitemap(self, page: Page, url: str, depth: int) -> Iterator[Found]:
        try:
            maps, entries = sitemap_entries(page.data or b"", page.url)
        except SourceError as error:
            yield Skip(error.source, error.reason)
            return
        if entries or not maps:
            yield from self.entries(entries, url)
        yield from self.inner(maps, depth + 1)

    def inner(self, maps: Sequence[Entry], depth: int = 0) -> Iterator[Found]:
        """Yield the pages of the sitemaps in a sitemap."""
        for number, one in enumerate(maps if depth <= DEEPEST else ()):
            if not one.is_before(self.reading.since):
                with self.gauge.span(number, len(maps)):
                    yield from self.items(one.url, depth)


def item_of(source: str, page: Page) -> Found:
    """Return what a fetched page holds."""
    if page.data is None:
        return Unchanged(source, page.visit)
    if page.form.startswith(OTHERS):
        return Skip(source, f"{page.form} is not an article", page.visit)
    kind = "pdf" if page.data[:5] == b"%PDF-" else KINDS.get(page.form, "html")
    if kind != "pdf" and len(page.data) > LARGEST:
        return Skip(source, "larger than 5 MB, too large for one article", page.visit)
    return Item(source, kind, page.data, url=page.url, charset=page.charset, visit=page.visit)


def _is_html(page: Page) -> bool:
    return b"<html" in (page.data or b"")[:HEAD].lower()


def _page_of(entry: Entry) -> bytes:
    """Return an entry's own content as a page."""
    from html import escape

    title = escape(entry.about.title)
    body = entry.content if "<p" in entry.content.lower() else f"<p>{entry.content}</p>"
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return page.encode()
