"""PDF documents: the text of their pages, hyphens at line ends undone."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import replace
from typing import Any

from graph import Article, SourceError

from .item import NOTHING, About
from .publication import day
from .text import read_text

MOST_PAGES = 200
"""Pages that are read; an annual report has about that many."""


def read_pdf(data: bytes, source: str, url: str, about: About = NOTHING) -> Article:
    """Return the article in a PDF; its first line, or the document's own title, is the title."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise SourceError(source, "reading PDF needs pypdf: pip install 'autokg[pdf]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it complains of becomes the reason below
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
        info: Any = reader.metadata or {}
    except (PyPdfError, ValueError, KeyError, RecursionError, TypeError, AttributeError) as error:
        raise SourceError(source, f"a damaged or encrypted PDF: {' '.join(str(error).split())}") from None
    text = running_text(pages)
    if not text:
        raise SourceError(source, "this PDF holds pictures of text only: run OCR over it first")
    given = replace(
        about,
        author=about.author or str(info.get("/Author") or ""),
        published=about.published or day(str(info.get("/CreationDate") or "")[2:10]),
    )
    return read_text(text, url, given)


def running_text(pages: list[str]) -> str:
    """Return the text of pages as paragraphs, without the lines that stand on most of them (headers, footers).

    >>> running_text(["Magna will assem-\\nble the car\\nin Graz."])
    'Magna will assemble the car in Graz.'
    """
    lines = [[" ".join(line.split()) for line in page.splitlines()] for page in pages]
    seen = Counter(re.sub(r"\d+", "#", line) for page in lines for line in set(page[:2] + page[-2:]))
    common = {line for line, count in seen.items() if count >= 3 and count > len(pages) / 2}
    kept = [line for page in lines for line in page if re.sub(r"\d+", "#", line) not in common]
    widest = max((len(line) for line in kept), default=0)
    paragraphs: list[str] = [""]
    for line in kept:
        if not line:
            paragraphs.append("")
        elif paragraphs[-1].endswith("-") and line[:1].islower():
            paragraphs[-1] = paragraphs[-1][:-1] + line
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {line}".strip()
            alone = len(paragraphs[-1]) == len(line) and not line.endswith("-")  # a headline
            if len(line) < 0.7 * widest and (alone or line.endswith((".", "”", '"', ":"))):
                paragraphs.append("")
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
