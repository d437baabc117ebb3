"""The facts of an article as it was read <-> as they are stored: with the entities and relations that people gave.

Evidence remembers what was read, so that a merge or a corrected relation can be taken back without reading again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from pyoxigraph import NamedNode, Quad

from .. import vocabulary as voc
from ..model import Article, Entity, Evidence, Fact, Mention, Qualifier, Span
from ..statements.articles import article_quads, read_article
from ..statements.facts import evidence_node, read_facts, statement_node
from ..statements.rulings import Policy
from ..store.protocol import Store
from ..terms import auto, literal, text_of
from .judgements import entity_of, in_words
from .merges import Identities

SUPPORTS = auto("supports")
READ_AS = auto("read_as")
"""What evidence remembers of a fact whose relation was corrected: all of it."""
REMEMBERED = {auto(f"{end}_{why}"): end for end in ("subject", "object") for why in ("before", "linked")}
"""What other evidence remembers: whom the text was linked to before a merge, and whom by mistake."""
OTHER = {"subject": "object", "object": "subject"}


Reading: TypeAlias = tuple[Fact, Fact, list[str]]
"""A fact as it is stored and as it was read, and the statements that it was for, its own last."""


def stored_quads(article: Article, facts: Iterable[Fact], who: Identities, policy: Policy) -> set[Quad]:
    """Return an article's graph with the entities and relations that people decided on, and what was read instead.

    Evidence whose statement was rejected before a merge still supports that one.
    """
    readings, remembered = _understood(facts, who, policy)
    kept: list[Fact] = []
    held: dict[Quad, Quad] = {}
    for node, own in readings.items():
        if any(_moved(new, was) for new, was, _ in own) or len({evidence_node(was) for _, was, _ in own}) > 1:
            # some would be lost among the others
            remembered |= {Quad(node, READ_AS, literal(in_words(was)), _graph(was)) for _, was, _ in own}
        graph, now = _graph(own[0][0]), statement_node(own[0][0])
        home = min((NamedNode(stood[-1]) for *_, stood in own), key=lambda iri: (iri != now, iri.value))
        if home != now:
            held[Quad(node, SUPPORTS, now, graph)] = Quad(node, SUPPORTS, home, graph)
        for new, _, stood in own:
            if stood[-1] == home.value:
                kept.append(new)
                others = {NamedNode(iri) for iri in stood} - {now}
                remembered |= {Quad(node, auto("supported_before"), iri, graph) for iri in others}
    quads = article_quads(article, kept) | remembered
    return (quads - held.keys()).union(held.values())


def _understood(
    facts: Iterable[Fact], who: Identities, policy: Policy
) -> tuple[dict[NamedNode, list[Reading]], set[Quad]]:
    """Return the readings that come to each evidence, and what is remembered of those whose entities changed."""
    readings: dict[NamedNode, list[Reading]] = {}
    remembered: set[Quad] = set()
    for fact in facts:
        names, before = _identified(fact, who)
        named = names[-1]
        if before and isinstance(named.object, Entity) and named.subject.id == named.object.id:
            article = NamedNode(voc.article_iri(fact.evidence.article))  # "A works with A": they are one
            remembered.add(Quad(article, auto("fact_before"), literal(in_words(fact)), _graph(fact)))
            continue
        new, stood = policy.applied(names)
        node = evidence_node(new)
        readings.setdefault(node, []).append((new, fact, stood))
        for end, why in before.items():
            place = end if new.subject == named.subject else OTHER[end]
            remembered.add(Quad(node, auto(f"{place}_{why}"), literal(in_words(getattr(fact, end))), _graph(fact)))
    return readings, remembered


def _identified(fact: Fact, who: Identities) -> tuple[list[Fact], dict[str, str]]:
    """Return a fact between those that its ends stood for in turn, as judged now last, and which end changed why."""
    before: dict[str, str] = {}
    names = [fact]
    for end in ("subject", "object"):
        was, mention = getattr(fact, end), getattr(fact.evidence, end)
        known_as = who.known_as(was, mention) if isinstance(was, Entity) else (was,)
        if known_as != (was,):
            before[end] = "linked" if who.tells_apart(was, mention) else "before"
            names = [_with(name, end, entity) for name in names for entity in known_as]
    return names, before


def _with(fact: Fact, end: str, entity: Entity) -> Fact:
    return replace(fact, subject=entity) if end == "subject" else replace(fact, object=entity)


def _moved(new: Fact, was: Fact) -> bool:
    return (new.relation, new.evidence) != (was.relation, was.evidence)


def _graph(fact: Fact) -> NamedNode:
    return NamedNode(voc.article_graph(fact.evidence.article))


def as_read(store: Store, id: str) -> tuple[Article, list[Fact]] | None:
    """Return an article and its facts as they were read, before all merges and corrections.

    None where it is gone, or where its graph is no longer what was written: nobody can decide about that.
    """
    quads = list(store.quads(graph=NamedNode(voc.article_graph(id))))
    try:
        article = read_article(id, quads)
        return (article, list(_read(quads))) if article else None
    except (KeyError, ValueError):
        return None


def _read(quads: Iterable[Quad]) -> Iterator[Fact]:
    """Yield the facts of an article's graph as they were read."""
    before: dict[tuple[str, str], Entity] = {}
    whole: dict[str, list[Fact]] = {}
    for quad in quads:
        if quad.predicate == auto("fact_before"):
            yield _fact(text_of(quad.object))
        elif quad.predicate == READ_AS:
            whole.setdefault(text_of(quad.subject), []).append(_fact(text_of(quad.object)))
        elif quad.predicate in REMEMBERED:
            before[text_of(quad.subject), REMEMBERED[quad.predicate]] = entity_of(text_of(quad.object))
    for fact in read_facts(quads):
        node = evidence_node(fact).value
        subject, object = before.get((node, "subject")), before.get((node, "object"))
        yield from whole.get(node) or [replace(fact, subject=subject or fact.subject, object=object or fact.object)]


def _fact(words: str) -> Fact:
    """Return the fact between two entities that was written as JSON."""
    own = json.loads(words)
    told = own.pop("evidence")
    ends = {name: Mention(**told[name]) for name in ("subject", "object")}
    spans = {name: Span(**told[name]) if told[name] else None for name in ("sentence", "trigger")}
    evidence = Evidence(**told | ends | spans)
    entities = {name: entity_of(json.dumps(own[name])) for name in ("subject", "object")}
    qualifiers = tuple(Qualifier(**one) for one in own["qualifiers"])
    return Fact(**own | entities | {"evidence": evidence, "qualifiers": qualifiers})
