"""Component: reads in the next sentences what became of a deal that was agreed, offered or talked about."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ..annotation import Claim, Segment
from ..network.labels import SYMMETRIC
from ..rules.statuses.outcomes import DEALING, Outcome, outcome_of

DEALS = frozenset(("acquired", "merged_with", "owns_stake_in", "invested_in"))
WHOLE = frozenset(("acquired", "merged_with"))
NEXT = 2  # sentences that may tell what became of it
AGREED = re.compile(r"\b(?:agree|offer|bid|propos|announc|plan(?:s|ned|ning)?\b|want|launch|sign)\w*", re.IGNORECASE)


@Language.component("autokg_outcomes", assigns=["doc._.claims"], requires=["doc._.claims", "doc._.segments"])
def find_outcomes(doc: Doc) -> Doc:
    """Set the status of deals that the next sentences call completed or failed."""
    deals = [c for c in doc._.claims if c.relation in DEALS]
    if not deals:
        return doc
    text = doc.text  # put together anew at each look
    open_deals = [c for c in deals if _is_open(text, c)]
    open_in = {c.sentence for c in open_deals}
    known: dict[tuple[int, int], Outcome] = {}
    for i, part in enumerate(doc._.segments):
        place = part.start, part.end
        if place in open_in and (outcome := _outcome(doc, text, deals, i)):
            known[place] = outcome
    if known:
        doc._.claims = tuple(
            replace(c, status=known[c.sentence]) if c.sentence in known and c in open_deals else c for c in doc._.claims
        )
    return doc


def _is_open(text: str, claim: Claim) -> bool:
    """Tell whether the sentence of a claim leaves open what became of the deal."""
    if claim.status in ("planned", "rumored"):
        return True
    said = text[slice(*claim.sentence)]
    return claim.status == "asserted" and claim.relation in WHOLE and bool(AGREED.search(said))


def _outcome(doc: Doc, text: str, deals: list[Claim], number: int) -> Outcome | None:
    """Return what the sentences after one say of its deal, where they speak of no other."""
    first, *rest = doc._.segments[number : number + 1 + NEXT]
    here = [c for c in deals if c.sentence == (first.start, first.end) and _is_open(text, c)]
    if len({c.subject.entity for c in here if c.relation not in SYMMETRIC}) > 1:
        return None
    pairs, names = {_pair(c) for c in here}, _firms(doc, first, first.end)
    sides = frozenset[str]().union(*pairs)
    for part in rest:
        said = text[part.start : part.end]
        others = {_pair(c) for c in deals if c.sentence == (part.start, part.end)} - pairs
        told = outcome_of(said)
        strangers = _firms(doc, part, part.start + told[1]) - sides if told else _firms(doc, part, part.end) - names
        if part.part == "furniture" or others or (strangers and (told or DEALING.search(said))):
            return None
        if told:
            return told[0]
    return None


def _pair(claim: Claim) -> frozenset[str]:
    return frozenset(m.entity.id for m in (claim.subject, claim.object) if m.entity)


def _firms(doc: Doc, part: Segment, end: int) -> set[str]:
    """Return the firms that a sentence speaks of before a character of the text."""
    return {m.entity.id for m in doc._.mentions if part.start <= m.start < end and m.entity and m.kind == "Company"}
