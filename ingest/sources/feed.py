"""RSS and Atom: what a feed says of its entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from graph import SourceError

from .item import NOTHING, About

ENOUGH = 400
"""Characters of text in a feed's entry that make it readable without its page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed or sitemap: the address of an article, or of a further sitemap, and what is said of it.

    `content` is HTML; `changed` is the day of the last change, which dates no article.
    """

    url: str
    about: About = NOTHING
    content: str = ""
    changed: date | None = None

    @property
    def latest(self) -> date | None:
        """The last day that is known of it."""
        return max(filter(None, (self.about.published, self.changed)), default=None)

    def is_before(self, since: date | None) -> bool:
        """Tell whether it is dated, and dated before a day; nothing is before None."""
        return bool(since and self.latest and self.latest < since)


def feed_entries(data: bytes, url: str) -> Iterator[Entry]:
    """Yield the entries of a feed, in its order, or raise SourceError where it is none."""
    import feedparser

    feed: Any = feedparser.parse(data, response_headers={"content-location": url} if url.startswith("http") else {})
    if not feed.version and not feed.entries:
        raise SourceError(url, "this is not an RSS or Atom feed")
    for entry in feed.entries:
        link = entry.get("link") or entry.get("id") or ""
        bodies = [part.get("value", "") for part in entry.get("content", ())] + [entry.get("summary", "")]
        yield Entry(
            url=_absolute(url, link) if link.startswith(("http", "/")) else "",
            about=About(
                title=_plain(entry.get("title", "")),
                published=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
                publisher=_plain(feed.feed.get("title", "")),
                author=_plain(entry.get("author", "")),
                credit=_plain((entry.get("source") or {}).get("title", "")),
                language=(feed.feed.get("language") or "").split("-")[0].lower(),
            ),
            content=max(bodies, key=len),
        )


def _absolute(url: str, link: str) -> str:
    try:
        return urljoin(url, link)
    except ValueError:  # "http://[bad/a"
        return ""


def _day(moment: Any) -> date | None:
    return date(*moment[:3]) if moment and moment[0] >= 1900 else None


def _plain(markup: str) -> str:
    """Return the words of a title, which may hold tags and entities."""
    from lxml.html import fromstring

    if "<" not in markup and "&" not in markup:
        return " ".join(markup.split())
    element: Any = fromstring(f"<p>{markup}</p>")
    return " ".join(str(element.text_content()).split())
