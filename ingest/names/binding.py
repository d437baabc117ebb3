"""Whom a description cannot mean for its place: in "Tesla sued the Austin company" it is not Tesla."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..annotation import Annotation

_SAYING = (
    r"add(?:s|ed)|announced|argue[sd]|believe[sd]?|claim(?:s|ed)|confirmed|denied|expect(?:s|ed)?|hope[sd]?|insist(?:s|ed)|"
    r"kn[eo]ws?|means?|meant|promised|report(?:s|ed)|sa(?:y|ys|id|ying)|show(?:s|ed)|th(?:inks?|ought)|t(?:old|ells?)|warn(?:s|ed)"
)
_BORDER = re.compile(
    r"[,.;:()\"“”—–?!\n]|\b(?:after|although|as|because|before|but|how|if|since|than|that|though|until|what|when|where|"
    rf"whether|which|while|who|whom|whose|why|{_SAYING})\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
_LINK = re.compile(r"^\s*(?:and|or)\b", re.IGNORECASE)  # between clauses, not between subjects
_PREPOSITION = re.compile(
    r"\b(?:about|against|at|between|by|for|from|in|into|like|of|on|over|than|to|under|with)"
    r"(?: (?:an?|her|his|its|the|their))? $",
    re.IGNORECASE,
)
_POSSESSED = ("'", "’")
_REACH = 200  # characters of a clause
_OPENING = 2  # words that may stand in a clause before its subject


def subjects_before(text: str, start: int, names: Sequence[Annotation]) -> frozenset[str]:
    """Return the ids of the entities that the clause of a description at `start` has for its subject.

    The sentence would call them "it" or "itself": of 390 such descriptions of the corpus four mean the subject.
    """
    return frozenset(
        m.entity.id
        for m in names
        if m.entity
        and m.kind == "Company"
        and start - _REACH < m.end < start
        and _is_subject(text, m)
        and _in_one_clause(text, m.end, start)
    )


def _in_one_clause(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return not between.startswith(_POSSESSED) and not _BORDER.search(between) and not _JOINT.search(between)


def _is_subject(text: str, m: Annotation) -> bool:
    before = text[max(0, m.start - 40) : m.start]
    borders = [border.end() for border in _BORDER.finditer(before)]
    words = _LINK.sub("", before[borders[-1] :]) if borders else before
    return len(words.split()) <= _OPENING and not _JOINT.search(words) and not _PREPOSITION.search(before)
