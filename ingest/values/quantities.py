"""Money, shares and quantities: words of the text -> number and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numbers import FRACTIONS, NUMBER, number, numbers
from .units import CURRENCIES, CURRENCY_NAME, SIGN, UNIT_NAME, UNITS, unit_key

_MONEY = re.compile(
    rf"(?<![\w$])(?P<sign>{SIGN})[ \u00a0-]?(?P<first>{NUMBER})(?:[ -]?(?:{CURRENCY_NAME})\b)?"
    rf"|(?P<last>{NUMBER})[ \u00a0-]?(?P<name>{CURRENCY_NAME}|€|£|¥|₹|₩)",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"(?P<number>{NUMBER})[ \u00a0-]?(?:%|per ?cents?\b|pct\b|percentage points?\b)", re.IGNORECASE)
_MEASURE = re.compile(
    rf"(?P<number>{NUMBER})[ \u00a0-]?(?P<unit>(?:{UNIT_NAME}))(?![\w])"
    rf"(?:,?(?: and)? (?P<more>{NUMBER})[ -]?(?P<smaller>{UNIT_NAME})(?!\w)| and a (?P<half>half|quarter))?",
)
_PER_YEAR = re.compile(r"\b(?:a|per|each) (?:year|annum)\b|\bannual(?:ly)?\b|/(?:yr|year|a)\b", re.IGNORECASE)
PEOPLE = re.compile(
    r"\b(people|persons?|workers?|employees?|employments?|jobs?|posts?|positions?|staff\w*|co-?workers?|heads|colleagues|"
    r"redundancies|layoffs|roles)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One number, or the two ends of a range, in a unit; `text` is what was read."""

    low: float
    high: float
    unit: str = ""

    @property
    def number(self) -> float | None:
        """The number, None for a range."""
        return self.low if self.low == self.high else None

    @property
    def normal(self) -> str:
        """The normal form: `2500000000 USD`, `300/400 km`."""
        ends = [f"{self.low:.15g}"] + ([f"{self.high:.15g}"] if self.high != self.low else [])
        return f"{'/'.join(ends)} {self.unit}".strip()


def money(text: str) -> Amount | None:
    """Return an amount of money with its ISO currency.

    >>> money("$2.5bn"), money("1.2 lakh crore rupees").normal, money("from €48,000 to €52,000").normal
    (Amount(low=2500000000.0, high=2500000000.0, unit='USD'), '1200000000000 INR', '48000/52000 EUR')
    """
    found = _MONEY.search(text)
    if not found:
        return None
    code = CURRENCIES[re.sub(r"[ -]+", " ", found["sign"] or found["name"]).lower()]
    bare = re.sub(rf"(?<![\w])(?:{SIGN})(?=[ \u00a0]?\d)", " ", text, flags=re.IGNORECASE)
    return _amount(numbers(bare), code)


def _amount(ends: list[float], unit: str, factor: float = 1.0) -> Amount | None:
    if not ends:
        return None
    low, high = (float(f"{end * factor:.12g}") for end in (ends[0], ends[-1]))
    return Amount(low, high, unit)


def percent(text: str) -> Amount | None:
    """Return a share in percent.

    >>> percent("five percent").normal, percent("50-50").normal, percent("a third").normal, percent("10-12%").normal
    ('5 %', '50 %', '33.3 %', '10/12 %')
    """
    lowered = text.lower()
    if re.fullmatch(r"\s*(?:50[ -](?:to[ -])?50|fifty[ -]fifty|equal(?:ly)?)\s*", lowered):
        return Amount(50.0, 50.0, "%")
    if not _PERCENT.search(text):
        part = re.search(r"(?:(an?|one|two|three|four|nine)[ -])?(half|third|quarter|fifth|tenth)s?\b", lowered)
        if part:
            value = round(100 * FRACTIONS[part[2]] * (number(part[1] or "one") or 1.0), 1)
            return Amount(value, value, "%")
    return _amount(numbers(text), "%")


def quantity(text: str) -> Amount | None:
    """Return a quantity in the base unit of its dimension (kW, kWh, N*m, km, km/h, mm, kg, s).

    >>> quantity("536 hp"), quantity("2.5 GWh a year").normal, quantity("4.05 metres").normal
    (Amount(low=399.695131392, high=399.695131392, unit='kW'), '2500000 kWh', '4050 mm')
    """
    found = _MEASURE.search(text)
    if found is None or unit_key(found["unit"]) not in UNITS:
        return None
    unit, factor = UNITS[unit_key(found["unit"])]
    ends = numbers(text[: found.start("unit")])
    if not ends:
        return None
    if found["more"] and unit == "s" and unit_key(found["smaller"]) in UNITS:
        smaller = UNITS[unit_key(found["smaller"])][1] / factor
        ends = [ends[-1] + (number(found["more"]) or 0.0) * smaller]
    elif found["half"]:
        ends = [ends[-1] + FRACTIONS[found["half"]]]
    return _amount(ends, unit, factor)


def count(text: str) -> Amount | None:
    """Return how many, with the noun that is counted where the text has one.

    >>> count("some 1.2 million vehicles").normal, count("1,59,591 cars").normal, count("38.000 coworkers").normal
    ('1200000 vehicles', '159591 cars', '38000 people')
    """
    ends = numbers(text, whole=True)
    last = list(re.finditer(NUMBER, text, re.IGNORECASE))
    noun = text[last[-1].end() :].strip(" -.,").lower() if last and len(ends) else ""
    noun = re.sub(r"\b(?:a|per|each) (?:year|annum)$|\bannually$|^of the |^additional |^new |^more ", "", noun).strip()
    return _amount(ends, "people" if PEOPLE.search(noun) else noun)


def per_year(text: str) -> bool:
    """Tell whether a quantity is one of each year."""
    return bool(_PER_YEAR.search(text))
