"""Markdown: front matter gives the metadata, the marks of the notation go, its words stay."""

from __future__ import annotations

import re

from graph import Article

from ..article import clean
from .item import NOTHING, About
from .publication import day
from .text import read_text

FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
FIELD = re.compile(r"^(\w+):\s*(.+?)\s*$", re.MULTILINE)
MARKS = (
    (re.compile(r"^```.*?^```\s*$", re.MULTILINE | re.DOTALL), ""),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])"), r"\1"),
    (re.compile(r"^\[[^\]\n]+\]:\s+\S+.*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"(?<!\w)(\*\*\*|\*\*|\*|___|__|_|`+|~~)(?=\S)([^\n]*?\S)\1(?!\w)"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~-])"), r"\1"),
    (re.compile(r"\n{3,}"), "\n\n"),
)


def read_markdown(text: str, url: str, about: About = NOTHING) -> Article:
    """Return the article of a Markdown text, as the words that a reader of the rendered page sees."""
    text = clean(text)
    front = FRONT.match(text)
    fields = {name.lower(): value.strip("\"'") for name, value in FIELD.findall(front[1])} if front else {}
    given = About(
        title=about.title or fields.get("title", ""),
        published=about.published or day(fields.get("date", "")),
        publisher=about.publisher or fields.get("publisher", ""),
        author=about.author or fields.get("author", ""),
        credit=about.credit,
        language=about.language or fields.get("lang", ""),
    )
    body = without_marks(text[front.end() :] if front else text)
    return read_text(body, fields.get("url", "") or url, given)


def without_marks(text: str) -> str:
    """Return the words of a Markdown text.

    >>> without_marks("# BMW\\n\\n**Magna** builds the [X9](https://x.example/y) in *Graz*.")
    'BMW\\n\\nMagna builds the X9 in Graz.'
    """
    for mark, words in MARKS:
        text = mark.sub(words, text)
    return text.strip()
