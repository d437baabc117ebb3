"""Which extent a measure is of, by the words around it: "a width of 1.9 m", "4.4, 1.8 and 1.6 m in length, width and
height"."""

from __future__ import annotations

import re

EXTENTS = frozenset(("length", "wheelbase", "range"))  # what the ontology has of them; a sensor has a range
_NAMED = r"(?:wheelbase(?: length)?|length|width|height|breadth|depth|diameter|ground clearance|track)"
_JOINT = r"(?:,? and |, ?| ?[x×*/] ?| by )"
_VALUE = r"\d[\d.,]*(?:[ \u00a0-]?(?:mm|cm|m|met(?:re|er)s?|millimet(?:re|er)s?|in|inches|feet|ft)\b)?"
_ROW = re.compile(rf"\b{_NAMED}(?:(?:{_JOINT}| )(?:the |an? )?(?:overall )?{_NAMED})*\b", re.IGNORECASE)
_NAME = re.compile(_NAMED, re.IGNORECASE)
_LINK = (
    r"(?:[ :=]|\([^()\d]{0,25}\)|\b(?:of|is|are|was|at|to|about|around|almost|nearly|just|only|over|some|now|still|"
    r"exactly|measures?|reaches|grows|grew|stretches|respectively|remains)\b)*"
)
_AHEAD = re.compile(rf"{_LINK}(?P<row>(?:{_VALUE}{_JOINT})*)", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?P<row>(?:{_JOINT}{_VALUE})*) ?(?:(?:in|of) (?:overall )?(?P<names>{_ROW.pattern})"
    r"|(?P<wide>wide|high|tall|deep|thick)\b|(?P<long>long)\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d.,]*")
_CROSSED = re.compile(r"\d(?: ?mm| ?m)? ?[x×] ?$")


def other_extents(before: str, after: str) -> frozenset[str]:
    """Return the attributes of extents that a value cannot be of, for the words before and after it.

    >>> sorted(other_extents("It has a width of ", " and"))
    ['length', 'range', 'wheelbase']
    >>> sorted(other_extents("Length, width and height are 4.4 m, 1.8 m and ", "."))
    ['length', 'range', 'wheelbase']
    """
    ahead, behind = _before(before), _after(after)
    name = ahead if ahead.startswith("wheelbase") else behind or ahead
    if not name:
        return EXTENTS if _CROSSED.search(before) else frozenset()
    if name == "long":
        return frozenset(("wheelbase",))
    return EXTENTS - {name.split()[0]}


def _before(text: str) -> str:
    """Return the name of the extent before a value that is its own, '' where there is none."""
    row = next(reversed([*_ROW.finditer(text)]), None)
    between = _AHEAD.fullmatch(text, row.end()) if row else None
    return _nth(row[0], len(_NUMBER.findall(between["row"]))) if row and between else ""


def _after(text: str) -> str:
    """Return the name of the extent behind a value that is its own, '' where there is none."""
    found = _BEHIND.match(text)
    if found is None:
        return ""
    others = len(_NUMBER.findall(found["row"]))
    if found["names"]:
        return _nth(found["names"], -1 - others)
    return "" if others else "long" if found["long"] else "width"


def _nth(names: str, number: int) -> str:
    """Return a name of a row, '' where it has fewer; a single one is only of the value beside it."""
    row = [name.lower() for name in _NAME.findall(names)]
    return row[number] if -len(row) <= number < len(row) else ""
