"""The schema as the program sees it, read from ontology.ttl; an unknown name is an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from .errors import OntologyError
from .vocabulary import ONTOLOGY, expand, term

T = TypeVar("T")

FILE = Path(__file__).with_name("ontology.ttl")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation with the kinds that it may join; `range` is empty where the object is a value."""

    name: str
    label: str
    inverse_label: str
    comment: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute or metric; `relation` is has_attribute or has_metric, `unit` the canonical unit's symbol or ''."""

    name: str
    label: str
    comment: str
    relation: str
    unit: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """Everything that GUIDE.md calls the schema, by name, in the order of the file."""

    kinds: Mapping[str, str]
    relations: Mapping[str, Relation]
    attributes: Mapping[str, Attribute]
    qualifiers: tuple[str, ...]
    statuses: tuple[str, ...]

    def relation(self, name: str) -> Relation:
        """Return the relation of this name, or raise OntologyError."""
        return _known(name, "relation", self.relations)

    def attribute(self, name: str) -> Attribute:
        """Return the attribute or metric of this name, or raise OntologyError."""
        return _known(name, "attribute", self.attributes)

    def allows(self, subject_kind: str, relation: str, object_kind: str) -> bool:
        """Tell whether the relation may join these kinds; values have the kind `Value`."""
        known = self.relation(relation)
        fits_object = object_kind in known.range if known.range else object_kind == "Value"
        return subject_kind in known.domain and fits_object


def _known(name: str, category: str, names: Mapping[str, T]) -> T:
    if name not in names:
        raise OntologyError(name, category, tuple(names))
    return names[name]


@cache
def ontology() -> Ontology:
    """Return the schema, read once."""
    triples = _Triples(FILE)
    leaves = {name: triples.text(name, "rdfs:label") for name in triples.instances("auto:Kind")}
    return Ontology(
        kinds=leaves,
        relations={name: triples.relation(name, leaves) for name in triples.instances("auto:Relation")},
        attributes={
            name: triples.attribute(name)
            for category in ("auto:Attribute", "auto:Metric")
            for name in triples.instances(category)
        },
        qualifiers=tuple(triples.instances("auto:Qualifier")),
        statuses=tuple(triples.instances("auto:Status")),
    )


@cache
def terms() -> frozenset[str]:
    """Return the names of all that the ontology defines, those that statements and evidence are written with too."""
    return frozenset(key[len(ONTOLOGY) :] for key in _Triples(FILE).about if key.startswith(ONTOLOGY))


class _Triples:
    """The triples of a Turtle file, grouped by subject."""

    def __init__(self, file: Path) -> None:
        from pyoxigraph import RdfFormat, parse

        self.about: dict[str, dict[str, list[str]]] = {}
        for quad in parse(path=file, format=RdfFormat.TURTLE):
            predicates = self.about.setdefault(_key(quad.subject), {})
            predicates.setdefault(_key(quad.predicate), []).append(_key(quad.object))

    def values(self, subject: str, predicate: str) -> list[str]:
        return self.about.get(subject, {}).get(expand(predicate), [])

    def text(self, name: str, predicate: str) -> str:
        return next(iter(self.values(term(name), predicate)), "")

    def instances(self, category: str) -> Iterable[str]:
        for subject in self.about:
            if subject.startswith(ONTOLOGY) and expand(category) in self.values(subject, "rdf:type"):
                yield subject[len(ONTOLOGY) :]

    def kinds(self, name: str, predicate: str, leaves: Iterable[str]) -> frozenset[str]:
        """Return the concrete kinds below the classes, or below the union of classes, that a property names."""
        wanted = set()
        for node in self.values(term(name), predicate):
            union = self.values(node, "owl:unionOf")
            wanted |= set(self._list(union[0])) if union else {node}
        return frozenset(leaf for leaf in leaves if wanted & self._ancestors(term(leaf)))

    def relation(self, name: str, leaves: Iterable[str]) -> Relation:
        inverse = self.values(term(name), "owl:inverseOf")
        label = self.text(name, "rdfs:label")
        return Relation(
            name=name,
            label=label,
            inverse_label=next(iter(self.values(inverse[0], "rdfs:label")), "") if inverse else label,
            comment=self.text(name, "rdfs:comment"),
            domain=self.kinds(name, "rdfs:domain", leaves),
            range=self.kinds(name, "rdfs:range", leaves),
            symmetric=expand("owl:SymmetricProperty") in self.values(term(name), "rdf:type"),
        )

    def attribute(self, name: str) -> Attribute:
        return Attribute(
            name=name,
            label=self.text(name, "rdfs:label"),
            comment=self.text(name, "rdfs:comment"),
            relation=self.text(name, "rdfs:subPropertyOf")[len(ONTOLOGY) :],
            unit=self.text(name, "auto:unit_symbol"),
        )

    def _list(self, node: str) -> Iterable[str]:
        while node != expand("rdf:nil"):
            yield self.values(node, "rdf:first")[0]
            node = self.values(node, "rdf:rest")[0]

    def _ancestors(self, iri: str) -> set[str]:
        found = {iri}
        for parent in self.values(iri, "rdfs:subClassOf"):
            found |= self._ancestors(parent)
        return found


def _key(node: Any) -> str:
    return str(node.value)
