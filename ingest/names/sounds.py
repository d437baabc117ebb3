"""How alike two names look and sound, across the spellings of several languages."""

from __future__ import annotations

import re
from functools import lru_cache

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^x", "s"),
        (r"tsch|tch|sch|sh|tj|ch|zh|cz|sz|dj|dsch|j|g(?=[eiy])", "S"),
        (r"ph|pf|v(?!$)|f|w(?=[aeiou])", "f"),
        (r"q|ck|c(?![eiy])|k|x|g", "k"), (r"c|ts|tz|z|s", "s"), (r"th|d|t", "t"), (r"b|p", "p"),
        (r"r|l", "l"), (r"m|n", "n"), (r"h|y|w", ""), (r"v", "f"),
    )
)  # fmt: skip
_LOOKS = str.maketrans({"I": "l", "1": "l", "0": "o", "5": "s", "8": "b"})


@lru_cache(20000)
def sound(name: str) -> str:
    """Return the consonants of a name as classes of sounds; a vowel counts only at the beginning.

    >>> sound("bosch") == sound("bush"), sound("kawanishi") == sound("cavanishi"), sound("valeo") == sound("valle")
    (True, True, True)
    """
    for pattern, to in _SOUNDS:
        name = pattern.sub(to, name)
    front = "a" if name[:1] in "aeiou" else ""
    return front + re.sub(r"(.)\1+", r"\1", re.sub(r"[^A-Za-z0-9]|[aeiou]", "", name))


def look(name: str) -> str:
    """Return a name in lower case with the letters that are taken for each other made equal.

    >>> look("AImotive"), look("Almotive")
    ('almotive', 'almotive')
    """
    return name.translate(_LOOKS).lower()
