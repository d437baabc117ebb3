"""What a sentence leaves of a holding: stakes that are raised or cut go on, those sold as a whole have ended."""

from __future__ import annotations

import re

from .clause import ASIDE, BORDER, DOUBT

_STAKE = r"(?:stakes?|holdings?|shareholdings?|interests?|shares?)"
_CHANGED = re.compile(
    r"\b(?:doubl|tripl|rais|increas|boost|lift|reduc|cut|trim|lower|pare|halv|build|built|top)\w*(?: up| down| back)? "
    rf"(?:its|his|her|their|the|a) (?:[\w.%-]+ ){{0,4}}?{_STAKE} "
    r"(?:of [\w.,]+ ?(?:%|per ?cent) )?(?:in|of) (?:[\w'’-]+ ){0,3}$",
    re.IGNORECASE,
)
_SOLD = re.compile(
    r"\b(?:sold|sells|selling|shed|sheds|shedding|offload(?:ed|s|ing)|exit(?:ed|s|ing)|dispos(?:ed|es|ing) of|"
    r"divest(?:ed|s|ing)|dump(?:ed|s|ing)|unload(?:ed|s|ing)) (?:of )?"
    rf"(?:all(?: of)? (?:its|his|her|their|the) (?:\w+ ){{0,2}}?{_STAKE}|"
    r"(?:its|his|her|their|the) (?:entire|whole|complete|full|remaining|last|rest of (?:its|the)) "
    rf"(?:[\w.%-]+ ){{0,3}}?{_STAKE})"
    r" (?:in|of) (?:[\w'’-]+ ){0,3}$",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:sell(?:ing)?|sale of|offload(?:ing)?|divest(?:ing)?|dispos(?:e|ing) of|reduc(?:e|ing)|cut(?:ting)?|"
    r"trim(?:ming)?|part(?:ing)? with|exit(?:ing)?) (?:its|his|her|their|an?|the|all|part of|some of|up to|[\d.]+)"
    rf"(?: [\w.%-]+){{0,5}}? {_STAKE} (?:in|of) (?:[\w'’-]+ ){{0,3}}$",
    re.IGNORECASE,
)
_BUT = re.compile(r"[^.;]*\b(?:but|except|save|other than|apart from)\b", re.IGNORECASE)
_WEIGHED = re.compile(
    r"\b(?:consider|weigh|mull|plan(?:s|n)|explor|deny|denied|not|if|would|mean|rul)\w*\b", re.IGNORECASE
)
_TO_NOTHING = re.compile(r"\b(?:to (?:zero|nil|nothing|0)\b|entire|all of)", re.IGNORECASE)


def is_kept(relation: str, before: str, after: str) -> bool:
    """Tell whether the words before and after a firm say that a stake was made larger or smaller.

    >>> [is_kept("owns_stake_in", " cut its stake in ", after) for after in (" to 5 %.", " to zero.")]
    [True, False]
    """
    said = _CHANGED.search(_clause(before))
    return relation == "owns_stake_in" and bool(said) and not _TO_NOTHING.search(before + after.partition(".")[0])


def is_sold(relation: str, before: str, after: str) -> bool:
    """Tell whether the words before and after a firm say that all shares are sold or on their way out.

    >>> words = " is shedding its entire stake in ", " plans to sell its entire stake in ", " sold shares in "
    >>> [is_sold("owns_stake_in", before, ".") for before in words]
    [True, False, False]
    """
    clause = _clause(before)
    if relation != "owns_stake_in" or not _SOLD.search(clause) or _BUT.match(after):
        return False
    return not DOUBT.search(clause) and not _WEIGHED.search(clause)


def is_offered(relation: str, before: str, owner: int) -> bool:
    """Tell whether the words before a firm say that its owner may or will sell a stake in it, and so has one.

    The owner is given by the character where its mention ends.

    >>> is_offered("owns_stake_in", "Geely is considering selling its stake in ", 5)
    True
    >>> is_offered("owns_stake_in", "SAIC may buy a stake in ", 4)
    False
    """
    said = _OFFERED.search(before)
    if relation != "owns_stake_in" or not said:
        return False
    return not re.search(r"[,;:]|\b[A-Z]|\b(?:buy|bought|acquir|purchas)", before[owner : said.start()])


def _clause(words: str) -> str:
    return BORDER.split(ASIDE.sub(" ", words))[-1]
