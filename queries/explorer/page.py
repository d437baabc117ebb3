"""The graph explorer: one HTML file that works offline, drawn by vis-network through pyvis.

pyvis brings vis-network and carries nodes, edges and options; the page itself is our own template, because the
stock one loads from a CDN, can execute text as script and lets a physics engine move the nodes for minutes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import overload

from graph import KnowledgeGraph, ontology

from ..neighbourhood.evidence import evidence_of
from ..neighbourhood.rows import (
    Row,
    add_qualifiers,
    describe,
    facts_among,
    facts_between,
    most_connected,
    nearest,
    with_figures,
)
from .layout import positions

PACKAGE = Path(__file__).parents[1]
STATIC = PACKAGE / "static" / "explorer"
TEMPLATES = PACKAGE / "templates"

EMBEDDED = 10_000
"""Entities in one file; the most connected, or the nearest to the chosen one."""

DRAWN = 2_000
"""Entities that one picture shows at most."""

OVERVIEW = 60
"""Companies on the overview, and entities up to which it shows everything."""

COMPRESSED = 1_000_000
"""Characters of data from which they are stored compressed."""

SCRIPTS = (
    "page model words embedded served state filters places scene labels canvas card passage finder legend timeline "
    "table export keyboard review main"
).split()
"""The page's own scripts, joined in this order."""


@dataclass(frozen=True, slots=True)
class Page:
    """An explorer page, which a notebook shows in place; it brings its own Content-Security-Policy, `policy`."""

    html: str
    policy: str = ""

    def save(self, path: str | Path) -> Path:
        """Write the page to a file and return its path."""
        file = Path(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.html, encoding="utf-8", newline="\n")
        return file

    def _repr_html_(self) -> str:
        from markupsafe import escape

        allowed = "allow-scripts allow-downloads allow-popups"
        return (
            f'<iframe title="Knowledge graph explorer" sandbox="{allowed}" srcdoc="{escape(self.html)}" '
            'style="width:100%;height:720px;border:1px solid #8888;border-radius:8px"></iframe>'
        )


@overload
def explore(kg: KnowledgeGraph, entity: str | None = None, *, path: str | Path) -> Path: ...


@overload
def explore(kg: KnowledgeGraph, entity: str | None = None) -> Page: ...


def explore(kg: KnowledgeGraph, entity: str | None = None, *, path: str | Path | None = None) -> Path | Page:
    """Write the explorer of a graph to one HTML file that needs no network, and return the file's path.

    Without a path the page itself is returned, which a notebook shows in place. With an entity (name, alias or id) it
    opens on that one and holds what is near it; an unknown name raises QueryError with the nearest names. Without one
    it opens on the most connected companies.
    """
    page = explorer_page(kg, entity)
    return page if path is None else page.save(path)


def explorer_page(kg: KnowledgeGraph, entity: str | None = None) -> Page:
    """Return the explorer of a graph as a page, for a notebook or to save it."""
    start = kg.find(entity) if entity else None
    if start:
        ids = nearest(kg, start.id, limit=EMBEDDED)
    else:
        known = most_connected(kg, limit=EMBEDDED) + with_figures(kg, limit=EMBEDDED)
        ids = list(dict.fromkeys(known))[:EMBEDDED]
    facts = facts_among(kg, ids)
    add_qualifiers(kg, facts)
    evidence, articles = evidence_of(kg, [fact["id"] for fact in facts])
    for fact in facts:
        fact["evidence"] = evidence.get(fact["id"], [])
    data = picture(kg, describe(kg, ids), facts) | {"articles": articles}
    data["start"] = start.id if start else ""
    data["title"] = f"{start.label}: knowledge graph" if start else "Automotive knowledge graph"
    return render(data)


def served_page(kg: KnowledgeGraph, entity: str | None = None, *, api: str, review: str = "") -> Page:
    """Return the explorer page that asks a server for what it shows; `api` is the address that its requests start with.

    It holds the overview, or the neighbourhood of the entity. `review` is the address for decisions, empty where
    none may be sent. `docs/explorer-api.md` describes the requests.
    """
    start = kg.find(entity) if entity else None
    ids = most_connected(kg, limit=OVERVIEW + 1)
    if len(ids) > OVERVIEW:
        ids = most_connected(kg, limit=OVERVIEW, kind="Company") or ids
    facts = facts_between(kg, ids)
    add_qualifiers(kg, facts)
    data = picture(kg, describe(kg, ids), facts)
    data |= {"start": start.id if start else "", "title": "Automotive knowledge graph", "api": api, "review": review}
    return render(data)


