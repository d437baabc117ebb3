"""The spaCy pipeline, by tier."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from graph import Article, Fact

from .extraction import facts_of

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def load(model: str = "default") -> Language:
    """Return the pipeline of a tier."""
    raise NotImplementedError(model)


def facts_in(article: Article, model: str = "default") -> list[Fact]:
    """Return the facts that an article states."""
    return facts_of(article, load(model)(article.text), extractor=model)
