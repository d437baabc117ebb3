"""Which relation the words of a sentence state where a related one was read."""

from __future__ import annotations

import re
from dataclasses import replace

from ...annotation import Annotation, Claim
from .modifiers import LISTED

_JOINT = r"joint (?:project|undertaking|enterprise|company|venture)s?"
JOINT = re.compile(
    rf"^(?:,|,? (?:is|was|are|as))? (?:an?|the|its) (?:[\w-]+ ){{0,3}}?{_JOINT} (?:of|between|by) {LISTED}$"
)
HAS_VENTURE = re.compile(
    r"^ (?:(?:also|already|now) )*(?:has|have|had|runs?|ran|operates?|owns?|formed|set up|founded)"
    r" (?:[\w-]+ ){0,3}?joint[- ]ventures?(?: in [A-Z]\w+)? with"
    rf" (?:[^;.:]{{3,60}}?,? (?:as well as|and also|and|and another(?: one)?) with )?{LISTED}$"
)
_POST = r"(?:(?:[Vv]ice[- ])?[Cc]hair(?:man|woman|person)?|[Pp]resident|(?:[Cc]o-)?[Ff]ounder|[Mm]anaging [Dd]irector)"
CHIEF = re.compile(
    rf"(?:{_POST}(?:,| and|, and| &) )*(?:[Gg]roup |[Gg]lobal |[Ii]nterim |[Aa]cting |[Nn]ew )?"
    rf"(?:CEO|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?)(?:(?:,| and|, and| &) {_POST})*"
)
SUPPLIERS = re.compile(
    rf"^(?:,? (?:and|&) |, ){{0,1}}(?:{LISTED}[A-Z]\S*)?,? (?:(?:is|are|was|were|both|all|also|now|still|long) )+"
    rf"(?:an?|the|its|one of the)?(?: ?[a-z-]+){{0,2}} ?suppliers? (?:of|to|for) {LISTED}$"
)
"""What stands between suppliers and their customers: "A and B are suppliers of C"."""
AMONG_SUPPLIERS = re.compile(r"^(?:[^.;:]{0,40}? )?(?:among|as) (?:its|their|an?|the) (?:[a-z-]+ ){0,2}suppliers?\b")
OF_SUPPLIERS = re.compile(r"^(?:['’]s)? (?:[a-z-]+ ){0,2}suppliers?\b")
ITS_SUPPLIER = re.compile(rf"^(?:['’]s)? (?:(?!and\b|or\b|as\b|a\b|the\b)[a-z-]+ )?suppliers? {LISTED}$")
CHOSE = re.compile(r"\b(?:counts?|counted|names?|named|ch[oe]ose|chooses|chosen|has|have|won|select(?:s|ed)|lists?) $")
UNIT = re.compile(r"^(?:['’]s\b|-| [A-Z]| (?:\w+ )?(?:unit|division|arm|business|subsidiary|brand)\b)")


def restated(text: str, claim: Claim) -> Claim:
    """Return a claim as its words state it: parents of a joint project, a chief executive, who supplies whom."""
    if claim.relation in ("partnered_with", "joint_venture_of"):
        return _venture(text, claim)
    if claim.relation == "supplies" and _is_turned(text, claim):
        return replace(claim, subject=claim.object, object=claim.subject)
    if claim.relation == "works_for" and _is_chief(text, claim.object, claim):
        return replace(claim, relation="ceo_of")
    return claim


def _venture(text: str, claim: Claim) -> Claim:
    """Return a claim as the relation of a venture to a parent, or of its parents, where the words say which it is."""
    first, second = sorted((claim.subject, claim.object), key=lambda m: m.start)
    between = text[first.end : second.start]
    if JOINT.match(between) and claim.relation == "partnered_with":
        return replace(claim, subject=first, relation="joint_venture_of", object=second)
    if HAS_VENTURE.match(between) and claim.subject == first:
        return replace(claim, relation="joint_venture_with")
    return claim


def _is_turned(text: str, claim: Claim) -> bool:
    """Tell whether the object of `supplies` is said to be the supplier: "Polestar counts Bosch among its suppliers"."""
    a, b = claim.subject, claim.object
    if b.end <= a.start:
        between = text[b.end : a.start]
        whose = between in (" among ", " as ") and OF_SUPPLIERS.match(text[a.end : claim.sentence[1]])
        return bool(whose or SUPPLIERS.match(between))
    if ITS_SUPPLIER.match(text[a.end : b.start]):
        return True
    chosen = CHOSE.search(text[a.end : b.start]) and AMONG_SUPPLIERS.match(text[b.end : claim.sentence[1]])
    return bool(chosen)


def _is_chief(text: str, firm: Annotation, claim: Claim) -> bool:
    """Tell whether the role of a post is that of the chief executive of the whole firm, and held."""
    roles = [d.text for d in claim.details if d.name == "role" and CHIEF.fullmatch(d.text)]
    return bool(roles) and claim.status != "ended" and not UNIT.match(text[firm.end : firm.end + 40])
