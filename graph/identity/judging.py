"""Judging who is who: a judgement of now about two entities, and the articles that it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import chain

from pyoxigraph import NamedNode

from .. import vocabulary as voc
from ..errors import DecisionError, OntologyError, UnknownNameError
from ..model import Entity
from ..statements.articles import in_articles
from ..statements.decisions import Decision
from ..store.protocol import Store
from ..terms import FACTS, OBJECT, SUBJECT, auto, text_of
from .judgements import RULINGS, Judgement, Sameness, read_judgements
from .merges import merges


def judged(store: Store, find: Callable[[str], Entity], pair: tuple[str, str, Sameness], *, by: str) -> Judgement:
    """Return a judgement of now about two entities given by name or id; one that was merged is still known."""
    kept, other, ruling = pair
    if ruling not in RULINGS:
        raise OntologyError(ruling, "ruling", RULINGS)
    once = _once(store, kept) if ruling != "same" else None  # in a chain of merges any link may be taken back
    a, b = once or _known(store, find, kept), _once(store, other) or _known(store, find, other)
    if a.id == b.id:
        raise DecisionError(f"{kept!r} and {other!r} are one entity already: {a.id}")
    return Judgement(a, b, ruling, by, datetime.now(UTC))


def _known(store: Store, find: Callable[[str], Entity], name: str) -> Entity:
    """Return an entity of the graph, or one that only judgements still name: its facts joined it with itself."""
    try:
        return find(name)
    except UnknownNameError:
        ends = (end for one in read_judgements(store) for end in (one.kept, one.merged))
        if (found := next((end for end in ends if name in (end.id, end.label)), None)) is None:
            raise
        return found


def _once(store: Store, name: str) -> Entity | None:
    """Return the entity of this name or id that was merged into another."""
    judgements = read_judgements(store)
    gone = merges(judgements)
    merged = (one.merged for one in judgements if one.merged.id in gone)
    return next((entity for entity in merged if name in (entity.id, entity.label)), None)


def articles_about(store: Store, ids: set[str]) -> set[str]:
    """Return the ids of the articles whose evidence names one of these entities, or did before a merge."""
    nodes = [NamedNode(voc.entity_iri(id)) for id in ids]
    found = [q for node in nodes for end in (SUBJECT, OBJECT) for q in store.quads(None, end, node)]
    found += [q for q in store.quads(None, auto("fact_before")) if any(f'"{id}"' in text_of(q.object) for id in ids)]
    graphs = {text_of(quad.graph_name) for quad in found if quad.graph_name != FACTS}
    return {voc.article_id(iri) for iri in graphs if iri.startswith(voc.ARTICLE_GRAPH)}


def touched(store: Store, judgements: Iterable[Judgement], decisions: Iterable[Decision] = ()) -> set[str]:
    """Return the ids of the articles that judgements touch, or decisions that give relations or take them back.

    What was merged before is stored with what it is known as: judgements about it touch that, too.
    """
    named = {end.id for one in judgements for end in (one.kept, one.merged)}
    pairs = [{one.kept.id, one.merged.id} for one in read_judgements(store) if one.ruling == "same"]
    while more := set[str]().union(*(pair for pair in pairs if pair & named)) - named:
        named |= more
    ids = articles_about(store, named)
    moving = [one for one in decisions if one.target or one.ruling == "open"]
    statements = {iri for one in moving for iri in (one.statement, one.target) if iri}
    return ids.union(*(articles_for(store, iri) for iri in statements))


def articles_for(store: Store, statement: str) -> set[str]:
    """Return the ids of the articles whose evidence is for a statement, or was before a merge."""
    found = (in_articles(store, auto(name), NamedNode(statement)) for name in ("supports", "supported_before"))
    return {voc.article_id(text_of(quad.graph_name)) for quad in chain(*found)}
