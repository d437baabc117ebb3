"""The `fast` tier's attributes: power, seats, motors and drivetrain of a vehicle, by their wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph import Value

from ..annotation import Annotation, Claim
from ..rules.patterns import CONFIDENCE

if TYPE_CHECKING:
    from spacy.tokens import Span

NUMBER = r"(?P<number>(?<![\d.,])\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine)"
WORDS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine".split())}
HORSEPOWER, METRIC_HORSEPOWER = 0.745699872, 0.73549875
"""Kilowatts of one hp and of one PS."""

MEASURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("power", re.compile(rf"\b{NUMBER}[ -]?(?P<unit>kW|kilowatts?|hp|bhp|horsepower|PS)\b(?! ?h)")),
    ("seating_capacity", re.compile(rf"\b{NUMBER}[ -](?:seats?|seaters?|passengers?|occupants)\b", re.I)),
    ("motor_count", re.compile(rf"\b{NUMBER} (?:electric |e-)?motors?\b", re.I)),
    (
        "drivetrain",
        re.compile(
            r"\b(?:all|four|rear|front)[ -]wheel[ -]drive\b|\ball (?:four )?wheels? (?:of the car )?are driven\b"
            r"|\bdrives? all (?:four )?wheels\b",
            re.I,
        ),
    ),
)


def measured(sent: Span, mentions: Sequence[Annotation]) -> Iterator[Claim]:
    """Yield the attributes in a sentence for the vehicle that it names, or that the text named last before it."""
    vehicle = _vehicle(sent, mentions)
    if vehicle is None:
        return
    for attribute, wording in MEASURES:
        for match in wording.finditer(sent.text):
            start = sent.start_char + match.start()
            text = match.group()
            yield Claim(
                subject=vehicle,
                relation="has_attribute",
                object=Annotation(start, start + len(text), text, "Quantity", "value"),
                status="asserted",
                confidence=CONFIDENCE if vehicle.end > sent.start_char else round(0.8 * CONFIDENCE, 4),
                sentence=(sent.start_char, sent.end_char),
                value=_value(attribute, text, match),
                rule=f"measure-{attribute}",
            )


def _vehicle(sent: Span, mentions: Sequence[Annotation]) -> Annotation | None:
    """Return the only vehicle of the sentence, else the last one named in the three sentences' length before it."""
    vehicles = [m for m in mentions if m.entity is not None and m.entity.kind == "Vehicle"]
    here = [m for m in vehicles if sent.start_char <= m.start < sent.end_char]
    if here:
        return here[0] if len({m.entity.id for m in here if m.entity}) == 1 else None
    before = [m for m in vehicles if sent.start_char - 400 <= m.start < sent.start_char]
    return before[-1] if before else None


def _value(attribute: str, text: str, match: re.Match[str]) -> Value:
    if attribute == "drivetrain":
        return Value(attribute, text)
    number = float(WORDS.get(match["number"].lower()) or match["number"])
    if attribute != "power":
        return Value(attribute, text, number, {"seating_capacity": "seats", "motor_count": "motors"}[attribute])
    unit = match["unit"].lower()
    factor = {"ps": METRIC_HORSEPOWER, "hp": HORSEPOWER, "bhp": HORSEPOWER, "horsepower": HORSEPOWER}.get(unit, 1.0)
    return Value(attribute, text, round(number * factor, 2), "kW")
