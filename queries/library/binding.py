"""The values of a question's parameters as SPARQL terms, and the query with its parameters filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from graph import STATEMENT, STATUSES, KnowledgeGraph, QueryError, entity_iri, ontology

from .questions import Parameter, Question

SPAN = re.compile(r"\d{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?")
PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)(?:-(\d\d))?))?")


def bind(kg: KnowledgeGraph, asked: Question, values: Mapping[str, str]) -> dict[str, str]:
    """Return the SPARQL term of every parameter and filter; unknown names and malformed values raise QueryError."""
    terms = {parameter.name: term(kg, parameter, values[parameter.name]) for parameter in asked.parameters}
    least = {name: _number(name, values[name]) for name in ("min_confidence", "min_sources", "limit")}
    bounds = {"since": day, "until": last_day}
    days = {name: _quoted(read(name, values[name]) if values[name] else "") for name, read in bounds.items()}
    return terms | least | days


def fill(sparql: str, terms: Mapping[str, str]) -> str:
    """Return the query with every `$name` replaced by its term; names without a term stay variables."""
    return re.sub(r"\$(\w+)", lambda match: terms.get(match[1], match[0]), sparql)


def wanted_statuses(text: str) -> tuple[str, ...]:
    """Return the statuses that a filter lets through: one, several joined by commas, or all for `any`."""
    wanted = tuple(part.strip() for part in text.split(","))
    if wanted == ("any",):
        return STATUSES
    for status in wanted:
        if status not in STATUSES:
            raise QueryError(f"unknown status {status!r}", ("any", *STATUSES))
    return wanted


def term(kg: KnowledgeGraph, parameter: Parameter, value: str) -> str:
    """Return the SPARQL term of one parameter's value."""
    if value == "" and parameter.default is not None:
        return '""'
    if "|" in parameter.kind:
        return _quoted(_one_of(parameter.name, value, tuple(parameter.kind.split("|"))))
    if parameter.kind in PLAIN:
        return PLAIN[parameter.kind](parameter.name, value)
    kinds = tuple(ontology().kinds) if parameter.kind == "any" else tuple(parameter.kind.split(","))
    return f"<{entity_iri(kg.find(value, kinds=kinds).id)}>"


def stem(words: str) -> str:
    """Return lower-case words without the ending of the plural, so that they are found inside other words.

    >>> stem("Batteries"), stem("battery"), stem("brake discs"), stem("glass")
    ('batter', 'batter', 'brake disc', 'glass')
    """
    return re.sub(r"(?<=\w{4})(ies|y)$|(?<=\w\w[^s])s$", "", " ".join(words.lower().split()))


def day(name: str, value: str) -> str:
    """Return an ISO date: `today`, a day, or the first day of a month (`2026-05`), quarter (`2026-Q2`) or year.

    >>> day("since", "2026-Q2"), day("since", "2026"), day("since", "2026-05-03")
    ('2026-04-01', '2026-01-01', '2026-05-03')
    """
    return _period(name, value)[0].isoformat()


def last_day(name: str, value: str) -> str:
    """Return the last day of what `day` returns the first day of.

    >>> last_day("until", "2026-Q2"), last_day("until", "2026"), last_day("until", "2026-05-03")
    ('2026-06-30', '2026-12-31', '2026-05-03')
    """
    return _period(name, value)[1].isoformat()


def _period(name: str, value: str) -> tuple[date, date]:
    match = PERIOD.fullmatch(date.today().isoformat() if value == "today" else value)
    if match:
        months = 3 if match[2] else 1 if match[3] else 12
        month = 3 * int(match[2]) - 2 if match[2] else int(match[3] or 1)
        try:
            first = date(int(match[1]), month, int(match[4] or 1))
            after = date(first.year + (month + months > 12), (month + months - 1) % 12 + 1, 1)
            return first, first if match[4] else after - timedelta(days=1)
        except ValueError:
            pass
    raise QueryError(f"{name}={value!r} is not a date: write 2026-05-31, 2026-05, 2026-Q2, 2026 or today")


def _span(name: str, value: str) -> str:
    """Return a year, half, quarter or month as qualifiers write it; what lies in it begins with it."""
    if not SPAN.fullmatch(value.upper()):
        raise QueryError(f"{name}={value!r} is no period: write 2025, 2025-H1, 2025-Q3 or 2025-05")
    return value.upper()


def whole(name: str, value: str, *, most: int) -> int:
    """Return a whole number from 1 to `most`, or raise QueryError.

    >>> whole("limit", "1e2", most=1000)
    100
    """
    number = float(_number(name, value))
    if not (1 <= number <= most and number.is_integer()):
        raise QueryError(f"{name}={value!r} is not a whole number from 1 to {most:,}")
    return int(number)


def _number(name: str, value: str) -> str:
    match = re.fullmatch(
        r"(\d{1,18}(?:\.\d{1,18})?(?:e\d{1,2})?)", value.replace(",", "").replace("_", "").strip(), re.I
    )
    if not match:
        raise QueryError(f"{name}={value!r} is not a number of 0 or more")
    return match[1]


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise QueryError(f"{name}={value!r} is not one of its choices", choices)
    return value


def _relation(value: str) -> str:
    known = (*ontology().relations, *ontology().attributes)
    name = value.strip().replace(" ", "_")
    if name != "any" and name not in known:
        raise QueryError(f"unknown relation {value!r}", ("any", *known))
    return name


def _statement(value: str) -> str:
    name = value.removeprefix(STATEMENT).removeprefix("statement/")
    if not re.fullmatch(r"[0-9a-f]{8,64}", name):
        raise QueryError(f"{value!r} is no statement: give its IRI, as the column `statement` of any answer shows it")
    return f"<{STATEMENT}{name}>"


def _quoted(value: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(character, character) for character in value) + '"'


PLAIN: Mapping[str, Callable[[str, str], str]] = {
    "text": lambda name, value: _quoted(stem(value)),
    "number": _number,
    "date": lambda name, value: _quoted(day(name, value)),
    "period": lambda name, value: _quoted(_span(name, value)),
    "relation": lambda name, value: _quoted(_relation(value)),
    "statement": lambda name, value: _statement(value),
}
"""How the values of the kinds that are no entities become terms."""
