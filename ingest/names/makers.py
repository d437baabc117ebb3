"""Makers and models: "Kia EV6" is two names, and an unknown model is called after the maker beside it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from graph import LEGAL, Entity

from ..annotation import Annotation
from ..catalogue import Catalogue, Entry
from .candidates import is_ambiguous
from .families import PRODUCTS
from .forms import GENERIC
from .joints import is_coded

if TYPE_CHECKING:
    from .linking import Choice, Name

MAKER_WORDS = frozenset(("carmaker", "automaker", "brand", "marque"))
_LONGEST_MAKER = 3  # words
_BETWEEN = re.compile(
    r"^(?:['’]s?)?(?:\s+(?:new|all-new|next|first|latest|upcoming|electric|all-electric|compact|small|own|flagship|"
    r"midsize|mid-size|large|family|budget|luxury|sports?|hybrid|battery|concept|prototype|crossover|sedan|SUV|suv|"
    r"pickup|hatchback|saloon|coupe|coupé|roadster|wagon|van|minivan|truck|car|EV|model|chip|platform|system))*\s+$"
)


def split_makers(mentions: list[Annotation], catalogue: Catalogue) -> list[Annotation]:
    """Return the mentions with "Kia EV6" cut into the company Kia and the vehicle EV6."""
    firms = {m.text for m in mentions if m.kind == "Company" and m.role == "name"}
    out: list[Annotation] = []
    for m in [_as_product(m, catalogue) for m in mentions]:
        whole = m.kind not in PRODUCTS or m.role != "name" or is_coded(m.text, catalogue)
        cut = 0 if whole else _maker_length(m, firms, catalogue)
        if not cut:
            out.append(m)
            continue
        rest = m.text[cut:].lstrip()
        out.append(replace(m, end=m.start + cut, text=m.text[:cut], kind="Company"))
        out.append(replace(m, start=m.end - len(rest), text=rest))
    return out


def _as_product(m: Annotation, catalogue: Catalogue) -> Annotation:
    """Return a mention that is tagged as a firm, but begins with a maker and one of its models, as a product."""
    words = m.text.split()
    if m.kind != "Company" or m.role != "name" or len(words) < 2 or words[-1].lower() in GENERIC | LEGAL:
        return m
    if any(entry.kind not in PRODUCTS for entry, _ in catalogue.named(m.text)):
        return m
    counts = range(min(_LONGEST_MAKER, len(words) - 1), 0, -1)
    model = next((found for count in counts if (found := _model(words, count, catalogue))), None)
    return replace(m, kind=model.kind) if model else m


def _model(words: list[str], count: int, catalogue: Catalogue) -> Entry | None:
    """Return the product that the words behind the maker's, which are the first ones, begin with."""
    makers = {entry.id for entry, _ in catalogue.named(" ".join(words[:count])) if entry.kind == "Company"}
    for end in range(len(words), count, -1) if makers else ():
        for entry, _ in catalogue.named(" ".join(words[count:end])):
            if entry.kind in PRODUCTS and entry.parent in makers:
                return entry
    return None


def _maker_length(m: Annotation, firms: set[str], catalogue: Catalogue) -> int:
    """Return how many characters of a product's name are its maker's, 0 for none."""
    words = m.text.split()
    known = {entry.parent for entry, _ in catalogue.named(m.text) if entry.kind in PRODUCTS}
    for count in range(min(_LONGEST_MAKER, len(words) - 1), 0, -1):
        front = " ".join(words[:count])
        if not m.text.startswith(front + " "):
            continue
        makers = {entry.id for entry, form in catalogue.named(front) if entry.kind == "Company" and form != "derived"}
        if known:
            owners = {catalogue.entries[id].parent for id in known if id}
            if makers & (known | owners):
                return len(front)
        else:
            makes = makers & product_makers(catalogue) and not _is_word(front, makers, catalogue)
            if front in firms or makes or _model(words, count, catalogue):
                return len(front)
    return 0


