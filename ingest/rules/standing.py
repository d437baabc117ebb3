"""Where a claim stands by the words around it, whatever else its sentence says: held, begun, going on, possible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .status import ASIDE, BORDER, NEGATION, words_of

if TYPE_CHECKING:
    from graph import Status

POSTS = frozenset(("ceo_of", "works_for"))
_SINCE = re.compile(r"[^.;]*?\bsince (?:\w+ ){0,2}(?:\d{4}\b|last\b|this\b|then\b|[A-Z])")
_LEFT = re.compile(
    r"\b(?:former|ex|once|previously|until|was|were|had|resign\w*|left|leav\w+|step(?:s|ped|ping)? down|retir\w+|"
    r"depart\w*|quits?|dismiss\w*|fired|sacked|replaced|ousted|exit\w*)\b",
    re.IGNORECASE,
)
_CONTINUING = re.compile(
    r"\b(?:continu(?:e|es|ed|ing) (?:to|with|working|producing|supplying)|"
    r"(?:beg[aiu]ns?|start(?:s|ed)?) "
    r"(?:to [a-z]+|(?:series |mass )?production|(?:assembl|build|deliver|mak|sell)ing))\b",
    re.IGNORECASE,
)
_COMING = frozenset(
    "acquired builds_plant_in enters_market invested_in joint_venture_with launched merged_with partnered_with "
    "produced_at supplies".split()
)
"""Relations that begin: of those that last (a seat, a stake, a post) a sentence with "may" often only reminds."""
_POSSIBLE = re.compile(
    r"\b(?:may|might|could) (?:(?:also|soon|even|eventually|later|well|one day|then|instead|in turn) )*"
    r"(?:be \w+(?:ed|en|ilt|old|ught) |build|make|supply|buy|take|sell|acquire|produce|assemble|deliver|join|launch|"
    r"open|invest|partner|work|provide|merge|follow|start|begin|set up)"
)
_RECALLING = re.compile(r"\b(?:is|are|has been|have been) recalling\b|\b(?:has|have) recalled\b", re.IGNORECASE)
_FOLLOWED = re.compile(
    r"(?:\b(?:succeeded|replaced|followed) (?:\w+ )?by (?:[a-z]+ ){0,4}|\b(?:appoint|elect|promot)(?:s|es|ed|ing) |"
    r"\b[Nn]ew (?:[\w-]+ )?(?:CEO|chief executive|chief|boss|head|president|chairman|chairwoman) |\bnam(?:es|ed|ing) )$"
)
_FOLLOWS = re.compile(
    r"(?:,? (?:who|has|had))? (?:succeed(?:s|ed)\b|replace[sd]\b(?! by)|t(?:akes|ook|aken) (?:over|charge|the helm)\b)"
)


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
    if relation not in POSTS or re.search(r"\b(?:former|ex|previously|until|once|left)\b", between, re.IGNORECASE):
        return False
    lasting = bool(_SINCE.match(after)) and not _LEFT.search(before[-40:] + after.partition(", when")[0])
    return lasting or bool(_FOLLOWED.search(before) or _FOLLOWS.match(after))


def goes_on(words: str) -> bool:
    """Tell whether the words before the later end of a claim say in their last clause that it begins or continues.

    >>> goes_on("They called off their merger, but continue to work with"), goes_on("It will not continue with")
    (True, False)
    """
    clause = BORDER.split(words)[-1]
    return bool(_CONTINUING.search(clause)) and not words_of(clause) & (NEGATION | {"until"})


def is_under_way(relation: str, sentence: str) -> bool:
    """Tell whether a sentence says that a recall is going on, which often tells what will be done as well.

    >>> is_under_way("recalled", "Ford is recalling the F-150; dealers will update it.")
    True
    >>> is_under_way("recalled", "Ford will recall it."), is_under_way("launched", "Ford is recalling it.")
    (False, False)
    """
    return relation == "recalled" and bool(_RECALLING.search(sentence))


def is_possible(relation: str, words: str) -> bool:
    """Tell whether the words before the later end of a claim only say in their last clause that it may come true.

    >>> is_possible("produced_at", "The contract manufacturer may also build the car at its plant in")
    True
    >>> is_possible("produced_at", "It builds the G6 in Graz; it could add"), is_possible("ceo_of", "It may take")
    (False, False)
    """
    return relation in _COMING and bool(_POSSIBLE.search(BORDER.split(ASIDE.sub(" ", words))[-1]))


def standing(status: Status, relation: str, sentence: str, ends: tuple[tuple[int, int], tuple[int, int]]) -> Status:
    """Return the status of a claim where the words of its sentence leave no other than the given one.

    The ends, subject and object, are given by their characters in the sentence.

    >>> standing("planned", "recalled", "Ford is recalling the F-150; dealers will update it.", ((0, 4), (18, 27)))
    'asserted'
    """
    before = sentence[: max(start for start, _ in ends)]
    if status == "planned" and is_under_way(relation, sentence):
        return "asserted"
    if status == "ended" and (is_held(relation, sentence, *ends) or goes_on(before)):
        return "asserted"
    return "rumored" if status == "asserted" and is_possible(relation, before) else status
