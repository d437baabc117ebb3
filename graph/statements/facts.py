"""The RDF border: facts and the entities that they name <-> quads, two inverse functions.

Terms are pyoxigraph's. An article's graph is self-contained: it holds the article, the entities that its facts
name, and one evidence node per fact; everything in the facts graph is computed from the article graphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from .. import vocabulary as voc
from ..errors import StoreError
from ..model import Entity, Evidence, Fact, Link, Mention, Qualifier, Span, Status, Value
from ..terms import ALIAS, LABEL, OBJECT, PREDICATE, RDF_TYPE, SAME_AS, SUBJECT, About, Node, auto, literal, tail


def entity_quads(entity: Entity, graph: NamedNode) -> set[Quad]:
    """Return the description of an entity in a graph."""
    node = NamedNode(voc.entity_iri(entity.id))
    quads = {Quad(node, RDF_TYPE, auto(entity.kind), graph), Quad(node, LABEL, literal(entity.label), graph)}
    quads |= {Quad(node, ALIAS, literal(alias), graph) for alias in entity.aliases}
    return quads | {Quad(node, SAME_AS, NamedNode(iri), graph) for iri in entity.same_as}


def read_entities(quads: Iterable[Quad]) -> list[Entity]:
    """Return the entities that the quads describe, in the order of their IRIs."""
    about = About(quads)
    nodes = {node for node, own in about.nodes.items() if own.all(LABEL)}
    return [read_entity(node, about) for node in sorted(nodes, key=lambda node: str(node.value))]


def read_entity(node: NamedNode, about: About) -> Entity:
    """Return the entity that `entity_quads` wrote; aliases come back sorted."""
    own = about[node]
    return Entity(
        id=voc.entity_id_of(node.value),
        kind=voc.shorten(own.one(RDF_TYPE).value),
        label=own.one(LABEL).value,
        aliases=tuple(sorted(alias.value for alias in own.all(ALIAS))),
        same_as=tuple(sorted(iri.value for iri in own.all(SAME_AS))),
    )


def value_key(value: Value) -> str:
    """Return what makes two values the same claim: three significant digits in one unit, else the words."""
    if value.number is None:
        return f"{value.attribute} {' '.join(value.text.lower().split())}"
    return f"{value.attribute} {value.number:.3g} {value.unit}"


def statement_key(fact: Fact, symmetric: bool) -> tuple[str, str, str]:
    """Return subject, relation and object key of the statement that a fact is about; symmetric pairs are ordered."""
    subject = voc.entity_iri(fact.subject.id)
    if isinstance(fact.object, Value):
        return subject, fact.relation, value_key(fact.object)
    other = voc.entity_iri(fact.object.id)
    if symmetric and other < subject:
        subject, other = other, subject
    return subject, fact.relation, other


def statement_node(fact: Fact) -> NamedNode:
    """Return the node of the statement that a fact is about."""
    from ..ontology import ontology

    return NamedNode(voc.statement_iri(*statement_key(fact, ontology().relation(fact.relation).symmetric)))


def evidence_node(fact: Fact) -> NamedNode:
    """Return the node of the evidence that a fact stands for."""
    evidence, statement = fact.evidence, statement_node(fact).value
    start = evidence.sentence.start
    return NamedNode(voc.evidence_iri(evidence.article, statement, start, status=fact.status, speaker=fact.speaker))


def distinct(facts: Iterable[Fact]) -> dict[NamedNode, Fact]:
    """Return one fact per evidence node, the most confident; which one does not depend on the order."""
    best: dict[NamedNode, Fact] = {}
    for fact in facts:
        node = evidence_node(fact)
        if node not in best or (best[node].confidence, repr(best[node])) < (fact.confidence, repr(fact)):
            best[node] = fact
    return best


def fact_quads(facts: Iterable[Fact], article: str) -> set[Quad]:
    """Return the evidence of an article's facts and the entities that they name, in the graph of the article."""
    graph = NamedNode(voc.article_graph(article))
    quads: set[Quad] = set()
    named: set[Entity] = set()
    for node, fact in distinct(facts).items():
        if fact.evidence.article != article:
            raise StoreError(f"a fact of article {fact.evidence.article!r} cannot be stored with article {article!r}")
        named.add(fact.subject)
        if isinstance(fact.object, Entity):
            named.add(fact.object)
        quads.update(Quad(node, predicate, value, graph) for predicate, value in _evidence_terms(fact))
        for number, qualifier in enumerate(fact.qualifiers):
            quads |= _qualifier_quads(node, number, qualifier, graph)
    return quads.union(*(entity_quads(entity, graph) for entity in named))


