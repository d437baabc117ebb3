"""Claims that a noun takes for granted, for done or for possible: "a supplier to", "a possible merger"."""

from __future__ import annotations

import re

Ends = tuple[tuple[int, int], tuple[int, int]]
"""The characters of subject and object in a sentence."""

_ROLES: dict[str, str] = {
    "supplies": r"(?:[\w-]+-)?(?:suppliers?|vendors?)",
    "subsidiary_of": "(?:subsidiary|unit|division|arm)",
    "brand_of": "(?:brand|marque)",
    "partnered_with": "(?:alliance )?partners?",
    "joint_venture_with": "(?:joint[ -]venture|venture|JV) partners?",
}
"""What one end of a relation is to the other."""
_TIES: dict[str, str] = {
    "partnered_with": "partnership|alliance|co-?operation|collaboration",
    "joint_venture_with": "joint[ -]venture|JV",
}
"""What the two ends of a relation have together."""
_DEALS = _TIES | {
    "merged_with": "merger|tie-?up|combination",
    "acquired": "takeover|acquisition|purchase|bid",
    "invested_in": "investment",
    "supplies": "supply (?:deal|contract|agreement)",
}
_FEW = r"(?:[\w'’.-]+ ){0,3}?"
_KNOWN = (
    r"(?:(?!(?:possible|potential|prospective|planned|future|former|ex|likely|new|next|would-be|proposed|intended|soon|"
    r"no|not|never|would|become|becoming|be|to|once|until|erstwhile|one-time|previously|then|it|which|who)\b)"
    r"[\w'’-]+ ){0,4}?"
)
_OF = r"(?: (?!(?:and|or|but|is|are|was|were|has|have|had|will|that|which)\b)[\w'’.-]+){0,5}? ?"
_APPOSED = r"(?:, |\s?[(–—-] ?)"
_OWNED = r"(?:['’]s?|\b(?:its|their|his|our))"
_CHANGING = re.compile(
    r"\b(?:form|found|sign|seal|creat|establish|set(?:ting)? up|launch|start|begin|finali[sz]|conclud|agree|plan|seek|"
    r"propos|hop|announc|end|dissol|terminat|leav|exit|quit|suspend|fr[eo]?ez|froz|halt|want|need)\w*\b",
    re.IGNORECASE,
)
"""What is said of ties that are not there yet, or no longer."""
_MAYBE = r"\b(?:possible|potential|prospective|mooted|conceivable)"
_SIGNING = r"(?:sign(?:ed|s)|seal(?:ed|s)|formed|struck|entered into) (?:an?|the|their|its|this)"
_BREAKING = (
    r"(?:ended|ends|dissolved|terminated|suspended|froze|frozen|broke off|called off|cancel+ed|wound up|halted|quit|"
    r"abandoned) (?:its|their|the|all) "
)
_FORMING = (
    r"(?:will|plans? to|(?:is|are) to|wants? to|intends? to|aims? to|(?:(?:have|has) )?agreed to) (?:\w+ly )?"
    r"(?:form|found|set up|create|establish|launch)"
)
_AHEAD = re.compile(
    r"(?:\b(?:will|would|to|may|might|could|should|if|once|when|not|before|soon|yet|be|until)\b|n['’]t\b)[^,;]{0,60}$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:will|would|may|could|plan(?:s|ned)?|want|hope|aim|intend|talk|negotiat|consider|which|also)\w*\b"
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ied|ies)|not|never|would|could|may|might|will|if|to|reports?)\b|n['’]t\b", re.IGNORECASE
)
_APPROACHED = re.compile(r"\b(?:approach(?:ed|es)|sounded out) (?:[\w'’-]+ ){0,3}$", re.IGNORECASE)


def is_presupposed(relation: str, between: str) -> bool:
    """Tell whether the words between the two ends of a claim name one by the other, whatever the sentence tells.

    >>> is_presupposed("supplies", ", supplier of brakes to "), is_presupposed("partnered_with", "'s old partner ")
    (True, True)
    >>> is_presupposed("supplies", ", a possible supplier to "), is_presupposed("supplies", " will be a supplier to ")
    (False, False)
    """
    if relation not in _ROLES:
        return False
    role, owned = _ROLES[relation], None
    if re.fullmatch(rf"{_APPOSED}{_KNOWN}{role}{_OF}", between, re.IGNORECASE):
        return True
    if relation == "supplies" and re.fullmatch(rf" (?:[\w-]+(?<!s) )?{role} ", between, re.IGNORECASE):
        return True
    bond = f"{role},?|(?:{_TIES[relation]}) with" if relation in _TIES else f"{role},?"
    owned = re.search(rf"{_OWNED} {_KNOWN}(?:{bond}) {_FEW}$", between, re.IGNORECASE)
    return bool(owned) and not _CHANGING.search(between)


