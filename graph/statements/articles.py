"""Articles <-> quads: the metadata, the text, and the facts of one article make its graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from pyoxigraph import Literal, NamedNode, Quad

from .. import vocabulary as voc
from ..model import Article, Fact
from ..store.protocol import Store
from ..terms import RDF_TYPE, auto, literal, text_of
from .facts import fact_quads
from .origins import traces

ARTICLE_FIELDS = {
    "text": voc.term("text"),
    "title": voc.expand("schema:headline"),
    "url": voc.expand("schema:url"),
    "canonical_url": voc.expand("schema:mainEntityOfPage"),
    "published": voc.expand("schema:datePublished"),
    "observed": voc.term("observed"),
    "publisher": voc.expand("schema:publisher"),
    "author": voc.expand("schema:author"),
    "credit": voc.term("credit"),
    "language": voc.expand("schema:inLanguage"),
}

OURS = f'STRSTARTS(STR(?graph), "{voc.ARTICLE_GRAPH}")'
"""Holds of the graphs of articles. Users may say and copy anything in graphs of their own: that counts for nothing."""


def article_quads(article: Article, facts: Iterable[Fact] = ()) -> set[Quad]:
    """Return all quads of an article's graph: its metadata and text, its traces, and the evidence of its facts."""
    graph, node = NamedNode(voc.article_graph(article.id)), NamedNode(voc.article_iri(article.id))
    quads = {Quad(node, RDF_TYPE, auto("Article"), graph)}
    for name, predicate in ARTICLE_FIELDS.items():
        value = getattr(article, name)
        if value not in ("", None):
            quads.add(Quad(node, NamedNode(predicate), literal(value), graph))
    quads |= {Quad(node, auto("trace"), literal(key), graph) for key in traces(article)}
    return quads | fact_quads(facts, article.id)


def read_article(id: str, quads: Iterable[Quad]) -> Article | None:
    """Return the article that `article_quads` wrote, or None when the quads hold none of this id."""
    fields = {predicate: name for name, predicate in ARTICLE_FIELDS.items()}
    node, values = NamedNode(voc.article_iri(id)), {}
    for quad in quads:
        if quad.subject == node and quad.predicate.value in fields:
            values[fields[quad.predicate.value]] = text_of(quad.object)
    if not values:
        return None
    published, observed = values.pop("published", None), values.pop("observed", None)
    return Article(
        id=id,
        text=values.pop("text", ""),
        published=date.fromisoformat(published) if published else None,
        observed=datetime.fromisoformat(observed) if observed else None,
        language=values.pop("language", ""),
        **values,
    )


def in_articles(
    store: Store,
    predicate: NamedNode,
    object: NamedNode | Literal | None = None,
    *,
    subject: NamedNode | None = None,
) -> Iterator[Quad]:
    """Yield the quads that match in the graphs of articles; see `OURS`."""
    for quad in store.quads(subject, predicate, object):
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph.value.startswith(voc.ARTICLE_GRAPH):
            yield quad


def article_ids(store: Store) -> Iterator[str]:
    """Yield the ids of all articles."""
    return (voc.article_id(text_of(quad.subject)) for quad in in_articles(store, RDF_TYPE, auto("Article")))


def ids_at(store: Store, url: str, field: str = "url") -> set[str]:
    """Return the ids of the articles with this web address; none for an empty one."""
    if not url:
        return set()
    found = in_articles(store, NamedNode(ARTICLE_FIELDS[field]), literal(url))
    return {voc.article_id(text_of(quad.subject)) for quad in found}
