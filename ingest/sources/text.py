"""Plain text: the first line is the title; a dateline below it gives date and publisher."""

from __future__ import annotations

import re

from graph import Article, SourceError

from ..article import article_id, clean
from ..rules.furniture import is_dateline, is_furniture
from .item import NOTHING, About
from .publication import dateline

RUNNING = re.compile(r"[.!?] [A-Z].*[.!?]$")
"""A paragraph of several sentences: no headline."""


def read_text(text: str, url: str, about: About = NOTHING) -> Article:
    """Return the article of a plain text; its whole text is kept, so that offsets count in the file.

    A title that the source gives apart from the text is put before it.
    """
    text, title = clean(text), " ".join(clean(about.title).split())
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise SourceError(url, "the text is empty")
    if title and not lines[0].startswith(title):
        text = f"{title}\n\n{text}"
    lines = _without_menu(text)
    if not title and len(lines[0]) <= 200 and not RUNNING.search(lines[0]):
        title = lines[0].lstrip("# ")
    published, publisher = dateline(lines[1:4])
    return Article(
        id=article_id(url, text),
        text=text,
        title=title,
        url=url,
        published=about.published or published,
        publisher=about.publisher or publisher,
        author=about.author,
        credit=about.credit,
        language=about.language or "en",
    )


def _without_menu(text: str) -> list[str]:
    """Return the lines of a text from its title on: what was copied from a page often begins with its menu."""
    blocks = [[line.strip() for line in block.splitlines() if line.strip()] for block in re.split(r"\n\s*\n", text)]
    blocks = [block for block in blocks if block]
    while len(blocks) > 1 and len(blocks[0]) > 2 and any(map(_is_menu, blocks[0])) and all(map(_is_label, blocks[0])):
        del blocks[0]
    lines = [line for block in blocks for line in block]
    while len(lines) > 1 and _is_menu(lines[0]):
        del lines[0]
    return lines


def _is_menu(line: str) -> bool:
    few = len(line.split()) <= 3 or any(sign in line for sign in "|·•›»>")
    return few and is_furniture(line) and not is_dateline(line)


def _is_label(line: str) -> bool:
    return len(line.split()) <= 3 and not line.endswith((".", "!", "?")) and not is_dateline(line)
