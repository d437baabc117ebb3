"""Read a part of the graph as plain rows that a picture is made of: entities, facts, evidence, articles.

Everything goes through SPARQL, so that it works on every store. The rows are ready for JSON; `docs/explorer-api.md`
describes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from graph import ENTITY, FACTS_GRAPH, PREFIXES, STATEMENT, KnowledgeGraph, entity_id_of, entity_iri, shorten

from .links import links_awaited, links_of

Row = dict[str, Any]

FACT_FIELDS = {
    "subject": "s",
    "predicate": "r",
    "object": "o",
    "status": "status",
    "confidence": "confidence",
    "articles": "articles",
    "sources": "sources",
    "first_published": "first",
    "last_published": "last",
    "valid_from": "from",
    "valid_to": "to",
    "contradicted": "contradicted",
    "about_attribute": "attribute",
    "number": "number",
    "unit": "unit",
}
"""What a fact row calls the properties of a statement."""


def describe(kg: KnowledgeGraph, ids: Iterable[str]) -> list[Row]:
    """Return a row for each entity: id, kind, label, aliases, sameAs links, number of facts, in the order given."""
    wanted = list(dict.fromkeys(ids))
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    # A join for each predicate: one over all predicates would walk through every plain triple of a hub.
    branches = " UNION ".join(
        f"{{ {_values('s', wanted)} {facts_graph(f'?s {predicate} ?o')} BIND({predicate} AS ?p) }}"
        for predicate in ("rdf:type", "rdfs:label", "skos:altLabel", "owl:sameAs")
    )
    for iri, predicate, value in rows(kg, f"SELECT ?s ?p ?o WHERE {{ {branches} }}"):
        about[entity_id_of(iri)][shorten(predicate)].append(value)
    counts = degrees(kg, wanted)
    return [
        {
            "id": id,
            "kind": shorten(next(iter(sorted(own["rdf:type"])), "")),
            "label": next(iter(sorted(own["rdfs:label"])), id),
            "aliases": sorted(own["skos:altLabel"]),
            "same": sorted(own["owl:sameAs"]),
            "facts": counts.get(id, 0),
        }
        for id, own in ((id, about[id]) for id in wanted)
    ]


def degrees(kg: KnowledgeGraph, ids: Sequence[str]) -> dict[str, int]:
    """Return how many statements name each entity as subject or object."""
    if links := links_of(kg):
        return {id: links.degree(id) for id in ids}
    found: dict[str, int] = {}
    for end in ("rdf:subject", "rdf:object"):
        query = (
            f"SELECT ?e (COUNT(?st) AS ?n) WHERE {{ {_values('e', ids)} {facts_graph(f'?st {end} ?e')} }} GROUP BY ?e"
        )
        for iri, count in rows(kg, query):
            found[entity_id_of(iri)] = found.get(entity_id_of(iri), 0) + int(count)
    return found


def most_connected(kg: KnowledgeGraph, *, limit: int, kind: str = "") -> list[str]:
    """Return the ids of the entities that the most statements between entities name, most connected first."""
    if links := links_awaited(kg):
        return links.most_connected(limit, kind)
    of_kind = f"?e a auto:{kind} ." if kind else ""
    pattern = f"""{of_kind}
      {{ ?st rdf:subject ?e ; rdf:object ?other }} UNION {{ ?st rdf:object ?e ; rdf:subject ?other }}
      FILTER(ISIRI(?other))"""
    query = f"""SELECT ?e (COUNT(?st) AS ?n) WHERE {{ {facts_graph(pattern)} }}
      GROUP BY ?e ORDER BY DESC(?n) ?e LIMIT {int(limit)}"""
    return [entity_id_of(iri) for iri, _ in rows(kg, query) if iri.startswith(ENTITY)]


def with_figures(kg: KnowledgeGraph, *, limit: int) -> list[str]:
    """Return the ids of the entities that have a value, attribute or metric, those with the most first."""
    pattern = facts_graph("?st auto:about_attribute ?attribute ; rdf:subject ?e")
    query = f"SELECT ?e (COUNT(?st) AS ?n) WHERE {{ {pattern} }} GROUP BY ?e ORDER BY DESC(?n) ?e LIMIT {int(limit)}"
    return [entity_id_of(iri) for iri, _ in rows(kg, query)]


def neighbours(
    kg: KnowledgeGraph, ids: Sequence[str], *, statuses: Sequence[str] = (), relations: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Return the entities that share a statement with each of the given ones, the best supported first.

    Only statements of the given statuses and relations count; none given means all.
    """
    weight: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for here, there in (("subject", "object"), ("object", "subject")):
        pattern = f"""?st rdf:{here} ?e ; rdf:{there} ?other ; rdf:predicate ?r ; auto:status ?status ;
          auto:confidence ?c ; auto:sources ?n FILTER(ISIRI(?other))"""
        query = f"SELECT ?e ?other ?r ?status ?c ?n WHERE {{ {_values('e', ids)} {facts_graph(pattern)} }}"
        for iri, other, relation, status, confidence, sources in rows(kg, query):
            if (statuses and shorten(status) not in statuses) or (relations and shorten(relation) not in relations):
                continue
            weight[entity_id_of(iri)][entity_id_of(other)] += float(confidence) * int(sources)
    return {id: [other for other, _ in sorted(own.items(), key=lambda x: (-x[1], x[0]))] for id, own in weight.items()}


