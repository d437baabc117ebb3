"""Plain text: the first line is the title; a dateline below it gives date and publisher."""

from __future__ import annotations

import re
from datetime import date

from graph import Article, SourceError

from ..article import article_id, clean

DATELINE = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}"
    r"|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
    r"(?:\s*[|·–—,-]\s*(?P<publisher>[^|·\n]{2,60}))?$"
)


def read_text(text: str, url: str) -> Article:
    """Return the article of a plain text; its whole text is kept, so that offsets count in the file."""
    text = clean(text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise SourceError(url, "the text is empty")
    title = lines[0].lstrip("# ") if len(lines[0]) <= 200 else ""
    published, publisher = _dateline(lines[1:4])
    return Article(article_id(url, text), text, title, url, published=published, publisher=publisher)


def _dateline(lines: list[str]) -> tuple[date | None, str]:
    """Return date and publisher of the first line that is a dateline, in either order around a bar."""
    from dateutil.parser import ParserError, parse

    for line in lines:
        before, _, after = (part.strip() for part in line.partition("|"))
        for text, other in ((line, ""), (after, before)):
            if match := DATELINE.match(text):
                try:
                    return parse(match["date"]).date(), (match["publisher"] or other).strip()
                except (ParserError, OverflowError):
                    continue
    return None, ""
