"""The `fast` tier's attributes: figures of a vehicle, by the unit of a value and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph import Value

from ..annotation import Annotation, Claim
from ..rules.patterns import CONFIDENCE
from .literals import MONEY_ATTRIBUTES
from .quantities import quantity

if TYPE_CHECKING:
    from spacy.tokens import Span

NEAR = 35  # characters beside a value whose words tell what it measures
FAR = 400  # characters before a sentence in which the vehicle that it speaks of was named

UNITS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "kW": (("charging_power", re.compile(r"\bcharg|\bDC\b", re.I)), ("power", re.compile(""))),
    "N*m": (("torque", re.compile("")),),
    "kWh": (
        ("battery_capacity", re.compile(r"^(?!.*(?:per 100|/100|consum|a year|annual|station|plant))", re.I | re.S)),
    ),
    "km": (("range", re.compile(r"\brange\b", re.I)),),
    "km/h": (("top_speed", re.compile(r"\b(?:top|maximum|highest) speed\b", re.I)),),
    "s": (
        ("acceleration_0_100", re.compile(r"\b(?:0|zero)[ -–](?:to[ -])?(?:100|62)|\bto 100 km/h", re.I)),
        ("acceleration_0_60", re.compile(r"\b(?:0|zero)[ -–](?:to[ -])?60\b|\bto 60 mph", re.I)),
    ),
    "mm": (("wheelbase", re.compile(r"\bwheelbase\b", re.I)), ("length", re.compile(r"\blong\b|\blength\b", re.I))),
}
"""What a quantity in a unit measures, and the words beside it that say so; the first that fits counts."""

_BATTERY = 300.0  # kWh; more is a plant's output
_COUNTED = (("seating_capacity", re.compile(r"\bseats?$", re.I)), ("motor_count", re.compile(r"\bmotors?$", re.I)))
_DRIVE = re.compile(r"\b(?:all|four|rear|front)[ -]wheel[ -]drive\b|\b[ARF4]WD\b", re.I)
_NUMBER = r"(?<![\d.,])(?:\d+|one|two|three|four|five|six|seven|eight|nine)"
WORDED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("seating_capacity", re.compile(rf"\b{_NUMBER}[ -](?:seaters?|passengers?|occupants)\b", re.I)),
    (
        "drivetrain",
        re.compile(r"\ball (?:four )?wheels? (?:of the car )?are driven\b|\bdrives? all (?:four )?wheels\b", re.I),
    ),
)
"""Attributes whose words are no value by themselves."""


def kinds_of(attribute: str) -> frozenset[str]:
    """Return the kinds of value that an attribute or metric may have.

    >>> sorted(kinds_of("revenue")), sorted(kinds_of("employees"))
    (['Money'], ['Count'])
    """
    if attribute in MONEY_ATTRIBUTES:
        return frozenset(("Money",))
    if attribute == "market_share":
        return frozenset(("Percent",))
    counted = attribute in ("sales", "production", "employees", "job_cuts", "seating_capacity", "motor_count")
    return (
        frozenset(("Count",))
        if counted
        else frozenset(("Quantity", "Count") if attribute == "capacity" else ("Quantity",))
    )


def last_vehicle(mentions: Sequence[Annotation], first: int, start: int) -> Annotation | None:
    """Return the vehicle named last in the few sentences' length before a place, where mention number `first` is."""
    for number in range(first - 1, -1, -1):
        m = mentions[number]
        if m.start < start - FAR:
            return None
        if m.entity is not None and m.entity.kind == "Vehicle":
            return m
    return None


def measured(sent: Span, here: Sequence[Annotation], before: Annotation | None) -> Iterator[Claim]:
    """Yield the attributes in a sentence for the vehicle, or the group of vehicles, that it speaks of.

    `here` are the mentions of the sentence, `before` the vehicle named last before it.
    """
    vehicles = _vehicles(here) or ([before] if before else [])
    if not vehicles:
        return
    text, base = sent.text, sent.start_char
    found = [(m.start - base, m.end - base, _attribute(m, text, base)) for m in here if m.role == "value"]
    found += [
        (match.start(), match.end(), attribute) for attribute, wording in WORDED for match in wording.finditer(text)
    ]
    for start, end, attribute in found:
        for vehicle in vehicles if attribute else ():
            words = text[start:end]
            yield Claim(
                subject=vehicle,
                relation="has_attribute",
                object=Annotation(base + start, base + end, words, "Quantity", "value"),
                status="asserted",
                confidence=round(CONFIDENCE * (1.0 if vehicle.end > base else 0.8) * vehicle.confidence, 4),
                sentence=(base, sent.end_char),
                value=Value(attribute, words),
                rule=f"measure-{attribute}",
            )


def _vehicles(here: Sequence[Annotation]) -> list[Annotation]:
    """Return the only vehicle of a sentence, or all that one place stands for; none where there are several."""
    vehicles = [m for m in here if m.entity is not None and m.entity.kind == "Vehicle"]
    if len({m.start for m in vehicles}) > 1 and len({m.entity.id for m in vehicles if m.entity}) > 1:
        return []
    return list({m.entity.id: m for m in reversed(vehicles) if m.entity}.values())


def _attribute(value: Annotation, text: str, base: int) -> str:
    """Return what a value says of a vehicle, '' where it says nothing."""
    start, end = value.start - base, value.end - base
    if value.kind == "Count":
        return next((attribute for attribute, noun in _COUNTED if noun.search(value.text)), "")
    if value.kind != "Quantity":
        return ""
    if _DRIVE.fullmatch(value.text):
        return "drivetrain"
    amount = quantity(value.text)
    if amount is None or (amount.unit == "kWh" and amount.high > _BATTERY):
        return ""
    around = text[max(0, start - NEAR) : start] + " " + text[end : end + NEAR]
    return next((attribute for attribute, words in UNITS.get(amount.unit, ()) if words.search(around)), "")