def nearest(kg: KnowledgeGraph, entity: str, *, limit: int, steps: int = 3) -> list[str]:
    """Return the ids within some steps of an entity, breadth first, at most `limit`."""
    found, edge = {entity: None}, [entity]
    for _ in range(steps):
        around = neighbours(kg, edge)
        edge = [id for id in dict.fromkeys(o for e in edge for o in around.get(e, ())) if id not in found]
        edge = edge[: limit - len(found)]
        found |= dict.fromkeys(edge)
        if not edge or len(found) >= limit:
            break
    return list(found)


def facts_among(kg: KnowledgeGraph, ids: Sequence[str]) -> list[Row]:
    """Return the facts whose subject is one of the entities and whose object is one of them or a value."""
    known = set(ids)
    query = f"SELECT ?st ?p ?o WHERE {{ {_values('e', ids)} {facts_graph('?st rdf:subject ?e ; ?p ?o')} }}"
    return [fact for fact in _read_facts(kg, query) if "value" in fact or fact["o"] in known]


def facts_between(kg: KnowledgeGraph, ids: Sequence[str], *, others: Sequence[str] = ()) -> list[Row]:
    """Return the facts that join one of these entities with another of them or with one of `others`."""
    if links := links_of(kg):
        return facts_of(kg, (STATEMENT + id for id in links.between(ids, others)))
    known = ", ".join(f"<{entity_iri(id)}>" for id in dict.fromkeys((*ids, *others)))
    # From each end in its own branch: the engine walks through the facts of `ids` alone, however large the others are.
    # It compares the other end itself: most facts of a hub lead elsewhere, and handing over a row costs the most.
    branches = " UNION ".join(
        f"{{ {_values('a', ids)} {facts_graph(f'?st rdf:{here} ?a ; rdf:{there} ?b FILTER(?b IN ({known}))')} }}"
        for here, there in (("subject", "object"), ("object", "subject"))
    )
    query = f"SELECT DISTINCT ?st WHERE {{ {branches} }}"
    return facts_of(kg, sorted(statement for (statement,) in rows(kg, query)))


def ranked(kg: KnowledgeGraph, entity: str) -> list[str]:
    """Return the neighbours of one entity, those that the most independent sources name with it first."""
    if links := links_of(kg):
        return links.ranked(entity)
    branches = " UNION ".join(
        f"{{ {_values('e', [entity])} {facts_graph(f'?st rdf:{here} ?e ; rdf:{there} ?other ; auto:sources ?n')} }}"
        for here, there in (("subject", "object"), ("object", "subject"))
    )
    query = f"SELECT ?other (SUM(?n) AS ?weight) WHERE {{ {branches} FILTER(ISIRI(?other)) }} GROUP BY ?other"
    found = [(-int(weight), entity_id_of(iri)) for iri, weight in rows(kg, query)]
    return [id for _, id in sorted(found) if id != entity]


