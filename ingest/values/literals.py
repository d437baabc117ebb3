"""Values: the words of a text as typed numbers and normal forms."""

from __future__ import annotations

import re
from datetime import date

from graph import Value, ontology

from .dates import parse_date
from .losses import is_loss
from .quantities import Amount, count, money, per_year, percent, quantity
from .units import UNITS, unit_key

MONEY_ATTRIBUTES = frozenset(("price", "revenue", "profit"))
_SEATS = re.compile(r"\b(\d) ?\+ ?(\d)\b")
_SPRINT = re.compile(r"\b0[ -](?:to[ -])?\d+\s*(?:km/h|mph|kph)?(?: (?:in|takes))?")
_PHYSICAL = frozenset(("kW", "N*m", "kWh", "km", "km/h", "s", "min", "mm", "kg"))
_OUTPUT = {"kWh": ("GWh", 1e-6), "kg": ("t", 1e-3), "kW": ("MW", 1e-3)}
_MINUTES = 60.0
_SPOKEN = (
    r"(?:metric )?(?:[Hh]orse ?power|HP|hp)|bhp|PS|k[wW]|mph|km/h|miles|km|kilomet(?:re|er)s|Nm|lb[ -]?ft|pound-feet|"
    r"kWh|mm|inches|lbs|kg"
)
_UNIT_AHEAD = re.compile(rf"(?<!\d)(?<!\d[ -])\b({_SPOKEN})\b[^\d;.,]{{0,20}}$")
_UNIT_BEHIND = re.compile(rf"[ +-]*(?:(?:brake|combined|peak|plus|system|total)[ -]){{0,2}}\(?({_SPOKEN})\b")
"""The unit of a bare number: "a horsepower of 1,500", "1,020 total horsepower"."""
_VEHICLES = re.compile(
    r"\b(?:vehicles?|cars?|units?|trucks?|vans?|bus(?:es)?|SUVs?|EVs?|pickups?|motor(?:cycle|bike)s?|scooters?|bikes?|sets?|"
    r"pieces|deliveries|registrations|takers|orders|models|minibuses|lorries|tractors|customers|sales)\b",
    re.IGNORECASE,
)


def read_value(attribute: str, text: str, around: tuple[str, str] = ("", "")) -> Value:
    """Return a value with its number in the ontology's unit of the attribute, or in the text's own where it has none.

    `around` is what stands before and after it: that tells a loss from a profit. Ranges and words have no number.

    >>> read_value("power", "536 hp")
    Value(attribute='power', text='536 hp', number=399.695, unit='kW')
    >>> read_value("profit", "$3 million", around=("a net loss of ", ""))
    Value(attribute='profit', text='$3 million', number=-3000000.0, unit='USD')
    """
    amount = _amount(attribute, text, around)
    if amount is None or amount.number is None:
        return Value(attribute, text)
    value = amount.number
    if attribute == "profit" and is_loss(text, around):
        value = -abs(value)
    return Value(attribute, text, float(f"{value:.6g}") if abs(value) < 1e6 else value, amount.unit)


def _amount(attribute: str, text: str, around: tuple[str, str] = ("", "")) -> Amount | None:
    unit = ontology().attribute(attribute).unit
    if attribute == "drivetrain":
        return None
    if attribute in MONEY_ATTRIBUTES:
        return money(text)
    if attribute == "market_share":
        return percent(text)
    if attribute == "capacity" and (amount := quantity(text)) and amount.unit in _OUTPUT:
        return _of_a_year(amount, text)
    if unit in _PHYSICAL:
        return _physical(attribute, text, unit, around)
    if attribute == "seating_capacity" and (plus := _SEATS.search(text)):
        text = str(int(plus[1]) + int(plus[2]))
    return None if percent_like(text) else _counted(text, unit)


def _physical(attribute: str, text: str, unit: str, around: tuple[str, str]) -> Amount | None:
    """Return a quantity in its canonical unit; a bare number is one in the unit beside it, else in that one."""
    if attribute in ("acceleration_0_100", "acceleration_0_60"):
        text = _SPRINT.sub(" ", text)
    amount = quantity(text)
    if amount is None and unit != "min" and not re.search(r"[A-Za-z]{2}", text):
        bare = count(text)
        return bare and _in_unit(bare, unit, around)
    if amount and unit == "min" and amount.unit == "s":
        return Amount(amount.low / _MINUTES, amount.high / _MINUTES, unit)
    return amount if amount and amount.unit == unit else None


def _in_unit(bare: Amount, unit: str, around: tuple[str, str]) -> Amount:
    """Return a bare number in a unit, turned into it from the one that stands beside it."""
    found = _UNIT_BEHIND.match(around[1]) or _UNIT_AHEAD.search(around[0])
    spoken, factor = UNITS.get(unit_key(found[1]), ("", 1.0)) if found else ("", 1.0)
    factor = factor if spoken == unit else 1.0
    return Amount(bare.low * factor, bare.high * factor, unit)


def _of_a_year(amount: Amount, text: str) -> Amount:
    """Return a plant's output in the large unit that it is spoken of in."""
    unit, factor = _OUTPUT[amount.unit]
    low, high = (float(f"{end * factor:.12g}") for end in (amount.low, amount.high))
    return Amount(low, high, f"{unit}/a" if per_year(text) else unit)


def percent_like(text: str) -> bool:
    """Tell whether a text gives a part of something instead of how many."""
    return bool(re.search(r"%|per ?cent|\b(?:half|third|quarter|fifth|tenth)\b(?! an? | million)", text, re.IGNORECASE))


def _counted(text: str, unit: str) -> Amount | None:
    """Return how many; what is counted by another noun than vehicles keeps it ("34 million coil springs")."""
    counted = count(text)
    if counted is None:
        return None
    named = counted.unit if unit in ("", "vehicles") and not _VEHICLES.search(counted.unit) else ""
    return Amount(counted.low, counted.high, named or unit or ("vehicles" if counted.unit else ""))


def normal_form(name: str, text: str, published: date | None = None) -> str:
    """Return the normal form of a qualifier's words, '' where there is none.

    >>> normal_form("amount", "€1.2 billion"), normal_form("share", "51 percent"), normal_form("jobs", "1,200 jobs")
    ('1200000000 EUR', '51 %', '1200 people')
    """
    if name in ("date", "period"):
        return parse_date(text, published)
    if name == "amount":
        amount = money(text) or quantity(text)
    elif name == "share":
        amount = percent(text)
    elif name == "capacity":
        amount = _amount("capacity", text)
    elif name in ("count", "jobs"):
        amount = count(text)
        if amount and name == "jobs":
            amount = Amount(amount.low, amount.high, "people")
    else:
        return ""
    return amount.normal if amount else ""
