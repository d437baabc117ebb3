"""What is remembered of the web addresses that were read: kept beside the articles, so that the next run asks less.

Visits live in a graph of their own and take no part in what is true.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad

from .. import vocabulary as voc
from .protocol import Store

GRAPH = NamedNode(voc.VISITS_GRAPH)


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visit of an address: what its server said of the version, how it ended, and when to come again.

    `etag` and `modified` are the server's words. `failures` counts the failed visits since the last good one,
    `due` is the earliest time of the next one, `outcome` is empty or says why no article came of it.
    """

    url: str
    visited: datetime
    etag: str = ""
    modified: str = ""
    failures: int = 0
    due: datetime | None = None
    outcome: str = ""


def last_visit(store: Store, url: str) -> Visit | None:
    """Return the last visit of an address, or None."""
    found = {quad.predicate.value: quad.object for quad in store.quads(_node(url), None, None, GRAPH)}
    words = {name: _text(found[voc.term(f"visit_{name}")]) for name in NAMES if voc.term(f"visit_{name}") in found}
    if "visited" not in words:
        return None
    return Visit(
        url=words["url"],
        visited=datetime.fromisoformat(words["visited"]),
        etag=words.get("etag", ""),
        modified=words.get("modified", ""),
        failures=int(words.get("failures", "0")),
        due=datetime.fromisoformat(words["due"]) if "due" in words else None,
        outcome=words.get("outcome", ""),
    )


def remember(store: Store, visits: Iterable[Visit]) -> None:
    """Replace what is known of these addresses, in one atomic step."""
    latest = {visit.url: visit for visit in visits}
    added = {quad for visit in latest.values() for quad in visit_quads(visit)}
    removed = {quad for url in latest for quad in store.quads(_node(url), None, None, GRAPH)}
    if added != removed:
        store.apply(removed - added, added - removed)


def visit_quads(visit: Visit) -> set[Quad]:
    """Return the quads of one visit; empty fields have none."""
    quads = set()
    for name in NAMES:
        value = getattr(visit, name)
        if value not in ("", None, 0):
            text = value.isoformat() if isinstance(value, datetime) else str(value)
            quads.add(Quad(_node(visit.url), NamedNode(voc.term(f"visit_{name}")), Literal(text), GRAPH))
    return quads


NAMES = tuple(field.name for field in fields(Visit))


def _node(url: str) -> NamedNode:
    return NamedNode(voc.visit_iri(url))


def _text(term: object) -> str:
    assert isinstance(term, Literal | NamedNode), term
    return term.value
