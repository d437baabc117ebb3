"""Read a part of the graph as plain rows that a picture is made of: entities, facts, evidence, articles.

Everything goes through SPARQL, so that it works on every store. The rows are ready for JSON; `docs/explorer-api.md`
describes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from graph import FACTS_GRAPH, KnowledgeGraph, entity_iri, shorten

Row = dict[str, Any]

ENTITIES = "https://w3id.org/autokg/id/"
STATEMENTS = "https://w3id.org/autokg/statement/"

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
        about[entity_id(iri)][shorten(predicate)].append(value)
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
    found: dict[str, int] = {}
    for end in ("rdf:subject", "rdf:object"):
        query = (
            f"SELECT ?e (COUNT(?st) AS ?n) WHERE {{ {_values('e', ids)} {facts_graph(f'?st {end} ?e')} }} GROUP BY ?e"
        )
        for iri, count in rows(kg, query):
            found[entity_id(iri)] = found.get(entity_id(iri), 0) + int(count)
    return found


def most_connected(kg: KnowledgeGraph, *, limit: int, kind: str = "") -> list[str]:
    """Return the ids of the entities that the most statements between entities name, most connected first."""
    of_kind = f"?e a auto:{kind} ." if kind else ""
    pattern = f"""{of_kind}
      {{ ?st rdf:subject ?e ; rdf:object ?other }} UNION {{ ?st rdf:object ?e ; rdf:subject ?other }}
      FILTER(ISIRI(?other))"""
    query = f"""SELECT ?e (COUNT(?st) AS ?n) WHERE {{ {facts_graph(pattern)} }}
      GROUP BY ?e ORDER BY DESC(?n) ?e LIMIT {int(limit)}"""
    return [entity_id(iri) for iri, _ in rows(kg, query) if iri.startswith(ENTITIES)]


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
            weight[entity_id(iri)][entity_id(other)] += float(confidence) * int(sources)
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
    known = {*ids, *others}
    # From each end in its own branch: the engine walks through the facts of `ids` alone, however large the others are.
    branches = " UNION ".join(
        f"{{ {_values('a', ids)} {facts_graph(f'?st rdf:{here} ?a ; rdf:{there} ?b')} }}"
        for here, there in (("subject", "object"), ("object", "subject"))
    )
    query = f"SELECT ?st ?b WHERE {{ {branches} }}"
    return facts_of(kg, sorted({statement for statement, end in rows(kg, query) if entity_id(end) in known}))


def ranked(kg: KnowledgeGraph, entity: str) -> list[str]:
    """Return the neighbours of one entity, those that the most independent sources name with it first."""
    branches = " UNION ".join(
        f"{{ {_values('e', [entity])} {facts_graph(f'?st rdf:{here} ?e ; rdf:{there} ?other ; auto:sources ?n')} }}"
        for here, there in (("subject", "object"), ("object", "subject"))
    )
    query = f"SELECT ?other (SUM(?n) AS ?weight) WHERE {{ {branches} FILTER(ISIRI(?other)) }} GROUP BY ?other"
    found = [(-int(weight), entity_id(iri)) for iri, weight in rows(kg, query)]
    return [id for _, id in sorted(found) if id != entity]


def figures(kg: KnowledgeGraph, entity: str) -> list[Row]:
    """Return the facts that give a value to an entity: attributes and metrics."""
    pattern = "?st rdf:subject ?e ; auto:about_attribute ?attribute"
    query = f"SELECT ?st WHERE {{ {_values('e', [entity])} {facts_graph(pattern)} }}"
    return facts_of(kg, sorted({statement for (statement,) in rows(kg, query)}))


def facts_of(kg: KnowledgeGraph, statements: Iterable[str]) -> list[Row]:
    """Return the facts of these statement IRIs."""
    return _read_facts(kg, f"SELECT ?st ?p ?o WHERE {{ {_iris('st', statements)} {facts_graph('?st ?p ?o')} }}")


def _read_facts(kg: KnowledgeGraph, query: str) -> list[Row]:
    found: dict[str, Row] = defaultdict(dict)
    for statement, predicate, value in rows(kg, query):
        name = FACT_FIELDS.get(shorten(predicate).removeprefix("rdf:"))
        if name:
            found[statement][name] = value
    return [_fact(statement, row) for statement, row in sorted(found.items())]


def _fact(statement: str, row: Row) -> Row:
    fact: Row = {
        "id": statement.removeprefix(STATEMENTS),
        "s": entity_id(row["s"]),
        "r": shorten(row["r"]),
        "status": shorten(row["status"]),
        "confidence": float(row["confidence"]),
        "articles": int(row["articles"]),
        "sources": int(row["sources"]),
        "contradicted": row.get("contradicted") == "true",
    }
    fact |= {name: row[name] for name in ("first", "last", "from", "to") if name in row}
    if "attribute" in row or not row["o"].startswith(ENTITIES):
        number = {"number": float(row["number"])} if "number" in row else {}
        fact["value"] = {
            "attribute": shorten(row["attribute"] if "attribute" in row else row["r"]),
            "text": row["o"],
            "unit": row.get("unit", ""),
            **number,
        }
    else:
        fact["o"] = entity_id(row["o"])
    return fact


def add_qualifiers(kg: KnowledgeGraph, facts: Sequence[Row]) -> None:
    """Give each fact its qualifiers: [name, words, normal form]."""
    pattern = "?st auto:qualifier ?q . ?q auto:name ?name ; auto:words ?words . OPTIONAL { ?q auto:normal ?normal }"
    by_id = {fact["id"]: fact for fact in facts}
    values = _iris("st", (STATEMENTS + id for id in by_id))
    query = f"SELECT ?st ?q ?name ?words ?normal WHERE {{ {values} {facts_graph(pattern)} }}"
    for statement, _, name, words, normal in sorted(rows(kg, query)):
        fact = by_id[statement.removeprefix(STATEMENTS)]
        fact.setdefault("qualifiers", []).append([shorten(name), words, normal])


def evidence_of(
    kg: KnowledgeGraph, statements: Sequence[str], *, limit: int = 8
) -> tuple[dict[str, list[Row]], list[Row]]:
    """Return the evidence of each statement id, grouped by origin, at most `limit` of each, and its articles."""
    values = _iris("st", (STATEMENTS + id for id in statements))
    query = f"SELECT ?ev ?p ?o WHERE {{ {values} GRAPH ?g {{ ?ev auto:supports ?st ; ?p ?o }} }}"
    nodes: dict[str, Row] = defaultdict(dict)
    for node, predicate, value in rows(kg, query):
        nodes[node][shorten(predicate)] = value
    articles = _articles(kg, sorted({node["article"] for node in nodes.values()}))
    by_statement: dict[str, list[Row]] = defaultdict(list)
    for _, one in sorted(nodes.items()):
        by_statement[one["supports"].removeprefix(STATEMENTS)].append(one)
    found = {id: _by_origin(own, articles, limit) for id, own in by_statement.items()}
    used = {row["article"] for own in found.values() for row in own}
    return found, [article for article in articles.values() if article["id"] in used]


def _by_origin(nodes: Sequence[Row], articles: dict[str, Row], limit: int) -> list[Row]:
    """Return evidence origin by origin, the newest origin first; the earliest article leads its own.

    Each origin has its leader before any has a second one. A leader says how many other articles (`reprints`) of the
    same origin there are, whether they are among the rows or not.
    """
    groups: dict[str, list[Row]] = defaultdict(list)
    for node in nodes:
        groups[str(articles[node["article"]].get("origin", node["article"]))].append(node)

    def day(node: Row) -> str:
        return str(articles[node["article"]].get("published", ""))

    for own in groups.values():
        own.sort(key=lambda node: (day(node) or "9999", node["article"]))
    ordered = sorted(groups.items(), key=lambda group: (day(group[1][0]), group[0]), reverse=True)[:limit]
    room = limit - len(ordered)
    found = []
    for _, own in ordered:
        more = own[1 : 1 + room]
        room -= len(more)
        rows = [_evidence(node, articles[node["article"]]["id"]) for node in (own[0], *more)]
        if reprints := len({node["article"] for node in own}) - 1:
            rows[0]["reprints"] = reprints
        found += rows
    return found


def _evidence(node: Row, article: str) -> Row:
    row: Row = {
        "article": article,
        "status": shorten(node["status"]),
        "confidence": float(node["confidence"]),
        "parts": list(_parts(node)),
        "read": {end: [node[f"{end}_link"], node[f"{end}_spelling"]] for end in ("subject", "object")},
    }
    return row | {name: node[name] for name in ("speaker", "extractor") if name in node}


def _parts(node: Row) -> Iterator[list[str]]:
    """Cut the quote where subject, object or trigger start and end: [roles, text], roles joined by blanks."""
    quote, start = node["quote"], int(node["sentence_start"])
    spans = {
        role: (int(node[f"{role}_start"]) - start, int(node[f"{role}_end"]) - start)
        for role in ("subject", "object", "trigger")
        if f"{role}_start" in node
    }
    inside = {role: (a, b) for role, (a, b) in spans.items() if 0 <= a < b <= len(quote)}
    cuts = sorted({0, len(quote), *(cut for span in inside.values() for cut in span)})
    for a, b in pairwise(cuts):
        yield [" ".join(role for role, (x, y) in inside.items() if x <= a and b <= y), quote[a:b]]


def _articles(kg: KnowledgeGraph, iris: Sequence[str]) -> dict[str, Row]:
    names = {
        "headline": "title",
        "url": "url",
        "publisher": "publisher",
        "datePublished": "published",
        "origin": "origin",
    }
    found: dict[str, Row] = {iri: {"id": str(number)} for number, iri in enumerate(iris)}
    predicates = "schema:headline schema:url schema:publisher schema:datePublished auto:origin"
    query = f"""SELECT ?a ?p ?o WHERE {{ {_iris("a", iris)} VALUES ?p {{ {predicates} }} GRAPH ?g {{ ?a ?p ?o }} }}"""
    for iri, predicate, value in rows(kg, query):
        found[iri][names[shorten(predicate).removeprefix("schema:")]] = value
        found[iri]["id"] = iri.rsplit("/", 1)[1]
    return found


def facts_graph(pattern: str) -> str:
    """Return a pattern that is looked for in the facts graph."""
    return f"GRAPH <{FACTS_GRAPH}> {{ {pattern} }}"


def _values(name: str, ids: Iterable[str]) -> str:
    return _iris(name, (entity_iri(id) for id in ids))


def _iris(name: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def entity_id(iri: str) -> str:
    """Return the id of an entity's IRI."""
    from urllib.parse import unquote

    return unquote(iri.removeprefix(ENTITIES))


def rows(kg: KnowledgeGraph, query: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a query as text; unbound is ''."""
    answer: Any = kg.store.query(query)
    for row in answer:
        yield tuple("" if term is None else term.value for term in row)
