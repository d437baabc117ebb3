"""Headlines in title case, read as if only their names had capitals: "Forvia Inaugurates Hydrogen Tank Plant"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from ..annotation import Segment
from ..catalogue import Catalogue
from .forms import GENERIC

LOWER_CASE = Path(__file__).with_name("lower_case.txt")
"""Words that running text hardly ever writes with a capital: see ingest/training/wordlist.py."""

SHARE = 0.8
"""Least share of words with a capital in title case, the first word and short ones left out."""

LEAST = 2
"""Least number of ordinary words with a capital in title case; a row of names has none."""

LONGEST = 5
"""Words of the longest name that is looked up."""

_SHORT = frozenset("a an and as at but by de for from in into is its of off on or over per than the to vs with".split())
_WORD = re.compile(r"(?<![\w.@/&])[^\W\d_][\w’']*")
_INFLECTED = (("s", ""), ("s", "d"), ("s", "ed"), ("es", "ed"), ("es", "ing"), ("ing", "ed"), ("ed", "ing"))


def in_sentence_case(text: str, segments: Iterable[Segment], catalogue: Catalogue) -> str:
    """Return a text of the same length in which the ordinary words of lines in title case have no capital.

    A word keeps it in a name of the catalogue, behind a strange word that it may be part of the name of ("Huai Dong
    Electric"), and where the running text of the document writes the two with capitals.
    """
    parts = list(segments)
    titles = [part for part in parts if _in_title_case(text[part.start : part.end])]
    if not titles:
        return text
    running = {pair for part in parts if part not in titles for pair in _pairs(text[part.start : part.end])}
    out = list(text)
    for part in titles:
        for place in _ordinary_places(text[part.start : part.end], running, catalogue):
            out[part.start + place] = out[part.start + place].lower()
    return "".join(out)


def _in_title_case(line: str) -> bool:
    words = [word for word in _WORD.findall(line)[1:] if word.lower() not in _SHORT]
    capitals = [word for word in words if word[0].isupper()]
    ordinary = sum(_is_ordinary(word) for word in capitals)
    return len(capitals) >= SHARE * len(words) and ordinary >= LEAST


def _ordinary_places(line: str, running: Collection[tuple[str, str]], catalogue: Catalogue) -> Iterable[int]:
    """Yield where the ordinary words with a capital begin."""
    words = list(_WORD.finditer(line))
    named = _named(line, words, catalogue)
    strange = False  # whether the word before stands directly before this one and may begin a name
    for number, word in enumerate(words):
        adjacent = number > 0 and line[words[number - 1].end() : word.start()] == " "
        kept = number in named or not _is_ordinary(word[0])
        if adjacent and not kept:
            part_of_name = strange and word[0].lower() in GENERIC
            kept = part_of_name or (words[number - 1][0], word[0]) in running
        if number > 0 and not kept:
            yield word.start()
        strange = kept and number not in named


def _named(line: str, words: list[re.Match[str]], catalogue: Catalogue) -> set[int]:
    """Return the numbers of the words that are part of a name of several words which the catalogue knows."""
    found: set[int] = set()
    for first in range(len(words)):
        for last in range(min(first + LONGEST, len(words)) - 1, first, -1):
            if catalogue.named(line[words[first].start() : words[last].end()]):
                found |= set(range(first, last + 1))
                break
    return found


def _pairs(line: str) -> Iterable[tuple[str, str]]:
    """Yield the neighbours that both have a capital."""
    for one, other in pairwise(_WORD.finditer(line)):
        if one[0][0].isupper() and other[0][0].isupper() and line[one.end() : other.start()] == " ":
            yield one[0], other[0]


def _is_ordinary(word: str) -> bool:
    """Tell whether a word with a capital is one that usually has none, in this form or in another of a verb or noun."""
    lower = word.lower()
    if word[1:] != lower[1:] or len(word) < 2:
        return False
    forms = (lower.removesuffix(end) + other for end, other in _INFLECTED if lower.endswith(end))
    return lower in _lower_case() or any(form in _lower_case() for form in forms if len(form) > 3)


@cache
def _lower_case() -> frozenset[str]:
    return frozenset(LOWER_CASE.read_text(encoding="utf-8").split())
