"""Units and currencies of vehicle news: their spellings, and factors to the units that the ontology keeps.

The factors are checked against pint by a test; a table is used because loading pint takes longer than an article.
"""

from __future__ import annotations

import re

UNITS: dict[str, tuple[str, float]] = {}
"""Spelling in lower case without spaces, hyphens and dots -> (base unit of its dimension, factor)."""

CURRENCIES: dict[str, str] = {}
"""Spelling in lower case -> ISO 4217 code."""


def _unit(base: str, factor: float, spellings: str) -> None:
    for spelling in spellings.split("|"):
        UNITS[unit_key(spelling)] = (base, factor)


def unit_key(text: str) -> str:
    """Return a unit's spelling without what writers vary: case, spaces, hyphens, dots.

    >>> unit_key("lb-ft"), unit_key("N·m"), unit_key("Kilowatt hours")
    ('lbft', 'nm', 'kilowatthours')
    """
    return re.sub(r"[\s.·*⋅-]", "", text).lower()


for _prefix, _word, _factor in (
    ("", "", 1e-3),
    ("k", "kilo", 1.0),
    ("M", "mega", 1e3),
    ("G", "giga", 1e6),
    ("T", "tera", 1e9),
):
    _unit("kW", _factor, f"{_prefix}W|{_word}watt|{_word}watts")
    _unit("kWh", _factor, f"{_prefix}Wh|{_word}watt hour|{_word}watt hours")
_unit("kW", 0.745699872, "hp|bhp|horsepower|horses|horse power|brake horsepower")
_unit("kW", 0.73549875, "PS|cv|metric horsepower|metric hp|ch")
_unit("N*m", 1.0, "Nm|newton metre|newton metres|newton meter|newton meters|newton-metre")
_unit("N*m", 1.3558179483, "lb ft|lbft|lb-ft|lbs ft|lb feet|pound feet|pound foot|pound-feet|ft lb|ft lbs|foot pounds")
_unit("N*m", 9.80665, "kgfm|kgm|kgf m")
_unit("km", 1.0, "km|kms|kilometre|kilometres|kilometer|kilometers|kilo metres")
_unit("km", 1.609344, "mi|mile|miles")
_unit("km/h", 1.0, "km/h|kmh|kph|kmph|kilometres per hour|kilometers per hour|kilometres an hour|kilometers an hour")
_unit("km/h", 1.609344, "mph|miles per hour|miles an hour")
_unit("mm", 1.0, "mm|millimetre|millimetres|millimeter|millimeters")
_unit("mm", 10.0, "cm|centimetre|centimetres|centimeter|centimeters")
_unit("mm", 1000.0, "m|metre|metres|meter|meters")
_unit("mm", 25.4, "in|inch|inches|″")
_unit("mm", 304.8, "ft|foot|feet")
_unit("kg", 1.0, "kg|kgs|kilogram|kilograms|kilogramme|kilogrammes|kilo|kilos")
_unit("kg", 1000.0, "t|tonne|tonnes|ton|tons|metric ton|metric tons|metric tonnes")
_unit("kg", 0.45359237, "lb|lbs|pound|pounds")
_unit("s", 1.0, "s|sec|secs|second|seconds")
_unit("s", 60.0, "min|mins|minute|minutes")
_unit("s", 3600.0, "h|hr|hrs|hour|hours")

for _code, _spellings in {
    "USD": "$|us$|usd|dollar|dollars|us dollar|us dollars|u.s. dollars|american dollars",
    "EUR": "€|eur|euro|euros",
    "GBP": "£|gbp|pound|pounds|sterling|pounds sterling|british pounds",
    "CNY": "cn¥|cny|rmb|yuan|renminbi|chinese yuan",
    "JPY": "¥|jpy|yen|japanese yen|jp¥",
    "INR": "₹|rs|rs.|inr|rupee|rupees|indian rupees",
    "KRW": "₩|krw|won|korean won|south korean won",
    "CAD": "c$|ca$|cad|canadian dollar|canadian dollars",
    "AUD": "a$|au$|aud|australian dollars",
    "HKD": "hk$|hkd|hong kong dollars",
    "TWD": "nt$|twd|taiwan dollars|new taiwan dollars",
    "SGD": "s$|sgd|singapore dollars",
    "BRL": "r$|brl|real|reais|brazilian reais",
    "CHF": "chf|franc|francs|swiss francs",
    "SEK": "sek|kronor|krona|swedish kronor|swedish crowns",
    "NOK": "nok|kroner|norwegian kroner|norwegian crowns",
    "DKK": "dkk|danish kroner",
    "CZK": "czk|kč|koruna|korunas|koruny|czech crowns|crowns",
    "PLN": "pln|zł|zloty|zlotys|zlotych|złoty",
    "HUF": "huf|forint|forints",
    "TRY": "₺|try|lira|liras|turkish lira",
    "RUB": "₽|rub|ruble|rubles|rouble|roubles",
    "THB": "฿|thb|baht|thai baht",
    "IDR": "rp|idr|rupiah",
    "MYR": "rm|myr|ringgit",
    "VND": "vnd|dong|₫",
    "MXN": "mxn|mx$|peso|pesos|mexican pesos",
    "ZAR": "zar|rand",
    "AED": "aed|dirham|dirhams",
    "SAR": "sar|riyal|riyals",
    "ILS": "ils|₪|shekel|shekels",
    "PHP": "php|₱|philippine pesos",
    "RON": "ron|lei|leu",
    "ARS": "ars|argentine pesos",
    "CLP": "clp|chilean pesos",
    "EGP": "egp|egyptian pounds",
    "UAH": "uah|hryvnia",
}.items():
    for _spelling in _spellings.split("|"):
        CURRENCIES[_spelling] = _code


def alternatives(spellings: list[str]) -> str:
    """Return a regular expression that matches the spellings, longest first, with flexible spaces and hyphens."""
    ordered = sorted(spellings, key=len, reverse=True)
    return "|".join(re.sub(r"(?:\\ |\\-)", r"[ -]?", re.escape(s)) for s in ordered)


_CODES_IN_FRONT = frozenset("rs rm rp chf eur usd inr sek nok gbp cny rmb jpy krw cad aud dkk czk pln huf thb".split())
SIGN = alternatives([s for s in CURRENCIES if not s[-1].isalpha() or s in _CODES_IN_FRONT])
CURRENCY_NAME = alternatives([s for s in CURRENCIES if s[-1].isalpha() and len(s) > 2])
UNIT_NAME = (
    r"k[wW]h|[MGTkK]?Wh|[kMG]?W|kilowatt[ -]hours?|megawatt[ -]hours?|gigawatt[ -]hours?|terawatt[ -]hours?|kilowatts?|"
    r"megawatts?|gigawatts?|b?hp|h\.p\.|horse ?power|horses|PS|metric horsepower|cv|N[·.*⋅ ]?m|"
    r"newton[ -]met(?:re|er)s?|lbs?[ .-]?f(?:ee)?t\.?|pound[ -]f(?:ee|oo)t|kgf?[·.]?m|"
    r"kilomet(?:re|er)s? (?:per|an) hour|km/h|k(?:m)?ph|kmh|mph|"
    r"miles (?:per|an) hour|kms?|kilomet(?:re|er)s?|miles?|mi|millimet(?:re|er)s?|mm|centimet(?:re|er)s?|cm|"
    r"met(?:re|er)s?|m|inch(?:es)?|in|feet|foot|ft|kilogram(?:me)?s?|kilos?|kgs?|(?:metric )?tons?|tonnes?|t|"
    r"pounds?|lbs?|seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h"
)
