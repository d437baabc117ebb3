"""What the words of a sentence say against a trade: who places an order does not supply, who supplies is no partner."""

from __future__ import annotations

import re

from ...annotation import Claim
from .modifiers import LISTED

_CLAUSE = r"(?:(?!\b(?:and|but|that|which|deliver\w*|suppl\w+|sells?)\b)[^,;.:])*"
_ORDER = r"(?:orders?|contracts?|business|deals?|programmes?|programs?)"
LOST = re.compile(
    rf"\b(?:(?:los(?:es?|ing|t)|ced(?:e[sd]?|ing))\b|hand(?:s|ed|ing) over\b{_CLAUSE}\b{_ORDER}\b){_CLAUSE}\bto\s+$"
)
WON = re.compile(
    rf"\b(?:(?:w[io]ns?|(?<!the )winning)\b(?! with)|(?:tak(?:es?|ing)|took)\b{_CLAUSE}\b{_ORDER}\b){_CLAUSE}\bfrom\s+$"
)
ORDERED = re.compile(
    rf"\b(?:(?:orders?|contracts?)\b{_CLAUSE}\b(?:placed|awarded|given|gave|handed) (?:with|to)"
    rf"|(?:sourc(?:es?|ed|ing)|buys?|buying|bought|purchas(?:es|ed|ing)|procur\w+|order(?:ed|ing))\b{_CLAUSE}\bfrom)\s+$"
)
_DEAL = r"(?:agreements?|contracts?|deals?|pacts?|arrangements?|orders?)"
SUPPLYING = re.compile(
    rf"\b(?:suppl(?:y|ies)|off-?take|purchas(?:e|ing)|procurement|sourcing|delivery)(?: [a-z-]+)? {_DEAL}\b"
    rf"|\b{_DEAL}\b[^.;]*\b(?:to (?:supply|deliver|source|buy|purchase)|(?:for|on) (?:the )?(?:supply|delivery)"
    r"|prices?)\b"
    r"|\bagree\w*\b[^.;]*\b(?:to (?:supply|deliver|source|buy|purchase)|on (?:\w+ )?(?:suppl(?:y|ies)|prices?))\b",
    re.IGNORECASE,
)
PARTNERING = re.compile(
    r"partner|cooperat|co-operat|collaborat|allian|joint|together|\bteam|develop|memorand|\bMoU|\bjoin|\bwork|tie-up|"
    r"tied up|strategic|framework|invest|licen|recycl|test",
    re.IGNORECASE,
)
_BOND = r"(?:agreements?|contracts?|deals?|pacts?|partnerships?|alliances?|memorand\w+|co-?operations?|collaborations?)"
WITH_THIRD = re.compile(
    rf"^(?:,? (?:and|&) {LISTED}[A-Z]\S*)?,? (?:(?!\b(?:and|but|between|which|that|each)\b)[^,;.:])*?"
    rf"(?:\b{_BOND}(?: of \w+)? with|\b(?:stakes?|investments?|invest\w*) (?:of [^,;.]{{0,25}} )?in|"
    r"\b(?:work|works|worked|working|partner\w*|cooperat\w+|collaborat\w+|team\w* up|jointly|together) with)"
    r" (?:the )?[A-Z]"
)
_ANOTHER = r",? (?:as well as|and(?: also| another(?: one)?)?|plus) with (?:the )?"
APART = re.compile(rf"^[^.;:]{{0,40}}?{_ANOTHER}{LISTED}$")
PAIR = re.compile(rf"^(?:,? (?:and|or|as well as) |, {LISTED})$")
WITH = re.compile(rf"\bwith (?:the )?{LISTED}$")
EACH_WITH = re.compile(rf"(?:\bjoint[- ]ventures[^,.;]* with |{_ANOTHER}){LISTED}$")

PAIRED = re.compile(
    rf"\b{_BOND} (?:of|between) (?P<pair>(?:the )?[A-Z][^.;:,]{{0,40}}? (?:with|and) (?:the )?[A-Z][^.;:,]{{0,40}})"
)
JOINING = re.compile(r"\b(?:join\w*|member|part|enter\w*|add\w*|third|too|also|with|belong\w*)\b")


def is_customer(text: str, claim: Claim) -> bool:
    """Tell whether the subject of `supplies` loses the order to the object, or has placed it there."""
    a, b = claim.subject, claim.object
    if claim.relation != "supplies":
        return False
    if a.end <= b.start:
        between = text[a.end : b.start]
        return bool(LOST.search(between) or ORDERED.search(between))
    return bool(WON.search(text[claim.sentence[0] : a.start]))


def is_supply(text: str, claim: Claim) -> bool:
    """Tell whether all that binds two partners of a sentence is a contract by which one supplies the other."""
    sentence = text[slice(*claim.sentence)]
    supply = claim.relation == "partnered_with" and SUPPLYING.search(sentence)
    return bool(supply) and not PARTNERING.search(sentence)


def is_of_others(text: str, claim: Claim) -> bool:
    """Tell whether the sentence speaks of a bond of two others: "He ruled out an alliance of Ford with Kia"."""
    if claim.relation not in ("partnered_with", "joint_venture_with"):
        return False
    start, end = claim.sentence
    return any(
        (match.start("pair") <= claim.subject.start < match.end("pair"))
        != (match.start("pair") <= claim.object.start < match.end("pair"))
        and not JOINING.search(text, start, match.start())
        for match in PAIRED.finditer(text, start, end)
    )


def is_elsewhere(text: str, claim: Claim) -> bool:
    """Tell whether two subjects of one verb deal with a third party, and not with each other: "A and B invest in C"."""
    first, second = sorted((claim.subject, claim.object), key=lambda m: m.start)
    coordinated = re.fullmatch(rf",? (?:and|&) |, {LISTED}", text[first.end : second.start])
    third = WITH_THIRD.match(text[second.end : claim.sentence[1]])
    return claim.relation == "partnered_with" and bool(coordinated and third)


def is_apart(text: str, claim: Claim) -> bool:
    """Tell whether two firms have each a deal of their own with a third: "ventures with A, as well as with B"."""
    first, second = sorted((claim.subject, claim.object), key=lambda m: m.start)
    if claim.relation not in ("joint_venture_with", "partnered_with"):
        return False
    between, before = text[first.end : second.start], text[claim.sentence[0] : first.start]
    if not WITH.search(before):
        return False
    return bool(APART.match(between) or (PAIR.match(between) and EACH_WITH.search(before)))
