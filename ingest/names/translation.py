"""Does a text read like clumsy machine translation? There, garbled names are likely; elsewhere they are not."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).parents[1] / "translated.json"
"""Logistic weights of words and pairs of words without names: ingest/training/translated.py.

In three-fold cross-validation over 3,452 documents (108 clumsy ones) one of these was rated above one of the others
in 99.3 % of the pairs; a probability of 0.1 found 89 % of them with 0.4 % false alarms. Of the held-back documents
15 of 15 clumsy ones and 3 of 395 others are above it.
"""

_WORD = re.compile(r"[A-Za-z']+|[.,]")
_NOUN = re.compile(r"[A-Z][a-z]+(?:[ts]ion|ment|ness|ance|ence|ity|ship)s?")
_NONE, _CLEAR = 0.015, 0.07  # probabilities; a text of fifty words is seldom above 0.2
_ENOUGH_WORDS = 30  # a shorter text tells less
_LONGEST = 6000  # characters that are looked at


@cache
def _weights() -> tuple[float, dict[str, float]]:
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return data["bias"], data["weights"]


def translatedness(text: str) -> float:
    """Return 0 for a text in ordinary English, 1 for one in clearly translated English, between them in doubt.

    >>> translatedness("The carmaker said on Monday that it would build a second plant in Ohio by 2027.")
    0.0
    """
    marks, length = marks_of(text)
    value = min(1.0, max(0.0, (probability(marks, length, *_weights()) - _NONE) / (_CLEAR - _NONE)))
    return round(value * min(1.0, length / _ENOUGH_WORDS), 3)


def marks_of(text: str) -> tuple[frozenset[str], int]:
    """Return the words without a capital and the pairs of them that a text has, and how many words it has."""
    words = _WORD.findall(text[:_LONGEST])
    lower = [word.islower() or word in ".," for word in words]
    found = {word for word, fits in zip(words, lower, strict=True) if fits}
    found |= {f"{words[i]} {words[i + 1]}" for i in range(len(words) - 1) if lower[i] and lower[i + 1]}
    return frozenset(found), len(words)


def probability(marks: Iterable[str], length: int, bias: float, weights: Mapping[str, float]) -> float:
    """Return how likely a text with these marks is a clumsy translation."""
    logit = bias + sum(weights.get(mark, 0.0) for mark in sorted(marks)) / math.sqrt(max(length, 1))
    return 1 / (1 + math.exp(-logit))


def is_stray_noun(name: str) -> bool:
    """Tell whether a name may be a plain noun with a capital, as translations strew them over a text.

    >>> is_stray_noun("Cooperation"), is_stray_noun("Magna Steyr"), is_stray_noun("AImotive")
    (True, False, False)
    """
    return _NOUN.fullmatch(name) is not None
