"""Component: references to several names ("the two companies") become a mention of each of them."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ..annotation import Annotation
from ..catalogue import load_catalogue
from ..names.announcements import announced_groups
from ..names.groups import Group, find_groups

REFERENCE_KINDS = {"Company": "Company", "Organization": "Company", "Person": "Person", "Vehicle": "Vehicle"}
"""The kinds of references that the tagger knows; all others are one kind."""

if not Doc.has_extension("groups"):
    Doc.set_extension("groups", default=())


@Language.component("autokg_groups", assigns=["doc._.groups", "doc._.mentions"], requires=["doc._.mentions"])
def find_doc_groups(doc: Doc) -> Doc:
    """Set `doc._.groups` and add their members' mentions.

    Words that mean several names but not clearly which mean nothing: they are no reference to a single one either.
    """
    text, segments = doc.text, doc._.segments
    groups: list[Group] = []
    plurals: list[tuple[int, int]] = []
    for plural, group in find_groups(text, segments, doc._.mentions, load_catalogue()):
        groups += [group] if group else []
        if group or plural.size:  # "they" may be a single firm
            plurals.append((plural.start, plural.end))
    doc._.groups = (*groups, *announced_groups(text, segments, doc._.mentions))
    if plurals:
        kept = [m for m in doc._.mentions if m.role != "reference" or not _inside(m, plurals)]
        found = [member for group in groups for member in members_of(text, group)]
        doc._.mentions = tuple(sorted([*kept, *found], key=lambda m: (m.start, m.end)))
    return doc


def members_of(text: str, group: Group) -> list[Annotation]:
    """Return a mention for each member of a group, at the words that stand for all of them."""
    words = text[group.start : group.end]
    return [
        replace(m, start=group.start, end=group.end, text=words, kind=REFERENCE_KINDS.get(m.kind, "Other"),
                role="reference", link="coreferent", confidence=round(m.confidence * group.confidence, 4))
        for m in group.members
    ]  # fmt: skip


def _inside(m: Annotation, places: list[tuple[int, int]]) -> bool:
    return any(start <= m.start and m.end <= end for start, end in places)
