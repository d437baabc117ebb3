"""Which names a reference to several stands for: a set of that kind and size, named together just before.

Two directions, one result: "Sony and Honda ... the two companies" refers back to what was named; "several partners.
Among them are Bosch and Valeo" is named after. What is not clear stays unresolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..annotation import Annotation, Segment
from ..catalogue import Catalogue
from .families import COMPANIES, PRODUCTS
from .makers import MAKER_WORDS, is_maker
from .plurals import Plural, find_plurals

JOINED, TOPIC = 0.9, 0.75
"""How sure a group is whose members are joined by "and" shortly before, and one that the headline is about."""

REACH = 3  # sentences back
APART = re.compile(
    r"\b(?:respectively|the former|the latter)\b|\b(?:together|combined|between them|altogether)\b[^.]*\d",
    re.IGNORECASE,
)
"""In a sentence that gives each member or all of them together another share, what is said is true of none alone."""

_FAMILIES = (COMPANIES, frozenset(("Vehicle",)), frozenset(("Person",)), frozenset(("Component",)))
_MAKERS = frozenset(f"{word}s" for word in MAKER_WORDS)
_STOP = (
    r"(?!(?:of|by|from|in|at|for|with|to|than|on|as|is|are|was|were|has|have|had|will|would|can|could|may|said|says|"
    r"that|which|who|while|where|when|but|if|not|its?|he|she|they|after|before)\b)"
)
_WORDS = rf"(?:{_STOP}[a-z][\w’'-]*,? ){{0,4}}(?:⟦⟧['’s]* )?(?:{_STOP}[a-z][\w-]* )?"
_TAIL = r"(?:['’]s)?(?: \([^()]{1,40}\))?(?: (?:of|from|in) ⟦⟧(?:, ⟦⟧)?)?"
_AND = re.compile(
    rf"{_TAIL}(?P<comma>,)?(?P<aside> (?:(?:an?|the|one|whose|which|who|[a-z]+['’]s|part|owner|maker)\b|⟦⟧)"
    rf"[^;:.]{{0,60}},)?"
    rf" (?:and|&|as well as|together with) (?:the |its |an? |their |his )?{_WORDS}"
)
_COMMA = re.compile(rf"{_TAIL}, (?:the |its |an? )?{_WORDS}")


@dataclass(frozen=True, slots=True)
class Group:
    """Words that stand for several entities; `members` are mentions that name them."""

    start: int
    end: int
    members: tuple[Annotation, ...]
    confidence: float
    announced: bool = False  # named after these words, not before


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of one sentence that a reference may take up: all in order, and those joined by "and"."""

    names: tuple[Annotation, ...]
    joined: tuple[tuple[Annotation, ...], ...]


def find_groups(
    text: str, segments: Sequence[Segment], mentions: Iterable[Annotation], catalogue: Catalogue
) -> Iterator[tuple[Plural, Group | None]]:
    """Yield the references to several names, with the group that each stands for where that is clear."""
    parts = [part for part in segments if part.part != "furniture"]
    named = [m for m in mentions if m.role == "name" and m.entity]
    starts = [m.start for m in named]
    for number, part in enumerate(parts):
        for plural in find_plurals(text, part.start, part.end) if part.part == "text" else ():
            before = bisect_left(starts, plural.start)
            near = parts[max(0, number - REACH) : number + 1]
            names = named[: bisect_left(starts, parts[0].end)] if near[0] is not parts[0] else []
            names += named[bisect_left(starts, near[0].start) : before]
            if not _is_named(text, plural, named[max(0, before - 1) : before + 1]):
                if APART.search(text, part.start, part.end):
                    yield plural, None
                    continue
                yield plural, _group(text, plural, (parts[0], near), _fitting(names, plural, catalogue))


def _is_named(text: str, plural: Plural, beside: Sequence[Annotation]) -> bool:
    """Tell whether words are part of a name or are followed by the names: "the two companies, Sony and Honda"."""
    return any(
        m.start < plural.end + 3 and plural.start < m.end and text[plural.end : m.start] not in (". ", "; ")
        for m in beside
    )


def _group(
    text: str, plural: Plural, where: tuple[Segment, Sequence[Segment]], names: Sequence[Annotation]
) -> Group | None:
    title, parts = where
    families = [plural.kinds] if plural.kinds else _FAMILIES
    of_kind = [[m for m in names if m.entity and m.entity.kind in kinds] for kinds in families]
    if not plural.kinds and any(m.start >= parts[-1].start for m in names):  # "A is dearer, B is slower, and both ..."
        parts = parts[-1:]
    clear = [members for same in of_kind if (members := _members(text, plural, parts, same))]
    if len(clear) == 1:
        return Group(plural.start, plural.end, clear[0], JOINED)
    topic = () if clear else _topic(plural, title, of_kind[0])
    return Group(plural.start, plural.end, topic, TOPIC) if topic else None


