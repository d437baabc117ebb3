"""What the words of a sentence say against a post: it is a minister, the author, or somebody else's or another post."""

from __future__ import annotations

import re

from ...annotation import Claim
from ..statuses.tenures import POSTS

BYLINE = re.compile(r"(?:^|[\n|])\s*(?:By|Von|Words:|Text:)\s+$")
OFFICIAL = re.compile(
    r"\b(?:minister|governor|mayor|senator|chancellor|premier|commissioner|king|prince)\s+$", re.IGNORECASE
)
_CHIEF = r"(?:CEO|[Cc]hief [Ee]xecutive|[Bb]oss)"
_LESSER = (
    r"(?:C[FOTI]O|[Cc]hief \w+ officer|[Cc]hair(?:man|woman|person)?|[Dd]irector|[Hh]ead|[Aa]dvis[eo]r"
    r"|[Pp]resident|[Mm]anager|[Ee]ngineer|[Dd]esigner|[Pp]rofessor|[Ss]pokes(?:man|woman|person)|[Pp]artner|[Aa]nalyst|[Mm]ember|(?:[Cc]o-)?[Ff]ounder)"
)
_POST = rf"(?:{_CHIEF}|{_LESSER})"
_BODY = r"(?:board|jury|committee|council|team|advisory board|supervisory board)(?: of (?:directors|management))?"
BOARD = re.compile(
    rf"\b(?:joins?|joined|joining|sits?|on|into|to) (?:the |its )?(?:[a-z]+ )?{_BODY} (?:of|at) (?:the )?$"
)
FORMER = re.compile(
    rf"\b(?:former|formerly|ex|previously|once)\b[^;.]*?{_CHIEF}(?: [Oo]fficer)? (?:of|at) [^;.]*, (?!and |or )"
    r"(?![^;.]*\b(?:chief|CEO|boss|lead|leads|head|heads|run|runs|helm)\b)[a-z]"
)
NOW = re.compile(rf"\b(?<!until )(?:now|currently|today|later)\b[^,;.]*\b{_LESSER} (?:at|of|for|with|in) (?:the )?$")
OTHERS_POST = re.compile(rf"^(?:['’]s?)? (?:(?:[a-z]+ )?{_POST}|[Cc]hief [a-z]+)(?: officer)? (?=[A-Z]\w)")
OWN_POST = re.compile(rf"[A-Z][\w&.-]*(?:['’]s?)? (?:[a-z]+ )?(?:{_POST}|[Cc]hief [a-z]+)(?: officer)? $")
SUCCESSION = re.compile(r"\b(?:succe\w+|replac\w+|follow\w*|hand\w*|predecess\w+|who|whose)\b")


def is_official(text: str, claim: Claim) -> bool:
    """Tell whether a claim gives a firm a minister, governor or mayor as its chief or employee."""
    posts = claim.relation in POSTS and claim.object.kind in ("Company", "Organization")
    before = text[max(0, claim.subject.start - 50) : claim.subject.start]
    return posts and bool(OFFICIAL.search(before)) and not re.search(r"\b(?:former|ex)\b", before, re.IGNORECASE)


def is_author(text: str, claim: Claim) -> bool:
    """Tell whether a claim employs the author of the article with somebody whom it is about."""
    before = text[max(0, claim.subject.start - 20) : claim.subject.start]
    return claim.relation == "works_for" and bool(BYLINE.search(before))


def is_other_post(text: str, claim: Claim) -> bool:
    """Tell whether a post is another one than the chief's, or another person's, by the words around the firm.

    "The former chief of Ford, now chairman at Hertz" is no chief of Hertz; "Nissan COO Shiga, Kia president Song".
    """
    person, firm = claim.subject, claim.object
    if claim.relation == "founded_by":
        person, firm = firm, person
    elif claim.relation not in POSTS:
        return False
    if person.end <= firm.start:
        between = text[person.end : firm.start]
        if claim.relation == "ceo_of" and any(other.search(between) for other in (NOW, BOARD, FORMER)):
            return True
    match = OTHERS_POST.match(text[firm.end : claim.sentence[1]]) if firm.role == "name" else None
    if not match or firm.end + match.end() in (person.start, person.end):
        return False
    if person.end <= firm.start:
        return not SUCCESSION.search(text[person.end : firm.start])
    between = text[firm.end + match.end() : person.start]
    return bool(OWN_POST.search(between)) and not SUCCESSION.search(between)
