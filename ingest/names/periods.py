"""Quarters, halves and financial years that a tagger takes for names: "GM's Q3 deliveries", "up 12% YoY"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..annotation import Annotation
from ..catalogue import Catalogue
from .families import PRODUCTS

_YEAR = r"(?:['’]?\d\d|(?:19|20)\d\d)"
_PERIOD = re.compile(
    rf"(?:(?:[1-4]Q|[12]H|9M|FY|CY)(?: ?{_YEAR})?|[QH][1-4] ?(?:FY|CY) ?{_YEAR}|[QH][1-4] {_YEAR}|YTD)"
)
_CODE = re.compile(r"[QH][1-4]")
"""A quarter or half, or a model: the Audi Q3, the Haval H2."""

_COMPARED = re.compile(r"[YQMH]o[YQMH]|[yqm]-(?:o|on)-[yqm]|[YQM]-[Oo]-[YQM]")
_FIGURE = re.compile(
    r"\s+(?:(?:net|global|worldwide|total|vehicle|car|EV|retail|wholesale|operating|record|adjusted|U\.?S\.?|core) )*"
    r"(?:deliver(?:y|ies)|sales|profits?|results?|revenues?|earnings?|income|loss(?:es)?|shipments?|production|output|"
    r"margins?|guidance|figures?|numbers|registrations|EBIT(?:DA)?|turnover|report|call|volumes?|forecasts?|"
    r"of|fy|FY|(?:19|20)\d\d)\b"
)


def without_periods(text: str, mentions: Sequence[Annotation], catalogue: Catalogue) -> Iterator[Annotation]:
    """Yield the mentions with periods as dates, and without what only compares two of them."""
    firms = {m.text for m in mentions if m.role == "name" and m.kind == "Company"}
    makers = {entry.id for firm in firms for entry, _ in catalogue.named(firm) if entry.kind == "Company"}
    before: Annotation | None = None
    for m in mentions:
        named = m.role == "name" and m.entity is None
        if named and _is_period(text, m, before, makers, catalogue):
            yield replace(m, kind="Date", role="value")
        elif not (named and _COMPARED.fullmatch(m.text)):
            yield m
        before = m


def _is_period(text: str, m: Annotation, before: Annotation | None, makers: set[str], catalogue: Catalogue) -> bool:
    if _PERIOD.fullmatch(m.text):
        return True
    if not _CODE.fullmatch(m.text):
        return False
    owners = {entry.parent for entry, _ in catalogue.named(m.text) if entry.kind in PRODUCTS}
    if before and text[before.end : m.start] == " " and owners & _ids(before, catalogue):
        return False  # "the Audi Q3"
    return not owners & makers or bool(_FIGURE.match(text, m.end))


def _ids(m: Annotation, catalogue: Catalogue) -> set[str]:
    return {entry.id for entry, _ in catalogue.named(m.text)}
