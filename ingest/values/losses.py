"""Whether an amount of profit is a loss: by its sign, or by the profit or loss that the text names nearest to it."""

from __future__ import annotations

import re

_LOSS = (
    r"loss(?:es)?\b(?!-)(?: before (?:(?!profits?\b)[^,.;\d])*?\(?EBITD?A?\)?)?|lost|deficits?|in the red|"
    r"negative (?:[\w-]+ ){0,2}?(?:EBITD?A?|earnings|income|results?|profits?)"
)
_PROFIT = (
    r"profits?\b(?! warning)|earnings|earn(?:s|ed|ing)?|net income|operating income|EBITD?A?|surplus(?:es)?|"
    r"in the black"
)
_NAMED = re.compile(rf"\b(?:(?P<loss>{_LOSS})|(?:{_PROFIT}))\b", re.IGNORECASE)
_NO_NOUN = (
    r"(?:across|after|against|and|as|at|before|but|by|compared|despite|following|for|from|in|into|instead|of|off|on|or|"
    r"than|through|to|versus|vs|when|which|while|with|without)\b"
)
_BEHIND = re.compile(
    rf"(?:[- ](?:euros?|dollars?|yuan|yen|won|pounds?|rupees?))? ?(?:in |of |as )?(?:(?!{_NO_NOUN})[\w-]+ ){{0,2}}?$"
)
_MINUS = re.compile(
    r"(?:(?:^|[\s(:])[-−–]|\b(?:minus|negative|in the red (?:by|with))(?: of)?(?: (?:about|almost|nearly|some))? ?)$",
    re.IGNORECASE,
)


def is_loss(text: str, around: tuple[str, str] = ("", "")) -> bool:
    """Tell whether the words of a profit, with those of its sentence before and after it, are of a loss.

    >>> is_loss("€84 million", ("The net loss narrowed to ", ".")), is_loss("-2 billion yen")
    (True, True)
    >>> is_loss("$3 billion", ("Ford made a profit of ", " after a loss of $2 billion."))
    False
    """
    before, after = around
    if text.lstrip()[:1] in "-−–" or _MINUS.search(before):
        return True
    own = [*_NAMED.finditer(text)]
    behind = _NAMED.search(after)
    if not own and behind and _BEHIND.fullmatch(after[: behind.start()]):
        return bool(behind["loss"])
    last = (own or [*_NAMED.finditer(before)])[-1:] or ([behind] if behind else [])
    return any(found["loss"] for found in last)
