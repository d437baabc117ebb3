"""HTML pages: trafilatura finds the article in the page and its metadata."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from graph import Article, SourceError

from ..article import article_id, clean
from .item import NOTHING, About
from .pruning import prune, prune_biographies
from .publication import dateline, declared_day

LEAST = 12
"""Words below which what was found is a piece of the page, no article."""


def read_html(page: str, url: str, about: About = NOTHING) -> Article:
    """Return the article in a page, title first, without navigation, comments and other furniture.

    What the source says of the article fills in what the page leaves out; its date of publication wins, because a
    feed knows it and a page often shows several.
    """
    from trafilatura import bare_extraction, extract_metadata
    from trafilatura.utils import load_html

    web = url if url.startswith("http") else None
    tree: Any = load_html(page)
    if tree is None:
        raise SourceError(url, "no article found in this page")
    found: Any = extract_metadata(prune(tree), default_url=web, extensive=False)
    published = about.published or declared_day(tree, found.url or web or "")
    main: Any = bare_extraction(prune_biographies(tree), url=web, include_comments=False, favor_precision=True)
    if main is None or len((main.text or "").split()) < LEAST:
        raise SourceError(url, "no article found in this page")
    title = " ".join(clean(found.title or about.title).split())
    text = laid_out(title, clean(main.text))
    canonical = _canonical(found.url or "")
    return Article(
        id=article_id(canonical or url, text),
        text=text,
        title=title,
        url=url if web else canonical or url,
        canonical_url=canonical,
        published=published or dateline(text.splitlines()[1:6])[0],
        publisher=_publisher(found.sitename or "", url, about),
        author=found.author or about.author,
        credit=about.credit,
        language=found.language or about.language or "en",
    )


def laid_out(title: str, body: str) -> str:
    """Return title and paragraphs with an empty line between them; the items of a list stay together.

    >>> laid_out("Graz", "Graz\\nMagna builds it.\\n- motors\\n- axles")
    'Graz\\n\\nMagna builds it.\\n\\n- motors\\n- axles'
    """
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    if title and lines and " ".join(lines[0].split()) == title:
        lines = lines[1:]
    text = title
    for place, line in enumerate(lines):
        together = place and line.startswith("- ") and lines[place - 1].startswith("- ")
        text += ("\n" if together else "\n\n") + line
    return text.strip()


def _publisher(name: str, url: str, about: About) -> str:
    """Return the publisher's name; a bare host, which is found where the page names none, only for want of better."""
    host = urlsplit(url).netloc.removeprefix("www.")
    return about.publisher or name if name in ("", host) else name


def _canonical(url: str) -> str:
    """Return the address that a page calls its own; many sites name their home page, which identifies nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and (parts.path.strip("/") or parts.query) else ""
