"""RDF terms as graph/ uses them: the nodes of the vocabulary, literals, and quads grouped by subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from . import vocabulary as voc
from .model import Span

RDF_TYPE = NamedNode(voc.expand("rdf:type"))
LABEL = NamedNode(voc.expand("rdfs:label"))
ALIAS = NamedNode(voc.expand("skos:altLabel"))
SAME_AS = NamedNode(voc.expand("owl:sameAs"))
SUBJECT, PREDICATE, OBJECT = (NamedNode(voc.expand(f"rdf:{name}")) for name in ("subject", "predicate", "object"))
FACTS = NamedNode(voc.FACTS_GRAPH)
"""The graph of what is computed from all articles: statements, plain triples, entities."""
NODES = (NamedNode, Literal)
DATATYPES = {
    kind: NamedNode(voc.expand(f"xsd:{name}"))
    for kind, name in {
        bool: "boolean",
        int: "integer",
        float: "double",
        date: "date",
        datetime: "dateTime",
    }.items()
}


@lru_cache(maxsize=1024)
def auto(name: str) -> NamedNode:
    """Return the term of the ontology as a node."""
    return NamedNode(voc.term(name))


def node_of(term: object) -> NamedNode:
    """Return a term that our own quads only ever fill with an IRI."""
    assert isinstance(term, NamedNode), term
    return term


def text_of(term: object) -> str:
    """Return the characters of an IRI or literal."""
    assert isinstance(term, NODES), term
    return term.value


def literal(value: str | float | int | bool | date | datetime) -> Literal:
    """Return a typed literal; floats are xsd:double in the form of `double`."""
    if isinstance(value, str):
        return Literal(value)
    if isinstance(value, float):
        return double(value)
    text = value.isoformat() if isinstance(value, date) else str(value).lower()
    return Literal(text, datatype=DATATYPES[type(value)])


def double(value: float) -> Literal:
    """Return a number as Oxigraph gives it back: the shortest digits that read back the same, no exponent.

    >>> double(132.0).value, double(1e-7).value
    ('132', '0.0000001')
    """
    text = format(Decimal(repr(value)), "f") if isfinite(value) else str(value).upper().replace("NAN", "NaN")
    return Literal(text.removesuffix(".0"), datatype=DATATYPES[float])


def tail(node: NamedNode, prefix: str) -> str:
    """Return what an IRI adds to a namespace, unescaped: the id of an article or entity."""
    return unquote(node.value[len(prefix) :])


class Node:
    """The predicates of one subject."""

    def __init__(self) -> None:
        self.objects: dict[NamedNode, list[Any]] = {}

    def all(self, predicate: NamedNode) -> Sequence[Any]:
        """Return the objects of a predicate, in no fixed order."""
        return self.objects.get(predicate, [])

    def one(self, predicate: NamedNode) -> Any:
        """Return the object of a predicate; of several the first by its characters, so that any order reads alike."""
        found = self.objects[predicate]
        return found[0] if len(found) == 1 else min(found, key=str)

    def text(self, name: str) -> str:
        """Return the characters of the object of one of our predicates, or nothing."""
        found = self.all(auto(name))
        return text_of(self.one(auto(name))) if found else ""

    def span(self, name: str) -> Span:
        """Return the characters that `name_start` and `name_end` point at."""
        return Span(int(self.text(f"{name}_start")), int(self.text(f"{name}_end")))


class About:
    """Quads grouped by subject."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.nodes: dict[Any, Node] = {}
        for quad in quads:
            node = self.nodes.setdefault(quad.subject, Node())
            node.objects.setdefault(quad.predicate, []).append(quad.object)

    def __getitem__(self, subject: Any) -> Node:
        return self.nodes.get(subject) or Node()

    def instances(self, category: NamedNode) -> Iterator[Any]:
        """Yield the subjects of a class."""
        return (subject for subject, node in self.nodes.items() if category in node.all(RDF_TYPE))
