"""What a sentence leaves of a plant: closed or sold ones are run no longer, postponed ones are planned still."""

from __future__ import annotations

import re

from .clause import BORDER
from .ties import Ends

_WORKS = r"(?:plants?|factor(?:y|ies)|works|foundry|site)"
_CLOSED = re.compile(
    r"(?: (?:has|had|have))?(?: (?:\w+ly|also|since|already|then|just))? "
    r"(?:sold|handed over|closed|shut(?: down)?|shuttered|gave up|given up) "
    rf"(?:(?:its|the|their|his|all|both|one|an?)(?: [\w-]+){{0,4}}? )?{_WORKS} (?:in|at|near) "
    r"(?:[A-Z][\w'’-]+(?:, | and ))*"
)
_OPEN = re.compile(r"\b(?:will|would|may|might|could|should|not|never|nor|if|to)\b[^,;]{0,40}$|n['’]t\b", re.IGNORECASE)
_FOR_A_WHILE = re.compile(
    r"\bfor (?:an?|one|two|three|several|some|\d+) (?:\w+ )?(?:days?|weeks?|months?|hours?)\b|\btemporar|\breopen",
    re.IGNORECASE,
)
_POSTPONED = re.compile(
    r"\b(?:postpon\w*|push(?:ed|es|ing)? back|put(?:s|ting)? (?:off|back)|delay(?:s|ed|ing)?|on (?:hold|ice)|"
    r"for the time being|paus(?:es|ed|ing)|suspend\w*)\b",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"\b(?:cancel\w*|scrap\w*|abandon\w*|drop\w*|"
    r"given up|gave up|gives? up|end(?:ed|s)?|terminat\w*|former\w*|closed?|closure|shut|buried|withdr\w+)\b",
    re.IGNORECASE,
)
FAR = 10_000  # characters: not in this clause


def is_closed(relation: str, sentence: str, ends: Ends) -> bool:
    """Tell whether a sentence says that a firm has closed or sold its plant in a place.

    >>> is_closed("operates_plant_in", "Ford has shut its engine plant in Bridgend.", ((0, 4), (34, 42)))
    True
    >>> is_closed("operates_plant_in", "Ford sold the works in Craiova to Daewoo.", ((34, 40), (23, 30)))
    False
    """
    firm, place = ends
    if relation != "operates_plant_in" or firm > place or not _CLOSED.fullmatch(sentence[firm[1] : place[0]]):
        return False
    return not _OPEN.search(sentence[: firm[0]]) and not _FOR_A_WHILE.search(sentence)


def is_postponed(relation: str, sentence: str, ends: Ends) -> bool:
    """Tell whether a sentence says of a new plant that it will come later, which is no end.

    >>> is_postponed("builds_plant_in", "Work on the plant in Heide is on hold.", ((0, 0), (21, 26)))
    True
    >>> is_postponed("builds_plant_in", "Delayed twice, the plant in Heide was dropped.", ((0, 0), (28, 33)))
    False
    """
    if relation != "builds_plant_in":
        return False
    _, (start, end) = ends
    before, after = BORDER.split(sentence[:start])[-1], BORDER.split(sentence[end:])[0]
    return _distance(_POSTPONED, before, after) < min(_distance(_GIVEN_UP, before, after), FAR)


def _distance(words: re.Pattern[str], before: str, after: str) -> int:
    """Return how many characters the nearest of some words stands from the place between two texts."""
    said = [len(before) - found.end() for found in words.finditer(before)]
    return min([*said, *(found.start() for found in words.finditer(after))], default=FAR)
