"""Which attributes and metrics the words of a value can be of: by their unit, and by the words around them."""

from __future__ import annotations

import re
from functools import lru_cache

from graph import ontology

from .literals import percent_like
from .numbers import NUMBER
from .quantities import money, quantity

_OF_UNIT = {
    "kW": "power charging_power capacity",
    "N*m": "torque",
    "kWh": "battery_capacity capacity production",
    "km": "range top_speed",
    "km/h": "top_speed",
    "mm": "length wheelbase range",  # a sensor looks 250 metres far
    "kg": "weight capacity production sales",
    "s": "acceleration_0_100 acceleration_0_60 charging_time",
    "%": "market_share job_cuts",
    "money": "price revenue profit",
    "pounds": "price revenue profit weight",
    "foreign": "",  # displacement, voltage, gears: no attribute of the ontology
}
_FITTING = {unit: frozenset(names.split()) for unit, names in _OF_UNIT.items()}
_TORQUE = re.compile(r"\b(?:pound|lbs?)[ .-]*f(?:ee|oo)?t\b", re.IGNORECASE)
_FOREIGN = re.compile(
    rf"{NUMBER}[ \u00a0-]?(?:lit(?:re|er)s?|cc|volts?|V|rpm|Ah|cylinders?|speed|valves?|g/km|bar|cubic)\b",
    re.IGNORECASE,
)
_DRIVE = re.compile(r"wheel|drive|4 ?x ?[24]|\b[arf24]wd\b|\b(?:front|rear|all|both)\b", re.IGNORECASE)
_AFTER = (
    (
        re.compile(r"\s*(?:wide|high|tall|deep|across|in (?:width|height|diameter)|of ground)\b"),
        "length wheelbase range",
    ),
    (re.compile(r"\s*(?:long|in length)\b"), "wheelbase"),
    (re.compile(r"\s*(?:/|per|an?)\s*(?:100|year|annum|mile|km|kilomet)", re.IGNORECASE), "battery_capacity"),
)
_BEFORE = ((re.compile(r"(?:standstill|zero|rest|\b0)\s*(?:to|-|–)\s*$", re.IGNORECASE), "top_speed"),)
_EARNED = re.compile(r"\b(?:net|operating) (?:income|result)|\bprofits?\b|\bearnings\b|\bloss(?:es)?\b", re.IGNORECASE)
_TAKEN = re.compile(r"\brevenues?\b|\bturnover\b|\bsales\b", re.IGNORECASE)
_OF_WHAT = re.compile(r"\s*(?:in|of) (?:[a-z]+ ){0,2}?(?:revenue|turnover|sales|profit|earnings|loss|income)")


@lru_cache(4096)
def attributes_of(text: str) -> frozenset[str]:
    """Return the attributes and metrics that a value of these words can be of; a bare number can be of any.

    >>> sorted(attributes_of("2185kg")), sorted(attributes_of("3.0-litre")), "power" in attributes_of("140")
    (['capacity', 'production', 'sales', 'weight'], [], True)
    """
    unit = _unit(text)
    if unit:
        return _FITTING[unit]
    drives = bool(_DRIVE.search(text))
    if drives and not any(c.isdigit() for c in text):
        return frozenset(("drivetrain", "motor_count"))
    return frozenset(ontology().attributes) - (frozenset() if drives else frozenset(("drivetrain",)))


def _unit(text: str) -> str:
    """Return the unit of a value as _FITTING names it, '' where it has none."""
    if _TORQUE.search(text):
        return "N*m"
    if money(text):
        return "pounds" if "pound" in text.lower() else "money"
    if amount := quantity(text):
        return amount.unit
    if _FOREIGN.search(text):
        return "foreign"
    return "%" if percent_like(text) else ""


def excluded_by(before: str, after: str) -> frozenset[str]:
    """Return the attributes and metrics that a value cannot be of, for the words of its sentence around it.

    >>> sorted(excluded_by("It is 4.7 m long, ", " wide and")), excluded_by("Revenue fell to ", ".")
    (['length', 'range', 'wheelbase'], frozenset({'profit'}))
    """
    out = {name for pattern, names in _AFTER if pattern.match(after) for name in names.split()}
    out |= {name for pattern, names in _BEFORE if pattern.search(before) for name in names.split()}
    if not _OF_WHAT.match(after):
        earned, taken = (max((m.start() for m in p.finditer(before)), default=-1) for p in (_EARNED, _TAKEN))
        if earned != taken:
            out.add("revenue" if earned > taken else "profit")
    return frozenset(out)
