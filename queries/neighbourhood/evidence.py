"""Read who says so: the evidence of statements as plain rows, by independent origin, with the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph import STATEMENT, KnowledgeGraph, article_id, shorten

from .rows import Row, bound, rows


def evidence_of(
    kg: KnowledgeGraph, statements: Sequence[str], *, limit: int = 8
) -> tuple[dict[str, list[Row]], list[Row]]:
    """Return the evidence of each statement id, grouped by origin, at most `limit` of each, and its articles."""
    values = bound("st", (STATEMENT + id for id in statements))
    query = f"SELECT ?ev ?p ?o WHERE {{ {values} GRAPH ?g {{ ?ev auto:supports ?st ; ?p ?o }} }}"
    nodes: dict[str, Row] = defaultdict(dict)
    for node, predicate, value in rows(kg, query):
        nodes[node][shorten(predicate)] = value
    articles = _articles(kg, sorted({node["article"] for node in nodes.values()}))
    by_statement: dict[str, list[Row]] = defaultdict(list)
    for _, one in sorted(nodes.items()):
        by_statement[one["supports"].removeprefix(STATEMENT)].append(one)
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
        "parts": _parts(node),
        "read": {end: [node[f"{end}_link"], node[f"{end}_spelling"]] for end in ("subject", "object")},
    }
    return row | {name: node[name] for name in ("speaker", "extractor") if name in node}


def _parts(node: Row) -> list[list[str]]:
    """Cut the quote where subject, object or trigger start and end: [roles, text]."""
    start = int(node["sentence_start"])
    spans = [
        (role, int(node[f"{role}_start"]) - start, int(node[f"{role}_end"]) - start)
        for role in ("subject", "object", "trigger")
        if f"{role}_start" in node
    ]
    return [[roles, text] for roles, text in cut(node["quote"], spans)]


def cut(text: str, spans: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces with the roles that each piece has, joined by blanks.

    >>> list(cut("Sony met Magna", [("subject", 0, 4), ("object", 9, 14)]))
    [('subject', 'Sony'), ('', ' met '), ('object', 'Magna')]
    """
    inside = [(name, start, end) for name, start, end in spans if 0 <= start < end <= len(text)]
    starts = sorted({0, len(text), *(cut for _, start, end in inside for cut in (start, end))})
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for name, start, end in inside:
        opening.setdefault(start, []).append(name)
        closing.setdefault(end, []).append(name)
    open_now: dict[str, int] = {}
    for start, end in pairwise(starts):
        for name in closing.get(start, ()):
            open_now[name] -= 1
        for name in opening.get(start, ()):
            open_now[name] = open_now.get(name, 0) + 1
        yield " ".join(sorted(name for name, count in open_now.items() if count)), text[start:end]


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
    query = f"""SELECT ?a ?p ?o WHERE {{ {bound("a", iris)} VALUES ?p {{ {predicates} }} GRAPH ?g {{ ?a ?p ?o }} }}"""
    for iri, predicate, value in rows(kg, query):
        found[iri][names[shorten(predicate).removeprefix("schema:")]] = value
        found[iri]["id"] = article_id(iri)
    return found