def picture(kg: KnowledgeGraph, entities: list[Row], facts: list[Row]) -> Row:
    """Return what a page opens with: rows, overview, drawing data, schema."""
    return {
        "entities": entities,
        "facts": facts,
        "articles": [],
        "overview": overview(entities, facts),
        "drawing": drawing(entities, facts),
        "schema": schema(),
        "totals": kg.stats(),
    }


def overview(entities: list[Row], facts: list[Row]) -> list[Row]:
    """Return id, x and y of the entities that a page without a chosen entity opens on."""
    linked = {end for fact in facts if "o" in fact for end in (fact["s"], fact["o"])}
    shown = [row for row in entities if row["id"] in linked]
    if len(shown) > OVERVIEW:
        companies = [row for row in shown if row["kind"] == "Company"]
        shown = sorted(companies or shown, key=lambda row: (-row["facts"], row["id"]))[:OVERVIEW]
    at = positions(len(shown), _links(shown, facts))
    return [{"id": row["id"], "x": x, "y": y} for row, (x, y) in zip(shown, at, strict=True)]


def drawing(entities: list[Row], facts: list[Row]) -> Row:
    """Return the nodes, edges and options of the vis-network drawing, as pyvis keeps them."""
    from pyvis.network import Network

    drawn = sorted(entities, key=lambda row: (-row["facts"], row["id"]))[:DRAWN]
    net = Network(directed=True)
    net.set_options(json.dumps(OPTIONS))
    # pyvis' own add_node and add_edge search all that is there for each one: fill its lists instead.
    links = _links(drawn, facts)
    for row, (x, y) in zip(drawn, positions(len(drawn), links), strict=True):
        net.nodes.append({"id": row["id"], "x": x, "y": y})
    for a, b in links:
        net.edges.append({"from": drawn[a]["id"], "to": drawn[b]["id"]})
    return {"nodes": net.nodes, "edges": net.edges, "options": net.options}


def _links(entities: list[Row], facts: list[Row]) -> list[tuple[int, int]]:
    """Return the pairs of places in `entities` that share a fact, each once."""
    place = {row["id"]: number for number, row in enumerate(entities)}
    pairs = (
        (place[fact["s"]], place[fact["o"]])
        for fact in facts
        if fact["s"] in place and fact.get("o") in place and fact["s"] != fact["o"]
    )
    return sorted({(min(pair), max(pair)) for pair in pairs})


OPTIONS: Row = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": {"enabled": False}, "selectConnectedEdges": False},
    "nodes": {"shape": "dot", "labelHighlightBold": False},
    "edges": {"smooth": False, "arrowStrikethrough": False, "selectionWidth": 0, "hoverWidth": 0},
}


@cache
def schema() -> Row:
    """Return what the page must know of the ontology: labels of kinds, relations and attributes, statuses."""
    known = ontology()
    return {
        "kinds": dict(known.kinds),
        "relations": {
            r.name: {"label": r.label, "inverse": r.inverse_label, "symmetric": r.symmetric, "comment": r.comment}
            for r in known.relations.values()
        },
        "attributes": {a.name: {"label": a.label, "unit": a.unit} for a in known.attributes.values()},
        "statuses": list(known.statuses),
    }


def render(data: Row) -> Page:
    """Return the page with its data; only the scripts and styles that are named by their hash may run."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    scripts = [vis_network(), own_script()]
    style = (STATIC / "explorer.css").read_text(encoding="utf-8")
    allowed = " ".join(_hash(script) for script in scripts)
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    ) + ("; connect-src 'self'" if data.get("api") else "")
    html = environment.get_template("explorer.html.j2").render(
        title=data["title"],
        policy=policy,
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        data=Markup(embed(data)),
    )
    return Page(html, policy)


def embed(data: Row) -> str:
    """Return data as text that is safe inside a script element: JSON, or base64 of compressed JSON when it is long."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if len(text) > COMPRESSED:
        return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), mtime=0)).decode("ascii")
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


@cache
def vis_network() -> str:
    """Return the vis-network script that pyvis brings."""
    import pyvis

    [*_, newest] = sorted((Path(pyvis.__file__).parent / "lib").glob("vis-*/vis-network.min.js"))
    return newest.read_text(encoding="utf-8")


def own_script() -> str:
    """Return the page's own scripts as one."""
    parts = [(STATIC / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();\n"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
