"""Which claims of a model its maker speaks against: no other carmaker recalls it, or builds it unless words say so."""

from __future__ import annotations

import re

from ..annotation import Claim
from ..catalogue import Catalogue, Entry

CARMAKERS = frozenset(("carmaker", "brand"))  # a group may have owned in its day what the catalogue gives to another
BUILDING = re.compile(
    r"\b(?:buil[dt]|mak(?:es?|ing)|made|assembl|produc|manufactur|contract|plant|factor|works\b|lines?\b|roll|turn"
    r"|licen[cs]|rebadg|badg|put|deliver|export|from|develop|launch|kits?\b|bolt|join)",
    re.IGNORECASE,
)
"""Words that may tell of a contract manufacturer, or of one car under two badges."""
RIVALS = re.compile(
    r"\b(?:faces?|facing|rivals?|rivall?ing|takes? on|taking on|challeng(?:es?|ing)|outs(?:old|ells?)|beats?|against"
    r"|compet(?:es?|ing) with|(?:rivals?|competitors?|alternatives?) (?:to|such as|like)"
    r"|compar(?:ed|able|ison) (?:with|to)|(?:small|larg|bigg|cheap|fast|light|short|long)er than)"
    r"(?: (?:the|its|new|all-new|likes of|those of))* (?:[^.;:]{0,60}?,? (?:and|or|,) (?:the )?)?$"
)


def is_foreign(text: str, claim: Claim, catalogue: Catalogue) -> bool:
    """Tell whether a claim gives a model to a carmaker that does not make it, or to one whose rival it speaks of."""
    if claim.relation not in ("recalled", "produces") or claim.object.kind != "Vehicle":
        return False
    if claim.relation == "recalled":
        return _is_others(claim, catalogue)
    if BUILDING.search(text[slice(*claim.sentence)]):
        return False
    first, second = sorted((claim.subject, claim.object), key=lambda m: m.start)
    if second.start - first.end <= 1:
        return bool(RIVALS.search(text[claim.sentence[0] : first.start]))
    return _is_badged(text, claim, catalogue) and _is_others(claim, catalogue)


def _is_badged(text: str, claim: Claim, catalogue: Catalogue) -> bool:
    """Tell whether a model is named with its maker: "GM's BrightDrop", "the Hyundai Accent"."""
    model = catalogue.entries.get(claim.object.entity.id) if claim.object.entity else None
    maker = catalogue.entries.get(model.parent) if model else None
    words = text[max(claim.sentence[0], claim.object.start - 30) : claim.object.end]
    names = (maker.label, *maker.aliases) if maker else ()
    return any(re.search(rf"\b{re.escape(name)}(?:['’]s)?(?: [a-z-]+)* ", words) for name in names)


def _is_others(claim: Claim, catalogue: Catalogue) -> bool:
    """Tell whether the catalogue knows another maker of a model than the carmaker of a claim and its owners."""
    firm = catalogue.entries.get(claim.subject.entity.id) if claim.subject.entity else None
    model = catalogue.entries.get(claim.object.entity.id) if claim.object.entity else None
    maker = catalogue.entries.get(model.parent) if model else None
    if firm is None or model is None or maker is None or firm.type not in CARMAKERS:
        return False
    if any(word in model.label for word in firm.label.split()):  # "Mercedes-Benz" has a truck maker beside it
        return False
    return maker.id not in _owners(firm, catalogue) and firm.id not in _owners(maker, catalogue)


def _owners(firm: Entry, catalogue: Catalogue) -> set[str]:
    """Return the id of a firm and those of its owners."""
    found: set[str] = set()
    at: Entry | None = firm
    while at and at.id not in found:
        found.add(at.id)
        at = catalogue.entries.get(at.parent)
    return found
