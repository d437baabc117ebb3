"""Which firm a place before it is the seat of: "the Detroit automaker", but not "the U.S. automaker"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..annotation import Annotation, Claim
from .descriptions import COUNTRIES

JOINED = frozenset((" ", "-based ", " based "))
SEATED = re.compile(r"based|headquarter|\bseat|\bhome\b|\boffices?\b", re.IGNORECASE)


def seated(text: str, mentions: Sequence[Annotation]) -> dict[int, Annotation]:
    """Return the place right before each firm, by the start of the firm's mention."""
    return {
        firm.start: place
        for place, firm in pairwise(mentions)
        if place.kind == "Place" and place.entity and firm.kind == "Company" and text[place.end : firm.start] in JOINED
    }


def is_misplaced(text: str, claim: Claim, places: Mapping[int, Annotation]) -> bool:
    """Tell whether a claim makes a seat of a nationality, or of the place that another firm is described by."""
    place, firm = claim.object, claim.subject
    if claim.relation != "headquartered_in" or not place.entity or not firm.entity:
        return False
    if any(p.start == place.start and start != firm.start for start, p in places.items()):
        return True
    between = text[place.end : firm.start]
    nationality = place.end <= firm.start and len(between.split()) <= 3 and not SEATED.search(between)
    return nationality and place.entity.label in COUNTRIES
