"""What every answer shows of a statement beside the question's own columns, joined by statement after the query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from graph import FACTS_GRAPH, KnowledgeGraph, entity_iri, shorten

ENTITIES = entity_iri("")
ARTICLES = "https://w3id.org/autokg/article/"
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
    if iri.startswith(ENTITIES):
        return Name(iri, iri)
    return shorten(iri)


def standing(kg: KnowledgeGraph, statements: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return status, confidence, dates and counts of the statements."""
    found: dict[str, dict[str, Any]] = {}
    for iris in _batches(statements):
        for row in select(
            kg,
            f"""SELECT * WHERE {{ VALUES ?statement {{ {iris} }} GRAPH <{FACTS_GRAPH}> {{
              ?statement auto:status ?status ; auto:confidence ?confidence ; auto:articles ?articles ;
                auto:sources ?sources .
              OPTIONAL {{ ?statement auto:first_published ?first_published ; auto:last_published ?published }} }} }}""",
        ):
            found[row["statement"]] = {"first_published": None, "published": None} | row
    return found


def best_evidence(kg: KnowledgeGraph, statements: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return quote, spelling, article and URL of the best evidence for the current status of each statement."""
    best: dict[str, dict[str, Any]] = {}
    for iris in _batches(statements):
        rows = select(
            kg,
            f"""SELECT ?statement ?quote ?own ?article ?url ?subject_link ?subject_spelling ?object_link
                  ?object_spelling WHERE {{
              VALUES ?statement {{ {iris} }}
              GRAPH <{FACTS_GRAPH}> {{ ?statement auto:status ?status }}
              GRAPH ?graph {{
                ?evidence auto:supports ?statement ; auto:status ?status ; auto:quote ?quote ; auto:confidence ?own ;
                  auto:article ?article .
                # One pattern each: an engine looks these up, but joins an OPTIONAL of two with all evidence.
                OPTIONAL {{ ?evidence auto:subject_link ?subject_link }}
                OPTIONAL {{ ?evidence auto:subject_spelling ?subject_spelling }}
                OPTIONAL {{ ?evidence auto:object_link ?object_link }}
                OPTIONAL {{ ?evidence auto:object_spelling ?object_spelling }}
                OPTIONAL {{ ?article schema:url ?url }}
              }} }}""",
        )
        for row in sorted(rows, key=lambda row: (row["own"], row["quote"])):
            ends = [end for end in ("subject", "object") if row.get(f"{end}_link") == "repaired"]
            best[row["statement"]] = {
                "quote": row["quote"],
                "spelling": ", ".join(row[f"{end}_spelling"] for end in ends),
                "article": row["article"].removeprefix(ARTICLES),
                "url": row.get("url", ""),
            }
    return best


def qualifiers(kg: KnowledgeGraph, statements: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the qualifiers of the statements by name, in words; several of one name are joined by `; `."""
    found: dict[str, dict[str, str]] = {}
    for iris in _batches(statements):
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
    for iris in _batches(entities):
        rows = select(
            kg,
            f"SELECT * WHERE {{ VALUES ?entity {{ {iris} }} GRAPH <{FACTS_GRAPH}> {{ ?entity rdfs:label ?label }} }}",
        )
        found |= {str(row["entity"]): named(str(row["entity"]), row["label"]) for row in rows}
    return found


def named(iri: str, label: str = "") -> Name:
    """Return the Name of an entity given by IRI; without a label it shows the id."""
    from urllib.parse import unquote

    id = unquote(iri.removeprefix(ENTITIES))
    return Name(label or id, id)


def _batches(iris: Iterable[str]) -> Iterator[str]:
    ordered: Sequence[str] = sorted(set(iris))
    for start in range(0, len(ordered), BATCH):
        yield " ".join(f"<{iri}>" for iri in ordered[start : start + BATCH])
