"""Named graphs as plain triples and back, for formats that have none.

Where a triple belongs follows from its subject: an article, its evidence, a decision, a visit. What an article says of
entities would mix with what others say; it is written as text, `ARTICLE auto:describes "ENTITY ... ."`. What users say
of such subjects in graphs of their own would become part of them; it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from .. import vocabulary as voc
from ..terms import auto, text_of

HOMES = {
    voc.DECISION: voc.DECISIONS_GRAPH,
    voc.VISIT: voc.VISITS_GRAPH,
    voc.term("store"): voc.SETTINGS_GRAPH,
}
"""Graphs of the nodes whose IRIs begin so."""
OURS = (voc.ARTICLE, voc.EVIDENCE, *HOMES)


def flattened(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Yield the triples that stand for the quads of a store."""
    for quad in quads:
        subject, graph = _words(quad.subject), _words(quad.graph_name)
        if graph.startswith(voc.ARTICLE_GRAPH) and subject.startswith(voc.ENTITY):
            article = NamedNode(voc.article_iri(voc.article_id(graph)))
            yield Triple(article, auto("describes"), Literal(f"{quad.triple} ."))
        elif graph.startswith(voc.MANAGED) or not subject.startswith(OURS):
            yield quad.triple


def _words(node: object) -> str:
    """Return an IRI; blank nodes and the default graph, which only users write, are no node of ours."""
    return node.value if isinstance(node, NamedNode) else ""


def unflattened(read: Callable[[], Iterable[Quad]]) -> Iterator[Quad]:
    """Yield the quads of the article graphs, decisions and visits in flattened triples, which `read` reads twice."""
    homes = {_words(q.subject): _words(q.object) for q in read() if q.predicate == auto("article")}
    for quad in read():
        if quad.predicate == auto("origin"):
            continue  # of the facts graph
        if quad.predicate == auto("describes"):
            (triple,) = parse(text_of(quad.object), format=RdfFormat.N_TRIPLES)
            yield _homed(triple, _graph_of(text_of(quad.subject)))
        elif graph := _home(_words(quad.subject), homes):
            yield _homed(quad, graph)


def _homed(quad: Any, graph: str) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))


def _home(subject: str, homes: dict[str, str]) -> str:
    """Return the graph that a subject belongs to, or '' for the facts graph, which is not read back."""
    if subject.startswith(voc.ARTICLE):
        return _graph_of(subject)
    if subject.startswith(voc.EVIDENCE):
        name = subject[len(voc.EVIDENCE) :].partition("/")[0]
        return _graph_of(homes[voc.EVIDENCE + name])
    return next((graph for prefix, graph in HOMES.items() if subject.startswith(prefix)), "")


def _graph_of(article: str) -> str:
    return voc.article_graph(voc.article_id(article))