def is_signed(relation: str, sentence: str, ends: Ends) -> bool:
    """Tell whether a sentence says that the two ends of a claim signed a partnership or joint venture.

    >>> text = "Magna and LG signed a joint venture which will build motors with Ford."
    >>> [is_signed("joint_venture_with", text, ((0, 5), end)) for end in ((10, 12), (65, 69))]
    [True, False]
    >>> is_signed("joint_venture_with", "Magna and LG signed a memorandum on a joint venture.", ((0, 5), (10, 12)))
    False
    """
    if relation not in _TIES:
        return False
    tie = rf"(?:{_TIES[relation]})\b(?! memorandum| MoU)"
    words = r"(?:(?!memorandum|mou|letter|draft|non|agreement)[\w-]+ ){0,3}?"
    signed = rf"\b{_SIGNING} {words}{tie}|\b{tie}(?: agreement| deal)?(?: (?:of|between|with) [^,;.]{{0,40}}?)?,? "
    signed += r"(?:(?:was|were|has been) )?(?:signed|sealed)\b"
    _, (start, end) = sorted(ends)
    for found in re.finditer(signed, sentence, re.IGNORECASE):
        between = sentence[min(found.end(), end) : max(found.start(), start)]
        if not _AHEAD.search(sentence[: found.start()]) and not _OTHER.search(between):
            return True
    return False


def is_agreed(relation: str, sentence: str, ends: Ends) -> bool:
    """Tell whether a sentence says that the two ends of a claim will form, or agreed to form, a tie.

    >>> is_agreed("joint_venture_with", "LG and Stellantis will found a joint venture.", ((0, 2), (7, 17)))
    True
    >>> is_agreed("joint_venture_with", "LG and Stellantis have founded a joint venture.", ((0, 2), (7, 17)))
    False
    """
    if relation not in _TIES:
        return False
    first, second = sorted(ends)
    between, after = sentence[first[1] : second[0]], sentence[second[1] :]
    forming = rf"\b{_FORMING} (?:an?|the|their|its) {_FEW}(?:{_TIES[relation]})\b"
    if re.fullmatch(rf",? and {_FEW}", between):
        return bool(re.match(rf"[^;.]{{0,30}}?{forming}(?! with\b)", after, re.IGNORECASE))
    return bool(re.search(rf"{forming}[^,;.]{{0,30}} with {_FEW}$", between, re.IGNORECASE))


def is_broken(relation: str, sentence: str, ends: Ends) -> bool:
    """Tell whether a sentence says that the two ends of a claim, or the first with the second, ended their tie.

    >>> is_broken("partnered_with", "Daimler and BMW have put their cooperation on ice.", ((0, 7), (12, 15)))
    True
    >>> is_broken("partnered_with", "Daimler and BMW ended their cooperation with Bosch.", ((0, 7), (12, 15)))
    False
    """
    if relation not in _TIES:
        return False
    first, second = sorted(ends)
    before, between, after = sentence[: first[0]], sentence[first[1] : second[0]], sentence[second[1] :]
    tie = rf"{_FEW}(?:{_TIES[relation]})\b"
    if re.fullmatch(rf",? and {_FEW}", between):
        on_ice = rf"put (?:its|their|the) {tie}[^,;.]{{0,40}} on (?:ice|hold)"
        said = re.match(rf"[^;.]{{0,40}}?\b(?:{_BREAKING}{tie}(?! with\b)|{on_ice})\b", after, re.IGNORECASE)
    else:
        said = re.search(
            rf"^.*\b{_BREAKING}{tie}(?:(?! with | and )[^,;.]){{0,40}} with {_FEW}$", between, re.IGNORECASE
        )
    return said is not None and not _AHEAD.search(before) and not _DENIED.search(said[0])


def is_mooted(relation: str, sentence: str, ends: Ends) -> bool:
    """Tell whether a sentence speaks of the deal between the two ends of a claim as possible, or of a first approach.

    >>> is_mooted("merged_with", "A possible merger of Nissan with Honda would take years.", ((21, 27), (33, 38)))
    True
    >>> is_mooted("partnered_with", "Ford works with VW on a possible partnership with Rivian.", ((0, 4), (16, 18)))
    False
    """
    if relation not in _DEALS:
        return False
    first, second = sorted(ends)
    before, between, after = sentence[: first[0]], sentence[first[1] : second[0]], sentence[second[1] :]
    deal = rf"{_MAYBE} (?:[\w-]+ ){{0,3}}?(?:{_DEALS[relation]})\b"
    if re.search(rf"{deal}[^,;.]{{0,40}} (?:with|of|between) {_FEW}$", between, re.IGNORECASE):
        return True
    if re.search(rf"{deal} (?:of|between|with|by) {_FEW}$", before, re.IGNORECASE):
        return bool(re.match(r"[^,;]*\b(?:and|with|by|of)\b[^,;]*$", between))
    if re.fullmatch(rf",? (?:and|with) {_FEW}", between):
        return bool(re.match(rf"[^,;.]{{0,60}}{deal}(?! (?:of|with|between) [A-Z])", after))
    return bool(_APPROACHED.search(between)) and not re.search(r"\b(?:not|never|by)\b", between)
