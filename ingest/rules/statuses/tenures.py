"""What a sentence leaves of a post: whether it is held, was held, or is still to be taken up."""

from __future__ import annotations

import re

POSTS = frozenset(("ceo_of", "works_for"))
_SINCE = re.compile(r"[^.;]*?\bsince (?:\w+ ){0,2}(?:\d{4}\b|last\b|this\b|then\b|[A-Z])")
_LEFT = re.compile(
    r"\b(?:former|ex|once|previously|until|was|were|had|resign\w*|left|leav\w+|step(?:s|ped|ping)? down|retir\w+|"
    r"depart\w*|quits?|dismiss\w*|fired|sacked|replaced|ousted|exit\w*)\b",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    r"(?:\b(?:succeeded|replaced|followed) (?:\w+ )?by (?:[a-z]+ ){0,4}|\b(?:appoint|elect|promot)(?:s|es|ed|ing) |"
    r"\b[Nn]ew (?:[\w-]+ )?(?:CEO|chief executive|chief|boss|head|president|chairman|chairwoman) |\bnam(?:es|ed|ing) )$"
)
_FOLLOWS = re.compile(
    r"(?:,? (?:who|has|had))? (?:succeed(?:s|ed)\b|replace[sd]\b(?! by)|t(?:akes|ook|aken) (?:over|charge|the helm)\b)"
)
_ELSEWHERE = re.compile(
    r"\b(?:former|formerly|ex|previously|until|once|left|from|before|spent|predecessor|had been|used to|"
    r"out of|years at)\b",
    re.IGNORECASE,
)
_APPROVAL = re.compile(
    r"\b(?:subject to|pending|awaiting) (?:[\w'’-]+ ){0,4}(?:approval|consent|agreement|confirmation|vote)\b",
    re.IGNORECASE,
)
_SUCCEEDING = re.compile(
    r"\b(?:(?:will|shall|to) be|is being) (?:\w+ )?(?:succeeded|replaced|followed) (?:\w+ )?by (?:[a-z-]+ ){0,4}$"
)
_NAMING = re.compile(r"\b(?:nam|appoint|nominat|elect|propos)(?:e|es|s|ed|ing) (?:[\w'’-]+ ){0,3}$", re.IGNORECASE)
_NAMED = re.compile(
    r"[^;:]{0,20}\b(?:was|is|has been|had been|were|be) (?:\w+ )?(?:named|appointed|nominated|elected|proposed)\b",
    re.IGNORECASE,
)
_CHOOSING = re.compile(r"\b(?:nam|appoint|elect|cho[so]|pick|tapp)\w* (?:[\w'’-]+ ){0,3}$", re.IGNORECASE)
_MONTH = r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)"
_ENTRY = re.compile(
    r"(?:(?!\b(?:currently|now|who|was|has)\b)[^;.])*?"
    rf"\b(?:(?:from|as of|effective|with effect from|starting|beginning) (?:\d+ )?{_MONTH}"
    r"|as (?:its|the|their|(?:[\w-]+ )?[\w-]+['’]s) (?:next|future|incoming) )"
)
_PARTED = re.compile(
    r"\b(?:part(?:ed|s) with|dismissed|fired|sacked|ousted|removed) (?:its|their|the) (?:[\w-]+ ){0,4}$", re.IGNORECASE
)
_IN_OFFICE = re.compile(r", (?:the |an? |its )?(?:[\w&'’-]+ ){0,6}?(?:of|at|for) (?:[\w'’-]+ ){0,3}", re.IGNORECASE)
_CAREER = re.compile(
    r",? (?:(?:formerly|previously|earlier|once) (?:worked|was|held|ran|headed|led|with|at|of)\b|"
    r"(?:came|joined) from\b|"
    r"was (?:an?|the) [\w -]{3,40}? (?:at|of|for|with) )",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|holding) (?:\w+ ){0,4}?(?:posts?|positions?|roles?|jobs)\b"
    r"(?:(?!\b(?:and|but) (?:is|has|now)\b)[^.;])*$",
    re.IGNORECASE,
)
_WAS_AT = re.compile(
    r",? (?:who|previously|formerly|earlier) (?:was|had been|worked|spent [\w -]{3,20}|came) "
    r"(?:(?!since|and)[\w-]+ ){0,4}?(?:at|for|with|from) (?:[\w'’.-]+ ){0,3}"
)
_STILL = re.compile(r"\b(?:since|currently|now|today|still|present\w*|also)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:has |had )?join(?:s|ed) (?:\w+ ){0,2}$")


def is_held(relation: str, sentence: str, person: tuple[int, int], firm: tuple[int, int]) -> bool:
    """Tell whether a sentence says that a post is held: since a date, or in succession to another person.

    Person and firm are given by their characters in the sentence.

    >>> is_held("ceo_of", "Farley has been its CEO since 2020, when he succeeded Hackett.", (0, 6), (16, 19))
    True
    >>> is_held("ceo_of", "Its CEO Klein was replaced by Miedreich.", (30, 39), (0, 3))
    True
    """
    before, after = sentence[: person[0]], sentence[person[1] :]
    between = sentence[min(person[1], firm[1]) : max(person[0], firm[0])]
    if relation not in POSTS or _ELSEWHERE.search(between):
        return False
    if _JOINED.fullmatch(between) and re.match(r" from\b", sentence[firm[1] :]) and person < firm:
        return not _LEFT.search(after.partition(" from ")[2])
    if _IN_OFFICE.fullmatch(between) and person < firm and _CAREER.match(sentence[firm[1] :]):
        return True
    lasting = bool(_SINCE.match(after)) and not _LEFT.search(before[-40:] + after.partition(", when")[0])
    return lasting or bool(_FOLLOWED.search(before) or _FOLLOWS.match(after))


def has_held(relation: str, sentence: str, person: tuple[int, int], firm: tuple[int, int]) -> bool:
    """Tell whether a sentence lists a firm among those where a person has held posts, or parts it from the person.

    >>> has_held("works_for", "She has held posts at Intel and lately Bosch.", (0, 3), (39, 44))
    True
    >>> has_held("works_for", "She holds a post at Bosch.", (0, 3), (20, 25))
    False
    """
    if relation not in POSTS:
        return False
    between = sentence[person[1] : firm[0]]
    held = relation == "works_for" and bool(_HELD.search(between)) and not _STILL.search(between)
    if person < firm and _WAS_AT.fullmatch(between):
        return True
    return held or (firm < person and bool(_PARTED.search(sentence[: person[0]])))


def is_to_come(relation: str, sentence: str, person: tuple[int, int], firm: tuple[int, int]) -> bool:
    """Tell whether a post is still to be taken up: from a day on, after another person, or once others approve.

    >>> text = "Bosch named Ann Hill as its new chief, subject to approval by the board."
    >>> is_to_come("ceo_of", text, (12, 20), (0, 5))
    True
    >>> is_to_come("ceo_of", text.partition(",")[0], (12, 20), (0, 5))
    False
    """
    if relation not in POSTS:
        return False
    approved = _APPROVAL.search(sentence, max(person[1], firm[1]))
    if firm < person and _CHOOSING.search(sentence[: person[0]]) and _ENTRY.match(sentence[person[1] :]):
        return True
    named = _NAMING.search(sentence[: person[0]]) or _NAMED.match(sentence[person[1] :])
    return bool(approved and named) or bool(_SUCCEEDING.search(sentence[: person[0]]))
