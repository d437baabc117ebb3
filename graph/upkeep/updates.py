"""One update: what replacing an article's graph changes, there and in the facts graph.

The facts graph is a function of the article graphs. `updated` computes its part that a change can touch twice, from
what the articles said before and from what they say after; the difference is the update.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Quad

from .. import vocabulary as voc
from ..model import Article
from ..statements.aggregation import Testimony
from ..statements.articles import OURS
from ..statements.clusters import Regrouping, origins_of, regroup
from ..statements.descriptions import Trait, description_quads, redescribed, traits
from ..statements.rulings import Policy
from ..statements.testimonies import stored_testimonies, testimonies_of
from ..store.protocol import Store, select, values
from ..terms import FACTS, RDF_TYPE, auto, node_of, text_of


@dataclass(frozen=True, slots=True)
class Change:
    """What adding or removing one article did to the statements: how many came, stayed and went."""

    article: str
    added: int = 0
    known: int = 0
    retracted: int = 0


@dataclass(frozen=True, slots=True)
class Update:
    """The quads to remove and to add in one atomic step, and what they mean for the statements."""

    removed: frozenset[Quad]
    added: frozenset[Quad]
    change: Change


def updated(store: Store, gone: set[str], new: Article | None, quads: set[Quad], *, policy: Policy) -> Update:
    """Return the update that replaces the graphs of the articles `gone` (ids) by `quads`, the graph of `new`."""
    graphs = {voc.article_graph(id) for id in gone}
    old = {quad for graph in sorted(graphs) for quad in store.quads(graph=NamedNode(graph))}
    name = new.id if new else min(gone)
    before, after = _supported(old), _supported(quads)
    if old == quads:
        return Update(frozenset(), frozenset(), Change(name, known=len(after)))
    articles = {voc.article_iri(id) for id in gone}
    moves = _moves(store, articles, new, old, quads)
    new_here = after - before
    touched = before | _standing(store, new_here) | (new_here & policy.standing.keys())
    touched |= _supported_by(store, moves.moved - articles)
    others = list(stored_testimonies(store, touched, without=articles))
    told, tells = traits(old), traits(quads)
    apart, described = redescribed(store, told, tells, graphs)

    def derived(own: set[Quad], names: set[Trait], origins: Mapping[str, str]) -> tuple[set[str], set[Quad]]:
        statements = _judged([*others, *testimonies_of(own)], origins, policy)
        found = description_quads(apart | names, described) | _origin_quads(origins)
        return set(statements), found.union(*statements.values())

    (stood, was), (stands, now) = derived(old, told, moves.before), derived(quads, tells, moves.after)
    change = Change(name, added=len(stands - stood), known=len(after & stood), retracted=len(stood - stands))
    return Update(frozenset((old - quads) | (was - now)), frozenset((quads - old) | (now - was)), change)


def ruled(store: Store, old: Policy, new: Policy) -> tuple[set[Quad], set[Quad]]:
    """Return the quads of the statements that two policies rule differently, by the one and by the other."""
    named = {iri for iri, _ in {*old.standing.items()} ^ {*new.standing.items()}}
    heard: dict[str, list[Testimony]] = {}
    for one in stored_testimonies(store, named | _supported_since(store, named), without=set()):
        heard.setdefault(one.claim.iri, []).append(one)
    was, now = (set[Quad]().union(*map(policy.quads, heard.values())) for policy in (old, new))
    return was, now


def _moves(store: Store, gone: set[str], new: Article | None, old: set[Quad], quads: set[Quad]) -> Regrouping:
    """Return how origins change; re-reading an article with other facts moves none."""
    if not old:
        gone = set()  # the store knows of no earlier version
    elif new and _about_article(old) == _about_article(quads):
        known = origins_of(store, gone)
        return Regrouping(known, known)
    keys = {int(text_of(quad.object)) for quad in quads if quad.predicate == auto("trace")}
    return regroup(store, gone, new, keys)


def _about_article(quads: Iterable[Quad]) -> set[Quad]:
    return {quad for quad in quads if node_of(quad.subject).value.startswith(voc.ARTICLE)}


def _judged(testimonies: Iterable[Testimony], origins: Mapping[str, str], policy: Policy) -> dict[str, set[Quad]]:
    """Return the quads of each statement in the facts graph."""
    grouped: dict[str, list[Testimony]] = {}
    for one in testimonies:
        origin = origins.get(one.article, one.origin)
        grouped.setdefault(one.claim.iri, []).append(replace(one, origin=origin))
    judged = {iri: policy.quads(own) for iri, own in grouped.items()}
    return {iri: quads for iri, quads in judged.items() if quads}


def _origin_quads(origins: Mapping[str, str]) -> set[Quad]:
    return {Quad(NamedNode(article), auto("origin"), NamedNode(origin), FACTS) for article, origin in origins.items()}


def _supported(quads: Iterable[Quad]) -> set[str]:
    supports = auto("supports")
    return {text_of(quad.object) for quad in quads if quad.predicate == supports}


def _standing(store: Store, statements: set[str]) -> set[str]:
    """Return those that the facts graph holds; others have no evidence yet, or people decided about them."""
    quads = [Quad(NamedNode(iri), RDF_TYPE, auto("Statement"), FACTS) for iri in statements]
    return {text_of(quad.subject) for quad in store.known(quads)}


def _supported_by(store: Store, articles: set[str]) -> set[str]:
    """Return the statements that articles of the store support."""
    if not articles:
        return set()
    graphs = values(sorted(voc.article_graph(voc.article_id(iri)) for iri in articles))
    sparql = f"SELECT DISTINCT ?s WHERE {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?e auto:supports ?s }} }}"
    return {statement for (statement,) in select(store, sparql)}


def _supported_since(store: Store, statements: set[str]) -> set[str]:
    """Return the statements that evidence of these is for since a merge."""
    names = f"VALUES ?name {{ {values(sorted(statements))} }}"
    found = f"GRAPH ?graph {{ ?e auto:supported_before ?name ; auto:supports ?s }} FILTER({OURS})"
    return {statement for (statement,) in select(store, f"SELECT DISTINCT ?s WHERE {{ {names} {found} }}")}
