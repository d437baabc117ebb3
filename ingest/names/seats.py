"""Which firm a place before it is the seat of: "the Detroit automaker", but not "the U.S. automaker"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..annotation import Annotation, Claim
from .descriptions import COUNTRIES

JOINED = frozenset((" ", "-based ", " based "))
SEATED = re.compile(r"based|headquarter|\bseat|\bhome\b|\boffices?\b", re.IGNORECASE)


def seated(text: str, mentions: Sequence[Annotation]) -> dict[int, str]:
    """Return the id of the firm that stands right behind a place, by the start of the place."""
    return {
        place.start: firm.entity.id
        for place, firm in pairwise(mentions)
        if place.kind == "Place" and firm.kind == "Company" and firm.entity and text[place.end : firm.start] in JOINED
    }


def is_misplaced(text: str, claim: Claim, firms: Mapping[int, str]) -> bool:
    """Tell whether a claim makes a seat of a nationality, or of the place that another firm is described by."""
    place, firm = claim.object, claim.subject
    if claim.relation != "headquartered_in" or not place.entity or not firm.entity:
        return False
    if firms.get(place.start, firm.entity.id) != firm.entity.id:
        return True
    around = text[max(0, place.start - 30) : place.start] + text[place.end : firm.start]
    near = place.end <= firm.start and len(text[place.end : firm.start].split()) <= 3
    return near and place.entity.label in COUNTRIES and not SEATED.search(around)
