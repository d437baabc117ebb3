"""Sitemaps, indexes of sitemaps and news sitemaps: the addresses of a site's articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from graph import SourceError

from .feed import Entry
from .item import About
from .publication import day


def sitemap_entries(data: bytes, url: str) -> tuple[list[Entry], list[Entry]]:
    """Return the further sitemaps and the pages that a sitemap names, newest first as far as it dates them."""
    from lxml import etree

    parser: Any = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root: Any = etree.fromstring(data, parser=parser)
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise SourceError(url, "this is not a sitemap")
    maps = [_entry(node) for node in _children(root, "sitemap")]
    pages = [_entry(node) for node in _children(root, "url")]
    pages.sort(key=lambda entry: entry.latest or date.min, reverse=True)
    return [one for one in maps if one.url], [page for page in pages if page.url]


def _entry(node: Any) -> Entry:
    news = next(_children(node, "news"), None)
    if news is None:
        return Entry(_text(node, "loc"), changed=day(_text(node, "lastmod")))
    publication = next(_children(news, "publication"), None)
    about = About(
        title=_text(news, "title"),
        published=day(_text(news, "publication_date")),
        publisher=_text(publication, "name") if publication is not None else "",
        language=_text(publication, "language")[:2].lower() if publication is not None else "",
    )
    return Entry(_text(node, "loc"), about)


def _children(node: Any, name: str) -> Iterator[Any]:
    from lxml import etree

    return (child for child in node if isinstance(child.tag, str) and etree.QName(child).localname == name)


def _text(node: Any, name: str) -> str:
    return next((" ".join((child.text or "").split()) for child in _children(node, name)), "")
