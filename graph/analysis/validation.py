"""SHACL: whether the nodes of a store have the shape that shapes.ttl describes.

pyshacl works on rdflib graphs in memory; nodes are copied there in portions, so that memory does not grow with the
store. Shapes speak only of a node's own properties, which is what makes portions possible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .. import vocabulary as voc
from ..sparql.rows import term
from ..statements.articles import OURS
from ..store.protocol import Store, select, values

FILE = Path(__file__).with_name("shapes.ttl")
PORTION = 2_000
"""Nodes per run of pyshacl."""

PARTS = {
    "StatementShape": (f"GRAPH <{voc.FACTS_GRAPH}>", "?node a auto:Statement"),
    "EntityShape": (f"GRAPH <{voc.FACTS_GRAPH}>", "?node rdfs:label ?label"),
    "EvidenceShape": (f"FILTER({OURS}) GRAPH ?graph", "?node a auto:Evidence"),
    "ArticleShape": (f"FILTER({OURS}) GRAPH ?graph", "?node a auto:Article"),
}
"""Where the nodes of each shape are, and how they are found."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A node that does not have its shape: the property and what is wrong with it."""

    shape: str
    node: str
    path: str
    message: str


def flaws(store: Store) -> Iterator[Flaw]:
    """Yield every flaw of a store, shape by shape."""
    for shape, (graph, pattern) in PARTS.items():
        rows = select(store, f"SELECT DISTINCT ?node WHERE {{ {graph} {{ {pattern} }} }}")
        nodes = sorted(node for (node,) in rows)
        for start in range(0, len(nodes), PORTION):
            yield from _validated(shape, _copy(store, graph, nodes[start : start + PORTION]))


def _copy(store: Store, graph: str, nodes: list[str]) -> Any:
    """Return the properties of the nodes as an rdflib graph."""
    import rdflib

    copy = rdflib.Graph()
    for start in range(0, len(nodes), 200):
        wanted = values(nodes[start : start + 200])
        sparql = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {wanted} }} {graph} {{ ?s ?p ?o }} }}"
        answer: Any = store.query(sparql)
        for subject, predicate, object in answer:
            copy.add((term(subject), term(predicate), _string(term(object))))
    return copy


def _string(value: Any) -> Any:
    """Return plain strings as xsd:string, which sh:datatype asks for."""
    import rdflib

    if isinstance(value, rdflib.Literal) and value.datatype is None and value.language is None:
        return rdflib.Literal(str(value), datatype=rdflib.XSD.string)
    return value


@cache
def _shape(name: str) -> Any:
    """Return one shape of shapes.ttl as a graph of its own."""
    import rdflib

    everything = rdflib.Graph().parse(FILE)
    return everything.cbd(rdflib.URIRef(voc.term(name)))


def _validated(shape: str, copy: Any) -> Iterator[Flaw]:
    import pyshacl
    import rdflib

    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    _, report, _ = pyshacl.validate(copy, shacl_graph=_shape(shape), inference="none", advanced=False)
    found = []
    for result in report.subjects(rdflib.RDF.type, shacl.ValidationResult):
        node, path = report.value(result, shacl.focusNode), report.value(result, shacl.resultPath)
        message = report.value(result, shacl.resultMessage)
        found.append(Flaw(shape, str(node), voc.shorten(str(path)), str(message)))
    yield from sorted(found, key=lambda flaw: (flaw.node, flaw.path, flaw.message))
