"""Names that only describe another name: "Tesla rival Nio", "Ford supplier Magna", "Magna, a supplier to Ford"."""

from __future__ import annotations

import re

from ...annotation import Annotation, Claim

_NAME = r"(?:(?:the )?[A-Z0-9][\w&.’'/-]*(?: (?:of|[A-Z0-9&][\w&.’'/-]*))*)"
LISTED = rf"(?:{_NAME}(?:,? (?:and|or|as well as) |, ))*(?:the )?"
"""Names before the last one of a list."""

_DESCRIBES = re.compile(
    r"^ (?:(?:arch-?)?(?P<rival>rival|competitor|challenger)"
    r"|(?P<trader>supplier|contract manufacturer|subcontractor|customer))s? (?=[A-Z])"
)
SERVING = re.compile(
    r"[\w)]\W*, (?:an?|the|its|one of the)\b(?:(?!\bthat\b)[^,.;:]){0,60}?\b(?:supplier|vendor|contractor)s?"
    rf" (?:to|for|of) {LISTED}$"
)
"""An apposition that leads to a list of customers: "Gestamp, a supplier to Ford and Renault"."""


def is_modifier(text: str, claim: Claim) -> bool:
    """Tell whether an end of a claim only describes another firm, to which the claim would belong."""
    if claim.value is not None:
        return _describes(text, claim, claim.subject, claim.subject)
    a, b = claim.subject, claim.object
    return _describes(text, claim, a, b) or _describes(text, claim, b, a) or _is_served(text, claim)


def _describes(text: str, claim: Claim, end: Annotation, other: Annotation) -> bool:
    """Tell whether a name describes the one behind it, which is not the other end of a claim."""
    match = _DESCRIBES.match(text[end.end : end.end + 40]) if end.role == "name" else None
    if not match:
        return False
    described = re.fullmatch(LISTED, text[end.end + match.end() : other.start]) if other.start > end.end else None
    return not described or (bool(match["rival"]) and claim.relation != "competes_with")


def _is_served(text: str, claim: Claim) -> bool:
    """Tell whether the later end is only a customer of a firm that stands between, in an apposition to it."""
    first, second = sorted((claim.subject, claim.object), key=lambda m: m.start)
    between = text[first.end : second.start]
    match = SERVING.search(between)
    return bool(match) and claim.object.kind in ("Company", "Vehicle")
