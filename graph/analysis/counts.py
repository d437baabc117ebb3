"""How much a store holds."""

from __future__ import annotations

from ..statements.articles import article_ids, in_articles
from ..store.protocol import Store
from ..terms import FACTS, LABEL, RDF_TYPE, auto


def counts(store: Store) -> dict[str, int]:
    """Return how many articles, statements, evidences and entities a store holds."""
    parts = {
        "articles": article_ids(store),
        "evidences": in_articles(store, RDF_TYPE, auto("Evidence")),
        "statements": store.quads(None, RDF_TYPE, auto("Statement"), FACTS),
        "entities": store.quads(None, LABEL, None, FACTS),
    }
    return {name: sum(1 for _ in part) for name, part in parts.items()}
