"""What the words of a sentence say against a claim: it asks or imagines, sellers do not buy, 30 miles off is not in."""

from __future__ import annotations

import re

from ...annotation import Claim
from .modifiers import is_modifier
from .opinions import is_opinion
from .posts import is_author, is_official, is_other_post
from .takeovers import is_part, is_party, is_seller
from .trades import is_apart, is_customer, is_elsewhere, is_of_others, is_supply
from .ventures import is_of_venture

QUESTION = re.compile(r"\?[\"'”’)\]]*$")
IMAGINING = re.compile(r"\b(?:would|could|might|what if|imagine|suppose)\b", re.IGNORECASE)
COUNTERFACTUAL = re.compile(
    r"(?:\b(?:if|suppose|unless)\b|^\W*(?:had|were)\b)[^.;]*\b(?:would|could|might) (?:have|be|now|not|never|then)\b"
    r"|\b(?:would|could|might) have \w+(?:ed|en|t)\b[^.;]*\bif\b|^\W*(?:what if|imagine|suppose)\b",
    re.IGNORECASE,
)
AWAY = re.compile(r"\d (?:miles|mi|km|kilomet(?:er|re)s)\b")  # "near Pune" is as good as in it for analysts
RENAMED = re.compile(
    r"^[,(\s]*(?:(?:since|later|now|then|today) )?(?:re(?:named|branded)(?: as| to)?|formerly|previously)[\s\"“]*$"
)
OBSERVERS = re.compile(r"\b(?:analysts?|economists?|strategists?|researchers?) (?:at|of|from|with) $", re.IGNORECASE)
ANALYSTS = re.compile(r"^(?:['’]s?)? (?:analysts?|economists?|strategists?|researchers?)\b")
_SOURCE = r"(?:data|market|research|consult\w+|analy\w+|rating|information|news|forecast\w*|intelligence|statistics)"
SOURCES = re.compile(
    rf"\b(?:according to|data (?:from|by|of)|figures (?:from|by|of)|estimates? (?:from|by|of)|a (?:report|study|survey)"
    rf" (?:from|by|of)) (?:the )?(?:[\w-]+ )?{_SOURCE}(?: [a-z-]+){{0,2}} $",
    re.IGNORECASE,
)
"""What stands before a named source that has no part in what it tells."""
HELD = frozenset(("headquartered_in", "subsidiary_of", "brand_of", "listed_on", "ceo_of", "works_for"))
_BEFORE_NAME = r"(?:(?:the|its|that of|those of)(?: [a-z-]+){0,2} )?$"
COMPARED = re.compile(rf"\b(?:compar(?:e[sd]?|ing)|comparison)\b[^,.;]*\b(?:with|to) {_BEFORE_NAME}")
OUTDONE = re.compile(
    r"\b(?:overt(?:akes?|ook|aken|aking)|outs(?:old|ells?|elling)|replac(?:e[sd]?|ing)|rivals|ahead of|beats?|beaten"
    rf"|surpass\w*)(?: by)? {_BEFORE_NAME}"
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
    return any(speaks_against(text, claim) for speaks_against in TESTS)


def _is_distant(text: str, claim: Claim) -> bool:
    """Tell whether a place is said to be some miles from another one, and so not in it."""
    a, b = claim.subject, claim.object
    return claim.relation == "located_in" and a.end <= b.start and bool(AWAY.search(text[a.end : b.start]))


def _is_observer(text: str, claim: Claim) -> bool:
    """Tell whether a figure or a deal is given to the firm whose analysts or whose data tell of another."""
    if claim.relation in HELD:
        return False
    before = text[max(0, claim.subject.start - 60) : claim.subject.start]
    ends = (claim.subject,) if claim.value is not None else (claim.subject, claim.object)
    of_analysts = any(ANALYSTS.match(text[m.end : m.end + 20]) for m in ends if m.kind in ("Company", "Organization"))
    return of_analysts or bool(SOURCES.search(before) or (claim.value is not None and OBSERVERS.search(before)))


def _is_compared(text: str, claim: Claim) -> bool:
    """Tell whether a thing is only compared with what it should have, or outdone by its brand's owner."""
    first, second = sorted((claim.subject, claim.object), key=lambda m: m.start)
    between = text[first.end : second.start]
    if claim.relation in ("brand_of", "subsidiary_of"):
        return bool(OUTDONE.search(between))
    before = text[max(claim.sentence[0], first.start - 40) : second.start]
    return claim.relation in ("uses_component", "uses_platform") and bool(COMPARED.search(before))


def _is_renamed(text: str, claim: Claim) -> bool:
    """Tell whether the two ends of a claim are the old and the new name of one thing: "the group, renamed Forvia"."""
    first, second = sorted((claim.subject, claim.object), key=lambda m: m.start)
    return first.kind == second.kind and bool(RENAMED.search(text[first.end : second.start]))


TESTS = (
    is_seller, is_party, is_part, is_customer, is_supply, is_elsewhere, is_of_others, is_apart, is_official, is_author,
    is_other_post, is_modifier, is_opinion, is_of_venture, _is_distant, _is_renamed, _is_observer, _is_compared,
)  # fmt: skip
"""What may speak against a claim."""
