"""What only an opinion says: "I think that Apple will buy Rivian", "analysts expect Ford to sell it"."""

from __future__ import annotations

import re

from ...annotation import Claim

_THINK = r"(?:think|believe|doubt|hope|guess|suspect|bet|wonder|reckon|fear|speculate|predict|assume)"
_HOW = (
    r"(?:(?:do not|don['’]t|really|still|can['’]t|cannot|would|also|personally|honestly|certainly|highly|strongly"
    r"|very much|rather|always|now) )*"
)
OPINION = re.compile(
    rf"(?:\bI['’ ](?:m |am )?{_HOW}{_THINK}(?:ing)?|\b[Mm]y (?:guess|bet|hunch|opinion) is"
    rf"|\b[Ii]n my (?:opinion|view),?|\b(?:[Aa]nalysts?|[Oo]bservers?|[Pp]undits?|[Cc]ommentators?|[Ee]xperts?)"
    rf"(?: (?:at|of|from|with) [^,.;]{{3,30}})? (?:\w+ )?(?:{_THINK}|expect)s?) (?!of\b|so\b|it\b[,.])"
)
BREAK = re.compile(
    r"[.;:?!\"”“]|, (?:but|and|while|yet|so|although|though)\b"
    r"|\b(?:such as|like|including|who|which|whose|because|since)\b"
)
"""Where an opinion ends at the latest."""
TAKEN_FOR_GRANTED = frozenset(
    "ceo_of works_for headquartered_in located_in produces listed_on founded_by subsidiary_of brand_of".split()
)
"""Relations that a sentence mostly names in passing, whatever it thinks."""


def is_opinion(text: str, claim: Claim) -> bool:
    """Tell whether both ends of a claim stand in what somebody merely thinks."""
    if claim.relation in TAKEN_FOR_GRANTED:
        return False
    start, (first, last) = claim.sentence[0], sorted((claim.subject, claim.object), key=lambda m: m.start)
    opinions = [m.end() for m in OPINION.finditer(text[start : first.start])]
    return bool(opinions) and not BREAK.search(text[start + opinions[-1] : last.start])
