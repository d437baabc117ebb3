"""What stands inside a tagged name and is none of it: tickers, datelines, possessives, nationalities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..annotation import Annotation
from ..catalogue import Catalogue
from .candidates import candidates, is_ambiguous
from .descriptions import COUNTRY_OF, NATION
from .families import FIRMS
from .forms import GENERIC

_MARKETS = (
    "AS|AT|AX|BK|BO|BR|CO|DE|F|HE|HK|IS|JK|KL|KQ|KS|L|LS|MC|MI|MX|N|NS|O|OL|OQ|PA|PK|PR|SA|SH|SI|SN|SS|ST|SW|SZ|T|TO|TW|"
    "TWO|VI|VX|WA"
)
"""What news agencies put behind a ticker for the exchange. "A", "S" and "V" are left out: "S.A." is a legal form."""

_TICKER = re.compile(
    rf"(?<![\w.])(?:(?:[A-Z]{{2,6}}(?:_?[a-z])?|\d{{4,6}})\.(?:{_MARKETS})|[A-Z]\.[NO])(?!\w)"
    r"|\((?:[A-Z]{2,8}: ?[A-Z\d.]{1,8}|\d{5,6})\)"
)
_DASH = re.compile(r"\s*(?:--|—)\s*")
_POSSESSIVE = re.compile(r"(?P<front>.+?)(?:['’]s|(?<=[sz])['’])\s+(?P<rest>.+)", re.DOTALL)
_NATION = re.compile(rf"(?P<front>{NATION})\s+(?P<rest>[A-Z].*)", re.DOTALL)


def bounded(text: str, mentions: Sequence[Annotation], catalogue: Catalogue) -> Iterator[Annotation]:
    """Yield the mentions, names without what does not belong to them; what is only a ticker is no name at all."""
    tickers = [match.span() for match in _TICKER.finditer(text)]
    firms = frozenset(m.text for m in mentions if m.role == "name" and m.kind == "Company")
    for m in mentions:
        if m.kind == "Company" and m.role == "name" and m.text in COUNTRY_OF and not catalogue.named(m.text):
            continue  # "Swedish" before a firm is none
        if m.role != "name" or m.entity is not None:
            yield m
            continue
        for part in _without_tickers(m, tickers):
            for name in _undashed(part, catalogue):
                yield from _apart(name, firms, catalogue) if m.kind in FIRMS else (name,)


def _without_tickers(m: Annotation, tickers: Sequence[tuple[int, int]]) -> Iterator[Annotation]:
    """Yield a name up to the ticker in it, or nothing where it is part of one: [CATL] 300750.SZ."""
    for start, end in tickers:
        if start <= m.start < end:
            yield from [m] if m.kind == "Organization" else ()  # the exchange
            return
        if m.start < start < m.end:
            kept = m.text[: start - m.start].rstrip(" \n,(:")
            m = replace(m, end=m.start + len(kept), text=kept)
    yield m


def _undashed(m: Annotation, catalogue: Catalogue) -> Iterator[Annotation]:
    """Yield the names on both sides of a dash that stands between a dateline and the text: [DETROIT]--[Lear]."""
    dash = _DASH.search(m.text)
    if not dash or not dash.start() or dash.end() == len(m.text):
        yield m
        return
    front, rest = m.text[: dash.start()], m.text[dash.end() :]
    is_place = any(entry.kind == "Place" for entry, _ in catalogue.named(front))
    yield replace(m, end=m.start + len(front), text=front, kind="Place" if is_place else m.kind)
    yield replace(m, start=m.end - len(rest), text=rest)


def _apart(m: Annotation, firms: frozenset[str], catalogue: Catalogue) -> Iterator[Annotation]:
    """Yield a firm without whose it is, or the owner of what is no firm: China's [BYD], [Mercedes]' EV tech."""
    parts = _POSSESSIVE.fullmatch(m.text) or _NATION.fullmatch(m.text)
    if not parts or catalogue.named(m.text):
        yield m
        return
    front, rest = parts["front"], parts["rest"]
    owner = replace(m, end=m.start + len(front), text=front)
    owned = replace(m, start=m.end - len(rest), text=rest)
    firm = _is_firm(rest, firms, catalogue, home=COUNTRY_OF.get(front, front))
    if front in COUNTRY_OF or any(entry.kind == "Place" for entry, _ in catalogue.named(front)):
        yield owned if firm else m
    elif _is_firm(front, firms, catalogue) or rest.split()[-1].islower():
        yield owner
        if firm:
            yield owned
    else:
        yield m


def _is_firm(name: str, firms: frozenset[str], catalogue: Catalogue, *, home: str = "") -> bool:
    """Tell whether a name is that of a firm beyond doubt, for the catalogue or elsewhere in the document.

    Where the name may also mean something else, the firm's country has to be the one before it: "American Ford".
    """
    if name.lower() in GENERIC:
        return False
    found = candidates(name, "Company", catalogue)
    named = [entry for entry, form, cut in found if form in ("label", "alias") and entry.kind == "Company" and not cut]
    return name in firms or any(entry.country == home or not is_ambiguous(entry, name) for entry in named)
