"""What every answer shows of a statement beside the question's own columns, joined by statement after the query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from graph import ENTITY, FACTS_GRAPH, MANAGED, ONTOLOGY, KnowledgeGraph, entity_id_of, shorten

BATCH = 5_000
"""Statements per query: engines refuse or parse slowly what is much longer."""

CONVERT: Mapping[str, Any] = {
    "integer": int,
    "double": float,
    "decimal": float,
    "boolean": "true".__eq__,
    "date": date.fromisoformat,
}


class Name(str):
    """The label of an entity, with the entity's id."""

    __slots__ = ("id",)
    id: str

    def __new__(cls, label: str, id: str) -> Name:
        """Return the label as a string that knows its entity."""
        name = super().__new__(cls, label)
        name.id = id
        return name


def number_text(number: float) -> str:
    """Return a number for people to read: to ten digits, with commas and without exponents.

    >>> number_text(1.12e10), number_text(298.2799488), number_text(0.5), number_text(3)
    ('11,200,000,000', '298.2799488', '0.5', '3')
    """
    return f"{Decimal(f'{number:.10g}'):,f}"


def select(kg: KnowledgeGraph, sparql: str) -> list[dict[str, Any]]:
    """Return the rows of a query as dicts of Python values; entities are Names that still show their id."""
    solutions: Any = kg.store.query(sparql)
    names = [variable.value for variable in solutions.variables]
    return [
        {name: python(term) for name, term in zip(names, row, strict=True) if term is not None} for row in solutions
    ]


def python(term: Any) -> Any:
    """Return a term as a Python value: number, bool, date or str; an entity as Name, our own terms by bare name."""
    datatype = getattr(term, "datatype", None)
    if datatype is not None:
        return CONVERT.get(datatype.value.rpartition("#")[2], str)(term.value)
    iri: str = str(term.value)
    if iri.startswith(ENTITY):
        return Name(iri, iri)
    return iri if iri.startswith(MANAGED) and not iri.startswith(ONTOLOGY) else shorten(iri)


STANDING = ("status", "confidence", "published", "first_published", "sources", "articles")
"""What is known of every statement; `published` is its latest report."""

DATES = {"published": "last_published", "first_published": "first_published"}
PARTS = {"subject": "rdf:subject", "object": "rdf:object", "number": "auto:number", "unit": "auto:unit"}


def standing(
    kg: KnowledgeGraph, statements: Iterable[str], columns: Sequence[str] = STANDING
) -> dict[str, dict[str, Any]]:
    """Return status, confidence, dates and counts of the statements, or those of them that `columns` name."""
    dated = [name for name in columns if name in DATES]
    found: dict[str, dict[str, Any]] = {}
    for iris in batches(statements):
        # Inside GRAPH: from outside, an engine may join the values with all statements.
        values = f"VALUES ?statement {{ {iris} }}"
        for row in select(kg, f"SELECT * WHERE {{ GRAPH <{FACTS_GRAPH}> {{ {values} {known_of(columns)} }} }}"):
            found[row["statement"]] = dict.fromkeys(dated) | row
    return found


def known_of(columns: Sequence[str]) -> str:
    """Return the patterns that read columns of STANDING of `?statement`."""
    needed = " ".join(f"?statement auto:{name} ?{name} ." for name in columns if name not in DATES)
    # One pattern each: an engine looks these up, but joins an OPTIONAL of two with all statements.
    dates = (f"OPTIONAL {{ ?statement auto:{DATES[name]} ?{name} }}" for name in columns if name in DATES)
    return " ".join((needed, *dates))


def parts(kg: KnowledgeGraph, statements: Iterable[str], columns: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return parts of the statements: subject, relation (an attribute by its own name), object, number and unit."""
    told = " ".join(f"OPTIONAL {{ ?statement {PARTS[name]} ?{name} }}" for name in columns if name in PARTS)
    found: dict[str, dict[str, Any]] = {}
    for iris in batches(statements):
        for row in select(
            kg,
            f"""SELECT * WHERE {{ GRAPH <{FACTS_GRAPH}> {{
              VALUES ?statement {{ {iris} }} ?statement rdf:predicate ?property .
              OPTIONAL {{ ?statement auto:about_attribute ?attribute }} {told} }}
              BIND(COALESCE(?attribute, ?property) AS ?relation) }}""",
        ):
            found[row["statement"]] = {name: row[name] for name in columns if name in row}
    return found


def qualifiers(kg: KnowledgeGraph, statements: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the qualifiers of the statements by name, in words; several of one name are joined by `; `."""
    found: dict[str, dict[str, str]] = {}
    for iris in batches(statements):
        rows = select(
            kg,
            f"""SELECT ?statement ?name ?words WHERE {{ VALUES ?statement {{ {iris} }} GRAPH <{FACTS_GRAPH}> {{
              ?statement auto:qualifier ?part . ?part auto:name ?name ; auto:words ?words }} }}""",
        )
        for row in sorted(rows, key=lambda row: str(row["words"])):
            own = found.setdefault(row["statement"], {})
            own[row["name"]] = "; ".join(filter(None, (own.get(row["name"]), str(row["words"]))))
    return found


def labels(kg: KnowledgeGraph, entities: Iterable[str]) -> dict[str, Name]:
    """Return the names of entities given by IRI."""
    found: dict[str, Name] = {}
    for iris in batches(entities):
        rows = select(
            kg,
            f"SELECT * WHERE {{ VALUES ?entity {{ {iris} }} GRAPH <{FACTS_GRAPH}> {{ ?entity rdfs:label ?label }} }}",
        )
        found |= {str(row["entity"]): named(str(row["entity"]), row["label"]) for row in rows}
    return found


def named(iri: str, label: str = "") -> Name:
    """Return the Name of an entity given by IRI; without a label it shows the id."""
    id = entity_id_of(iri)
    return Name(label or id, id)


def batches(iris: Iterable[str]) -> Iterator[str]:
    """Yield the distinct IRIs as rows of VALUES blocks."""
    ordered: Sequence[str] = sorted(set(iris))
    for start in range(0, len(ordered), BATCH):
        yield " ".join(f"<{iri}>" for iri in ordered[start : start + BATCH])
