"""Names as people write them, reduced to what tells them apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LEGAL = frozenset(
    "ab ag as asa berhad bhd bv co company corp corporation gmbh group holding holdings inc incorporated jsc kg kgaa "
    "kk limited llc llp lp ltd nv oy oyj pjsc plc pte pty pvt sa sarl sas se sdn spa srl tbk ug".split()
)
"""Words that a firm's name may end in without becoming another firm's."""

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_DOTTED = r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?"
TOKEN = re.compile(rf"{_DOTTED}|[^\W\d_]+|\d+|[&+]")
_SPELT = {"&": "and", "+": "plus"}


def fold(token: str) -> str:
    """Return a token without case, accents and dots.

    >>> fold("Škoda"), fold("S.p.A."), fold("&")
    ('skoda', 'spa', 'and')
    """
    if token in _SPELT:
        return _SPELT[token]
    if not token.isascii():
        token = unicodedata.normalize("NFKD", token.translate(_LETTERS))
        token = unicodedata.normalize("NFC", "".join(c for c in token if not unicodedata.combining(c)))
    return token.lower().replace(".", "")


def name_tokens(name: str) -> list[str]:
    """Return the tokens that make up a name; letters and digits are tokens of their own.

    >>> name_tokens("ID.4"), name_tokens("Lynk & Co"), name_tokens("Mégane E-Tech")
    (['id', '4'], ['lynk', 'and', 'co'], ['megane', 'e', 'tech'])
    """
    return [fold(token) for token in TOKEN.findall(name)]


def name_token_spans(text: str) -> list[tuple[int, int]]:
    """Return where the tokens of names stand in a text.

    >>> name_token_spans("the ID.4")
    [(0, 3), (4, 6), (7, 8)]
    """
    return [match.span() for match in TOKEN.finditer(text)]


def name_key(name: str) -> str:
    """Return what spellings of one name have in common: no case, accents, punctuation, spaces or leading "the".

    >>> name_key("the F-150"), name_key("F150"), name_key("Citroën"), name_key("GT+")
    ('f150', 'f150', 'citroen', 'gtplus')
    """
    return join_key(name_tokens(name))


def join_key(tokens: Sequence[str]) -> str:
    """Return the key of a name given as tokens."""
    return "".join(tokens[1:] if len(tokens) > 1 and tokens[0] == "the" else tokens)


def without_legal_form(tokens: Sequence[str]) -> Sequence[str]:
    """Return a firm's name without the legal forms that it ends in; one word is always left.

    >>> without_legal_form(name_tokens("BYD Co., Ltd."))
    ['byd']
    """
    end = len(tokens)
    while end > 1 and tokens[end - 1] in LEGAL:
        end -= 1
    while end > 1 and tokens[end - 1] == "and":
        end -= 1
    return tokens[:end]
