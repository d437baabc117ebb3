"""Names that a tagger cut in pieces: the catalogue knows the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph import LEGAL, TOKEN, name_tokens

from ..annotation import Annotation
from ..catalogue import Catalogue
from .families import FIRMS, PRODUCTS

_MOST = 3  # further pieces or words
_BETWEEN = re.compile(r"\.? |-|[:&]| (?:and|&) ")
_CODE = re.compile(r"#?\d{1,2}|[A-Z]")
_WORD = re.compile(r"(?: (?:and|&) |[ :&-])([A-Z][\w'’.-]*\w)")


def joined(text: str, mentions: Sequence[Annotation], catalogue: Catalogue) -> list[Annotation]:
    """Return the mentions with the pieces of one name as one: [Mitsubishi Fuso Truck] and [Bus], [Afeela] [1]."""
    out: list[Annotation] = []
    end = -1
    for i, m in enumerate(mentions):
        if m.start < end:
            continue
        whole = None
        if m.role == "name" and m.entity is None:
            following = [n for n in mentions[i + 1 : i + 1 + _MOST] if n.role == "name" and n.entity is None]
            whole = _whole(text, m, following, catalogue) or _incorporated(text, m, following)
            whole = whole or _longer(text, m, catalogue)
            end = whole.end if whole else end
        out.append(whole or m)
    return out


def _whole(text: str, m: Annotation, following: list[Annotation], catalogue: Catalogue) -> Annotation | None:
    """Return a name and the names right behind it as one, where only the whole is the name of a thing."""
    found = None
    last = m
    for n in following:
        if n.start < last.end or not _BETWEEN.fullmatch(text[last.end : n.start]):
            break
        last = n
        whole = text[m.start : n.end]
        kinds = _kinds(whole, catalogue)
        code = m.kind == "Company" and n.kind != "Company" and _CODE.fullmatch(n.text)
        torn = m.kind == "Company" and n.kind in PRODUCTS and not catalogue.named(n.text)  # [Alfa] [Romeo Stelvio]
        if kinds & PRODUCTS and (((code or torn) and n is following[0]) or {m.kind, n.kind} <= PRODUCTS):
            found = replace(m, end=n.end, text=whole, kind=n.kind if n.kind in kinds else min(kinds & PRODUCTS))
        elif kinds & FIRMS and {m.kind, n.kind} <= FIRMS and _is_part(n.text, whole, catalogue):
            found = replace(m, end=n.end, text=whole, kind=m.kind if m.kind in kinds else min(kinds & FIRMS))
    return found


def _is_part(name: str, whole: str, catalogue: Catalogue) -> bool:
    """Tell whether a name is nothing of its own beside the whole that it ends: unknown, or short for it (BAIC BJEV)."""
    labelled = {entry.id for entry, form in catalogue.named(whole) if form == "label"}
    return not _kinds(name, catalogue) or {entry.id for entry, _ in catalogue.named(name)} == labelled


def _incorporated(text: str, m: Annotation, following: list[Annotation]) -> Annotation | None:
    """Return a firm with the legal form behind it, which the tagger took for another name: [Fiat], [N.V.]."""
    n = following[0] if following else None
    if n is None or m.kind not in FIRMS or text[m.end : n.start] not in (" ", ", "):
        return None
    tokens = name_tokens(n.text)
    if not tokens or not LEGAL.issuperset(tokens) or n.text[0].islower():
        return None
    return replace(m, end=n.end, text=text[m.start : n.end])


def _longer(text: str, m: Annotation, catalogue: Catalogue) -> Annotation | None:
    """Return a firm's name with the words behind it, where the name is unknown without them."""
    if m.kind not in FIRMS or _kinds(m.text, catalogue) & FIRMS:
        return None
    end, found = m.end, None
    for _ in range(_MOST):
        word = _WORD.match(text, end)
        if not word:
            break
        end = word.end()
        kinds = _kinds(text[m.start : end], catalogue)
        if kinds & FIRMS:
            kind = m.kind if m.kind in kinds else min(kinds & FIRMS)
            found = replace(m, end=end, text=text[m.start : end], kind=kind)
    return found


def is_coded(name: str, catalogue: Catalogue) -> bool:
    """Tell whether a product's name is its maker's and a bare number or letter, which mean nothing apart: "Renault 5".

    >>> from ingest.catalogue import load_catalogue
    >>> is_coded("Renault 5", load_catalogue()), is_coded("Kia EV6", load_catalogue())
    (True, False)
    """
    words = name.split()
    return len(words) > 1 and bool(_CODE.fullmatch(words[-1])) and len(words) < 4 and bool(_kinds(name, catalogue))


def _kinds(name: str, catalogue: Catalogue) -> frozenset[str]:
    if not TOKEN.search(name):
        return frozenset()
    return frozenset(entry.kind for entry, form in catalogue.named(name) if form in ("label", "alias"))
