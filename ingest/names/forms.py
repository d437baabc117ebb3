"""Forms of one name inside one document: brackets, initials, short forms, surnames."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph import name_tokens, without_legal_form

from .families import FIRMS_AND_SITES, PRODUCTS
from .surfaces import TRADE_WORDS

GENERIC = TRADE_WORDS | frozenset(
    "advanced battery batteries capital chemical chemicals components corporation electric electronics energy "
    "engineering enterprises group holding holdings industries industrial lab labs lithium manufacturing materials "
    "mobility partners power precision robotics semiconductor semiconductors software solutions steel systems tech "
    "technologies technology ventures works".split()
)
_BEFORE = " ,.'’"  # what may stand between a name and its brackets: "Lear Corp. (LEA)", "Continental's (CON)"
_LEGAL_LETTERS = "lci"  # Limited, Corporation, Incorporated: "MSIL" is Maruti Suzuki India
_BRACKET = re.compile(r"\((?:the |hereinafter |formerly |or |“|\"|'|‘)*([^()\"“”'‘’]{2,40})[\"”'’]*\)")


@dataclass(frozen=True, slots=True)
class Surface:
    """One spelling of a name in a document: its kind and where it first stands."""

    text: str
    kind: str
    first: int


def full_forms(text: str, surfaces: Iterable[Surface]) -> dict[str, tuple[str, bool]]:
    """Return the fuller form of each surface that has one, and whether brackets introduce the short one.

    >>> text = "Volta Zellwerk (VZW) grows. Jana Reiter said VZW hires. Reiter is new."
    >>> names = [("Volta Zellwerk", "Company"), ("VZW", "Company"), ("Jana Reiter", "Person"), ("Reiter", "Person")]
    >>> full_forms(text, [Surface(name, kind, text.find(name)) for name, kind in names])
    {'VZW': ('Volta Zellwerk', True), 'Reiter': ('Jana Reiter', False)}
    """
    everything = list(surfaces)
    tokens = {s.text: name_tokens(s.text) for s in everything}
    brackets = _brackets(text)
    starts: dict[tuple[str, str], list[Surface]] = defaultdict(list)
    for s in everything:
        for token in {tokens[s.text][0], tokens[s.text][-1], *_initials(s)} if tokens[s.text] else ():
            starts[_family(s.kind), token].append(s)
    out: dict[str, tuple[str, bool]] = {}
    for short in everything:
        introduced = _introduced(short, everything, brackets)
        if introduced:
            out[short.text] = introduced, True
            continue
        if not tokens[short.text]:
            continue
        others = starts.get((_family(short.kind), tokens[short.text][0]), [])
        if short.text.isupper() and len(tokens[short.text]) == 1:
            others = [*others, *starts.get((_family(short.kind), tokens[short.text][0]), [])]
        longer = [o for o in others if len(o.text) > len(short.text) and _is_form(short, o, tokens)]
        best = _choose(short, longer, tokens)
        if best:
            out[short.text] = best, False
    return out


def _family(kind: str) -> str:
    if kind in PRODUCTS:
        return "Product"
    return "Firm" if kind in FIRMS_AND_SITES else kind


def _initials(name: Surface) -> tuple[str, ...]:
    """Return what a name may be abbreviated to; a firm also with the letter of a legal form that is left out."""
    letters = "".join(w[0] for w in re.split(r"[\s-]+", name.text) if w[:1].isupper()).lower()
    if _family(name.kind) != "Firm" or len(letters) < 2:
        return (letters,)
    return (letters, *(letters + form for form in _LEGAL_LETTERS))


def _is_form(short: Surface, long: Surface, tokens: Mapping[str, list[str]]) -> bool:
    a, b = tokens[short.text], tokens[long.text]
    if short.kind == "Person":
        return len(a) == 1 and len(b) > 1 and a[0] in (b[0], b[-1])
    if _family(short.kind) != "Firm":
        return False
    if list(without_legal_form(a)) == list(without_legal_form(b)):
        return True
    last = len(a) == 1 and len(b) > 1 and a[0] == b[-1]
    if last and a[0] in GENERIC and short.text[0].isupper():
        return True  # no firm is called so alone: "no sale of Mobility stake" is told of Sony Mobility
    tail = last and len(a[0]) > 4
    # a firm's last word stands for it only once it was named in full: a joint venture comes after its parents
    if b[: len(a)] == a or (tail and long.first < short.first):
        return len(a[0]) > 2 or (short.text.isupper() and all(w in GENERIC for w in b[len(a) :]))
    return len(a) == 1 and short.text.isupper() and len(short.text) > 1 and a[0] in _initials(long)


def _choose(short: Surface, longer: list[Surface], tokens: Mapping[str, list[str]]) -> str | None:
    """Return the one name that a short form stands for; of several the last before it, for firms only if they agree."""
    if not longer:
        return None
    if short.kind == "Person":
        last = tokens[short.text][0]
        named = [o for o in longer if tokens[o.text][-1] == last] or longer
        before = [o for o in named if o.first <= short.first]
        return max(before, key=lambda o: o.first).text if before else named[0].text
    same = {tuple(without_legal_form(tokens[o.text])) for o in longer}
    if len(same) > 1:
        generic = [o for o in longer if all(w in GENERIC for w in tokens[o.text][len(tokens[short.text]) :])]
        longer = generic if len(generic) == 1 else []
    return max(longer, key=lambda o: len(o.text)).text if longer else None


def _brackets(text: str) -> dict[str, list[str]]:
    """Return what stands before each short text in brackets: "Robert Bosch (Bosch)"."""
    out: dict[str, list[str]] = defaultdict(list)
    for m in _BRACKET.finditer(text):
        out[m[1].strip()].append(text[max(0, m.start() - 90) : m.start()].rstrip(_BEFORE))
    return out


def _introduced(short: Surface, names: list[Surface], brackets: Mapping[str, list[str]]) -> str | None:
    """Return the name that stands right before the brackets in which a short form is introduced."""
    for before in brackets.get(short.text, ()):
        fits = [
            n.text
            for n in names
            if before.endswith(n.text.rstrip(_BEFORE))
            and n.text != short.text
            and _family(n.kind) == _family(short.kind)
        ]
        if fits:
            return max(fits, key=len)
    return None
