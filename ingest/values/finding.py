"""Where a text gives values: money, shares, quantities, counts and dates, found by their wording."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..annotation import Annotation
from .numbers import DIGITS, MULTIPLE, NUMBER, SPELT
from .readings import DAYS, MONTHS, YEAR
from .units import CURRENCY_NAME, SIGN, UNIT_NAME

_COUNTED = (
    r"vehicles?|cars?|units?|trucks?|vans?|buses|SUVs?|EVs?|pickups?|motorcycles?|scooters?|bikes?|sets|pieces|"
    r"employees|workers|people|jobs|staff|positions|posts|deliveries|registrations|engines?|motors?|batteries|cells|"
    r"packs|tyres|tires|chips|models|plants|dealers|stores|stations|chargers|packs|seats?|orders|customers|patents"
)
_FINDERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "Money",
        re.compile(
            rf"(?<![\w$])(?:{SIGN})[ \u00a0-]?{DIGITS}(?:[ -]?{MULTIPLE}\b)*"
            rf"|\b{NUMBER}[ \u00a0-](?:{CURRENCY_NAME})\b",
            re.IGNORECASE,
        ),
    ),
    ("Percent", re.compile(rf"\b{NUMBER}[ \u00a0-]?(?:%|per ?cent\b|pct\b)", re.IGNORECASE)),
    ("Quantity", re.compile(rf"(?<![\w.,])\d[\d.,]*(?:[ -]?(?:million|billion))?[ \u00a0-]?(?:{UNIT_NAME})(?![\w])")),
    ("Quantity", re.compile(r"\b(?:all|four|rear|front)[ -]wheel[ -]drive\b|\b[ARF4]WD\b", re.IGNORECASE)),
    (
        "Count",
        re.compile(
            rf"\b(?:{NUMBER}|{SPELT})[ -](?:(?:electric|new|full-time|additional|passenger|more) )*(?:{_COUNTED})\b",
            re.IGNORECASE,
        ),
    ),
)
_REST = re.compile(
    rf"\d[\d.,]*(?:[ -]?{MULTIPLE}\b)*"
    rf"(?:[ \u00a0-]?(?!in\b)(?:{UNIT_NAME}|[Ll]it(?:re|er)s?|cc|volts?|rpm|%|per ?cent)(?!\w))?"
)
_NAMES = "|".join(month.title() for month in MONTHS)
_OF_YEAR = rf"(?: of (?:{YEAR}|this year|next year|last year|the year))?"
_WEEKDAYS = "|".join(day.title() for day in DAYS)
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:(?:{_DAY} (?:of )?)?(?:{_NAMES}|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.?|Oct\.?|Nov\.?|Dec\.)"
    rf"(?: {_DAY}\b)?(?:,? {YEAR})?"
    rf"|(?:the )?(?:first|second|third|fourth|final) (?:quarter|half){_OF_YEAR}"
    rf"|(?:[QH][1-4]|[1-4][QH])(?:[ -]?(?:{YEAR}|'?\d\d))?|first \w+ months of (?:{YEAR}|the year|this year|last year)"
    rf"|(?:early|late|mid|(?:the )?(?:start|beginning|end) of)[ -](?:{YEAR}|this year|next year|last year)"
    rf"|(?:last|next|this|coming) (?:year|quarter|month|week|spring|summer|autumn|fall|winter|{_WEEKDAYS})"
    rf"|(?:spring|summer|autumn|fall|winter)(?: of)? {YEAR}|{_WEEKDAYS}|yesterday|tomorrow"
    rf"|(?:19|20)\d0s|{YEAR}(?:[-/–]\d\d(?:\d\d)?)?)\b(?![-/]\d)"
)
_MAY = re.compile(r"\b(?:in|since|until|by|of|from|last|next) $")


def whole_value(text: str, start: int, end: int) -> int:
    """Return where a value ends whose span may have been cut before its unit.

    >>> whole_value("the B05 (4.43 m, 160 kW)", 9, 13)
    15
    """
    found = _REST.search(text, start, end + 24)
    whole = start + len(text[start : found.end()].rstrip(" .,-")) if found and found.start() < end else end
    return max(end, whole)


def find_values(text: str) -> Iterator[Annotation]:
    """Yield money, shares, quantities, counts and dates of a text, in text order and without overlaps."""
    taken = bytearray(len(text))
    found: list[Annotation] = []
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(text):
            _keep(found, taken, (kind, match.start(), match.end()), text)
    for match in _DATE.finditer(text):
        if match[0] != "May" or _MAY.search(text[max(0, match.start() - 8) : match.start()]):
            _keep(found, taken, ("Date", match.start(), match.end()), text)
    yield from sorted(found, key=lambda m: m.start)


def _keep(found: list[Annotation], taken: bytearray, span: tuple[str, int, int], text: str) -> None:
    kind, start, end = span
    end = start + len(text[start:end].rstrip(" .,"))
    if end > start and not any(taken[start:end]):
        taken[start:end] = b"\1" * (end - start)
        found.append(Annotation(start, end, text[start:end], kind, "value", 0.9, link="value"))
