"""Example queries for the SPARQL editor: some written for it, and the questions of the library with their examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from graph import STATUSES, entity_id, entity_iri

from ..library.binding import PLAIN, fill
from ..library.questions import FILTERS, Parameter, Question, questions

FIRST: Mapping[str, str] = {
    "Plain triples: who is partnered with whom": """SELECT ?one ?other WHERE {
  ?a auto:partnered_with ?b ; rdfs:label ?one .
  ?b rdfs:label ?other .
  FILTER(STR(?a) < STR(?b))
} LIMIT 50
""",
    "Statements of every status, with dates and sources": """SELECT * WHERE {
  ?statement rdf:subject/rdfs:label ?subject ; rdf:predicate ?relation ; rdf:object/rdfs:label ?object ;
    auto:status ?status ; auto:sources ?sources .
  OPTIONAL { ?statement auto:first_published ?first }
} ORDER BY DESC(?first) LIMIT 50
""",
    "The sentences behind a relation": """SELECT ?quote ?url WHERE {
  ?statement rdf:predicate auto:supplies .
  GRAPH ?graph {
    ?evidence auto:supports ?statement ; auto:quote ?quote ; auto:article ?article .
    OPTIONAL { ?article schema:url ?url }
  }
} LIMIT 50
""",
    "How many statements of each relation": """SELECT ?relation (COUNT(*) AS ?statements) WHERE {
  ?statement a auto:Statement ; rdf:predicate ?relation .
} GROUP BY ?relation ORDER BY DESC(?statements)
""",
    "As a graph: plants and where they are": """CONSTRUCT { ?company auto:operates_plant_in ?place } WHERE {
  ?company auto:operates_plant_in ?place
} LIMIT 100
""",
}
"""Queries that show how the graph is built."""


@cache
def examples() -> tuple[tuple[str, str], ...]:
    """Return title and SPARQL of every example."""
    library = [(one.question, example(one)) for one in questions().values() if not one.analysis]
    return (*FIRST.items(), *library)


def example(question: Question) -> str:
    """Return the query of a question with its example's parameters filled in."""
    given = dict(re.findall(r"(\w+)=([^=]+?)(?= \w+=|$)", question.example))
    terms = {one.name: _term(one, given.get(one.name, one.default or "")) for one in question.parameters}
    own = {**FILTERS, **question.filters, **{name: value for name, value in given.items() if name in FILTERS}}
    plain = {name: own[name] or "0" for name in ("min_confidence", "min_sources", "limit")}
    days = {name: PLAIN["date"](name, own[name]) if own[name] else '""' for name in ("since", "until")}
    statuses = ", ".join(f"auto:{status}" for status in STATUSES)
    return fill(question.sparql, terms | plain | days | {"statuses": statuses})


def _term(parameter: Parameter, value: str) -> str:
    if not value:
        return '""'
    if "|" in parameter.kind:
        return f'"{value}"'
    if parameter.kind in PLAIN:
        return PLAIN[parameter.kind](parameter.name, value)
    kind = "Company" if parameter.kind == "any" else parameter.kind.split(",", 1)[0]
    return f"<{entity_iri(entity_id(kind, value))}>"
