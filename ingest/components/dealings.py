"""Component: what a sentence says of a group by its wording: of the members with each other, or of a firm with all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, permutations

from spacy.language import Language
from spacy.tokens import Doc

from graph import Status, ontology

from ..annotation import Annotation, Claim, Segment
from ..names.groups import Group
from ..network.consistency import EXCLUSIVE
from ..network.labels import SYMMETRIC
from ..rules.statuses.clause import DOUBT, status_of_words
from .groups import members_of

CONFIDENCE = 0.85
"""Highest confidence of a claim read off a group; that of the names lowers it."""

_G = "⟦G⟧"
_FEW = r"(?:[\w%'’-]+,? ){0,6}?"
_BIND = r"(?:sign\w*|agree\w*|announce\w*|seal\w*|enter\w*|form\w*|creat\w*|set up|have|had|plan\w*|found\w*)"
_RUN = r"(?:establish\w*|launch\w*|run|own|hold\w*|operate\w*|build\w*)"
_BOND = r"(?:partnership|alliance|co-?operation|collaboration)"
_WORK = r"\b(?:work\w*|cooperat\w+|collaborat\w+|partner\w*|teamed up)\b"
_ARE = r"(?:are|were|ha(?:ve|d) been|remain)"
_ALONE = r"(?! (?:\w+ )?with (?!each|one another))"  # and not with somebody else

AMONG: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(wording, re.IGNORECASE))
    for relation, wording in (
        ("joint_venture_with", rf"{_G} {_FEW}(?:{_BIND}|{_RUN}) {_FEW}joint[ -]venture{_ALONE}"),
        ("joint_venture_with", rf"joint[ -]venture (?:\w+ )?(?:between|of|by) {_G}"),
        ("joint_venture_with", rf"{_G} (?:are|were|have been|had been) (?:\w+ )?partners in {_FEW}joint[ -]venture"),
        ("partnered_with", rf"{_G} {_FEW}(?:co-?operat\w*|collaborat\w*|team\w* up|join\w* forces)\b{_ALONE}"),
        ("partnered_with", rf"{_G} {_FEW}work\w* (?:\w+ )?(?:together|with (?:each other|one another))"),
        ("partnered_with", rf"{_G} {_FEW}(?:jointly|together) (?:develop|design|build|engineer|work)\w*\b{_ALONE}"),
        ("partnered_with", rf"{_G} {_FEW}(?:develop|design|build|engineer)\w* {_FEW}together{_ALONE}"),
        ("partnered_with", rf"{_G} {_FEW}{_BIND} {_FEW}(?:{_BOND}|memorandum|letter of intent){_ALONE}"),
        ("partnered_with", rf"(?:{_BOND}|agreement|memorandum) (?:\w+ )?between {_G}"),
        ("competes_with", rf"{_G} (?:\w+ ){{0,3}}?compet(?:e|ed)\b{_ALONE}(?! with)"),
        ("competes_with", rf"{_G} {_ARE} (?:(?!named|seen|called|as)\w+ ){{0,2}}?(?:rivals|competitors)(?! of)"),
        ("competes_with", rf"(?:rivalry|competition) (?:between|of) {_G}"),
        ("merged_with", rf"{_G} {_FEW}(?:merge|merged|merging)\b{_ALONE}(?! with| (?:the|its|their|two))"),
        ("merged_with", rf"merger (?:\w+ )?(?:between|of) {_G}"),
        ("sued", rf"{_G} {_FEW}su(?:e|ed|ing) (?:one another|each other)"),
    )
)  # fmt: skip
"""How the members of a group have to do with each other."""

ANNOUNCED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("partnered_with", re.compile(rf"{_WORK}[^.;]{{0,25}} with {_G}", re.IGNORECASE)),
    ("partnered_with", re.compile(rf"\bwith {_G}[^.;]{{0,20}}{_WORK}", re.IGNORECASE)),
)
"""How the firm named before has to do with a group that is named after."""


@Language.component("autokg_dealings", assigns=["doc._.claims"], requires=["doc._.groups", "doc._.claims"])
def find_dealings(doc: Doc) -> Doc:
    """Add the claims that the wording around a group makes, where no claim speaks of the same two already."""
    if not doc._.groups:
        return doc
    known = {(_pair(claim), relation) for claim in doc._.claims for relation in _excluded(claim.relation)}
    found: dict[object, Claim] = {}
    for group in doc._.groups:
        part = next(s for s in doc._.segments if s.start <= group.start < s.end)
        claims = _announced(doc, group, part) if group.announced else _among(doc.text, group, part)
        for claim in claims:
            if (_pair(claim), claim.relation) not in known:
                turned = claim.subject.entity if claim.relation not in SYMMETRIC else None
                found.setdefault((_pair(claim), claim.relation, turned), claim)
    doc._.claims = (*doc._.claims, *found.values())
    return doc


def _excluded(relation: str) -> frozenset[str]:
    """Return the relations that a known one of the same two rules out, itself among them."""
    return frozenset((relation,)).union(*(group for group in EXCLUSIVE if relation in group))


def _pair(claim: Claim) -> frozenset[str]:
    return frozenset(m.entity.id for m in (claim.subject, claim.object) if m.entity)


def _among(text: str, group: Group, part: Segment) -> Iterator[Claim]:
    """Yield the claims between the members of a group; of several wordings the first counts."""
    masked, members = _masked(text, group, part), members_of(text, group)
    for relation, wording in AMONG:
        match = wording.search(masked)
        if not match:
            continue
        status = status_of_words(masked[: match.end()])
        pairs = combinations(members, 2) if relation in SYMMETRIC else permutations(members, 2)
        yield from (
            _claim(a, relation, b, (part, _trigger(match, group, part), status))
            for a, b in pairs
            if _allowed(a, relation, b)
        )
        return


def _announced(doc: Doc, group: Group, part: Segment) -> Iterator[Claim]:
    """Yield the claims of the last firm before the announcing words with each member of the group."""
    sentence = doc.text[part.start : part.end]
    if DOUBT.search(sentence) or sentence.rstrip().endswith("?"):
        return
    masked = _masked(doc.text, group, part)
    for relation, wording in ANNOUNCED:
        match = wording.search(masked)
        if not match:
            continue
        start = part.start + match.start()
        before = [m for m in doc._.mentions if part.start <= m.start < start and _allowed(m, relation, m)]
        members = [m for m in members_of(doc.text, group) if before and m.entity != before[-1].entity]
        for member in members:
            yield _claim(before[-1], relation, member, (part, _trigger(match, group, part), "asserted"))
        return


def _masked(text: str, group: Group, part: Segment) -> str:
    return text[part.start : group.start] + _G + text[group.end : part.end]


def _trigger(match: re.Match[str], group: Group, part: Segment) -> tuple[int, int]:
    """Return the characters in the text of a match in the masked sentence."""
    longer = (group.end - group.start) - len(_G)
    behind = match.end() + part.start > group.start + len(_G) - 1
    return part.start + match.start(), part.start + match.end() + (longer if behind else 0)


def _allowed(a: Annotation, relation: str, b: Annotation) -> bool:
    return bool(a.entity and b.entity and ontology().allows(a.entity.kind, relation, b.entity.kind))


def _claim(
    subject: Annotation, relation: str, object: Annotation, said: tuple[Segment, tuple[int, int], Status]
) -> Claim:
    part, trigger, status = said
    return Claim(
        subject=subject,
        relation=relation,
        object=object,
        status=status,
        confidence=round(CONFIDENCE * min(subject.confidence, object.confidence), 4),
        sentence=(part.start, part.end),
        trigger=trigger,
        rule="group",
    )
