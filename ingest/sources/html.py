"""HTML pages: trafilatura finds the article in the page and its metadata."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph import Article, SourceError

from ..article import article_id, clean


def read_html(page: str, url: str) -> Article:
    """Return the article in a page, title first, without navigation, comments and other furniture."""
    import trafilatura

    web = url if url.startswith("http") else None
    found: Any = trafilatura.bare_extraction(
        page, url=web, include_comments=False, favor_precision=True, with_metadata=True
    )
    if found is None or not (found.text or "").strip():
        raise SourceError(url, "no article found in this page")
    title, body = clean(found.title or "").strip(), clean(found.text)
    text = body if not title or body.startswith(title) else f"{title}\n\n{body}"
    canonical = found.url or ""
    return Article(
        id=article_id(canonical or url, text),
        text=text,
        title=title,
        url=url if web else canonical or url,
        canonical_url=canonical,
        published=date.fromisoformat(found.date) if found.date else None,
        publisher=found.sitename or "",
        author=found.author or "",
        language=found.language or "en",
    )
