"""What the words of a sentence say against a claim: it asks or imagines, sellers do not buy, 30 miles off is not in."""

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
AWAY = re.compile(r"\d (?:miles|mi|km|kilomet(?:er|re)s)\b")  # "near Pune" is as good as in it for analysts
_CLAUSE = r"(?:(?!\b(?:and|but|that|which|deliver\w*|suppl\w+|sells?)\b)[^,;.:])*"
LOST = re.compile(rf"\b(?:los(?:es?|ing|t)|ced(?:e[sd]?|ing)|hand(?:s|ed|ing) over)\b{_CLAUSE}\bto\s+$")
WON = re.compile(rf"\b(?:w[io]ns?|winning|tak(?:es?|ing)|took)\b{_CLAUSE}\bfrom\s+$")
ORDERED = re.compile(
    rf"\b(?:(?:orders?|contracts?)\b{_CLAUSE}\b(?:placed|awarded|given|gave|handed) (?:with|to)"
    rf"|(?:sourc(?:es?|ed|ing)|buys?|buying|bought|purchas\w+|procur\w+|order(?:s|ed|ing))\b{_CLAUSE}\bfrom)\s+$"
)
BYLINE = re.compile(r"(?:^|[\n|])\s*(?:By|Von|Words:|Text:)\s+$")
RENAMED = re.compile(
    r"^[,(\s]*(?:(?:since|later|now|then|today) )?(?:re(?:named|branded)(?: as| to)?|formerly|previously)[\s\"“]*$"
)
OBSERVERS = re.compile(r"\b(?:analysts?|economists?|strategists?|researchers?) (?:at|of|from|with) $", re.IGNORECASE)
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


def is_contradicted(text: str, claim: Claim) -> bool:
    """Tell whether the words between or before the two ends of a claim speak against its relation."""
    tests = (_is_seller, _is_customer, _is_official, _is_author, _is_apart, _is_renamed, _is_observer)
    return any(speaks_against(text, claim) for speaks_against in tests)


def _is_seller(text: str, claim: Claim) -> bool:
    """Tell whether the subject of `acquired` sells the object."""
    if claim.relation != "acquired":
        return False
    a, b = claim.subject, claim.object
    if a.end <= b.start:
        between = text[a.end : b.start]
        return bool(SELLING.search(between)) and not BUYING.search(between)
    between = text[b.end : a.start].rstrip()
    return between.endswith(" sold by") or between.strip() == "from"


def _is_official(text: str, claim: Claim) -> bool:
    """Tell whether a claim gives a firm a minister, governor or mayor as its chief or employee."""
    posts = claim.relation in ("ceo_of", "works_for") and claim.object.kind in ("Company", "Organization")
    before = text[max(0, claim.subject.start - 50) : claim.subject.start]
    return posts and bool(OFFICIAL.search(before)) and not re.search(r"\b(?:former|ex)\b", before, re.IGNORECASE)


def _is_author(text: str, claim: Claim) -> bool:
    """Tell whether a claim employs the author of the article with somebody whom it is about."""
    before = text[max(0, claim.subject.start - 20) : claim.subject.start]
    return claim.relation == "works_for" and bool(BYLINE.search(before))


def _is_apart(text: str, claim: Claim) -> bool:
    """Tell whether a place is said to be some miles from another one, and so not in it."""
    a, b = claim.subject, claim.object
    return claim.relation == "located_in" and a.end <= b.start and bool(AWAY.search(text[a.end : b.start]))


def _is_observer(text: str, claim: Claim) -> bool:
    """Tell whether a figure is given to the firm whose analysts expect it of another."""
    before = text[max(0, claim.subject.start - 30) : claim.subject.start]
    return claim.value is not None and bool(OBSERVERS.search(before))


def _is_renamed(text: str, claim: Claim) -> bool:
    """Tell whether the two ends of a claim are the old and the new name of one thing: "the group, renamed Forvia"."""
    first, second = sorted((claim.subject, claim.object), key=lambda m: m.start)
    return first.kind == second.kind and bool(RENAMED.search(text[first.end : second.start]))


def _is_customer(text: str, claim: Claim) -> bool:
    """Tell whether the subject of `supplies` loses the order to the object, or has placed it there."""
    a, b = claim.subject, claim.object
    if claim.relation != "supplies":
        return False
    if a.end <= b.start:
        between = text[a.end : b.start]
        return bool(LOST.search(between) or ORDERED.search(between))
    return bool(WON.search(text[claim.sentence[0] : a.start]))
