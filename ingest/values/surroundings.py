"""Which attributes and metrics a value cannot be of, for the words of its sentence around it."""

from __future__ import annotations

import re

from .expectations import is_expected
from .extents import other_extents

_PIECES = "sales production employees job_cuts"
_METRICS = f"{_PIECES} market_share revenue profit"
_NO_NOUN = r"(?:across|and|as|at|but|by|for|from|in|of|on|or|through|to|while|with)\b"
_OTHER = (
    r"orders\b(?! of)|order (?:intake|books?|backlog)|incoming orders|cash ?flow|liquidity|capex|dividends?|"
    r"write-?downs?|impairments?|market (?:value|capitali[sz]ation)|capital (?:spending|expenditures?)|"
    r"net (?:debt|cash)"
)
"""What firms report besides profit and revenue."""
_CHANGE = "growth|gain|increase|jump|leap|rise|surge|decline|decrease|dip|drop|fall|plunge|slide|slump"
_BEHIND = {
    r"(?:/|per|an?) ?(?:100 ?(?:km|mi|kilomet)|year|annum|mile|km\b|kilomet)": "battery_capacity",
    r"in (?:\w+ )?(?:assets|liabilities|debt|cash|loans?|grants?|damages|aid|savings|costs)\b": "price revenue profit",
    r"(?:cheaper|dearer|(?:less|more) (?:than|expensive)|off|below|above|discount|rebate|lower|higher)\b": "price",
    rf"(?:(?:worth )?(?:of|in) )?(?:(?!{_NO_NOUN})\w+ )?(?:{_OTHER})\b(?! ?[\w-]* ?[:=])": "price revenue profit",
    rf"(?:more|fewer|less|higher|lower|up|down|above|below|{_CHANGE}|year[- ]o(?:n|ver)[- ]year)\b": "market_share",
    r"(?:(?:a|each|per) month|monthly|/ ?month|a week)\b": "price",
    r"driven\b": "motor_count",
    r"(?:heavier|lighter)\b": "weight",
    r"(?:longer|shorter|wider|taller|higher|lower)\b": "length wheelbase",
    r"(?:on|per|for) (?:each|every|an?) (?:car|vehicle|unit)|(?:per|a) (?:car|vehicle|unit)\b": "profit revenue",
    r"(?:that )?(?:it|they|the \w+)(?: \w+)? (?:expected|forecast|planned|predicted|projected|targeted)\b": _METRICS,
    r"(?:takes|is (?:done|reached))\b": "top_speed",
    r"[- ]?(?:doors?|speed|gears?|stars?|spokes?)\b": "seating_capacity motor_count",
    r"(?:on (?:the|its) (?:clock|odometer)|(?:battery )?(?:warranty|guarantee)|(?:service )?intervals?)\b": "range",
    r"(?:of (?:\w+ )?range )?(?:(?:are|is|can be) (?:re)?(?:charged|added|gained)\b|"
    r"(?:in|within|after) (?:(?:about|just|less than|only|under) )?[\w.-]+ min)": "range",  # what a charge brings
    r"(?:of )?(?:payload|towing|tow |load|trailers?)\b": "weight",
    rf"(?:(?!{_NO_NOUN})\w+ )?(?:factories|plants|sites|stores|dealers|countries|markets)\b": _PIECES,
}
_CHANGED = (
    "fell|fallen|rose|risen|dropped|declined|decreased|increased|grew|grown|up|down|jumped|climbed|slid|surged|plunged|"
    "slipped|tumbled|gained|improved|leapt|leaped|soared|rocketed|shrank|shrunk|sank|sunk|dipped|"
    "advanced|slumped|expanded|contracted|widened|narrowed"
)
_MADE = (
    r"cut|cuts|cutting|discount\w*|drop\w*|increas\w+|lower\w*|rais\w+|rebates?|reduc\w+|sav(?:e|es|ed|ing)|slash\w*"
)
_ABOUT = r"(?: (?:about|almost|around|as much as|nearly|only|some|up to))?"
_PERIOD = r"(?:FY ?)?(?:19|20)\d\d|FY ?['’]?\d\d|year|period|quarter|earlier|before|previously"
_AHEAD = {
    rf"\b(?:{_MADE}|{_CHANGED})\b[^.;]* by{_ABOUT}|\b(?:cut|discount|rebate|reduction|saving) of{_ABOUT}": "price",
    rf"\b(?:{_MADE}|{_CHANGED})\b[^,.;:]{{0,40}} by{_ABOUT}": _METRICS.replace("job_cuts ", ""),
    rf"\d[^()]{{0,60}}\([^():]*\b(?:{_PERIOD})[^():]*:?": _METRICS,  # "(2025: €9.8 billion)"
    rf"\b(?:ha[sd] (?:already )?(?:covered|driven|done)|(?:warranty|interval|mileage)(?: of| is)?){_ABOUT}": "range",
    rf"\b(?:adds?|added|adding|gains?|gaining|recharg(?:es|ed|ing))(?: another| an extra)?{_ABOUT}": "range",
    r"\b(?:tow(?:s|ing)?|pulls?|payload|carr(?:y|ies)|trailers?)\b[^,;.\d]{0,30}": "weight",
    r"(?:standstill|zero|\brest|\b0) ?(?:to|-|–)|\b(?:sprint|accelerat|dash)\w*(?: \w+){0,3} to": "top_speed",
    r"\b(?:add|creat|generat|hir|keep|preserv|retain|safeguard|sav|secur)(?:e|es|ed|ing|s)?(?: \w+){0,2}": "job_cuts",
    rf"\b(?:instead of|rather than){_ABOUT}": f"{_METRICS} price",
    r"\b(?:refuel\w*|refill\w*|filling)[^.;,\d]{0,20}": "charging_time",
    r"\bto [$€£¥]?\d[\d.,]*%?(?: [\w.]+){0,2} from": _METRICS,  # what it was before
    rf"\b(?:{_CHANGED}|(?:{_CHANGE}|plus|minus)(?: of)?)(?: by)?{_ABOUT}|(?:^|[\s(])[+−–-]": "market_share",
}
_AFTER = [(re.compile(rf"\s*{words}", re.IGNORECASE), names.split()) for words, names in _BEHIND.items()]
_BEFORE = [(re.compile(rf"(?:{words})\s*$", re.IGNORECASE), names.split()) for words, names in _AHEAD.items()]
_EARNED = (
    r"(?:net|operating) (?:income|result)|profits?|earnings|earn(?:s|ed)(?! (?:more|less) than)|loss(?:es)?|lost|"
    r"EBITD?A?|in the (?:red|black)|(?:red|black) numbers|PAT"
)
_TAKEN = r"revenues?|turnover|sales"
_MONEY = r"[$€£¥]|illion|euros|dollars|yuan|yen|won\b"
_ASIDE = r"(?:after|before|by|despite|excluding|from|including|on|to|with|without) (?:[\w-]+ ){0,2}?"
_NAMED = re.compile(
    rf"\b(?:(?P<profit>{_TAKEN})|(?P<revenue>{_EARNED})|{_ASIDE}(?:{_OTHER})|(?P<neither>(?:{_OTHER})(?!.*[,()])))\b"
    rf"(?!.*(?:{_MONEY}))",
    re.IGNORECASE | re.DOTALL,
)
"""What an amount behind it is of, in a group named after what it is not."""
_BEHIND_IT = re.compile(
    rf"\s*(?:-?euro |in |of )?(?:(?!{_NO_NOUN})[\w-]+ ){{0,2}}?(?:{_EARNED}|{_TAKEN})\b", re.IGNORECASE
)
_OPENED, _COMPARED = re.compile(r"\d[^()]*\([^()]*$"), re.compile(r"[^():]{0,20}:? ?[$€£¥]?\d")
_SHARE = re.compile(r"\s*(?:[\w-]+ ){0,2}?(?:share|of (?:the|all) )")
_HOLDING = re.compile(r"\b(?:(?:share|stake)holders?|shareholdings?|stakes?)\b", re.IGNORECASE)
_FROM, _TO = re.compile(r"\bfrom\s*$", re.IGNORECASE), re.compile(r"\s*to [$€£¥]?\d")
_CUT = re.compile(rf"\b(?:{_MADE}|{_CHANGED})\b", re.IGNORECASE)
_SPRINT = re.compile(
    r"\b(?:0|zero|standstill|rest)(?: ?mph| ?km/h)?(?: ?[-–] ?| to |-to-)(60|62|96|97|100(?! ?mph))\b", re.IGNORECASE
)
_POWER = re.compile(
    r"\W*(?:(?:combined|engine|max(?:imum|\.)?|motor|peak|system|total) )*(?:power|output)(?: output)?"
    r"(?: \(\w+\))? ?[:=] ?",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d ?(?:s|sec|seconds?)\b")


def excluded_by(before: str, after: str) -> frozenset[str]:
    """Return the attributes and metrics that the words before and after a value exclude.

    >>> sorted(excluded_by("It is 4.7 m long, ", " wide and")), excluded_by("Revenue fell to ", ".")
    (['length', 'range', 'wheelbase'], frozenset({'profit'}))
    """
    out = {name for pattern, names in _AFTER if pattern.match(after) for name in names}
    out |= {name for pattern, names in _BEFORE if pattern.search(before) for name in names}
    if _FROM.search(before) and _TO.match(after):
        out |= set(_METRICS.split())
        out |= {"price"} if _CUT.search(before) else set()
    if is_expected(before):
        out |= set(_METRICS.split())
    if _SHARE.match(after):
        out.discard("market_share")
    whole = before + after
    if _HOLDING.search(whole) and "market" not in whole.lower():
        out.add("market_share")
    if not _BEHIND_IT.match(after):  # else the metric stands behind the value: "$2 billion in profit"
        named = [m.lastgroup for m in _NAMED.finditer(before) if m.lastgroup]
        for name in named[-1:]:
            out |= {"profit", "revenue"} if name == "neither" else {name}
    return frozenset(out) | other_extents(before, after)


def is_other_period(before: str, after: str) -> bool:
    """Tell whether a date is that of the figure behind it in brackets, not of the one before: "€9 bn (2025: €8 bn)".

    >>> is_other_period("€9 bn (", ": €8 bn)"), is_other_period("€9 bn (in ", ")")
    (True, False)
    """
    return bool(_OPENED.search(before) and _COMPARED.match(after))


def attribute_named(attribute: str, before: str, after: str) -> str:
    """Return the attribute that the words around a value name where a line or a sprint names one, else the given one.

    >>> attribute_named("charging_power", "Power: ", ""), attribute_named("price", "Price: ", "")
    ('power', 'price')
    """
    if attribute.startswith("acceleration"):
        return acceleration(before, after) or attribute
    return "power" if attribute == "charging_power" and _POWER.fullmatch(before) else attribute


def acceleration(before: str, after: str) -> str:
    """Return the attribute that a time is of by the sprint named beside it, '' where none is named.

    >>> acceleration("It needs ", " for the sprint from 0 to 60 mph."), acceleration("0-100 km/h takes ", ".")
    ('acceleration_0_60', 'acceleration_0_100')
    """
    sprints = [m for m in _SPRINT.finditer(before) if not _TIME.search(before, m.end())][-1:]
    sprints = sprints or [m for m in _SPRINT.finditer(after) if not re.search("[,;]", after[: m.start()])]
    if not sprints:
        return ""
    return "acceleration_0_100" if sprints[0][1] in ("62", "100") else "acceleration_0_60"
