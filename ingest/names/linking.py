"""Every name of a document gets its entity: one of the catalogue or a new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from graph import Entity, Link

from ..annotation import Annotation
from ..catalogue import Catalogue
from .borders import bounded
from .candidates import LEAST, Candidate, Scene, candidates, kind_distance, rate
from .descriptions import COUNTRY_OF
from .families import PRODUCTS
from .forms import Surface, full_forms
from .joints import joined
from .kinds import as_names, retag
from .makers import badge_of, brands, family_maker, makers_of, split_makers
from .naming import new_entity, unlike, with_year
from .periods import without_periods
from .plants import of_plants
from .products import of_makers
from .repair import repaired
from .surfaces import trimmed
from .tails import without_tails
from .towns import namesakes, of_towns
from .translation import is_stray_noun, translatedness
from .trims import as_models, without_year

TRANSLATED = 0.4  # from which a text counts as a translation

Name: TypeAlias = tuple[str, str]
"""A surface and its kind: what one decision is made for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The entity that a name of a document means, and how sure that is."""

    entity: Entity
    link: Link
    confidence: float = 1.0


def link(text: str, mentions: Iterable[Annotation], catalogue: Catalogue) -> tuple[Annotation, ...]:
    """Return the mentions in text order with an entity for every name; maker and model become two mentions.

    A plain noun with a capital, as clumsy translations have them, is no name and left out.
    """
    named = as_names(mentions, catalogue)
    bare = [without_year(trimmed(m), catalogue) if m.role == "name" else m for m in named]
    given = without_tails(text, bounded(text, bare, catalogue), catalogue)
    found = sorted(given, key=lambda m: (m.start, m.end))
    whole = joined(text, list(without_periods(text, found, catalogue)), catalogue)
    split = [without_year(m, catalogue) for m in split_makers(retag(whole, catalogue), catalogue)]
    names = [m for m in split if m.role == "name" and m.entity is None]
    choices = choose(text, names, catalogue)
    out = []
    for m in split:
        if m.role != "name" or m.entity is not None:
            out.append(m)
        elif choice := choices.get((m.text, m.kind)):  # none: no name after all
            confidence = round(m.confidence * choice.confidence, 4)
            out.append(
                replace(m, entity=choice.entity, kind=choice.entity.kind, link=choice.link, confidence=confidence)
            )
    return tuple(as_models(text, sorted(out, key=lambda m: (m.start, m.end)), catalogue))


def choose(text: str, names: Sequence[Annotation], catalogue: Catalogue) -> dict[Name, Choice]:
    """Return the entity of each name of a document; one spelling of one kind means one thing."""
    places: dict[Name, list[Annotation]] = defaultdict(list)
    for m in names:
        places[m.text, m.kind].append(m)
    scene = Scene.of(text)
    rated = _read(text, places, scene, catalogue)
    choices = {name: _choice(name[0], found[0]) for name, found in rated.items() if found and found[0].score >= LEAST}
    surfaces = [Surface(text_, kind, min(m.start for m in there)) for (text_, kind), there in places.items()]
    forms = full_forms(text, surfaces)
    _apply_forms(choices, forms, rated, places, catalogue)
    for name in [name for name in places if name not in choices and name[1] == "Place" and name[0] in COUNTRY_OF]:
        for entry, form in catalogue.named(
            COUNTRY_OF[name[0]]
        ):  # "Austrian" is a word of its own, not Austria misspelt
            if form == "label" and entry.kind == "Place":
                choices[name] = Choice(entry.entity, "alias", 0.9)
    meant = {name: choice.entity.id for name, choice in choices.items()}
    for name, entity in namesakes(text, names, meant, catalogue).items():
        choices[name] = Choice(entity, "new")
    open_names = [name for name in places if name not in choices and not _leads_home(name, forms, choices)]
    for name, (entry, confidence) in repaired(text, {n: places[n] for n in open_names}, choices_of(choices), catalogue):
        choices[name] = Choice(entry.entity, "repaired", confidence)
    _add_new(text, choices, forms, places, catalogue)
    return choices


def _read(
    text: str, places: dict[Name, list[Annotation]], scene: Scene, catalogue: Catalogue
) -> dict[Name, list[Candidate]]:
    """Rate the catalogue's readings of every name, first those that need no context, then all."""
    found = {name: candidates(*name, catalogue) for name in places}
    found |= of_towns(text, found, (m for there in places.values() for m in there))
    for (surface, kind), entries in found.items():
        plain = [c for c in rate(surface, kind, 1.0, scene, entries) if c.score > -0.6]
        if len(plain) == 1 or (plain and plain[0].score > plain[1].score + 0.3):
            scene.add(plain[0].entry)
    scene.brands.update(brand for firm in scene.anchors for brand in brands(catalogue).get(firm, ()))
    firms = {
        name: Choice(entries[0][0].entity if entries else new_entity(*name, []), "exact")
        for name, entries in found.items()
        if name[1] == "Company" and (not entries or entries[0][0].kind == "Company")
    }
    found |= of_plants(text, found, places, firms, catalogue)
    found = of_makers(text, found, places, firms, catalogue)
    certain = {name: max(m.confidence for m in there) for name, there in places.items()}
    return {name: rate(*name, certain[name], scene, entries) for name, entries in found.items()}


