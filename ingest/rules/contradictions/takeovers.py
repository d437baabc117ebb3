"""What the words of a sentence say against a takeover: who sells does not buy, nor is the other party bought."""

from __future__ import annotations

import re

from ...annotation import Claim

SELLING = re.compile(
    r"\b(?:sells?|(?<!best-)selling|sold|sales? of|divest\w*|(?:find|look\w*|seek\w*)\b.{0,20} buyers? for)\b"
)
BUYING = re.compile(r"\b(?:buys?|buying|bought|acqui\w+|purchas\w*|takeover|won|snap\w*|tak(?:es?|ing|en) over|took)\b")
_TAKING = r"(?:take over|buy|acquire|purchase|sell)"
_TOOK = r"(?:took (?:over|control of)|tak(?:es|ing) (?:over|control of)|acquire[ds]|bought|buys|purchase[ds])"
AGREED = re.compile(r"\b(?:agree\w*|deal|contract|agreement)\b[^.;]*\bwith (?:the )?$")
_PART = (
    r"(?:plants?|factor(?:y|ies)|works|sites?|stakes?|rights|patents|subsidiar(?:y|ies)|name)"  # a business is bought
)
PART_OF = re.compile(rf"\b{_PART} (?:of|at|held by|owned by) (?:the |its )?$")
PART_BEHIND = re.compile(
    rf"^['’]s? (?:[\w-]+ ){{0,4}}{_PART}\b|^ (?:(?!(?:and|or|with|for|in|at|as|to|the)\b)[a-z-]+ )?{_PART}\b"
)
FROM = re.compile(r"\b(?:from|off) (?:the |its )?$")
BUYER_FIRST = re.compile(
    rf"^(?: (?:has|had|have|also|later|then|since|already|recently|in \d{{4}}))* {_TOOK} (?:the |an? )?$"
)


def is_seller(text: str, claim: Claim) -> bool:
    """Tell whether the subject of `acquired` sells the object."""
    if claim.relation != "acquired":
        return False
    a, b = claim.subject, claim.object
    if a.end <= b.start:
        between = text[a.end : b.start]
        return bool(SELLING.search(between)) and not BUYING.search(between)
    between = text[b.end : a.start].rstrip()
    return between.endswith(" sold by") or between.strip() == "from"


def is_party(text: str, claim: Claim) -> bool:
    """Tell whether an end of `acquired` is the other party of the deal: "A agreed with B to buy C from D"."""
    a, b = claim.subject, claim.object
    if claim.relation != "acquired":
        return False
    if b.end <= a.start:
        return bool(BUYER_FIRST.match(text[b.end : a.start]))
    parties = (claim.sentence[0], a), (a.end, b)
    return any(
        _is_agreed_with(text[start : claim.sentence[1]], m.start - start, m.end - start) for start, m in parties
    ) or bool(FROM.search(text[a.end : b.start]))


def _is_agreed_with(clause: str, start: int, end: int) -> bool:
    return bool(AGREED.search(clause[:start]) and re.match(rf"(?: \w+)? to {_TAKING}\b", clause[end:]))


def is_part(text: str, claim: Claim) -> bool:
    """Tell whether only a part of the object of `acquired` is bought: "the plant of B", "B's battery factory"."""
    a, b = claim.subject, claim.object
    if claim.relation != "acquired" or b.kind != "Company" or b.end <= a.start:
        return False
    return bool(PART_OF.search(text[a.end : b.start]) or PART_BEHIND.match(text[b.end : claim.sentence[1]]))
