"""When an article was published: days in any notation, datelines of texts, and what pages declare.

What nobody declares is not guessed: a year somewhere in the prose of a page is no day of publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from typing import Any

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:$|[T ])")
_POINTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\b")
_UNLIKE = datetime(2000, 1, 1), datetime(2001, 2, 2)
"""Two moments that share no year, month or day: what is read against both alike stands in the text."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?P<date>\d{{4}}-\d\d-\d\d|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|{_NTH} {_MONTH},? \d{{4}}|{_MONTH} {_NTH},? \d{{4}})"
)
_TIME = r"(?:,?(?: at)? ?T?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?(?: ?(?:[A-Z]{2,5}|Uhr|Z)\b)?)?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
_NAMES = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von))*"
_DATELINE = re.compile(
    rf"\(?(?:(?:(?:Last )?(?:Updated|Published|Posted)|Date)(?: on)?:? |(?:By|Words:|Text:) {_NAMES}(?:[.,]| [|·–—-])? "
    rf"|{_NAMES}(?:, {_NAMES})*, )?{_WEEKDAY}{_DATE}{_TIME}\)?(?: by [\w.'’ -]{{2,40}})?"
    r"(?:\s*[|·–—,-]\s*(?P<publisher>[^|·\n]{2,60}))?$"
)
_PLACED = re.compile(rf"[A-Z]{{3}}[A-Z .'’-]*(?:, {_NAMES})*(?:,|\s+[-–—])\s+{_WEEKDAY}{_DATE}\s*(?:[-–—]|/|\()")
"""How a press release begins: "DETROIT, Oct. 14, 2026 /PRNewswire/ -- ..."."""
_SMALL = frozenset("and de der for in of the to".split())

_META = (
    "property='article:published_time'",
    "property='og:article:published_time'",
    "name='parsely-pub-date'",
    "name='pubdate'",
    "name='publication_date'",
    "name='date'",
    "name='dc.date'",
    "name='DC.date.issued'",
    "name='dcterms.created'",
)
"""Attributes of the <meta> that declare the day of publication."""
_TIMED = re.compile(r"(?:^|[\s_-])(?:published|pub-?date|entry-date|post-date|article-date)(?:$|[\s_-])", re.IGNORECASE)
_BYLINES = " | ".join(f"//*[contains(@class,'{name}')]" for name in ("date", "byline", "meta", "posted", "time"))
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:/|$)")


def day(text: str) -> date | None:
    """Return the day that a date or time in any usual notation names, None where it names a month or year only.

    >>> day("Tue, 03 Mar 2026 09:10:00 +0100"), day("2026-03-03T23:00:00Z"), day("20260303"), day("3.10.2026")
    (datetime.date(2026, 3, 3), datetime.date(2026, 3, 3), datetime.date(2026, 3, 3), datetime.date(2026, 10, 3))
    >>> day("2026-03"), day("soon")
    (None, None)
    """
    from dateutil.parser import ParserError, parse

    if not re.search(r"\d{4}|\d\D+\d\d", text):
        return None
    first = bool(_POINTED.match(text))
    try:
        if _ISO.match(text):
            found, other = date.fromisoformat(text[:10]), None
        else:
            found, other = (parse(text[:60], default=d, ignoretz=True, dayfirst=first).date() for d in _UNLIKE)
    except (ParserError, OverflowError, ValueError):
        return None
    return found if other in (None, found) and 1900 <= found.year <= 2100 else None


def dateline(lines: Iterable[str]) -> tuple[date | None, str]:
    """Return date and publisher of the first line that is a dateline, in either order around a bar.

    >>> dateline(["By Mei-Ling Hsu", "Turin, 14 October 2026 | Wire"])
    (datetime.date(2026, 10, 14), 'Wire')
    """
    for line in lines:
        before, _, after = (part.strip() for part in line.partition("|"))
        for text, other in ((line, ""), (after, before)):
            match = _DATELINE.match(text) or _PLACED.match(text)
            if match and (published := day(match["date"])):
                publisher = (match.groupdict().get("publisher") or other).strip()
                return published, publisher if _is_name(publisher) else ""
    return None, ""


def _is_name(words: str) -> bool:
    """Tell whether what stands behind a date may be an outlet's name, and does not begin the story."""
    plain = [word for word in words.split() if word[:1].islower() and word not in _SMALL]
    return len(plain) < 2 or len(words.split()) < 3


def declared_day(tree: Any, url: str = "") -> date | None:
    """Return the day of publication that a page declares: in its metadata, its address or a line for the reader."""
    contents = (node.get("content") or "" for name in _META for node in tree.iterfind(f".//meta[@{name}]"))
    address = ("-".join(m.groups()) for m in _ADDRESS.finditer(url))
    told = chain(contents, _structured(tree), _marked(tree), address, _only(_times(tree)), _only(_bylines(tree)))
    return next(filter(None, map(day, told)), None)


def _only(told: Iterable[str]) -> Iterator[str]:
    """Yield what names the one day that all of them name: of several days most are those of other articles."""
    days = {day(words) for words in told} - {None}
    yield from (found.isoformat() for found in days if found and len(days) == 1)


def _structured(tree: Any) -> Iterator[str]:
    """Yield the days of publication of the articles in a page's JSON-LD."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            nodes = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while nodes:
            node = nodes.pop(0)
            if isinstance(node, list):
                nodes += node
            elif isinstance(node, dict):
                if re.search(r"Article|Posting|Report", str(node.get("@type"))):
                    yield str(node.get("datePublished", ""))
                nodes += [node[key] for key in ("@graph", "mainEntity") if key in node]


def _marked(tree: Any) -> Iterator[str]:
    """Yield the days that are marked as that of publication."""
    for node in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield node.get("content") or node.get("datetime") or str(node.text_content())
    for node in tree.iterfind(".//time"):
        if node.get("pubdate") is not None or _TIMED.search(node.get("class") or ""):
            yield node.get("datetime") or ""


def _times(tree: Any) -> Iterator[str]:
    return (node.get("datetime") or "" for node in tree.iterfind(".//time"))


def _bylines(tree: Any) -> Iterator[str]:
    """Yield the days of the lines in which a page tells its readers who wrote when."""
    for node in tree.xpath(_BYLINES):
        line = " ".join("".join(node.itertext()).split())
        if len(line) < 150 and (found := dateline([line])[0]):
            yield found.isoformat()
