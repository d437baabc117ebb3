"""Component: a sentence that speaks of "several companies", and the next one that names them.

"Sony worked with several firms on the car. Magna Steyr, Bosch and Valeo are the most important of them." No single
sentence here states a fact about two names; the pair does, and readers take it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from graph import ontology

from ..annotation import Annotation, Claim

if TYPE_CHECKING:
    from .sentences import Segment

CONFIDENCE = 0.85
"""Highest confidence of a claim read over two sentences; that of the names lowers it."""

_MANY = (
    r"(?:(?:several|some|many|various|numerous|a (?:number|range|handful|dozen|group) of|two|three|four|five|six|\d+|"
    r"other|international|foreign|local|global|well-known|big|large|leading|major|technology|tech|its|new) )+"
    r"(?:compan(?:ies|y)|firms?|partners?|suppliers?|manufacturers?|makers?|carmakers?|specialists?|groups?|brands?)\b"
)
_WORK = r"\b(?:work\w*|cooperat\w+|collaborat\w+|partner\w*|teamed up)\b"

ANNOUNCEMENTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("partnered_with", re.compile(rf"{_WORK}[^.;]{{0,25}} with {_MANY}", re.I)),
    ("partnered_with", re.compile(rf"\bwith {_MANY}[^.;]{{0,20}}{_WORK}", re.I)),
)
"""How a relation to a group of unnamed firms is announced."""

NAMING = re.compile(
    r"\b(?:(?:some|one|part|most|two|three) of (?:them|these|those)|among (?:them|these|those)|"
    r"the(?:y|se) (?:include|are)|the most important|the best known|the list includes|to name)\b",
    re.I,
)
"""How the next sentence says that it names the members of the group."""

DOUBT = re.compile(
    r"\b(?:not|no|never|would|could|may|might|plans?|will|wants?|talks|deny|denied|denies)\b|n't\b", re.I
)
"""Words that make the announcement anything but a plain statement: then nothing is concluded."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A relation of `subject` to a group that the text has yet to name; `trigger` are its characters."""

    subject: Annotation
    relation: str
    trigger: tuple[int, int]


@Language.component("autokg_enumerations", assigns=["doc._.claims"], requires=["doc._.mentions", "doc._.segments"])
def read_enumerations(doc: Doc) -> Doc:
    """Add the claims that an announced group and its naming in the same or the next sentence make together."""
    if not NAMING.search(doc.text):  # most articles announce no group
        return doc
    segments = [segment for segment in doc._.segments if segment.part == "text"]
    known = {(c.subject.start, c.relation, c.object.start) for c in doc._.claims}
    found = []
    for i, segment in enumerate(segments):
        announced = announcement(doc.text, segment, doc._.mentions)
        following = segments[i : i + 2] if announced else []
        for place in following:
            for claim in _claims(doc.text, place, announced, doc._.mentions) if announced else ():
                if (claim.subject.start, claim.relation, claim.object.start) not in known:
                    found.append(claim)
    doc._.claims = (*doc._.claims, *found)
    return doc


def announcement(text: str, segment: Segment, mentions: Sequence[Annotation]) -> Announcement | None:
    """Return what a sentence announces, by the last firm before the announcing words, or None."""
    sentence = text[segment.start : segment.end]
    if DOUBT.search(sentence) or sentence.rstrip().endswith("?"):
        return None
    for relation, wording in ANNOUNCEMENTS:
        if match := wording.search(sentence):
            start = segment.start + match.start()
            allowed = ontology().relation(relation).domain
            before = [m for m in mentions if segment.start <= m.start < start and _is(m, allowed)]
            if before:
                return Announcement(before[-1], relation, (start, segment.start + match.end()))
    return None


def _claims(text: str, place: Segment, announced: Announcement, mentions: Sequence[Annotation]) -> Iterator[Claim]:
    """Yield a claim for each firm that the sentence names as a member of the announced group."""
    if not NAMING.search(text, place.start, place.end):
        return
    allowed = ontology().relation(announced.relation).range
    subject = announced.subject
    for member in mentions:
        inside = place.start <= member.start < place.end and member.start > announced.trigger[1]
        if inside and member.role == "name" and _is(member, allowed) and member.entity != subject.entity:
            yield Claim(
                subject=subject,
                relation=announced.relation,
                object=member,
                status="asserted",
                confidence=round(CONFIDENCE * min(subject.confidence, member.confidence), 4),
                sentence=(place.start, place.end),
                trigger=announced.trigger,
                rule="enumeration",
            )


def _is(mention: Annotation, kinds: frozenset[str]) -> bool:
    return mention.entity is not None and mention.entity.kind in kinds
