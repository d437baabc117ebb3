"""Dates, amounts, statuses and limits in a question in English: what narrows the answer rather than names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

MONTHS = "january february march april may june july august september october november december".split()
MONTH = rf"(?:{'|'.join(MONTHS)})"
QUARTERS = ("first", "second", "third", "fourth")
DAY = (
    rf"(?:the )?(?:{'|'.join(QUARTERS)}) quarter (?:of )?\d{{4}}"
    rf"|\d{{1,2}}\.? {MONTH} \d{{4}}|{MONTH} \d{{1,2}},? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{4}}-\d\d"
    rf"|\d{{4}}-?Q[1-4]|Q[1-4] \d{{4}}|{MONTH} \d{{4}}|\d{{4}}"
)
PERIODS = (
    rf"\b(?:between|from) (?P<since>{DAY}) (?:and|to|until|till) (?P<until>{DAY})\b",
    rf"\b(?:since|after|from|as of) (?P<since>{DAY})\b",
    rf"\b(?:until|till|before|by|up to) (?P<until>{DAY})\b",
    rf"\b(?:in|during|of|for) (?P<during>{DAY})(?=\W*$| )",
    rf"(?<=\w) (?P<during>{DAY})(?=\W*$)",
)
AMOUNT = re.compile(
    r"\b(?:above|over|more than|at least|exceeding|larger than|bigger than|worth more than) "
    r"(?:[$€£¥]|USD |EUR )?(?P<number>\d[\d.,]*) ?(?P<scale>thousand|k|million|mn|m|billion|bn|b|trillion|tn)?\b"
    r"(?: (?:euros?|dollars?|US dollars|pounds|yen|yuan|EUR|USD)\b)?",
    re.I,
)
SCALE = {"thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9}
SCALE |= {"trillion": 1e12, "tn": 1e12, "": 1.0}
SOURCES = re.compile(
    r"(?:\b(?:and|with|by|from|in|confirmed|backed|reported|supported|having),? )*"
    r"\b(?:at least|min|minimum|minimum of|a minimum of|no fewer than|confirmed by|backed by|from|with|by) "
    r"(?P<min_sources>\d{1,2}|two|three|four|five) "
    r"(?:independent |different )?(?:sources|reports|articles|outlets|papers)\b",
    re.I,
)
NUMBERS = {"two": "2", "three": "3", "four": "4", "five": "5"}
SETTINGS = (
    (re.compile(r"\b(?:up )?(?:to|with|at)? ?(?:a )?depth (?:of )?(?P<depth>\d)\b", re.I)),
    (re.compile(r"\b(?:in|over|during|for)? ?(?:the )?last (?P<quarters>\d{1,2}) quarters\b", re.I)),
    (
        re.compile(
            r"\b(?:older than|not confirmed within|unconfirmed for|within|after|for) (?P<months>\d{1,3}) months\b", re.I
        )
    ),
    (
        re.compile(
            r"\b(?:with )?(?:a )?confidence (?:of )?(?:at least|above|over|from|>=?) ?(?P<min_confidence>0?\.\d+)\b",
            re.I,
        )
    ),
    (re.compile(r"\b(?P<limit>\d{1,3}) (?=latest|newest|most recent|last\b)", re.I)),
)
"""What sets a parameter of its own: a question that lacks it is not meant."""
STATUSES = (
    (r"\b(?:rumou?red|alleged)(?= \w)", "rumored"),
    (r"\b(?:planned|upcoming)(?= \w)|\bplanned\s*$|\b(?:planning|plans?|intends?) to(?= use| adopt)", "planned"),
    (r"\b(?:former|past|previous)(?= \w)|\b(?:dissolved|terminated)\b", "ended"),
)
LIMIT = re.compile(r"\b(?:the )?(?:top|first) (?P<limit>\d{1,3})\b", re.I)
RECENT = re.compile(
    r"\b(?:in|during|over|within) the (?:last|past) (?P<number>\d+)? ?(?P<unit>day|week|month|year)s?\b", re.I
)
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
CURRENT = re.compile(r"\b(?:in )?(?P<which>this|last) (?P<unit>month|year)\b", re.I)


def conditions(text: str) -> tuple[str, dict[str, str]]:
    """Return the text without its conditions, and these as filters: since, until, min_amount, status, limit.

    >>> conditions("partners of Sony since May 2025")
    ('partners of Sony', {'since': '2025-05'})
    >>> conditions("Tesla plants since 1 May 2025 with at least two sources")
    ('Tesla plants', {'min_sources': '2', 'since': '2025-05-01'})
    >>> conditions("investments above $1.5bn in 2025")
    ('investments', {'since': '2025', 'until': '2025', 'min_amount': '1500000000'})
    """
    found: dict[str, str] = {}
    text = text.strip(" ?!.,;:")
    for setting in (SOURCES, *SETTINGS):
        if told := setting.search(text):
            found |= {name: NUMBERS.get(value.lower(), value) for name, value in told.groupdict().items()}
            text = text[: told.start()] + " " + text[told.end() :]
    text = text.strip(" ?!.,;:")
    for pattern in PERIODS:
        for match in re.finditer(pattern, text, re.I):
            for name, value in match.groupdict().items():
                if value:
                    found |= dict.fromkeys(("since", "until") if name == "during" else (name,), _iso(value))
        text = re.sub(pattern, " ", text, flags=re.I)
    for words, read in ((RECENT, _recent), (CURRENT, _current), (AMOUNT, _amount), (LIMIT, _limit)):
        if told := words.search(text):
            found |= dict(read(told))
            text = text[: told.start()] + " " + text[told.end() :]
    for pattern, status in STATUSES:
        if re.search(pattern, text, re.I):
            found["status"] = status
            text = re.sub(pattern, " ", text, flags=re.I)
    return " ".join(text.split()), found


def _iso(text: str) -> str:
    full = re.fullmatch(r"(?:(\d{1,2})\.? )?([a-z]+) (?:(\d{1,2}),? )?(\d{4})", text, re.I)
    if full and (day := full[1] or full[3]):
        return f"{full[4]}-{MONTHS.index(full[2].lower()) + 1:02}-{int(day):02}"
    word, _, year = text.lower().removeprefix("the ").partition(" ")
    if word in QUARTERS:
        return f"{year[-4:]}-Q{QUARTERS.index(word) + 1}"
    if word in MONTHS:
        return f"{year}-{MONTHS.index(word) + 1:02}"
    if quarter := re.search(r"Q[1-4]", text, re.I):
        year_found = re.search(r"\d{4}", text)
        return f"{year_found[0] if year_found else ''}-{quarter[0].upper()}"
    return text


def _recent(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    days = int(match["number"] or 1) * DAYS[match["unit"].lower()]
    yield "since", (date.today() - timedelta(days=days)).isoformat()


def _current(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    today = date.today()
    last = match["which"].lower() == "last"
    if match["unit"].lower() == "year":
        period = str(today.year - last)
    else:
        period = (today.replace(day=1) - timedelta(days=int(last))).isoformat()[:7]
    yield from (("since", period), ("until", period))


def _amount(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    number = float(match["number"].replace(",", "").rstrip("."))
    yield "min_amount", f"{number * SCALE[(match['scale'] or '').lower()]:.0f}"


def _limit(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "limit", match["limit"]
