"""Dates, absolute and relative to the day of publication, as ISO 8601 with the precision of the words.

Own code: dateparser and dateutil know neither quarters, halves, seasons nor fiscal years, which is what news of
firms is dated in, and they fill in days that the text does not give.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from . import readings as read
from .numbers import NUMBER
from .readings import DAYS, YEAR

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:[a-z]{1,7})?\.?"
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"
_PART = r"(?:early|late|mid|(?:the )?(?:start|beginning|middle|end) of|year[ -]end)"
_YEARISH = rf"(?P<year>{YEAR}|'\d\d|(?:this|last|next|the coming|the past|the previous|the current|the following) year)"

Reading: TypeAlias = Callable[["re.Match[str]", date | None], str]


def parse_date(text: str, published: date | None = None) -> str:
    """Return the date or interval that the words mean, or '' where they cannot be placed.

    Precision is kept: `2026-05-12`, `2026-05`, `2026-Q3`, `2026-H1`, `2026`; intervals are `first/last`.

    >>> day = date(2026, 5, 13)  # a Wednesday
    >>> [parse_date(words, day) for words in ("12 May 2025", "next spring", "third quarter", "last Tuesday", "1H23")]
    ['2025-05-12', '2027-03/2027-05', '2026-Q3', '2026-05-12', '2023-H1']
    """
    lowered = " ".join(text.lower().replace("’", "'").split()).strip(" .,;")
    for pattern, reading in _READINGS:
        found = pattern.search(lowered)
        if found and (value := reading(found, published)):
            return value
    return ""


def is_later(value: str, day: date) -> bool:
    """Tell whether a date or interval as `parse_date` returns it begins in a month after that of a day.

    >>> [is_later(value, date(2026, 5, 13)) for value in ("2027", "2026-06", "2026-Q3", "2026-05-30", "2026", "")]
    [True, True, True, False, False, False]
    """
    found = re.match(r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)|Q(?P<quarter>\d)|H(?P<half>\d)))?", value)
    if not found:
        return False
    first = {"month": int(found["month"] or 0), "quarter": 3 * int(found["quarter"] or 0) - 2}
    first["half"] = 6 * int(found["half"] or 0) - 5
    return (int(found["year"]), max(first.values())) > (day.year, day.month)


_RULES: tuple[tuple[str, Reading], ...] = (
    (rf"(?P<year>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)", read.iso),
    (rf"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<year>{YEAR})", read.iso),
    (rf"\b(?P<day>{_DAY})(?: of)? (?P<month>{MONTH}),? (?P<year>{YEAR})", read.absolute),
    (rf"\b(?P<month>{MONTH}) (?P<day>{_DAY}),? (?P<year>{YEAR})", read.absolute),
    (rf"\b(?P<year>{YEAR}),? (?P<month>{MONTH}) (?P<day>{_DAY})\b", read.absolute),
    (
        rf"\b(?P<month>{MONTH})(?: ?(?:-|–|to|through|until|and) ?)(?P<last>{MONTH})\b(?:,? (?:of )?{_YEARISH})?",
        read.month_range,
    ),
    (r"\byear before last\b", read.before_last),
    (r"\bturn of the year\b", read.turn),
    (
        rf"(?<![\d/])(?P<first>{YEAR}) ?(?:-|–|—|/|to|and|until|through) ?(?P<last>{YEAR}|\d\d)(?![\d/])",
        read.year_range,
    ),
    (rf"\b(?P<month>{MONTH})(?: of|,)? {_YEARISH}\b", read.month_year),
    (rf"\b(?P<year>{YEAR}),? (?P<month>{MONTH})\b", read.month_year),
    (rf"\bfirst (?P<many>{NUMBER}) months(?: of| in)?(?: {_YEARISH})?", read.months_of),
    (
        rf"(?:\bq ?(?P<quarter>[1-4]))\b(?: (?:of )?|-|/|')?(?:(?P<year>{YEAR}|'?\d\d\b|(?:this|last|next) year))?",
        read.quarter,
    ),
    (rf"\b(?P<quarter>[1-4])q[ -]?(?P<year>{YEAR}|'?\d\d)\b", read.quarter),
    (rf"\b(?P<year>{YEAR})[ -]?q(?P<quarter>[1-4])\b", read.quarter),
    (rf"\bquarter (?P<quarter>[1-4])\b(?:,? (?:of |in )?{_YEARISH})?", read.quarter),
    (
        rf"\b(?P<quarter>first|second|third|fourth|final|1st|2nd|3rd|4th)[ -](?:fiscal |calendar )?quarter"
        rf"(?:,? (?:of |in )?(?:fiscal |the )?{_YEARISH})?",
        read.quarter,
    ),
    (rf"\b(?P<year>{YEAR}) (?P<quarter>first|second|third|fourth) quarter", read.quarter),
    (rf"\bh(?P<half>[12])\b(?:[ -](?:of )?)?(?P<year>{YEAR}|'?\d\d\b|(?:this|last|next) year)?", read.half),
    (rf"\b(?P<half>[12])h[ -]?(?P<year>{YEAR}|'?\d\d)\b", read.half),
    (rf"\b(?P<half>first|second|1st|2nd|latter|back)[ -]half(?: (?:of )?(?:the )?{_YEARISH})?", read.half),
    (rf"\b(?P<year>{YEAR}) (?P<half>first|second) half", read.half),
    (
        rf"\b(?P<relative>last |next |this |coming |past )?(?P<season>spring|summer|autumn|fall|winter)\b"
        rf"(?: (?:of )?{_YEARISH})?",
        read.season,
    ),
    (rf"\b(?P<part>{_PART})[ -](?:of )?{_YEARISH}", read.part_of_year),
    (r"\b(?P<decade>(?:19|20)\d)0s\b", read.decade),
    (rf"\b(?:fiscal|financial|business|model)(?: year)? (?P<year>{YEAR})", read.fiscal),
    (rf"\bfy ?(?P<year>{YEAR}|'?\d\d)\b", read.fiscal),
    (rf"\b(?P<day>{_DAY})(?: of)? (?P<month>{MONTH})\b", read.day_month),
    (rf"\b(?P<month>{MONTH}) (?P<day>{_DAY})\b", read.day_month),
    (
        r"\b(?P<relative>last|past|previous|this|current|next|coming|following) (?:fiscal |financial |calendar )?"
        r"(?P<unit>year|quarter|half|month|week)\b",
        read.relative,
    ),
    (rf"(?P<front>\bin |\bwithin )(?P<many>{NUMBER}) (?P<unit>years?|months?|weeks?|days?)(?P<when>)", read.distance),
    (
        rf"(?P<front>)(?P<many>{NUMBER}) (?P<unit>years?|months?|weeks?|days?) (?P<when>ago|earlier|before)",
        read.distance,
    ),
    (rf"\b(?P<relative>last |next |this |coming |past )?(?P<weekday>{'|'.join(DAYS)})\b", read.weekday),
    (r"\b(?:today|yesterday|tomorrow|tonight)\b", read.word),
    (rf"(?<![\d.,])\b{YEAR}\b(?![\d,]|\.\d)", read.plain_year),
    (rf"\b(?P<relative>last |next |this |coming |past )?(?P<month>{MONTH})(?![\w])", read.bare_month),
)
_READINGS = tuple((re.compile(pattern), reading) for pattern, reading in _RULES)
