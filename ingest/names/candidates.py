"""Which entry of the catalogue a name means here: kind, form of the name and the company it keeps."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from graph import LEGAL, join_key, name_key, name_tokens

from ..catalogue import Catalogue, Entry, Form
from .families import FIRMS, FIRMS_AND_SITES, KNOW_HOW, PRODUCTS
from .surfaces import TRADE_WORDS, keys

LEAST = -1.2  # score below which an entry is not meant; measured on marked names of half the corpus
FORM: Mapping[Form, float] = {"label": 0.0, "alias": -0.2, "badged": -0.2, "derived": -0.5, "surname": -0.9}
BODY_WORDS = frozenset("group holding holdings agency ministry".split())
"""Words that make another body of a name: the Anadolu Group is not the Anadolu Agency."""
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(slots=True)
class Scene:
    """What a document says around a name: its words, and the entries that its clear names mean."""

    words: frozenset[str]
    anchors: Counter[str] = field(default_factory=Counter)
    near: Counter[str] = field(default_factory=Counter)  # parents and children of the anchors
    brands: set[str] = field(default_factory=set)  # makers that an anchor owns

    @classmethod
    def of(cls, text: str) -> Scene:
        """Return the scene of a text without anchors."""
        return cls(frozenset(_WORD.findall(text)))

    def add(self, entry: Entry) -> None:
        """Take an entry as named by the document."""
        self.anchors[entry.id] += 1
        if entry.parent and entry.kind != "Person":
            self.near[entry.parent] += 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may mean; the score falls with every doubt, 0 is plain."""

    entry: Entry
    form: Form
    cut: bool
    score: float


def kind_distance(a: str, b: str) -> float:
    """Return how much speaks against one name being of both kinds.

    >>> kind_distance("Company", "Organization") < kind_distance("Company", "Person")
    True
    """
    if a == b:
        return 0.0
    for family in (FIRMS, PRODUCTS, KNOW_HOW):
        if a in family and b in family:
            return 0.6
    if {a, b} <= FIRMS_AND_SITES | {"Vehicle"}:
        return 1.6
    if {a, b} == {"Place", "Government"}:
        return 1.4
    return 2.6


def candidates(surface: str, kind: str, catalogue: Catalogue) -> list[tuple[Entry, Form, bool]]:
    """Return the entries that have this name in some form, the most literal reading only."""
    tokens = name_tokens(surface)
    for key, cut in keys(surface, kind):
        found = catalogue.names.get(key)
        if found and not BODY_WORDS.isdisjoint(tokens[1:]) and key != join_key(tokens):
            found = tuple(named for named in found if not _is_other_body(key, *named))
        if found and key != join_key(tokens):
            found = tuple(named for named in found if _fits_tail(named[0], tokens[-1]))
        if found and any(kind_distance(kind, entry.kind) < 2 for entry, _ in found):
            return [(entry, form, cut) for entry, form in found]
    return []


def _fits_tail(entry: Entry, tail: str) -> bool:
    """Tell whether an entry may have a name without its last word: Quebec City is not Quebec, nor a concept its model.

    All of 14 concepts of the corpus that are called like a model are entities of their own.
    """
    if entry.kind == "Place":
        return (entry.type == "city") == (tail == "city")
    return tail != "concept" or entry.kind != "Vehicle" or entry.type == "concept"


def _is_other_body(key: str, entry: Entry, form: Form) -> bool:
    """Tell whether what is left of a name without "Group" is but the short form of another kind of body's name."""
    if form == "label":
        return False
    label = name_tokens(entry.label)
    for count in range(1, len(label)):
        if join_key(label[:count]) == key:
            return any(word not in LEGAL and word not in TRADE_WORDS for word in label[count:])
    return False


def rate(
    surface: str, kind: str, certainty: float, scene: Scene, found: Iterable[tuple[Entry, Form, bool]]
) -> list[Candidate]:
    """Return candidates with scores, best first; `certainty` is the tagger's confidence in the kind."""
    out = []
    for entry, form, cut in found:
        if form == "surname" and (kind != "Person" or " " in surface):
            continue
        score = FORM[form] - (0.3 if cut else 0.0) - kind_distance(kind, entry.kind) * max(0.4, certainty)
        score += _company_kept(entry, scene)
        if form != "badged" and is_ambiguous(entry, surface):
            score -= 0.8 if entry.kind not in ("Company", "Place") else 0.5
        if form in ("derived", "surname"):
            score -= 0.0 if _is_near(entry, scene) else 0.5 if len(surface) > 4 else 0.9
        out.append(Candidate(entry, form, cut, score + 0.02 * math.log1p(len(entry.aliases))))
    return sorted(out, key=lambda c: (-c.score, c.entry.id))


def _company_kept(entry: Entry, scene: Scene) -> float:
    """Return what the rest of the document adds: its maker or owner, its units and products, its home, its words."""
    kept = 0.0
    if entry.parent in scene.anchors:
        kept += 0.5
    elif entry.parent in scene.brands and entry.kind == "Vehicle":
        kept += 0.3  # the Colorado is GM's, whose Chevrolet it is
    if entry.id in scene.near:
        kept += 0.3
    if any(word in scene.words for word in entry.context):
        kept += 0.4
    if entry.city in scene.words or entry.country in scene.words:
        kept += 0.15
    return min(kept, 0.9)


def _is_near(entry: Entry, scene: Scene) -> bool:
    """Tell whether the document names the maker or employer of an entry, or an owner or brand of that."""
    named = entry.parent in scene.anchors or entry.parent in scene.near or entry.parent in scene.brands
    return named or entry.id in scene.near


def is_ambiguous(entry: Entry, surface: str) -> bool:
    """Tell whether the catalogue warns that this name of the entry also means something else."""
    return bool(entry.ambiguous) and name_key(surface) in _warned(entry.ambiguous)


@lru_cache(4096)
def _warned(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(name_key, names))
