"""Repair of garbled names: an unknown name that looks or sounds like a known one, in fitting company."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from graph import LEGAL, Entity, join_key, name_key, name_tokens

from ..annotation import Annotation
from ..catalogue import Catalogue, Entry
from ..derivation import bare_names
from .families import PRODUCTS
from .forms import GENERIC
from .sounds import look, sound
from .towns import is_shortened
from .translation import translatedness

if TYPE_CHECKING:
    from .linking import Name

KINDS = ("Company", "Vehicle", "Person", "Component", "Place")
ENOUGH, TRANSLATED = 1.12, 0.24  # score from which a repair is made, and how much less translated text needs
PLAIN = 0.1
"""Below this a text is as good as certainly written in English. In such texts of the corpus 6 of 28 repairs were right,
none of 13 of products: there is a Cayenne Hybrid beside the Cayenne.
"""
SLIGHT, NEAR = 0.1, 0.88
"""A repair that is barely sure enough (by how much) needs at least this likeness: its context alone is no reason."""

_INTRODUCED = re.compile(
    r"^,? (?:(?:AG|GmbH|Inc\.?|Ltd\.?|plc|SE|SA|S\.p\.A\.),? ?|\([A-Z]|"
    r", (?:a|an|the|which|whose|founded|based|owner|maker|builder|supplier|operator)\b)"
)
_NOVELTY = re.compile(
    r"(?:start-?up|newcomer|unknown|little-known|family-owned|founded|namesake|unrelated|no relation|"
    r"not to be confused|fund|law firm|brewer|bakery|village|hotel|analyst|broker|bank|consultancy|club|restaurant|"
    r"newly formed|dealer)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Target:
    """One spelling that a garbled name may stand for."""

    entry: Entry
    key: str
    sound: str
    weight: float  # how well known the entry is, and whether the key is its whole name


@dataclass(frozen=True, slots=True, eq=False)
class _Targets:
    """The spellings of one kind: in a row, by sound, and what translation makes of names."""

    row: list[_Target]
    keys: list[str]
    by_sound: dict[str, list[_Target]]


@dataclass(frozen=True, slots=True)
class _Context:
    """What a document tells about all its names."""

    text: str
    translated: float
    beside: frozenset[str]
    catalogue: Catalogue


@lru_cache(4)
def _renderings(catalogue: Catalogue) -> dict[str, Entry]:
    return {name_key(name): entry for entry in catalogue.entries.values() for name in entry.renderings}


@lru_cache(16)
def _targets(catalogue: Catalogue, kind: str) -> _Targets:
    children = Counter(entry.parent for entry in catalogue.entries.values() if entry.parent)
    row: list[_Target] = []
    by_sound: dict[str, list[_Target]] = defaultdict(list)
    for entry in catalogue.entries.values():
        if entry.kind != kind:
            continue
        known = children[entry.id] + len(entry.aliases) + (3 if entry.ticker else 0)
        for name in _spellings(entry, catalogue):
            if is_shortened(entry, name):
                continue
            full = name_key(name)
            for key in {full, head_key(name, kind)}:
                if len(key) >= 4:
                    weight = min(1.0, known / 10) + (0.3 if key == full else 0.0)
                    target = _Target(entry, key, sound(key), weight)
                    row.append(target)
                    by_sound[target.sound].append(target)
    return _Targets(row, [target.key for target in row], dict(by_sound))


def _spellings(entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    yield from (entry.label, *entry.aliases)
    maker = catalogue.entries.get(entry.parent)
    if maker and entry.kind in PRODUCTS:
        yield from bare_names((entry.label, *entry.aliases), (maker.label, *maker.aliases))


def head_key(name: str, kind: str) -> str:
    """Return the key of what is particular in a name: a firm's without the general words that it ends in.

    >>> head_key("Minjiang Auto", "Company"), head_key("Otter Energy Ltd", "Company")
    ('minjiang', 'otter')
    """
    tokens = name_tokens(name)
    if kind == "Company":
        while len(tokens) > 1 and (tokens[-1] in GENERIC or tokens[-1] in LEGAL):
            tokens = tokens[:-1]
    return join_key(tokens)


def repaired(
    text: str, names: Mapping[Name, list[Annotation]], sure: Mapping[str, Entity], catalogue: Catalogue
) -> Iterator[tuple[Name, tuple[Entry, float]]]:
    """Yield the names that are garbled forms of known ones, with the entry meant and the confidence.

    `sure` are the entities that the document names plainly. Without fitting context nothing is repaired.
    """
    if not names:
        return
    context = _Context(text, translatedness(text), frozenset(entity.id for entity in sure.values()), catalogue)
    for name, places in names.items():
        found = _best(name, places, context)
        if found:
            yield name, found


def _best(name: Name, places: list[Annotation], context: _Context) -> tuple[Entry, float] | None:
    surface, kind = name
    if kind == "Company" and context.translated > 0.4:
        rendered = _renderings(context.catalogue).get(name_key(surface))
        if rendered:
            return rendered, round(0.55 + 0.3 * context.translated, 4)
    key = head_key(surface, kind)
    if kind not in KINDS or len(key) < 4 or not surface[:1].isupper() or " and " in surface:
        return None
    if kind == "Place" and context.translated < 0.5:
        return None
    plain = context.translated < PLAIN
    if plain and kind in PRODUCTS:
        return None
    company = _company(places, context)
    doubt = _against(context.text, places) + 0.03 * max(0, 7 - len(key))
    best: dict[str, tuple[float, Entry, float]] = {}  # by spelling: units share their parent's and are no rivals of it
    for target, likeness in _alike(surface, key, _targets(context.catalogue, kind), strict=context.translated < 0.3):
        if plain and not _is_misheard(surface, key, target):
            continue
        score = likeness + _fit(target, context, company) - doubt
        if target.entry.id in context.beside and likeness < 0.9:
            score -= 0.3  # the document knows how to spell it
        if score > best.get(target.key, (0.0,))[0]:
            best[target.key] = score, target.entry, likeness
    scored = sorted(best.values(), key=lambda s: (-s[0], s[1].id))
    over = scored[0][0] - (ENOUGH - TRANSLATED * context.translated) if scored else -1.0
    rivals = [score for score, entry, _ in scored[1:] if entry.id != scored[0][1].id]
    if over < 0 or (over < SLIGHT and scored[0][2] < NEAR) or (rivals and scored[0][0] - rivals[0] < 0.05):
        return None
    return scored[0][1], round(min(0.9, 0.6 + over), 4)


def _is_misheard(surface: str, key: str, target: _Target) -> bool:
    """Tell whether a name sounds or looks just like the known one: "Elring Clinger", "ArceIorMittal"."""
    seen = look(surface.replace(" ", "").replace("-", ""))
    return key == target.key or sound(key) == target.sound or seen == look(target.key)


def _alike(surface: str, key: str, targets: _Targets, *, strict: bool) -> list[tuple[_Target, float]]:
    """Return targets with how much they look and sound like a name, 0 to 1.1; strict wants nearly the same letters."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    heard, seen = sound(key), look(surface.replace(" ", "").replace("-", ""))
    cutoff = 0.62 if not strict else 0.86 if len(key) > 7 else 1.0
    near = process.extract(key, targets.keys, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=12)
    found = {id(targets.row[i]): targets.row[i] for _, _, i in near}
    if not strict and len(heard) > 1:
        found |= {id(t): t for t in targets.by_sound.get(heard, ())}
    out = []
    for target in found.values():
        edit = max(OSA.normalized_similarity(key, target.key), OSA.normalized_similarity(seen, look(target.key)))
        ear = OSA.normalized_similarity(heard, target.sound)
        if target.key[0] != key[0] and heard[:1] != target.sound[:1]:
            edit -= 0.15
        if edit >= max(0.57, cutoff - 0.2) and _may_be_one(key, target.key, several=" " in surface):
            out.append((target, 0.75 * edit + 0.35 * ear))
    return out


