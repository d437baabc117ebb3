"""What the words of a date mean: one reading for each wording, given a match and the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .numbers import number

MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

YEAR = r"(?:19|20)\d\d"


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.strip(".")[:3]))


def _day(year: int, month: int, day: str) -> str:
    try:
        return date(year, month, int(re.sub(r"\D", "", day))).isoformat()
    except ValueError:
        return ""


def _nearest(month: int, published: date, relative: str = "") -> int:
    """Return the year of a month that the text gives without one: the nearest, or the last or next one."""
    year = published.year
    if relative in ("last", "past"):
        return year if month < published.month else year - 1
    if relative in ("next", "coming"):
        return year if month > published.month else year + 1
    if relative == "this":
        return year
    distance = month - published.month
    return year - 1 if distance > 6 else year + 1 if distance < -6 else year


def _year_word(word: str | None, published: date | None) -> int | None:
    """Return the year that "next year", "this" or digits mean."""
    if word and re.fullmatch(YEAR, word):
        return int(word)
    if word and re.fullmatch(r"'?\d\d", word):
        return 2000 + int(word[-2:])
    if published is None or word is None:
        return None
    shift = (
        -1 if "last" in word or "previous" in word or "past" in word else 1 if "next" in word or "coming" in word else 0
    )
    return published.year + shift


def absolute(m: re.Match[str], published: date | None) -> str:
    """Read day, month and year."""
    return _day(int(m["year"]), _month(m["month"]), m["day"])


def day_month(m: re.Match[str], published: date | None) -> str:
    """Read "26 March" as the one nearest to publication."""
    month = _month(m["month"])
    return _day(_nearest(month, published), month, m["day"]) if published else ""


def month_year(m: re.Match[str], published: date | None) -> str:
    """Read "September 2025"."""
    year = _year_word(m["year"], published)
    return f"{year}-{_month(m['month']):02}" if year else ""


def bare_month(m: re.Match[str], published: date | None) -> str:
    """Read a month without a year: the nearest, last or next one."""
    if published is None:
        return ""
    month = _month(m["month"])
    relative = (m["relative"] or "").strip()
    return f"{_nearest(month, published, relative):04}-{month:02}"


def quarter(m: re.Match[str], published: date | None) -> str:
    """Read "Q3 2025", "the third quarter"."""
    text = m["quarter"]
    part = ORDINALS.get(text) or int(text)
    year = _year_word(m["year"], published) if m["year"] else None
    if year is None and published:
        now = (published.month - 1) // 3 + 1
        year = published.year - 1 if part - now > 2 else published.year + 1 if now - part > 2 else published.year
    return f"{year}-Q{part}" if year and part <= 4 else ""


def half(m: re.Match[str], published: date | None) -> str:
    """Read "H1 2026", "the second half of next year"."""
    part = {"first": 1, "1st": 1, "1": 1}.get(m["half"], 2)
    year = _year_word(m["year"], published) if m["year"] else None
    if year is None and published:
        year = published.year
    return f"{year}-H{part}" if year else ""


def season(m: re.Match[str], published: date | None) -> str:
    """Read "next spring" as its months."""
    start, end = SEASONS[m["season"]]
    relative = (m["relative"] or "").strip()
    year = _year_word(m["year"], published) if m["year"] else None
    if year is None:
        if published is None:
            return ""
        year = _year_of_season(start, end, published, relative)
    return f"{year}-{start:02}/{year + (end < start)}-{end:02}"


def _year_of_season(start: int, end: int, published: date, relative: str) -> int:
    """Return the year in which the season begins that is meant: the one that runs, the last or next one beside it."""
    running = published.year - (end < start and published.month <= end)
    begun, over = published.month >= start or running < published.year, start <= end < published.month
    if relative in ("last", "past"):
        return running if over else running - 1
    if relative in ("next", "coming"):
        return running + 1 if begun else running
    if relative == "this" or (begun and not over):
        return running
    return _nearest(start, published)


def part_of_year(m: re.Match[str], published: date | None) -> str:
    """Read "early 2027", "end of next year"."""
    year = _year_word(m["year"], published)
    if year is None:
        return ""
    part = m["part"]
    if part.startswith("early"):
        return f"{year}-Q1"
    if part.startswith("late"):
        return f"{year}-Q4"
    if "mid" in part:
        return f"{year}-Q2/{year}-Q3"
    return f"{year}-12" if "end" in part else f"{year}-01"


def months_of(m: re.Match[str], published: date | None) -> str:
    """Read "the first nine months"."""
    many = int(number(m["many"]) or 0)
    year = _year_word(m["year"], published) if m["year"] else published.year if published else None
    return f"{year}-01/{year}-{many:02}" if year and 1 <= many <= 12 else ""


def month_range(m: re.Match[str], published: date | None) -> str:
    """Read "July-September"."""
    first, last = _month(m["month"]), _month(m["last"])
    year = _year_word(m["year"], published) if m["year"] else _nearest(last, published) if published else None
    return f"{year - (first > last)}-{first:02}/{year}-{last:02}" if year else ""


def weekday(m: re.Match[str], published: date | None) -> str:
    """Read "Tuesday" as the last one before publication, or the next one where said so."""
    if published is None:
        return ""
    back = (published.weekday() - DAYS.index(m["weekday"])) % 7
    relative = (m["relative"] or "").strip()
    if relative in ("next", "coming"):
        return (published + timedelta(7 - back if back else 7)).isoformat()
    return (published - timedelta(7 if relative == "last" and not back else back)).isoformat()


def _span_of_days(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"


def relative(m: re.Match[str], published: date | None) -> str:
    """Read "last quarter", "next year", "this week"."""
    if published is None:
        return ""
    shift = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0}.get(m["relative"], 1)
    unit = m["unit"]
    if unit == "year":
        return str(published.year + shift)
    if unit in ("quarter", "half"):
        size = 3 if unit == "quarter" else 6
        index = published.year * (12 // size) + (published.month - 1) // size + shift
        return f"{index // (12 // size)}-{'Q' if size == 3 else 'H'}{index % (12 // size) + 1}"
    if unit == "month":
        return _months_after(published, shift)
    monday = published - timedelta(published.weekday()) + timedelta(7 * shift)
    return _span_of_days(monday, monday + timedelta(6))


def _months_after(day: date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1).isoformat()[:7]


def distance(m: re.Match[str], published: date | None) -> str:
    """Read "two years ago", "in three weeks"; "66 million years ago" lies outside the calendar."""
    many = number(m["many"])
    if published is None or many is None:
        return ""
    unit, steps = m["unit"], round(many) * (1 if m["front"] else -1)
    try:
        if unit.startswith("year"):
            return date(published.year + steps, 1, 1).isoformat()[:4]
        if unit.startswith("month"):
            return _months_after(published, steps)
        return (published + timedelta((7 if unit.startswith("week") else 1) * steps)).isoformat()
    except (OverflowError, ValueError):
        return ""


def word(m: re.Match[str], published: date | None) -> str:
    """Read "yesterday", "tomorrow"."""
    if published is None:
        return ""
    shift = {"yesterday": -1, "tomorrow": 1}.get(m[0], 0)
    return (published + timedelta(shift)).isoformat()


def year_range(m: re.Match[str], published: date | None) -> str:
    """Read "2026-2028", "2024/25"."""
    last = m["last"] if len(m["last"]) == 4 else m["first"][: 4 - len(m["last"])] + m["last"]
    return f"{m['first']}/{last}" if int(m["first"]) < int(last) else ""


def before_last(m: re.Match[str], published: date | None) -> str:
    """Read "the year before last"."""
    return str(published.year - 2) if published else ""


def decade(m: re.Match[str], published: date | None) -> str:
    """Read "the 1990s"."""
    return f"{m['decade']}0/{m['decade']}9"


def fiscal(m: re.Match[str], published: date | None) -> str:
    """Read "fiscal 2025" as that year: firms start theirs in different months."""
    year = _year_word(m["year"].replace("fy", ""), published)
    return str(year) if year else ""


def turn(m: re.Match[str], published: date | None) -> str:
    """Read "the turn of the year"."""
    if published is None:
        return ""
    year = published.year + (published.month > 6)
    return f"{year - 1}-12/{year}-01"


def plain_year(m: re.Match[str], published: date | None) -> str:
    """Read a year."""
    return m[0]


def iso(m: re.Match[str], published: date | None) -> str:
    """Read "2025-07-22", "20.06.2025"."""
    return _day(int(m["year"]), int(m["m"]), m["d"])
