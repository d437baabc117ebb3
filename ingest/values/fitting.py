"""Which attributes and metrics the words of a value can be of: by their unit."""

from __future__ import annotations

import re
from functools import lru_cache

from graph import ontology

from .literals import percent_like
from .numbers import NUMBER, number
from .quantities import money, quantity

_OF_UNIT = {
    "kW": "power charging_power capacity",
    "N*m": "torque",
    "kWh": "battery_capacity capacity production sales",
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
_FARTHEST = 5_000.0  # km; no vehicle has such a range
_FITTING = {unit: frozenset(names.split()) for unit, names in _OF_UNIT.items()}
_TORQUE = re.compile(r"\b(?:pound|lbs?)[ .-]*f(?:ee|oo)?t\b", re.IGNORECASE)
_FOREIGN = re.compile(
    rf"{NUMBER}[ \u00a0-]?(?:lit(?:re|er)s?|cc|volts?|V|rpm|Ah|cylinders?|doors?|gears?|spokes?|speed|stars?|valves?|"
    r"g/km|bar|cubic)\b",
    re.IGNORECASE,
)
_SPRINT = re.compile(
    r"\b(?:0|zero)(?: ?mph| ?km/h)? ?(?:-|–|to|-to-) ?\d+ ?(?:km/h|mph|kph)?(?: (?:in|takes))?", re.IGNORECASE
)
_DRIVE = re.compile(r"wheel|drive|4 ?x ?[24]|\b[arf24]wd\b|\b(?:front|rear|all|both)\b", re.IGNORECASE)


@lru_cache(4096)
def attributes_of(text: str) -> frozenset[str]:
    """Return the attributes and metrics that a value of these words can be of.

    A bare number can be of any, words without a number of none; so can words that only name a sprint.

    >>> sorted(attributes_of("2185kg")), sorted(attributes_of("3.0-litre")), "power" in attributes_of("140")
    (['capacity', 'production', 'sales', 'weight'], [], True)
    """
    text = _SPRINT.sub(" ", text)  # the speed that a sprint ends at is none that anything has
    unit = _unit(text)
    if unit:
        far = unit == "km" and (amount := quantity(text)) and amount.high > _FARTHEST
        return _FITTING[unit] - ({"range"} if far else set())
    drives = bool(_DRIVE.search(text))
    if drives and not any(c.isdigit() for c in text):
        return frozenset(("drivetrain", "motor_count"))
    if number(text) is None:
        return frozenset()
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
