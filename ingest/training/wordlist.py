"""The words that running text writes without a capital: `python -m ingest.training.wordlist`.

Headlines in title case are read with them (`names/headlines.py`). Held-back documents are left out.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable

from ..names.headlines import LOWER_CASE
from .corpus import MarkedDocument, read_corpus

LEAST = 2
"""Least number of times that a word stands without a capital."""

SHARE = 0.6
"""Least share of these among all places but those where everything has a capital."""

_WORD = re.compile(r"(?<![\w@./-])[A-Za-z][a-z]+(?![\w@])")
_INSIDE = re.compile(r"[^\W_][,;)]? $")  # behind a word; what begins a sentence, a quote or a line has a capital anyway


def lower_case_words(docs: Iterable[MarkedDocument]) -> list[str]:
    """Return the words that the running text of documents usually writes without a capital, sorted."""
    small, large = Counter[str](), Counter[str]()
    for doc in docs:
        for sentence in doc.sentences:
            if sentence.title:
                continue
            for word in _WORD.finditer(sentence.text):
                if word[0].islower():
                    small[word[0]] += 1
                elif _INSIDE.search(sentence.text, max(0, word.start() - 4), word.start()):
                    large[word[0].lower()] += 1
    return sorted(word for word, count in small.items() if count >= LEAST and count >= SHARE * (count + large[word]))


def main() -> None:
    """Write the list that is shipped."""
    words = lower_case_words(doc for doc in read_corpus() if not doc.held_back)
    LOWER_CASE.write_text("\n".join(textwrap.wrap(" ".join(words), 118)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
