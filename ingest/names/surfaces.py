"""How one name looks in text: what to cut from a mention, and the keys under which to look it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph import join_key, name_tokens, without_legal_form

from ..annotation import Annotation
from .families import FIRMS

TRADE_WORDS = frozenset(
    "auto automobile automobiles automotive cars international motor motors vehicle vehicles".split()
)
# a model is now and then tagged as a Component
_BODY_STYLES = frozenset(
    "concept crossover crossovers pickup pickups saloon saloons sedan sedans suv suvs van vans".split()
)
_TAILS = {
    "Platform": frozenset(("platform", "architecture")),
    "Vehicle": _BODY_STYLES,
    "Component": _BODY_STYLES | {"chip", "battery", "platform", "system"},
    "Place": frozenset(("city", "province", "state", "region", "prefecture")),
    "Government": frozenset(("agency", "ministry")),
    "Technology": frozenset(("technology", "tech", "system", "systems")),
}
_ONE = re.compile(r" [A-Z]s$")  # "5,000 Model Ys"
_FRONT = re.compile(r"^[\s\"'“”‘’«(\[]*(?:(?:the|The|THE)\s+)?")
_HONORIFIC = re.compile(
    r"^(?:(?:Dr|Mr|Mrs|Ms|Prof|Sir|Herr|Frau|Ing|Dipl|Engineer|Representative|Chairman|President|Minister|Senator|Governor|Secretary|Mayor|Judge)\.?\s+)+"
)
_BACK = re.compile(r"(?:['’]s|(?<=s)['’]|[\s\"'“”‘’»)\],;:])+$")


def trimmed(m: Annotation) -> Annotation:
    """Return a name mention without quotes, article, title and possessive around the name."""
    front = _FRONT.match(m.text)
    start = m.start + (front.end() if front else 0)
    words = m.text[start - m.start :]
    if m.kind == "Person" and (honorific := _HONORIFIC.match(words)):
        start += honorific.end()
        words = m.text[start - m.start :]
    kept = _BACK.sub("", words)
    if kept.count("(") > kept.count(")") and words.startswith(f"{kept})"):
        kept += ")"
    if not kept or len(kept) == len(m.text):
        return m
    return replace(m, start=start, end=start + len(kept), text=kept)


def keys(surface: str, kind: str) -> Iterator[tuple[str, bool]]:
    """Yield the keys under which a catalogue may know a name, most literal first, and whether words were cut.

    >>> list(keys("Isuzu Motors Ltd.", "Company"))
    [('isuzumotorsltd', False), ('isuzumotors', False), ('isuzu', True)]
    >>> list(keys("Teslas", "Vehicle"))
    [('teslas', False), ('tesla', True)]
    """
    tokens = name_tokens(surface)
    if not tokens:
        return
    yield join_key(tokens), False
    if kind in FIRMS:
        short = list(without_legal_form(tokens))
        if len(short) < len(tokens):
            yield join_key(short), False
        while len(short) > 1 and short[-1] in TRADE_WORDS:
            short = list(without_legal_form(short[:-1]))
            yield join_key(short), True
    tail = _TAILS.get(kind, frozenset())
    if len(tokens) > 1 and tokens[-1] in tail:
        yield join_key(tokens[:-1]), False
    plural = tokens[-1][-1] == "s" and (len(tokens[-1]) > 3 or tokens[-1] == "evs" or bool(_ONE.search(surface)))
    if kind in ("Vehicle", "Company", "Component", "Technology") and plural:
        yield join_key([*tokens[:-1], tokens[-1][:-1]]), True
    elif kind == "Vehicle" and len(tokens) > 1 and tokens[-1] == "s":  # "the EV6s"
        yield join_key(tokens[:-1]), True
