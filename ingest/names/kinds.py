"""What a name is, where the tagger says something that the catalogue or the form of the name rules out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from graph import LEGAL, name_key, name_tokens

from ..annotation import Annotation
from ..catalogue import Catalogue, Entry
from .candidates import candidates, is_ambiguous, kind_distance
from .descriptions import KIND_OF
from .families import ACTORS, PRODUCTS
from .forms import GENERIC
from .surfaces import TRADE_WORDS
from .towns import is_shortened

UNSURE = 0.6
"""Confidence below which a tag as a firm gives way to what the name looks like: a surname, a first name in front."""
_PLACES = frozenset(("Facility", "Event"))  # a plant is called by its town or its owner
FIRST_NAMES = Path(__file__).with_name("first_names.txt")
"""Common first names. They tell a person whom the tagger takes for a firm ("Katharina Brandl takes over"), and only
where it is unsure of that: firms are called Carmen or Florence too.
"""

_POSSESSIVE = re.compile(r"['’]s?$")
_POINTERS = frozenset("the this that its it their they a an both our we he she his her these those".split())

_EXCHANGE = re.compile(
    r"\w exchange\b|exchange of|\w bourse|b(?:ö|o|ø)rse?\b|\b(?:bolsa|borsa|bursa|nyse|nasdaq|euronext|kos(?:daq|pi)|"
    r"tadawul|chinext|xetra|first north|first board|innovation board|growth market|prime market|star market|aim|byma|"
    r"bme)\b|alternative investment|^(?:b3|six|bse|nse|asx|tsx|jse|lse|hkex|hose|sgx|idx|pse)$",
    re.IGNORECASE,
)


def is_exchange(name: str) -> bool:
    """Tell whether a name is one of a stock exchange.

    >>> is_exchange("Tokyo Stock Exchange"), is_exchange("Deutsche Börse"), is_exchange("Stock Market")
    (True, True, False)
    """
    return bool(_EXCHANGE.search(name))


def as_names(mentions: Iterable[Annotation], catalogue: Catalogue) -> list[Annotation]:
    """Return mentions with references that are spelt like a firm's name as names: "GM's".

    Of 228 references of the corpus which the catalogue has as a name, 201 are firms' names and mean that firm.
    """
    found = list(mentions)
    firms = {m.text for m in found if m.role == "name" and m.kind == "Company"}
    return [replace(m, role="name") if _is_called(m, firms, catalogue) else m for m in found]


def _is_called(m: Annotation, firms: set[str], catalogue: Catalogue) -> bool:
    if m.role != "reference" or m.kind != "Company" or m.entity is not None or not m.text[:1].isupper():
        return False
    name = _POSSESSIVE.sub("", m.text)
    if name.split()[0].lower() in _POINTERS:
        return False
    known = any(e.kind == "Company" and form in ("label", "alias") for e, form in catalogue.named(name))
    return name in firms or (known and name.split()[-1].lower() not in KIND_OF and len(name) > 1)


def retag(mentions: list[Annotation], catalogue: Catalogue) -> list[Annotation]:
    """Return mentions with the kinds that their names have; the surname of a person taken for a firm is no firm."""
    out = [_retagged(m, mentions, catalogue) for m in mentions]
    pairs = zip(mentions, out, strict=True)
    surnames = {new.text.split()[-1] for old, new in pairs if new.kind == "Person" and old.kind == "Company"}
    surnames |= _surnames(out, catalogue)
    return [replace(m, kind="Person") if m.kind == "Company" and m.text in surnames else m for m in out]


def _surnames(mentions: list[Annotation], catalogue: Catalogue) -> set[str]:
    """Return the names tagged as firms that are surnames of people named in full before, and of no known firm.

    Nor of one that the text names in full too: of 183 such names of the corpus 179 are people.
    """
    found, people = set[str](), set[str]()
    firms = {word for m in mentions if m.kind == "Company" and " " in m.text for word in m.text.split()}
    for m in mentions:
        if m.kind == "Person" and " " in m.text:
            people.add(m.text.split()[-1])
        elif m.kind == "Company":
            (found if m.text in people else firms).add(m.text)
    return {name for name in found - firms if not catalogue.named(name)}


def _retagged(m: Annotation, mentions: list[Annotation], catalogue: Catalogue) -> Annotation:
    """Return a name mention with the kind that its name has, where it can have but one."""
    if m.role != "name":
        return m
    if m.kind == "Market":
        m = _place_of_market(m, catalogue)
    if m.text.endswith(".") and any(is_shortened(entry, m.text) for entry, _ in catalogue.named(m.text)):
        return replace(m, kind="Place")
    m = _as_product(m, mentions, catalogue)
    m = _as_body(m, catalogue)
    if m.kind == "Company" and is_personal(m.text, catalogue) and _is_unsure(m, mentions):
        return replace(m, kind="Person")
    return m


def _is_unsure(m: Annotation, mentions: list[Annotation]) -> bool:
    """Tell whether the tagger is nowhere sure that a name is a firm's; one that begins another's name is."""
    if m.confidence >= UNSURE or any(o.text.startswith(f"{m.text} ") for o in mentions):
        return False
    return all(other.confidence < UNSURE for other in mentions if other.text == m.text)


def _as_product(m: Annotation, mentions: list[Annotation], catalogue: Catalogue) -> Annotation:
    """Return a mention tagged as a firm as the product that alone has its name, where the text names the maker."""
    named = catalogue.named(m.text) if m.kind == "Company" else ()
    if not named or any(entry.kind not in PRODUCTS for entry, _ in named):
        return m
    makers = {entry.id for other in mentions if other.kind == "Company" for entry, _ in catalogue.named(other.text)}
    return replace(m, kind=named[0][0].kind) if any(entry.parent in makers for entry, _ in named) else m


def _as_body(m: Annotation, catalogue: Catalogue) -> Annotation:
    """Return a mention as the firm, body or person that alone has its name: "a 95-kWh Samsung SDI pack"."""
    bound = m.kind in ACTORS and not (m.kind == "Person" and " " in m.text)
    if bound or m.kind in _PLACES or not m.text[:1].isupper():
        return m
    if any(kind_distance(m.kind, entry.kind) < 1 for entry, _, _ in candidates(m.text, m.kind, catalogue)):
        return m
    named = [entry for entry, form in catalogue.named(m.text) if form in ("label", "alias")]
    kinds = {entry.kind for entry in named}
    if len(kinds) != 1 or not kinds <= ACTORS or any(_is_doubtful(entry, m.text) for entry in named):
        return m
    return replace(m, kind=kinds.pop())


def _is_doubtful(entry: Entry, surface: str) -> bool:
    return len(name_key(surface)) < 3 or is_ambiguous(entry, surface)


def _place_of_market(m: Annotation, catalogue: Catalogue) -> Annotation:
    """Return "the Canada market" as the place that it is."""
    words = m.text.split()
    if len(words) < 2 or words[-1].lower() not in ("market", "markets"):
        return m
    front = " ".join(words[:-1])
    named = [entry for entry, form in catalogue.named(front) if form in ("label", "alias")]
    if not front[:1].isupper() or not any(e.kind == "Place" and not is_shortened(e, front) for e in named):
        return m
    return replace(m, end=m.start + len(front), text=front, kind="Place") if m.text.startswith(front) else m


def is_personal(name: str, catalogue: Catalogue) -> bool:
    """Tell whether an unknown name is that of a person by its first word, and by no word that firms have."""
    words = name.split()
    tokens = name_tokens(name)
    if len(words) not in (2, 3) or not all(word[:1].isupper() for word in words) or "&" in name:
        return False
    if any(token in LEGAL or token in GENERIC or token in TRADE_WORDS for token in tokens[1:]):
        return False
    first = words[0].lower()
    known = catalogue.named(name) or any(entry.kind != "Person" for entry, _ in catalogue.named(words[0]))
    return not known and first in _first_names(catalogue)


@lru_cache(4)
def _first_names(catalogue: Catalogue) -> frozenset[str]:
    """Return known first names, and those of several people of the catalogue."""
    once: set[str] = set()
    several = set(FIRST_NAMES.read_text(encoding="utf-8").split())
    for entry in catalogue.entries.values():
        if entry.kind == "Person" and entry.country not in ("China", "South Korea", "Taiwan", "Vietnam"):
            first = entry.label.split()[0].lower()
            (several if first in once else once).add(first)
    return frozenset(several)
