"""Component: names without an entity from the catalogue get one; the forms of one name share it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from graph import Entity, entity_id

from ..annotation import Annotation

SUFFIXES = frozenset(
    "ag inc incorporated ltd limited corp corporation group motor motors co company plc se sa nv n.v. spa s.p.a. "
    "gmbh llc ab kg kgaa as oyj holding holdings".split()
)
GENERIC = SUFFIXES | frozenset(
    "automotive technologies technology energy systems international industries mobility auto automobile automobiles "
    "electronics materials".split()
)
FIRMS = frozenset(("Company", "Organization", "Government", "Facility"))
PRODUCTS = frozenset(("Vehicle", "Component", "Platform"))


def words(name: str) -> list[str]:
    """Return the words of a name."""
    return re.findall(r"[\w&+.'’-]+", name)


def bare(name: str) -> str:
    """Return a firm's name in lower case without its legal form.

    >>> bare("Volkswagen AG"), bare("Isuzu Motors")
    ('volkswagen', 'isuzu')
    """
    return " ".join(w for i, w in enumerate(words(name)) if i == 0 or w.lower().strip(".,") not in SUFFIXES).lower()


def cluster(text: str, kinds: dict[str, str]) -> dict[str, str]:
    """Return for each surface (with its kind) the fullest form of its name in the text."""
    out = {surface: surface for surface in kinds}
    firms = [f for f, kind in kinds.items() if kind == "Company"]
    introduced = _brackets(text)
    for short, kind in kinds.items():
        if kind in PRODUCTS:  # "Sony Vision-S" and "Vision-S"
            full = next((f"{firm} {short}" for firm in firms if f"{firm} {short}" in kinds), short)
            out[short] = full
        for long, other in kinds.items():
            if other == kind and len(long) > len(short) and _is_form(short, long, kind, introduced):
                out[short] = long
        if short.isupper() and len(short) > 3 and short.title() in kinds:
            out[short] = short.title()
    return {surface: _root(surface, out) for surface in kinds}


def _is_form(short: str, long: str, kind: str, introduced: dict[str, list[str]]) -> bool:
    a, b = words(short), words(long)
    if not a or not b:
        return False
    if kind == "Person":
        return len(a) == 1 and a[0] == b[-1]
    if kind not in FIRMS:
        return False
    if bare(short) == bare(long) or (b[: len(a)] == a and all(w.lower() in GENERIC for w in b[len(a) :])):
        return True
    initials = "".join(w[0] for w in re.split(r"[\s-]+", long) if w[:1].isupper())
    if short.isupper() and len(short) > 1 and short == initials:
        return True
    return any(before.endswith(long) for before in introduced.get(short, ()))


def _brackets(text: str) -> dict[str, list[str]]:
    """Return what stands before each short text in brackets: "Robert Bosch (Bosch)"."""
    out: dict[str, list[str]] = defaultdict(list)
    for m in re.finditer(r"\((?:the )?[\"“'‘]?([^()\"“”'‘’]{2,30})[\"”'’]?\)", text):
        out[m[1]].append(text[max(0, m.start() - 80) : m.start()].rstrip(" ,."))
    return out


def _root(surface: str, to: dict[str, str]) -> str:
    for _ in range(4):
        surface = to.get(surface, surface)
    return surface


@Language.component("autokg_clusters", assigns=["doc._.mentions"], requires=["doc._.mentions"])
def name_entities(doc: Doc) -> Doc:
    """Give every name mention that the linker left without an entity one of its own."""
    open_names = [m for m in doc._.mentions if m.role == "name" and m.entity is None]
    if not open_names:
        return doc
    kinds = {m.text: m.kind for m in open_names}
    forms = cluster(doc.text, kinds)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    aliases: dict[str, set[str]] = defaultdict(set)
    for m in open_names:
        votes[forms[m.text]][m.kind] += 1
        aliases[forms[m.text]].add(m.text)
    entities = {}
    for label, kind_votes in votes.items():
        kind = kind_votes.most_common(1)[0][0]
        entities[label] = Entity(entity_id(kind, label), kind, label, tuple(sorted(aliases[label] - {label})))

    def linked(m: Annotation) -> Annotation:
        if m.role != "name" or m.entity is not None:
            return m
        return replace(m, entity=entities[forms[m.text]], kind=entities[forms[m.text]].kind)

    doc._.mentions = tuple(linked(m) for m in doc._.mentions)
    return doc