def _evidence_terms(fact: Fact) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    evidence = fact.evidence
    yield RDF_TYPE, auto("Evidence")
    yield auto("supports"), statement_node(fact)
    yield auto("article"), NamedNode(voc.article_iri(evidence.article))
    yield SUBJECT, NamedNode(voc.entity_iri(fact.subject.id))
    yield PREDICATE, auto(fact.relation)
    if isinstance(fact.object, Entity):
        yield OBJECT, NamedNode(voc.entity_iri(fact.object.id))
    else:
        yield from value_terms(fact.object)
    yield auto("status"), auto(fact.status)
    yield auto("confidence"), literal(float(fact.confidence))
    yield auto("quote"), literal(evidence.quote)
    spans: dict[str, Span | Mention] = {
        "sentence": evidence.sentence,
        "subject": evidence.subject,
        "object": evidence.object,
    }
    if evidence.trigger:
        spans["trigger"] = evidence.trigger
    for name, span in spans.items():
        yield auto(f"{name}_start"), literal(span.start)
        yield auto(f"{name}_end"), literal(span.end)
    for name, mention in (("subject", evidence.subject), ("object", evidence.object)):
        yield auto(f"{name}_link"), literal(mention.link)
        yield auto(f"{name}_spelling"), literal(mention.text)
    if evidence.extractor:
        yield auto("extractor"), literal(evidence.extractor)
    if fact.speaker:
        yield auto("speaker"), literal(fact.speaker)


def value_terms(value: Value) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """Yield predicate and object of everything that describes a value."""
    yield OBJECT, literal(value.text)
    yield auto("about_attribute"), auto(value.attribute)
    if value.number is not None:
        yield auto("number"), literal(float(value.number))
    if value.unit:
        yield auto("unit"), literal(value.unit)


def _qualifier_quads(node: NamedNode, number: int, qualifier: Qualifier, graph: NamedNode) -> set[Quad]:
    own = NamedNode(f"{node.value}/{number}")
    quads = {
        Quad(node, auto("qualifier"), own, graph),
        Quad(own, auto("name"), auto(qualifier.name), graph),
        Quad(own, auto("words"), literal(qualifier.text), graph),
    }
    return quads | ({Quad(own, auto("normal"), literal(qualifier.normal), graph)} if qualifier.normal else set())


def read_facts(quads: Iterable[Quad]) -> list[Fact]:
    """Return the facts whose evidence the quads hold, in the order of their evidence IRIs; inverse of `fact_quads`."""
    about = About(quads)
    nodes = sorted(about.instances(auto("Evidence")), key=lambda node: str(node.value))
    return [_read_fact(node, about) for node in nodes]


def _read_fact(node: NamedNode, about: About) -> Fact:
    own = about[node]
    object = own.one(OBJECT)
    mentions = {name: _read_mention(own, name) for name in ("subject", "object")}
    trigger = own.all(auto("trigger_start"))
    return Fact(
        subject=read_entity(own.one(SUBJECT), about),
        relation=voc.shorten(own.one(PREDICATE).value),
        object=read_entity(object, about) if isinstance(object, NamedNode) else read_value(own),
        status=cast(Status, voc.shorten(own.one(auto("status")).value)),  # written by fact_quads
        confidence=float(own.one(auto("confidence")).value),
        evidence=Evidence(
            article=tail(own.one(auto("article")), voc.ARTICLE),
            quote=own.one(auto("quote")).value,
            sentence=own.span("sentence"),
            subject=mentions["subject"],
            object=mentions["object"],
            trigger=own.span("trigger") if trigger else None,
            extractor=own.text("extractor"),
        ),
        qualifiers=tuple(_read_qualifiers(own, about)),
        speaker=own.text("speaker"),
    )


def read_value(own: Node) -> Value:
    """Return the value that `value_terms` wrote about a node."""
    number = own.all(auto("number"))
    return Value(
        attribute=voc.shorten(own.one(auto("about_attribute")).value),
        text=own.one(OBJECT).value,
        number=float(number[0].value) if number else None,
        unit=own.text("unit"),
    )


def _read_mention(own: Node, name: str) -> Mention:
    span = own.span(name)
    return Mention(span.start, span.end, own.text(f"{name}_spelling"), cast(Link, own.text(f"{name}_link")))


def _read_qualifiers(own: Node, about: About) -> Iterator[Qualifier]:
    nodes = sorted(own.all(auto("qualifier")), key=lambda node: int(node.value.rsplit("/", 1)[1]))
    for part in (about[node] for node in nodes):
        yield Qualifier(voc.shorten(part.one(auto("name")).value), part.text("words"), part.text("normal"))