def figures(kg: KnowledgeGraph, entity: str) -> list[Row]:
    """Return the facts that give a value to an entity: attributes and metrics."""
    pattern = "?st rdf:subject ?e ; auto:about_attribute ?attribute"
    query = f"SELECT ?st WHERE {{ {_values('e', [entity])} {facts_graph(pattern)} }}"
    return facts_of(kg, sorted({statement for (statement,) in rows(kg, query)}))


def facts_of(kg: KnowledgeGraph, statements: Iterable[str]) -> list[Row]:
    """Return the facts of these statement IRIs."""
    return _read_facts(kg, f"SELECT ?st ?p ?o WHERE {{ {bound('st', statements)} {facts_graph('?st ?p ?o')} }}")


def _read_facts(kg: KnowledgeGraph, query: str) -> list[Row]:
    found: dict[str, Row] = defaultdict(dict)
    for statement, predicate, value in rows(kg, query):
        if name := _names().get(predicate):
            found[statement][name] = value
    return [_fact(statement, row) for statement, row in sorted(found.items())]


@cache
def _names() -> dict[str, str]:
    """Return what a fact row calls a property, by the IRI of the property."""
    rdf = ("subject", "predicate", "object")
    return {PREFIXES["rdf" if name in rdf else "auto"] + name: field for name, field in FACT_FIELDS.items()}


def _fact(statement: str, row: Row) -> Row:
    fact: Row = {
        "id": statement.removeprefix(STATEMENT),
        "s": entity_id_of(row["s"]),
        "r": shorten(row["r"]),
        "status": shorten(row["status"]),
        "confidence": float(row["confidence"]),
        "articles": int(row["articles"]),
        "sources": int(row["sources"]),
        "contradicted": row.get("contradicted") == "true",
    }
    fact |= {name: row[name] for name in ("first", "last", "from", "to") if name in row}
    if "attribute" in row or not row["o"].startswith(ENTITY):
        number = {"number": float(row["number"])} if "number" in row else {}
        fact["value"] = {
            "attribute": shorten(row["attribute"] if "attribute" in row else row["r"]),
            "text": row["o"],
            "unit": row.get("unit", ""),
            **number,
        }
    else:
        fact["o"] = entity_id_of(row["o"])
    return fact


def add_qualifiers(kg: KnowledgeGraph, facts: Sequence[Row]) -> None:
    """Give each fact its qualifiers: [name, words, normal form]."""
    pattern = "?st auto:qualifier ?q . ?q auto:name ?name ; auto:words ?words . OPTIONAL { ?q auto:normal ?normal }"
    by_id = {fact["id"]: fact for fact in facts}
    values = bound("st", (STATEMENT + id for id in by_id))
    query = f"SELECT ?st ?q ?name ?words ?normal WHERE {{ {values} {facts_graph(pattern)} }}"
    for statement, _, name, words, normal in sorted(rows(kg, query)):
        fact = by_id[statement.removeprefix(STATEMENT)]
        fact.setdefault("qualifiers", []).append([shorten(name), words, normal])


def facts_graph(pattern: str) -> str:
    """Return a pattern that is looked for in the facts graph."""
    return f"GRAPH <{FACTS_GRAPH}> {{ {pattern} }}"


def _values(name: str, ids: Iterable[str]) -> str:
    return bound(name, (entity_iri(id) for id in ids))


def bound(name: str, iris: Iterable[str]) -> str:
    """Return a pattern that binds a variable to each of these IRIs."""
    return f"VALUES ?{name} {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def rows(kg: KnowledgeGraph, query: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a query as text; unbound is ''."""
    answer: Any = kg.store.query(query)
    for row in answer:
        yield tuple("" if term is None else term.value for term in row)
