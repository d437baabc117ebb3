"""Which attributes and metrics a value cannot be of, for the words of its sentence around it."""

from __future__ import annotations

import re

_EXTENT = "length wheelbase range"
_PIECES = "sales production employees job_cuts"
_METRICS = f"{_PIECES} market_share revenue profit"
_PREPOSITION = r"(?:at|by|for|from|in|of|on|to|with)\b"
_BEHIND = {
    r"(?:wide|high|tall|deep|across|in (?:width|height|diameter))\b": _EXTENT,
    r"(?:long|in length)\b": "wheelbase",
    r"(?:/|per|an?) ?(?:100|year|annum|mile|km|kilomet)": "battery_capacity",
    r"in (?:\w+ )?(?:assets|liabilities|debt|cash|loans?|grants?|damages|aid|savings|costs)\b": "price revenue profit",
    rf"(?:(?!{_PREPOSITION})\w+ )?(?:factories|plants|sites|stores|dealers|countries|markets)\b": _PIECES,
}
_CHANGED = (
    "fell|fallen|rose|risen|dropped|declined|decreased|increased|grew|grown|up|down|jumped|climbed|slid|surged|plunged|"
    "slipped|tumbled|gained|improved"
)
_AHEAD = {
    r"(?:standstill|zero|rest|\b0) ?(?:to|-|–)": "top_speed",
    r"\bto [$€£¥]?\d[\d.,]*%?(?: [\w.]+){0,2} from": _METRICS,  # what it was before
    rf"\b(?:{_CHANGED})(?: by)?(?: (?:about|almost|around|nearly|some|only))?": "market_share",
}
_AFTER = [(re.compile(rf"\s*{words}", re.IGNORECASE), names.split()) for words, names in _BEHIND.items()]
_BEFORE = [(re.compile(rf"(?:{words})\s*$", re.IGNORECASE), names.split()) for words, names in _AHEAD.items()]
_EARNED = re.compile(r"\b(?:net|operating) (?:income|result)|\bprofits?\b|\bearnings\b|\bloss(?:es)?\b", re.IGNORECASE)
_TAKEN = re.compile(r"\brevenues?\b|\bturnover\b|\bsales\b", re.IGNORECASE)
_FROM, _TO = re.compile(r"\bfrom\s*$", re.IGNORECASE), re.compile(r"\s*to [$€£¥]?\d")
_SPRINT = re.compile(r"\b(?:0|zero|standstill|rest)(?: ?mph| ?km/h)?(?: ?[-–] ?| to )(60|62|96|97|100)\b")
_OF_WHAT = re.compile(r"\s*(?:in|of) (?:[a-z]+ ){0,2}?(?:revenue|turnover|sales|profit|earnings|loss|income)")


def excluded_by(before: str, after: str) -> frozenset[str]:
    """Return the attributes and metrics that the words before and after a value exclude.

    >>> sorted(excluded_by("It is 4.7 m long, ", " wide and")), excluded_by("Revenue fell to ", ".")
    (['length', 'range', 'wheelbase'], frozenset({'profit'}))
    """
    out = {name for pattern, names in _AFTER if pattern.match(after) for name in names}
    out |= {name for pattern, names in _BEFORE if pattern.search(before) for name in names}
    if _FROM.search(before) and _TO.match(after):
        out |= set(_METRICS.split())
    if not _OF_WHAT.match(after):  # the metric named last before a value is its metric
        earned, taken = (max((m.start() for m in p.finditer(before)), default=-1) for p in (_EARNED, _TAKEN))
        if earned != taken:
            out.add("revenue" if earned > taken else "profit")
    return frozenset(out)


def acceleration(before: str, after: str) -> str:
    """Return the attribute that a time is of by the sprint named nearest to it, '' where none is named.

    >>> acceleration("It needs ", " for the sprint from 0 to 60 mph."), acceleration("0-100 km/h takes ", ".")
    ('acceleration_0_60', 'acceleration_0_100')
    """
    near = [(len(before) - m.end(), m[1]) for m in _SPRINT.finditer(before)]
    near += [(m.start(), m[1]) for m in _SPRINT.finditer(after)]
    if not near:
        return ""
    return f"acceleration_0_{'60' if min(near)[1] in ('60', '96', '97') else '100'}"