def _topic(plural: Plural, title: Segment, names: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Return the two firms of a headline that names no others, if the text has named both since."""
    if not plural.loose or plural.size not in (0, 2):
        return ()
    headline = {_id(m): m for m in names if m.start < title.end}
    last = {_id(m): m for m in names if m.start >= title.end and _id(m) in headline}
    return tuple(sorted(last.values(), key=lambda m: m.start)) if len(headline) == len(last) == 2 else ()


def _fitting(names: Sequence[Annotation], plural: Plural, catalogue: Catalogue) -> list[Annotation]:
    """Return the names that may be meant by their country and trade, without makers right before their models."""
    makers = {a.start for a, b in pairwise(names) if b.kind in PRODUCTS and a.kind == "Company" and b.start - a.end < 4}
    out = []
    for m in names:
        entry = catalogue.entries.get(m.entity.id) if m.entity else None
        if not plural.noun and m.start in makers:
            continue
        if entry and (entry.type == "media" or (plural.country and entry.country not in ("", plural.country))):
            continue
        if entry and plural.noun in _MAKERS and not is_maker(entry, catalogue):
            continue
        out.append(m)
    return out


def _members(
    text: str, plural: Plural, parts: Sequence[Segment], names: Sequence[Annotation]
) -> tuple[Annotation, ...]:
    """Return the joined names that a reference takes up; none where others came between."""
    seen: set[str] = set()
    for back, part in enumerate(reversed(parts)):
        if plural.near and back > (1 if plural.size == 0 else 0):
            break
        naming = _naming(text, part, names)
        joined = [s for s in naming.joined if len(s) == (plural.size or len(s)) and _covers(s, seen, back)]
        if plural.near and plural.size == 0:
            joined = [s for s in joined if _is_topic(text, part, s)]
        if len({frozenset(map(_id, s)) for s in joined}) == 1:
            return joined[-1]
        seen |= set(map(_id, naming.names))
        if joined or len(seen) > (plural.size or 2):
            break
    return ()


def _covers(joined: Sequence[Annotation], seen: set[str], back: int) -> bool:
    """Tell whether a set holds all that was named since; only the sentence of the reference may name others."""
    return back < 2 or seen <= set(map(_id, joined))


def _is_topic(text: str, part: Segment, joined: Sequence[Annotation]) -> bool:
    """Tell whether the names are what a sentence is about: nothing but a short opening stands before them."""
    opening = text[part.start : joined[0].start]
    return bool(re.fullmatch(rf"(?:[A-Z][\w ]{{0,30}}, )?(?:{_STOP}[\w-]+ ){{0,3}}", opening))


def _naming(text: str, part: Segment, names: Sequence[Annotation]) -> Naming:
    here = [m for m in names if part.start <= m.start < part.end]
    first: dict[str, Annotation] = {}
    for m in here:
        first.setdefault(_id(m), m)
    return Naming(tuple(first.values()), tuple(_chains(text, here)))


def _chains(text: str, names: Sequence[Annotation]) -> Iterator[tuple[Annotation, ...]]:
    """Yield the longest runs of different names that commas and a last "and" join."""
    chain: list[Annotation] = []
    closed = False
    for m in names:
        link = _link(text, chain[-1], m, len(chain)) if chain else ""
        if link and not (closed and link == "comma") and _id(m) not in map(_id, chain):
            chain.append(m)
            closed = closed or link == "and"
            continue
        if closed:
            yield tuple(chain)
        chain, closed = [m], False
    if closed:
        yield tuple(chain)


def _link(text: str, a: Annotation, b: Annotation, before: int) -> str:
    """Return how two neighbours of a list are joined: by "and", by a comma, or not at all."""
    between = text[a.end : b.start]
    if len(between) > 120:
        return ""
    masked = re.sub(r"(?:[A-Z0-9][\w.&’'-]*)(?: [A-Z0-9][\w.&’'-]*)*", "⟦⟧", between)
    match = _AND.fullmatch(masked)
    if match:  # "sold to Honda, and Nissan said": a comma alone before "and" joins clauses
        return "" if match["comma"] and not match["aside"] and before < 2 else "and"
    return "comma" if _COMMA.fullmatch(masked) else ""


def _id(m: Annotation) -> str:
    return m.entity.id if m.entity else ""
