"""The text of a page is the article: measured on pages that imitate the layouts of real news sites.

In tests/data/pages, `data-main` marks the elements that hold the article and `data-decoy` sentences of the furniture
that would make facts; the marks are taken away before the page is read.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from graph import Article
from ingest.sources.html import read_html

PAGES = sorted((Path(__file__).parent / "data" / "pages").glob("*.html"))
FLOOR = 0.95
"""Least F1 of the main text over all pages, in words."""


def marked(page: str, mark: str) -> list[str]:
    from lxml.html import document_fromstring

    tree = document_fromstring(re.sub(r"^<\?xml[^>]*>", "", page))
    return [" ".join(" ".join(element.itertext()).split()) for element in tree.iterfind(f".//*[@data-{mark}]")]


def article_in(page: str) -> Article:
    return read_html(re.sub(r' data-(main|decoy)=""', "", page), "https://site.example/2026/story")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def f1(found: str, true: str) -> float:
    have, want = words(found), words(true)
    return 2 * (have & want).total() / (have.total() + want.total())


def test_there_are_enough_layouts() -> None:
    assert len(PAGES) >= 40


def test_main_text_over_all_pages() -> None:
    scores = {
        path.name: f1(article_in(page := path.read_text()).text, "\n".join(marked(page, "main"))) for path in PAGES
    }
    mean = sum(scores.values()) / len(scores)
    print(f"main text F1: mean {mean:.4f}, lowest", sorted(scores.items(), key=lambda x: x[1])[:6])
    assert mean >= FLOOR


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    page = path.read_text()
    article = article_in(page)
    title, *_ = marked(page, "main")
    flat = " ".join(article.text.split())
    assert article.text.startswith(title)
    assert f1(article.text, "\n".join(marked(page, "main"))) >= 0.85
    assert [decoy for decoy in marked(page, "decoy") if decoy in flat] == []
