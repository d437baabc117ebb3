"""What a joint venture does is done by none of its parents: "a joint venture with LG that makes cells in Ohio"."""

from __future__ import annotations

import re

from ...annotation import Claim

_SET_UP = (
    r"(?:(?:is|are|was) (?:\w+ )?(?:build|construct|erect|sett)ing\b|(?:will|would|is to|is due to|plans to|wants to) "
    r"(?:\w+ )?(?:build|construct|erect|set up)\b)"
)
_CLAUSE = re.compile(
    r"\b(?:joint[ -]venture|JV|venture)\b(?:, [A-Z][^,;:()]{1,40},)?(?: (?!that\b|which\b)[^\s,;:()]+){0,4}? "
    r"(?P<parents>(?:with|between|of) (?:(?!called|named)[^,;:()]){2,60}?)"
    r"(?P<clause>,? (?:that (?:is|was|has|had|will|would|plans|aims|builds|makes|made|operates|runs|employs|produces|"
    rf"supplies)\b|which (?={_SET_UP})))"
)
_IS_IT = re.compile(r",| \(| (?:is|was|will be) ")  # between a venture's name and what it is
_DOINGS = frozenset(("builds_plant_in", "has_metric", "operates_plant_in", "produces", "supplies", "uses_technology"))


def is_of_venture(text: str, claim: Claim) -> bool:
    """Tell whether a sentence says of an unnamed venture of a subject what a claim says of the subject itself."""
    first, last = claim.sentence
    a, b = ((m.start - first, m.end - first) for m in (claim.subject, claim.object))
    return a[0] >= 0 and is_done_by_venture(claim.relation, text[first:last], a, b)


def is_done_by_venture(relation: str, text: str, subject: tuple[int, int], object: tuple[int, int]) -> bool:
    """Tell whether the object stands in a clause on a venture whose parent the subject is; both as characters.

    >>> text = "Honda has a joint venture with LG that makes cells in Ohio."
    >>> [is_done_by_venture(x, text, (0, 5), (54, 58)) for x in ("operates_plant_in", "acquired")]
    [True, False]
    """
    if relation not in _DOINGS:
        return False
    for clause in _CLAUSE.finditer(text):
        inside = clause.end() <= object[0] and not re.search("[,;:]", text[clause.end() : object[0]])
        if inside and _is_parent(text, subject, clause):
            return True
    return False


def _is_parent(text: str, subject: tuple[int, int], clause: re.Match[str]) -> bool:
    """Tell whether a name is that of a parent; "Novo, a joint venture with Volvo" is none."""
    if subject[1] <= clause.start():
        return not _IS_IT.match(text, subject[1], clause.start())
    return clause.start("parents") <= subject[0] < clause.start("clause")
