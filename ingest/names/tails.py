"""Words that a headline or a clumsy translation hangs on a name with a capital: "Vision-S Concept Unveiled"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..annotation import Annotation
from ..catalogue import Catalogue
from .families import PRODUCTS

_DONE = frozenset(
    "acquired announced approved bought built cancelled caught certified confirmed crowned debuted debuts delayed "
    "delivered detailed discontinued driven explained exposed facelifted hailed introduced launched launches leaked "
    "made named opened ordered patented postponed presented presents previewed priced produced rated recalled "
    "released rendered reported reveals revealed reviewed seen shown showcased signed sold spied spotted started "
    "stopped teased tested unveiled unveils updated welcomed".split()
)
"""What is done to a thing in a headline. Trims are called Limited or Electrified, never one of these."""

_DOES = frozenset(
    "acquires adds appoints begins builds buys closes cuts delivers doubles ends enters expands expects extends faces "
    "gets halts hires joins loses makes moves names opens plans posts raises recalls rejects reports says secures "
    "sells sets signs sues takes targets triples upgrades warns wins".split()
)
"""What a firm does in a headline in title case: "Magna Wins Contract"."""

_ABOUT = frozenset(
    "announcement comparison cooperation debut details gallery image images impressions launch news photo photos "
    "picture pictures premiere presentation preview price prices pricing rendering renderings report reveal review "
    "rumors rumours sales specs specifications teaser unveiling update video videos".split()
)
"""What a headline or caption offers about a thing."""

_FIRMS_ABOUT = frozenset("announcement gallery photo photos picture pictures preview teaser".split())
"""Those of them that no firm is called: there are firms named ... Sales, ... News or ... Design."""

_BARE = frozenset("concept prototype car vehicle model suv sedan new electric battery company".split())
"""Words that name nothing when they are all that is left."""

_LAST = re.compile(r"^(.*\S)[ \u00a0]+([A-Z][A-Za-z]+)$", re.DOTALL)


def without_tails(text: str, mentions: Iterable[Annotation], catalogue: Catalogue) -> Iterator[Annotation]:
    """Yield the mentions, names without last words that do not belong to them; "Concept Photo" is no name at all.

    A tail stays where the catalogue knows the whole name, or where running text uses it again and again and never
    without the tail.
    """
    for m in mentions:
        kept = _without(text, m, catalogue) if m.role == "name" and m.entity is None else m
        if kept is not None:
            yield kept


def _without(text: str, m: Annotation, catalogue: Catalogue) -> Annotation | None:
    tails = _DONE | _DOES | (_ABOUT if m.kind in PRODUCTS else _FIRMS_ABOUT)
    front = m.text
    while (match := _LAST.match(front)) and match[2].lower() in tails and not _is_whole(text, match, catalogue):
        front = match[1]
    if front == m.text:
        return m
    return None if front.lower() in _BARE else replace(m, end=m.start + len(front), text=front)


def _is_whole(text: str, name: re.Match[str], catalogue: Catalogue) -> bool:
    """Tell whether a name with its last word is one name, by the catalogue or by how the document uses it."""
    front, last = name[1], name[2]
    if catalogue.named(name[0]) or catalogue.named(front):
        return bool(catalogue.named(name[0]))
    whole, alone = (len(re.findall(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text)) for words in (name[0], front))
    return whole > 1 and alone == whole and f" {last.lower()}" not in text
