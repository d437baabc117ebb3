"""Which attributes and metrics a value cannot be of, for the words of its sentence around it."""

from __future__ import annotations

import re

_EXTENT = "length wheelbase range"
_PIECES = "sales production employees job_cuts"
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
    rf"\b(?:{_CHANGED})(?: by)?(?: (?:about|almost|around|nearly|some|only))?": "market_share",
}
_AFTER = [(re.compile(rf"\s*{words}", re.IGNORECASE), names.split()) for words, names in _BEHIND.items()]
_BEFORE = [(re.compile(rf"(?:{words})\s*$", re.IGNORECASE), names.split()) for words, names in _AHEAD.items()]
_EARNED = re.compile(r"\b(?:net|operating) (?:income|result)|\bprofits?\b|\bearnings\b|\bloss(?:es)?\b", re.IGNORECASE)
_TAKEN = re.compile(r"\brevenues?\b|\bturnover\b|\bsales\b", re.IGNORECASE)
_OF_WHAT = re.compile(r"\s*(?:in|of) (?:[a-z]+ ){0,2}?(?:revenue|turnover|sales|profit|earnings|loss|income)")


def excluded_by(before: str, after: str) -> frozenset[str]:
    """Return the attributes and metrics that the words before and after a value exclude.

    >>> sorted(excluded_by("It is 4.7 m long, ", " wide and")), excluded_by("Revenue fell to ", ".")
    (['length', 'range', 'wheelbase'], frozenset({'profit'}))
    """
    out = {name for pattern, names in _AFTER if pattern.match(after) for name in names}
    out |= {name for pattern, names in _BEFORE if pattern.search(before) for name in names}
    if not _OF_WHAT.match(after):  # the metric named last before a value is its metric
        earned, taken = (max((m.start() for m in p.finditer(before)), default=-1) for p in (_EARNED, _TAKEN))
        if earned != taken:
            out.add("revenue" if earned > taken else "profit")
    return frozenset(out)
