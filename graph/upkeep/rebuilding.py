"""Build the facts graph anew from the article graphs: after bulk loads, migrations and changes of policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from pyoxigraph import NamedNode, Quad

from .. import vocabulary as voc
from ..statements.aggregation import Testimony
from ..statements.articles import article_ids, in_articles
from ..statements.clusters import components, first, read_for_comparison, read_traces
from ..statements.decisions import read_decisions
from ..statements.descriptions import descriptions
from ..statements.rulings import Policy
from ..statements.testimonies import stored_testimonies
from ..store.protocol import Store
from ..terms import FACTS, auto, node_of, text_of
from .settings import EVERYTHING, Settings, pending_quads, read_settings, write_settings

CHUNK = 100_000
"""Quads per write."""
STATEMENTS = 2_000
"""Statements whose testimonies are in memory at one time."""


def rebuild(store: Store, new: Iterable[Quad] = ()) -> None:
    """Add new article graphs and replace the facts graph; what is cut off is mended when the store is next opened.

    The graphs of each chunk are marked while it is loaded, so that the mending drops an article of which only a part
    came in. The quads of an article that is not marked already must follow each other.
    """
    settings = read_settings(store) or Settings()
    store.apply((), pending_quads([EVERYTHING]))
    begun: set[Quad] = set()
    for chunk in _chunks(new):
        marks = pending_quads(_article_graphs(chunk) - settings.pending)
        store.apply((), marks - begun)
        store.load(chunk)
        store.apply(begun - marks, ())
        begun = marks
    store.apply(begun, ())
    described, origins = descriptions(store), stories(store)  # what is wrong in an article shows while the facts stand
    store.clear(FACTS)
    for chunk in _chunks(chain(described, facts_graph(store, origins, policy_of(store, settings)))):
        store.load(chunk)
    write_settings(store, replace(settings, pending=frozenset()))


def _article_graphs(quads: Iterable[Quad]) -> set[NamedNode]:
    graphs = {quad.graph_name for quad in quads}
    return {graph for graph in map(node_of, graphs) if graph.value.startswith(voc.ARTICLE_GRAPH)}


def policy_of(store: Store, settings: Settings) -> Policy:
    """Return what beside the articles decides about the facts graph of a store."""
    return Policy.of(settings.plain_confidence, read_decisions(store))


def facts_graph(store: Store, origins: Mapping[str, str], policy: Policy) -> Iterator[Quad]:
    """Yield what the facts graph must hold beside descriptions; a quad may come more than once."""
    for article, origin in origins.items():
        yield Quad(NamedNode(article), auto("origin"), NamedNode(origin), FACTS)
    supported = sorted({text_of(quad.object) for quad in in_articles(store, auto("supports"))})
    for start in range(0, len(supported), STATEMENTS):
        grouped: dict[str, list[Testimony]] = {}
        for one in stored_testimonies(store, supported[start : start + STATEMENTS], without=set()):
            grouped.setdefault(one.claim.iri, []).append(replace(one, origin=origins[one.article]))
        for own in grouped.values():
            yield from policy.quads(own)


def stories(store: Store) -> dict[str, str]:
    """Return the origin of every article, by IRI."""
    shared = read_traces(store)
    articles = map(voc.article_iri, article_ids(store))
    meeting: dict[int, list[str]] = {}
    for article, keys in shared.items():
        for key in keys:
            meeting.setdefault(key, []).append(article)
    near: dict[str, set[str]] = {article: set() for article in articles}
    for group in meeting.values():
        for article in group if len(group) > 1 else ():
            near[article].update(group)
    origins: dict[str, str] = {}
    for pool in _connected(near):
        known = read_for_comparison(store, pool)
        for story in components(known, shared) if len(pool) > 1 else [pool]:
            name = first(known[iri] for iri in story)
            origins |= dict.fromkeys(story, name)
    return origins


def _connected(near: dict[str, set[str]]) -> Iterator[set[str]]:
    """Yield the sets of articles that chains of shared traces connect."""
    left = set(near)
    while left:
        front, found = [left.pop()], set[str]()
        while front:
            one = front.pop()
            found.add(one)
            front += near[one] & left
            left -= near[one]
        yield found


def _chunks(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    chunk: list[Quad] = []
    for quad in quads:
        chunk.append(quad)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    yield chunk


def drop_cut_off(store: Store, settings: Settings) -> None:
    """Drop the articles whose update was cut off, so that only whole articles are left, and build the facts anew."""
    for graph in settings.pending - {EVERYTHING}:
        store.clear(node_of(graph))
    rebuild(store)
