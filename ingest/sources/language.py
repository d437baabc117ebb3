"""Which language a text is written in."""

from __future__ import annotations

from functools import cache
from typing import Any

NAMES = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "sv": "Swedish",
    "tr": "Turkish", "zh": "Chinese", "cs": "Czech", "fa": "Persian", "ar": "Arabic", "hu": "Hungarian",
}  # fmt: skip
SURE = 0.5
"""Least probability of a language other than the declared one; lists of names get far less for any."""
ENGLISH = frozenset("the of and to in a is for that with on as its by was at from has will said it are be".split())
PLAIN = 0.15
"""Share of those words from which a text is English without asking the library, whose data takes a second to load;
other languages of the world's press reach 0.06."""
LEAST = 60
"""Characters below which a text is too short to judge."""
SAMPLE = 3000
"""Characters that are looked at, from the middle: pages often begin and end with names."""


def language_of(text: str, declared: str = "") -> str:
    """Return the ISO 639-1 code of a text's language; `declared` (or English) where nothing surely says otherwise."""
    assumed = declared.replace("_", "-").split("-")[0].lower() or "en"
    if len(text) < LEAST:
        return assumed
    start = max(0, (len(text) - SAMPLE) // 2)
    sample = text[start : start + SAMPLE]
    words = sample.lower().split()
    if sum(word in ENGLISH for word in words) >= PLAIN * len(words):
        return "en"
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= SURE else assumed


def name_of(code: str) -> str:
    """Return a language's English name.

    >>> name_of("de"), name_of("mt")
    ('German', 'mt')
    """
    return NAMES.get(code, code)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
