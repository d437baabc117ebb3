"""What makes an Article of what a source holds: its identity and the cleaning of its text."""

from __future__ import annotations

import re
import unicodedata

from graph import digest

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def article_id(url: str, text: str) -> str:
    """Return the id of an article: by its web address where it has one, else by its words.

    A page that changes stays the same article; a file that moves does too.
    """
    return digest(url if url.startswith("http") else text, 16)


def clean(text: str) -> str:
    """Return text in NFC with Unix line ends and without control characters.

    >>> clean("A\\r\\nB\\x07")
    'A\\nB '
    """
    return unicodedata.normalize("NFC", CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))
