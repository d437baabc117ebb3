"""Bring stores of earlier formats to the present one; runs when such a store is opened for writing.

Format 1 (before 0.1.0): no settings, evidence named without status and speaker, origins in the article graphs.
Format 2: settings graph, one evidence per status and speaker, traces in the article graphs, origins computed.
"""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import NamedNode

from .. import vocabulary as voc
from ..statements.articles import article_ids, article_quads, read_article
from ..statements.facts import read_facts
from ..store.protocol import Store
from .rebuilding import rebuild
from .settings import FORMAT, Settings, write_settings


def migrate(store: Store, settings: Settings) -> None:
    """Rewrite every article's graph, each atomically, then the facts graph; it can be cut off and done again."""
    for id in sorted(article_ids(store)):
        graph = NamedNode(voc.article_graph(id))
        old = set(store.quads(graph=graph))
        article = read_article(id, old)
        if article is not None:
            new = article_quads(article, read_facts(old))
            store.apply(old - new, new - old)
    rebuild(store)
    write_settings(store, replace(settings, format=FORMAT))
