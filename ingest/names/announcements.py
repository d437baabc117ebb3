"""Groups that are announced before they are named: "several firms. Magna Steyr and Bosch are among them"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..annotation import Annotation, Segment
from .families import COMPANIES
from .groups import Group

MANY = re.compile(
    r"\b(?:(?:several|some|many|various|numerous|a (?:number|range|handful|dozen|group) of|two|three|four|five|six|\d+|"
    r"other|international|foreign|local|global|well-known|big|large|leading|major|technology|tech|its|new) )+"
    r"(?:compan(?:ies|y)|firms?|partners?|suppliers?|manufacturers?|makers?|carmakers?|specialists?|groups?|brands?)\b",
    re.IGNORECASE,
)
"""How firms are spoken of that the text has yet to name."""

NAMING = re.compile(
    r"\b(?:(?:some|one|part|most|two|three) of (?:them|these|those)|among (?:them|these|those)|"
    r"the(?:y|se) (?:include|are)|the most important|the best known|the list includes|to name)\b",
    re.IGNORECASE,
)
"""How the same or the next sentence says that it names them."""


def announced_groups(text: str, segments: Sequence[Segment], mentions: Sequence[Annotation]) -> Iterator[Group]:
    """Yield the firms spoken of as "several partners" that the rest of the sentence or the next one names."""
    if not NAMING.search(text):  # most articles announce no group
        return
    parts = [part for part in segments if part.part == "text"]
    for number, part in enumerate(parts):
        for words in MANY.finditer(text, part.start, part.end):
            places = [(words.end(), part.end), *((p.start, p.end) for p in parts[number + 1 : number + 2])]
            members = {
                m.entity.id: m
                for start, end in places
                if NAMING.search(text, start, end)
                for m in mentions
                if start <= m.start < end and m.role == "name" and m.entity and m.entity.kind in COMPANIES
            }
            if members:
                yield Group(words.start(), words.end(), tuple(members.values()), 1.0, announced=True)
