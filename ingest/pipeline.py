"""The spaCy pipeline, by tier: articles -> Docs whose `_.mentions` and `_.claims` hold what the text says."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph import Article, Fact

from .extraction import facts_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CONFIG = Path(__file__).with_name("pipeline.cfg")
LONGEST = 2_000_000  # characters of one article; what follows is not read


NEW_WORDS = 200_000
"""New strings after which a pipeline is built anew (0.4 s): a spaCy vocabulary keeps every word that it ever met, and
these take 100 MB."""


def load(model: str = "default") -> Language:
    """Return the pipeline of a tier, built on first use; the weights load with the first article.

    `default` is the trained extraction model, `fast` patterns on the shipped dependency parser; any other name is
    that of an installed spaCy pipeline, which then gives sentences, parse and names to the patterns. In long runs
    it is another one now and then, so that memory stays bounded; Docs of the earlier one stay valid.
    """
    nlp, strings = _loaded(model)
    if len(nlp.vocab.strings) > strings + NEW_WORDS:
        del nlp
        _loaded.cache_clear()
        gc.collect()
        nlp, _ = _loaded(model)
    return nlp


@cache
def _loaded(model: str) -> tuple[Language, int]:
    """Return a new pipeline and how many strings its vocabulary begins with."""
    from .rules.parser import load_installed, load_parser

    if model == "default":
        nlp = _trained()
    else:
        nlp = _with_patterns(load_parser() if model == "fast" else load_installed(model))
    nlp.max_length = LONGEST
    return nlp, len(nlp.vocab.strings)


def _trained() -> Language:
    import spacy

    from .components import (  # noqa: F401  (they register themselves)
        dealings,
        groups,
        linker,
        mentions,
        outcomes,
        references,
        relations,
        retractions,
        sentences,
    )

    return spacy.util.load_model_from_config(spacy.util.load_config(CONFIG), auto_fill=True)


def _with_patterns(nlp: Language) -> Language:
    from .components import (  # noqa: F401  (they register themselves)
        clauses,
        dealings,
        gazetteer,
        groups,
        linker,
        outcomes,
        resolver,
        retractions,
        sentences,
        values,
    )

    nlp.add_pipe("autokg_sentences", first=True)
    for name in (
        "gazetteer",
        "linker",
        "coreference",
        "groups",
        "values",
        "patterns",
        "dealings",
        "retractions",
        "outcomes",
    ):
        nlp.add_pipe(f"autokg_{name}")
    return nlp


def parse(articles: Iterable[Article], *, model: str = "default") -> Iterator[tuple[Article, Doc]]:
    """Yield articles with their Docs, read in batches."""
    pairs = ((article.text[:LONGEST], article) for article in articles)
    for doc, article in load(model).pipe(pairs, as_tuples=True):
        yield article, doc


def facts_in(article: Article, model: str = "default") -> list[Fact]:
    """Return the facts that an article states, with evidence, in text order."""
    ((_, doc),) = parse([article], model=model)
    return facts_of(article, doc, extractor=model)
