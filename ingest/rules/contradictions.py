"""What the words of a sentence say against a claim: it asks or imagines, a seller is no buyer, a minister no chief."""

from __future__ import annotations

import re

from ..annotation import Claim

QUESTION = re.compile(r"\?[\"'”’)\]]*$")
IMAGINING = re.compile(r"\b(?:would|could|might|what if|imagine|suppose)\b", re.IGNORECASE)
COUNTERFACTUAL = re.compile(
    r"(?:\b(?:if|suppose|unless)\b|^\W*(?:had|were)\b)[^.;]*\b(?:would|could|might) (?:have|be|now|not|never|then)\b"
    r"|\b(?:would|could|might) have \w+(?:ed|en|t)\b[^.;]*\bif\b|^\W*(?:what if|imagine|suppose)\b",
    re.IGNORECASE,
)
SELLING = re.compile(
    r"\b(?:sells?|(?<!best-)selling|sold|sales? of|divest\w*|(?:find|look\w*|seek\w*)\b.{0,20} buyers? for)\b"
)
BUYING = re.compile(r"\b(?:buys?|buying|bought|acqui\w+|purchas\w*|takeover|won|snap\w*|tak(?:es?|ing|en) over|took)\b")
OFFICIAL = re.compile(
    r"\b(?:minister|governor|mayor|senator|chancellor|premier|commissioner|king|prince)\s+$", re.IGNORECASE
)


def is_hypothesis(sentence: str) -> bool:
    """Tell whether a sentence is a question or imagines what is not so.

    >>> is_hypothesis("If Tesla had acquired Lucid, Saudi Arabia would have gained a carmaker.")
    True
    >>> is_hypothesis("The firms were told that Tesla would have the plant ready by May.")
    False
    """
    text = sentence.strip()
    return bool(QUESTION.search(text) or (IMAGINING.search(text) and COUNTERFACTUAL.search(text)))


def is_seller(text: str, claim: Claim) -> bool:
    """Tell whether the subject of `acquired` sells the object."""
    if claim.relation != "acquired":
        return False
    a, b = claim.subject, claim.object
    if a.end <= b.start:
        between = text[a.end : b.start]
        return bool(SELLING.search(between)) and not BUYING.search(between)
    return text[b.end : a.start].rstrip().endswith(" sold by")


def is_official(text: str, claim: Claim) -> bool:
    """Tell whether a claim gives a firm a minister, governor or mayor as its chief or employee."""
    posts = claim.relation in ("ceo_of", "works_for") and claim.object.kind in ("Company", "Organization")
    before = text[max(0, claim.subject.start - 50) : claim.subject.start]
    return posts and bool(OFFICIAL.search(before)) and not re.search(r"\b(?:former|ex)\b", before, re.IGNORECASE)
