"""The graph as nodes and edges for other programs: GraphML, and CSV as Neo4j's importer reads it.

Nodes are entities, and values with the number and unit; edges are statements with status, confidence, counts and
dates. Articles and evidence go along as `enclosure.py` says.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from .. import vocabulary as voc
from ..store.protocol import Store, select
from .enclosure import KEY, tables_of, write_data, write_table

Progress = Callable[[int], None]

NODE = {"label": "string", "kind": "string", "aliases": "string", "number": "double", "unit": "string"}
EDGE = {
    "relation": "string",
    "statement": "string",
    "status": "string",
    "confidence": "double",
    "articles": "int",
    "sources": "int",
    "contradicted": "boolean",
    "first_published": "string",
    "last_published": "string",
    "valid_from": "string",
    "valid_to": "string",
}
"""Fields and their GraphML types; CSV headers use the same names."""

ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""

Row = dict[str, str]


def nodes(store: Store) -> Iterator[Row]:
    """Yield entities, then values; `id` is an IRI, that of the statement for a value."""
    rows = select(
        store,
        f"""SELECT ?id ?kind ?label (GROUP_CONCAT(?alias; separator=";") AS ?aliases) WHERE {{
        GRAPH <{voc.FACTS_GRAPH}> {{ ?id a ?kind ; rdfs:label ?label . OPTIONAL {{ ?id skos:altLabel ?alias }} }}
        }} GROUP BY ?id ?kind ?label ORDER BY ?id""",
    )
    for id, kind, label, aliases in rows:
        sorted_aliases = ";".join(sorted(filter(None, (aliases or "").split(";"))))
        yield {"id": id, "label": label, "kind": voc.shorten(kind), "aliases": sorted_aliases}
    rows = select(
        store,
        f"""SELECT ?id ?words ?attribute ?number ?unit WHERE {{ GRAPH <{voc.FACTS_GRAPH}> {{
        ?id auto:about_attribute ?attribute ; rdf:object ?words .
        OPTIONAL {{ ?id auto:number ?number }} OPTIONAL {{ ?id auto:unit ?unit }} }} }} ORDER BY ?id""",
    )
    for id, words, attribute, number, unit in rows:
        value = {"id": id, "label": words, "kind": "Value", "aliases": voc.shorten(attribute)}
        yield value | {name: text for name, text in (("number", number), ("unit", unit)) if text}


def edges(store: Store) -> Iterator[Row]:
    """Yield the statements; `start` and `end` are ids of nodes."""
    own = [name for name in EDGE if name not in ("relation", "statement")]
    optional = " ".join(f"OPTIONAL {{ ?statement auto:{name} ?{name} }}" for name in own)
    rows = select(
        store,
        f"""SELECT ?start ?end ?relation ?statement {" ".join(f"?{name}" for name in own)} WHERE {{
        GRAPH <{voc.FACTS_GRAPH}> {{
          ?statement a auto:Statement ; rdf:subject ?start ; rdf:predicate ?relation ; rdf:object ?end . {optional}
        }} }} ORDER BY ?statement""",
    )
    for start, end, relation, statement, *rest in rows:
        target = end if end.startswith(voc.ENTITY) else statement
        row = {"start": start, "end": target, "relation": voc.shorten(relation), "statement": statement}
        details = {name: text for name, text in zip(own, rest, strict=True) if text is not None}
        yield row | details | {"status": voc.shorten(details["status"])}


def write_csv(store: Store, file: Path, progress: Progress) -> int:
    """Write NAME-nodes.csv and NAME-edges.csv for `neo4j-admin database import`; return the number of their rows.

    NAME-sources.csv is for reading them back.
    """
    *places, sources = tables_of(file)
    neo4j = {"double": ":double", "int": ":int", "boolean": ":boolean", "string": ""}
    heads = [
        {"id": "id:ID", "kind": ":LABEL", "aliases": "aliases:string[]"},
        {"start": ":START_ID", "end": ":END_ID", "relation": ":TYPE"},
    ]
    count = 0
    for place, head, fields, rows in zip(places, heads, (NODE, EDGE), (nodes(store), edges(store)), strict=True):
        names = [name for name in head if name not in fields] + list(fields)
        with place.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow([head.get(name) or name + neo4j[fields[name]] for name in names])
            for row in rows:
                writer.writerow([row.get(name, "") for name in names])
                count += 1
        progress(count)
    write_table(store, sources)
    return count


def write_graphml(store: Store, file: Path, progress: Progress) -> int:
    """Write a directed GraphML graph; return the number of nodes and edges."""
    count = 0
    with file.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        for domain, fields in (("node", NODE), ("edge", EDGE)):
            for name, kind in fields.items():
                key = f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
                out.write(key)
        out.write(f'<key id="{KEY}" for="graphml" attr.name="{KEY}" attr.type="string"/>\n')
        out.write('<graph edgedefault="directed">\n')
        for row in nodes(store):
            out.write(f"<node id={quoteattr(row['id'])}>{_data('node', NODE, row)}</node>\n")
            count += 1
        progress(count)
        for row in edges(store):
            ends = f"source={quoteattr(row['start'])} target={quoteattr(row['end'])}"
            out.write(f"<edge id={quoteattr(row['statement'])} {ends}>{_data('edge', EDGE, row)}</edge>\n")
            count += 1
        out.write("</graph>\n")
        write_data(store, out)
        out.write("</graphml>\n")
    progress(count)
    return count


def _data(domain: str, fields: dict[str, str], row: dict[str, Any]) -> str:
    return "".join(
        f'<data key="{domain}-{name}">{escape(ILLEGAL.sub(" ", row[name]))}</data>'
        for name in fields
        if row.get(name) not in ("", None)
    )
