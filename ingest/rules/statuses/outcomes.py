"""What a sentence tells of the deal that sentences before it spoke of: it was closed, or came to nothing."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal["asserted", "ended"]

_DEAL = r"(?:deal|offer|takeover|merger|tie-?up|transaction|acquisition|purchase|bid|sale|investment)"
_WAS = r"(?:was|were|has been|have been|had been|got) (?:(?:\w+ly|later|then|since|also|now|soon|at last) )?"
_THE = r"(?:\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir|[Bb]oth) (?:(?:[a-z]+|[$€£]?\d[\d.,]*) ){0,3}?|^)"
_FEW = (
    r"(?:, [^,;.]{0,50},)?"
    r"(?: (?!(?:to|of|with|by|for|from|in|is|are|was|has|had|be|that|and|or|which|who)\b)[a-z-]+){0,3}? "
)
_STOPPED = r"(?:blocked|called off|cancel+ed|abandoned|terminated|scrapped|dropped|vetoed|prohibited|broken off)"
_DONE = r"(?:completed|closed|finali[sz]ed|consummated)"
_NAMELESS = (
    r"(?:the|this|that|its|their) (?:(?:planned|proposed|whole|entire|friendly|hostile|public|takeover|merger|share|"
    rf"billion|million|euro|dollar|[$€£]?\d[\d.,]*)[ -]){{0,3}}?{_DEAL}\b"
    r"(?! (?:of|with|by|between|for) | in (?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z])"
)
_FAILED = re.compile(
    rf"{_THE}(?:{_DEAL}|[Tt]alks|[Nn]egotiations){_FEW}(?:{_WAS}(?:{_STOPPED}|withdrawn)|"
    r"collapsed|fell (?:through|apart)|failed(?! to)|came to nothing|broke down|foundered)\b"
)
_CLOSED = re.compile(
    rf"{_THE}{_DEAL}{_FEW}(?:{_WAS}{_DONE}|closed (?:on|in|last|yesterday|this)|went through)\b",
)
_STOPPING = re.compile(rf"\b(?:has |have |had )?(?:{_STOPPED}|broke off|walked away from|withdrew) {_NAMELESS}")
_CLOSING = re.compile(rf"\b(?:has |have |had )?{_DONE} {_NAMELESS}")
_UNSURE = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Uu]ntil|[Ww]hether|[Oo]nce|to|be|would|could|may|might|will|expect\w*|fear\w*|den(?:y|ies|ied)|"
    r"rumou?r\w*|previous|[Ee]arlier|other|[Aa]nother|similar|first|second|[Nn]o|not|never)\b|\?|n['’]t\b"
)
DEALING = re.compile(
    r"\b(?:offer|bid|buy|bought|acqui|merge|takeover|purchas|stake|sell|sold|sale|deal|invest|venture|transaction)\w*",
    re.IGNORECASE,
)
"""Words that make a sentence speak of a deal."""


def outcome_of(sentence: str) -> tuple[Outcome, int] | None:
    """Return what became of "the deal" that a sentence speaks of without naming it, and where the words for it begin.

    >>> outcome_of("The deal was called off on Friday."), outcome_of("Last week they completed the takeover.")
    (('ended', 0), ('asserted', 15))
    >>> outcome_of("The deal is expected to be completed in May.") or outcome_of("The sale of Lotus was blocked.")
    """
    for wording, outcome in ((_FAILED, "ended"), (_CLOSED, "asserted"), (_STOPPING, "ended"), (_CLOSING, "asserted")):
        found = wording.search(sentence)
        if found and not _UNSURE.search(sentence[: found.end()]):
            return ("ended" if outcome == "ended" else "asserted"), found.start()
    return None
