"""A document's bytes -> the article in them."""

from __future__ import annotations

from dataclasses import replace

from graph import Article, SourceError

from .encoding import decode
from .html import read_html
from .item import Item, Skip
from .language import language_of, name_of
from .mail import read_mail
from .markdown import read_markdown
from .pdf import read_pdf
from .text import read_text

TEXTS = {"text": read_text, "markdown": read_markdown, "html": read_html}


def article_of(item: Item, languages: tuple[str, ...] = ("en",)) -> Article | Skip:
    """Return the article in a document, or a Skip with the reason; no `languages` means any."""
    try:
        article = _read(item)
    except SourceError as error:
        return Skip(item.source, error.reason, item.visit)
    language = language_of(article.text, article.language)
    if languages and language not in languages:
        reason = f"written in {name_of(language)}, which the extraction does not know (--language {language} reads it)"
        return Skip(item.source, reason, item.visit)
    return replace(article, language=language)


def _read(item: Item) -> Article:
    name, url = item.source, item.url
    if item.kind == "pdf":
        return read_pdf(item.data, name, url, item.about)
    if item.kind == "mail":
        return read_mail(item.data, name, url, item.about)
    return TEXTS[item.kind](decode(item.data, name, item.charset), url, item.about)