def _is_word(front: str, makers: set[str], catalogue: Catalogue) -> bool:
    """Tell whether a maker's name is also a plain word, as in "Smart Camera"; then only known products split off."""
    return any(is_ambiguous(catalogue.entries[maker], front) for maker in makers)


@lru_cache(4)
def product_makers(catalogue: Catalogue) -> frozenset[str]:
    """Return the ids of the firms that make some product of the catalogue."""
    return frozenset(entry.parent for entry in catalogue.entries.values() if entry.kind in PRODUCTS and entry.parent)


def house_of(entry: Entry, catalogue: Catalogue) -> frozenset[str]:
    """Return the ids of the maker of a product, its owner, and the other firms of that owner."""
    maker = catalogue.entries.get(entry.parent)
    owner = maker.parent if maker else ""
    siblings = brands(catalogue).get(owner, frozenset()) if owner else frozenset()
    return siblings | {id for id in (entry.parent, owner) if id}


@lru_cache(4)
def brands(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Return the ids of the firms of each owner."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in catalogue.entries.values():
        if entry.kind == "Company":
            found[entry.parent].add(entry.id)
    return {owner: frozenset(ids) for owner, ids in found.items()}


def is_maker(entry: Entry, catalogue: Catalogue) -> bool:
    """Tell whether a firm makes vehicles or other products under its name and is no supplier."""
    return entry.id in product_makers(catalogue) and entry.type != "supplier"


def makers_of(
    text: str, surfaces: Iterable[str], places: Mapping[Name, list[Annotation]], choices: Mapping[Name, Choice]
) -> dict[str, Entity]:
    """Return the maker that stands right before each product name somewhere in the document."""
    wanted = set(surfaces)
    everything = sorted((m for there in places.values() for m in there), key=lambda m: m.start)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    entities: dict[str, Entity] = {}
    for before, m in pairwise(everything):
        choice = choices.get((before.text, before.kind))
        if m.text not in wanted or m.kind not in PRODUCTS or choice is None or choice.entity.kind != "Company":
            continue
        if before.end < m.start and _BETWEEN.match(text[before.end : m.start]):
            votes[m.text][choice.entity.id] += 1
            entities[choice.entity.id] = choice.entity
    return {surface: entities[found.most_common(1)[0][0]] for surface, found in votes.items()}


def badge_of(maker: Entity, catalogue: Catalogue) -> str:
    """Return the name of a maker that stands in front of its products' names: Volvo Cars builds the Volvo XC40."""
    return _badges(catalogue).get(maker.id, maker.label)


@lru_cache(4)
def _badges(catalogue: Catalogue) -> dict[str, str]:
    """Return the names that makers mostly have in front of their products, where the catalogue knows products."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in catalogue.entries.values():
        maker = catalogue.entries.get(entry.parent) if entry.kind in PRODUCTS else None
        names = (maker.label, *maker.aliases) if maker else ()
        if fitting := [name for name in names if entry.label.startswith(f"{name} ")]:
            votes[entry.parent][max(fitting, key=len)] += 1
    return {maker: found.most_common(1)[0][0] for maker, found in votes.items()}


def family_maker(name: str, choices: Mapping[Name, Choice], catalogue: Catalogue) -> Entity | None:
    """Return the maker of the known product family that a new product's name begins with, if the document names it.

    An unknown "Vision-S 03" is Sony's, because the catalogue knows Sony's Vision-S.
    """
    words = name.split()
    firms = {choice.entity.id: choice.entity for choice in choices.values() if choice.entity.kind == "Company"}
    for count in range(len(words) - 1, 0, -1):
        parents = {e.parent for e, _ in catalogue.named(" ".join(words[:count])) if e.kind in PRODUCTS}
        if found := sorted(parents & firms.keys()):
            return firms[found[0]]
    return None