def _may_be_one(key: str, target: str, *, several: bool) -> bool:
    """Tell whether a name may be another one misspelt: model codes are never confused, longer names are other names.

    `several` tells that the name has several words: "REE UK" is not REE misspelt.
    """
    longer, shorter = sorted((key, target), key=len, reverse=True)
    if longer.startswith(shorter) and (several or len(longer) > len(shorter) + 2 or longer == shorter):
        return False
    return re.sub(r"\D", "", key) == re.sub(r"\D", "", target)


def _company(places: list[Annotation], context: _Context) -> list[Entry]:
    """Return the known entries named in the sentence or line of a name."""
    found: dict[str, Entry] = {}
    text = context.text
    for m in places[:3]:
        start = max(text.rfind(". ", 0, m.start), text.rfind("\n", 0, m.start)) + 1
        ends = [i for i in (text.find(". ", m.end), text.find("\n", m.end)) if i >= 0]
        around = text[start : min(ends, default=len(text))]
        for id in context.beside:
            entry = context.catalogue.entries.get(id)
            if entry and (entry.label in around or any(alias in around for alias in entry.aliases)):
                found[id] = entry
    return list(found.values())


def _fit(target: _Target, context: _Context, company: list[Entry]) -> float:
    """Return what speaks for a target besides its spelling: neighbours of its trade, its maker, its fame."""
    entry, fit = target.entry, 0.12 * target.weight
    if entry.kind in ("Vehicle", "Component", "Person"):
        return fit + (0.2 if context.beside & _owners(entry, context.catalogue) else -0.2)
    trades = {e.type for e in company if e.kind == entry.kind and e.type}
    if entry.type and entry.type in trades:
        fit += 0.08
    elif company:
        fit += 0.04
    if entry.parent in context.beside or any(e.parent == entry.id for e in company):
        fit += 0.08
    return fit


def _owners(entry: Entry, catalogue: Catalogue) -> set[str]:
    """Return the maker or employer of an entry; for a person also the group that it belongs to."""
    employer = catalogue.entries.get(entry.parent)
    group = employer.parent if employer and entry.kind == "Person" else ""
    return {id for id in (entry.parent, group) if id}


def _against(text: str, places: list[Annotation]) -> float:
    """Return what speaks for an unknown name being a real one of its own: it is introduced, or called new."""
    doubt = 0.0
    for m in places:
        before, after = text[max(0, m.start - 45) : m.start], text[m.end : m.end + 60]
        doubt += 0.2 if _INTRODUCED.match(after) else 0.0
        doubt += 0.25 if _NOVELTY.search(before) or _NOVELTY.search(after) else 0.0
    return min(doubt, 0.5)
