"""Numbers as news writes them: digits of all styles, words, multipliers, ranges."""

from __future__ import annotations

import math
import re

MULTIPLIERS: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6, "m": 1e6, "mn": 1e6, "mln": 1e6,
    "mio": 1e6, "billion": 1e9, "billions": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "mrd": 1e9, "milliard": 1e9,
    "milliards": 1e9, "trillion": 1e12, "trillions": 1e12, "tn": 1e12, "trn": 1e12, "lakh": 1e5, "lakhs": 1e5,
    "crore": 1e7, "crores": 1e7, "cr": 1e7, "dozen": 12.0,
}  # fmt: skip
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += "seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS: dict[str, float] = {word: float(n) for n, word in enumerate(_UNITS)}
WORDS |= {word: 10.0 * n for n, word in enumerate(_TENS, 2)}
WORDS |= {"single": 1.0, "dual": 2.0, "double": 2.0, "twin": 2.0, "triple": 3.0, "tri": 3.0, "quad": 4.0}
FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}

DIGITS = r"\d+(?:[.,'’\u00a0\u202f]\d+)*"
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
SPELT = rf"(?:{_WORD})(?:[ -](?:and[ -])?(?:{_WORD}|hundred|thousand))*"
MULTIPLE = rf"(?:{'|'.join(sorted(MULTIPLIERS, key=len, reverse=True))})"
NUMBER = (
    rf"(?:(?:{DIGITS}|{SPELT}|half an?|an?)(?:[ -]?{MULTIPLE}\b){{1,2}}"
    rf"|{DIGITS}|{SPELT}(?: and a half)?|half an?|an?(?= \w))"
)
"""A number with its multipliers: "1.2 lakh crore", "half a million", "sixteen thousand", "1,59,591"."""

_ONE = re.compile(rf"(?<![A-Za-z])(?P<sign>[-−–](?=\d))?(?P<number>{NUMBER})", re.IGNORECASE)
_BETWEEN = re.compile(rf"^\s*(?:-|–|—|to|and|or|/|bis)\s*(?={DIGITS}|{SPELT}\b)", re.IGNORECASE)


_STYLES = tuple(
    re.compile(rf"(?P<whole>{whole})(?:(?P<point>[.,])(?P<part>\d+))?")
    for whole in (
        r"[1-9]\d{0,2}(?P<mark>[.,' ])\d{3}(?:(?P=mark)\d{3})*",  # 1,200.5 or 1.200,5
        r"[1-9]\d?(?P<mark>,)(?:\d\d,)+\d{3}",  # 1,59,591
        r"(?P<mark>)\d+",
    )
)


def digits(text: str, *, whole: bool = False) -> float | None:
    """Return what digits say, None where they are no one number; `whole` reads "38.000" as a count of 38,000.

    >>> digits("1,59,591"), digits("1 429"), digits("9,07"), digits("1,200.5"), digits("38.000", whole=True)
    (159591.0, 1429.0, 9.07, 1200.5, 38000.0)
    >>> digits("1.200,50"), digits("1.234.56")
    (1200.5, None)
    """
    text = re.sub(r"['’\u00a0\u202f ]", lambda mark: " " if mark[0] in "\u00a0\u202f " else "'", text)
    for style in _STYLES:
        found = style.fullmatch(text)
        if found and _is_told(found, whole=whole):
            return float(re.sub(r"\D", "", found["whole"]) + "." + (found["part"] or "0"))
    return None


def _is_told(found: re.Match[str], *, whole: bool) -> bool:
    """Tell whether signs between digits mean what a style takes them for: a point or comma stands for thousands or
    for a fraction, not for both.
    """
    mark, point, part = found["mark"], found["point"], found["part"]
    if not mark:  # three digits behind a comma are thousands, unless nothing stands before it
        return point != "," or len(part) < 3 or int(found["whole"]) == 0
    fraction = mark == "." and not point and found["whole"].count(".") == 1
    return mark != point and (whole or not fraction)


def spelt(text: str) -> float:
    """Return what number words say.

    >>> spelt("twenty-five"), spelt("four hundred"), spelt("sixteen thousand"), spelt("two and a half")
    (25.0, 400.0, 16000.0, 2.5)
    """
    total = part = 0.0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in WORDS:
            part += WORDS[word]
        elif word == "half":
            part += 0.5
        elif word == "hundred":
            part = max(part, 1.0) * 100
        elif word == "thousand":
            total, part = total + max(part, 1.0) * 1000, 0.0
    return total + part


def number(text: str, *, whole: bool = False) -> float | None:
    """Return the first number of a text with its multipliers, or None.

    >>> number("about 1.2 lakh crore"), number("half a million"), number("5,130 hundred million"), number("a dozen")
    (1200000000000.0, 500000.0, 513000000000.0, 12.0)
    """
    found = _ONE.search(text)
    return _value(found, whole=whole) if found else None


def _value(found: re.Match[str], *, whole: bool) -> float | None:
    text = found["number"].lower()
    multiple = 1.0
    while match := re.search(rf"(?:^|[\s\d-])({MULTIPLE})$", text):
        if match[1] in ("hundred", "thousand") and not re.match(r"[\d]", text) and multiple == 1.0:
            break  # words such as "four hundred" are read as a whole
        multiple *= MULTIPLIERS[match[1]]
        text = text[: match.start(1)].strip(" -")
    base = _base(text, whole=whole and multiple == 1.0)
    if base is None or math.isinf(base * multiple):
        return None
    # The product of "1.3" and a million is 1300000.0000000002 on some platforms; news has no 13th digit.
    return float(f"{(-1 if found['sign'] else 1) * base * multiple:.12g}")


def _base(text: str, *, whole: bool) -> float | None:
    if not text or text in ("a", "an"):
        return 1.0
    if text.startswith("half"):
        return 0.5
    return digits(text.rstrip(".,"), whole=whole) if text[0].isdigit() else spelt(text)


def numbers(text: str, *, whole: bool = False) -> list[float]:
    """Return the one or two numbers of a text, none where its digits are none; two are the ends of a range.

    >>> numbers("300-400 km"), numbers("between 1.2 and 1.5 million"), numbers("some 40 GWh a year")
    ([300.0, 400.0], [1200000.0, 1500000.0], [40.0])
    """
    first = _ONE.search(text)
    if first is None:
        return []
    value = _value(first, whole=whole)
    if value is None:
        return []
    joint = _BETWEEN.match(text[first.end() :])
    second = _ONE.match(text, first.end() + joint.end()) if joint else None
    if second is None:
        return [value]
    last = _value(second, whole=whole)
    if last is None:
        return []
    factor = re.search(rf"({MULTIPLE})$", second["number"].lower())
    if factor and value < last / MULTIPLIERS[factor[1]] * 10 and not re.search(r"[a-z]", first["number"].lower()):
        value = float(f"{value * MULTIPLIERS[factor[1]]:.12g}")
    return [value, last] if value <= last else [value]
