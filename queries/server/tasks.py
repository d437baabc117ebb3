"""What the server's workers can do: each task takes a graph and plain arguments and returns media type and bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pkgutil import resolve_name
from urllib.parse import unquote

from graph import (
    KnowledgeGraph,
    QueryError,
    UnknownNameError,
    entity_iri,
    first_rows,
    query_dataset,
    refuse_foreign,
    shorten,
    write_answer,
)

from ..library.answer import ask
from ..library.details import Name, select

JSON = "application/json"


def _json(value: object) -> tuple[str, bytes]:
    return JSON, json.dumps(value, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def sparql(
    kg: KnowledgeGraph,
    *,
    query: str,
    accepted: Sequence[str],
    limit: int,
    rows: int,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    foreign: bool = False,
) -> tuple[str, bytes, bool]:
    """Answer a query of the SPARQL endpoint, a SELECT with `rows` rows at most; the last tells whether it was cut."""
    if not foreign:
        refuse_foreign(query)
    answer = query_dataset(kg.store, query, default_graphs=default_graphs, named_graphs=named_graphs)
    answer, cut = first_rows(answer, rows, limit=limit)
    return *write_answer(answer, accepted, limit=limit), cut


def ask_question(kg: KnowledgeGraph, *, name: str, parameters: Mapping[str, str]) -> tuple[str, bytes]:
    """Answer a question of the library; cells that name an entity are {label, id}."""
    answer = ask(kg, name, **parameters)
    rows = [{column: _cell(value) for column, value in zip(answer.columns, row, strict=True)} for row in answer]
    return _json(
        {
            "question": answer.question.name,
            "text": answer.question.question,
            "parameters": dict(answer.parameters),
            "columns": answer.columns,
            "rows": rows,
            "hidden": dict(answer.hidden),
            "sparql": answer.sparql,
        }
    )


def _cell(value: object) -> object:
    if isinstance(value, Name):
        return {"label": str(value), "id": value.id}
    return value


def read_english(kg: KnowledgeGraph, *, text: str) -> tuple[str, bytes]:
    """Return which question of the library a text asks, with its parameters."""
    from ..english.reading import understand

    reading = understand(kg, text)
    return _json(
        {
            "question": reading.question.name,
            "text": reading.question.question,
            "parameters": dict(reading.parameters),
            "others": reading.others,
            "notes": reading.notes,
        }
    )


def search(kg: KnowledgeGraph, *, text: str, limit: int = 12) -> tuple[str, bytes]:
    """Return the entities whose names begin with, contain or nearly are a text."""
    from ..explorer import picture

    return _json(picture.search(kg, text, limit=limit))


def around(kg: KnowledgeGraph, *, entity: str, limit: int = 40) -> tuple[str, bytes]:
    """Return an entity with its best supported neighbours and how many are left out."""
    from ..explorer import picture

    return _json(picture.around(kg, _known(kg, entity), limit=limit))


def path(
    kg: KnowledgeGraph, *, start: str, end: str, statuses: Sequence[str] = (), relations: Sequence[str] = ()
) -> tuple[str, bytes]:
    """Return a shortest chain of facts between two entities."""
    from ..explorer import picture

    return _json(picture.path(kg, _known(kg, start), _known(kg, end), statuses=statuses, relations=relations))


def evidence(kg: KnowledgeGraph, *, fact: str) -> tuple[str, bytes]:
    """Return the evidence of a statement and the articles that it is from."""
    from ..explorer import picture

    if not fact.isalnum():
        raise QueryError(f"{fact!r} is no statement: give the last part of its IRI")
    return _json(picture.evidence(kg, fact))


def explorer(kg: KnowledgeGraph, *, entity: str, api: str, review: str) -> tuple[str, bytes]:
    """Return the page of the served explorer with its policy; `review` is the address for decisions, or empty."""
    from ..explorer.page import served_page

    made = served_page(kg, entity or None, api=api, review=review)
    return _json({"html": made.html, "policy": made.policy})


def queue(kg: KnowledgeGraph, *, limit: int, distinct: str = "") -> tuple[str, bytes]:
    """Return the statements and pairs that a review is worth most; `distinct` names a function: Settings has it."""
    from ..curation.review import queue as worth

    return _json(worth(kg, limit=limit, **({"distinct": resolve_name(distinct)} if distinct else {})))


def entity_card(kg: KnowledgeGraph, *, id: str, limit: int = 200) -> tuple[str, bytes]:
    """Return an entity and what is said about it, whatever the status."""
    found = kg.find(id)
    answer = ask(kg, "facts_about", entity=found.id, status="any", limit=limit)
    facts = [{column: _cell(value) for column, value in row._asdict().items()} for row in answer]
    own = {"id": found.id, "iri": entity_iri(found.id), "kind": found.kind, "label": found.label}
    return _json(
        own | {"aliases": found.aliases, "same_as": found.same_as, "facts": facts, "hidden": dict(answer.hidden)}
    )


def article(kg: KnowledgeGraph, *, id: str) -> tuple[str, bytes]:
    """Return an article with its text and its facts, with the places of everything in the text."""
    found = kg.article(id)
    if found is None:
        raise UnknownNameError(id, ("article",))
    facts = [
        {
            "subject": fact.subject.label,
            "subject_id": fact.subject.id,
            "relation": getattr(fact.object, "attribute", fact.relation),
            "object": getattr(fact.object, "label", getattr(fact.object, "text", "")),
            "object_id": getattr(fact.object, "id", ""),
            "status": fact.status,
            "confidence": fact.confidence,
            "speaker": fact.speaker,
            "spans": {
                name: [span.start, span.end]
                for name in ("sentence", "subject", "object", "trigger")
                if (span := getattr(fact.evidence, name)) is not None
            },
        }
        for fact in kg.facts(found.id)
    ]
    own = {name: getattr(found, name) for name in ("id", "title", "url", "publisher", "published", "author", "text")}
    return _json(own | {"facts": facts})


def statement(kg: KnowledgeGraph, *, id: str) -> tuple[str, bytes]:
    """Return one statement with all its evidence, the quotes cut where subject, object and trigger begin and end."""
    from ..explorer import picture

    answer = ask(kg, "claim", claim=id, limit=1)
    if not answer.rows:
        raise UnknownNameError(id, ("statement",))
    row = answer.rows[0]
    terms = f"""SELECT ?subject ?relation ?object ?attribute WHERE {{
      <{row.statement}> rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object .
      OPTIONAL {{ <{row.statement}> auto:about_attribute ?attribute }} }}"""
    from ..library.details import labels, named

    (parts,) = select(kg, terms)
    names = labels(kg, [str(value) for value in parts.values() if isinstance(value, Name)])
    shown = {
        key: _cell(names.get(str(value)) or named(str(value)) if isinstance(value, Name) else value)
        for key, value in parts.items()
    }
    standing = {name: getattr(row, name) for name in ("status", "confidence", "sources")} | {"reports": row.articles}
    dates = {"first_published": row.first_published, "published": row.published}
    return _json(shown | standing | dates | picture.evidence(kg, row.statement.rpartition("/")[2]))


def describe(kg: KnowledgeGraph, *, iri: str, accepted: Sequence[str], limit: int) -> tuple[str, bytes]:
    """Return what the graph says of an IRI, as RDF: its own properties, statements about it, an article's evidence."""
    parts = f"""{{
      {{ BIND(<{iri}> AS ?s) ?s ?p ?o }}
      UNION {{ ?s rdf:subject <{iri}> ; ?p ?o }} UNION {{ ?s rdf:object <{iri}> ; ?p ?o }}
      UNION {{ GRAPH ?g {{ ?s auto:supports <{iri}> ; ?p ?o }} }}
      UNION {{ GRAPH ?h {{ <{iri}> a auto:Article . ?s ?p ?o }} }} }}"""
    if not kg.query(f"ASK {parts}"):
        raise UnknownNameError(shorten(iri))
    return write_answer(query_dataset(kg.store, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {parts}"), accepted, limit=limit)


def stats(kg: KnowledgeGraph) -> tuple[str, bytes]:
    """Return how many articles, statements, evidences and entities there are."""
    return _json(kg.stats())


def _known(kg: KnowledgeGraph, entity: str) -> str:
    return kg.find(unquote(entity)).id


TASKS: Mapping[str, Callable[..., tuple[str, bytes] | tuple[str, bytes, bool]]] = {
    "sparql": sparql,
    "ask": ask_question,
    "english": read_english,
    "search": search,
    "around": around,
    "path": path,
    "evidence": evidence,
    "explorer": explorer,
    "queue": queue,
    "entity": entity_card,
    "article": article,
    "statement": statement,
    "describe": describe,
    "stats": stats,
}
"""The tasks by the name that requests use."""