def _choice(surface: str, best: Candidate) -> Choice:
    entity = with_year(best.entry.entity, surface)
    literal = best.form == "label" and not best.cut
    link: Link = "exact" if literal else "alias" if best.form == "alias" and not best.cut else "short"
    return Choice(entity, link, round(min(1.0, 1.0 + 0.25 * min(0.0, best.score)), 4))


def _apply_forms(
    choices: dict[Name, Choice],
    forms: dict[str, tuple[str, bool]],
    rated: dict[Name, list[Candidate]],
    places: dict[Name, list[Annotation]],
    catalogue: Catalogue,
) -> None:
    """Let short forms follow their full names, unless the catalogue clearly knows them as another thing."""
    by_text = {name[0]: name for name in places}
    for short, (long, introduced) in forms.items():
        a, b = by_text[short], by_text[long]
        if introduced and a in choices and b not in choices and choices[a].link in ("exact", "alias"):
            choices[b] = replace(choices[a], link="alias")  # "Ningde Times (CATL)"
        elif a in choices and b in choices and choices[a].entity.id != choices[b].entity.id:
            weak = _is_weak(choices[a], rated[a]) or _is_holding(a, b, choices, places, catalogue)
            if weak and kind_distance(choices[a].entity.kind, choices[b].entity.kind) < 1:
                choices[a] = replace(choices[b], link="short")
        elif b not in choices and a in choices and not introduced:
            if _is_weak(choices[a], rated[a]) or a[1] == "Person":
                del choices[a]  # the full name is a new one, so the short form is not the known one
        elif a not in choices and b in choices:
            choices[a] = replace(choices[b], link="short")


def _is_weak(choice: Choice, rated: list[Candidate]) -> bool:
    """Tell whether a name may well mean another thing; one that brackets explained has no rating, and is sure."""
    return choice.link == "short" or (bool(rated) and rated[0].score < -0.5)


def _is_holding(
    short: Name,
    long: Name,
    choices: dict[Name, Choice],
    places: dict[Name, list[Annotation]],
    catalogue: Catalogue,
) -> bool:
    """Tell whether a short form that names a holding ("LG") stands for the unit named before ("LG Energy Solution")."""
    unit = catalogue.entries.get(choices[long].entity.id)
    holding = choices[short].entity.id
    if unit is None or unit.parent != holding or holding in _carmakers(catalogue):
        return False
    return min(m.start for m in places[long]) < min(m.start for m in places[short])


@lru_cache(4)
def _carmakers(catalogue: Catalogue) -> frozenset[str]:
    makers = {entry.parent for entry in catalogue.entries.values() if entry.kind == "Vehicle"}
    return frozenset(makers | {catalogue.entries[maker].parent for maker in makers if maker})


def _leads_home(name: Name, forms: dict[str, tuple[str, bool]], choices: dict[Name, Choice]) -> bool:
    long = forms.get(name[0])
    return long is not None and any(n[0] == long[0] for n in choices)


def choices_of(choices: dict[Name, Choice]) -> dict[str, Entity]:
    """Return the entities that a document names for sure, by surface."""
    return {name[0]: choice.entity for name, choice in choices.items() if choice.link in ("exact", "alias")}


def _add_new(
    text: str,
    choices: dict[Name, Choice],
    forms: dict[str, tuple[str, bool]],
    places: dict[Name, list[Annotation]],
    catalogue: Catalogue,
) -> None:
    """Give every name that is left a new entity, named by its full form, products with their maker in front."""
    groups: dict[str, list[Name]] = defaultdict(list)
    by_text = {name[0]: name for name in places}
    for name in places:
        if name in choices:
            continue
        root = name[0]
        for _ in range(4):
            root = forms[root][0] if root in forms else root
        target = by_text[root]
        if target in choices:
            choices[name] = replace(choices[target], link="short")
        else:
            groups[root].append(name)
    makers: dict[str, Entity] = {}
    translated = translatedness(text) > TRANSLATED
    for root, names in sorted(groups.items(), key=lambda group: by_text[group[0]][1] in PRODUCTS):
        if translated and is_stray_noun(root):
            continue
        kind = by_text[root][1]
        if kind in PRODUCTS and not makers:
            makers = makers_of(text, groups, places, choices)
        spellings = sorted({name[0] for name in names})
        maker = makers.get(root) or (family_maker(root, choices, catalogue) if kind in PRODUCTS else None)
        badge = badge_of(maker, catalogue) if maker else ""
        entity = unlike(new_entity(root, kind, spellings, badge), root, catalogue.named)
        there = catalogue.entries.get(entity.id)
        for name in names:
            linked: Link = "new" if name[0] == root else "short"
            choices[name] = Choice(there.entity if there else entity, linked)
