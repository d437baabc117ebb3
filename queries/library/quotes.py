"""The sentence that an answer quotes: the evidence that its question names, or the best for the current status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph import ARTICLE_GRAPH, FACTS_GRAPH, KnowledgeGraph, article_id

from .details import batches, select

ENDS = ("subject", "object")


def quotes_of(kg: KnowledgeGraph, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return quote, spelling, article and URL for each row.

    They are those of the row's `evidence` where its question names one, else of the best evidence for the current
    status of its `statement`.
    """
    best: dict[str, dict[str, Any]] = {}
    for iris in batches(row["statement"] for row in rows if "evidence" not in row):
        current = f"GRAPH <{FACTS_GRAPH}> {{ VALUES ?statement {{ {iris} }} ?statement auto:status ?status }}"
        for row in sorted(_evidence(kg, current=current), key=lambda row: (-row["own"], row["quote"], row["graph"])):
            best.setdefault(row["statement"], row)
    for iris in batches(row["evidence"] for row in rows if "evidence" in row):
        best |= {row["evidence"]: row for row in _evidence(kg, among=f"VALUES ?evidence {{ {iris} }}")}
    addresses = _read(
        kg, "graph", (row["graph"] for row in best.values()), "GRAPH ?graph { ?article schema:url ?value }"
    )
    spelt = {end: _spellings(kg, end, best) for end in ENDS}
    quotes = {
        iri: {
            "quote": row["quote"],
            "spelling": ", ".join(spelt[end][row["evidence"]] for end in ENDS if row["evidence"] in spelt[end]),
            "article": article_id(row["graph"]),
            "url": addresses.get(row["graph"], ""),
        }
        for iri, row in best.items()
    }
    return [quotes.get(row.get("evidence", row["statement"]), {}) for row in rows]


def _evidence(kg: KnowledgeGraph, *, current: str = "", among: str = "") -> list[dict[str, Any]]:
    """Return the evidence in articles, for `current` statements or `among` given ones; what is shown is read later."""
    rows = select(
        kg,
        f"""SELECT ?statement ?graph ?evidence ?own ?quote ?subject ?object WHERE {{
          {current}
          GRAPH ?graph {{
            # Inside GRAPH: from outside, an engine joins the values with all evidence.
            {among}
            ?evidence auto:supports ?statement ; auto:status ?status ; auto:confidence ?own ; auto:quote ?quote .
            # One pattern each: an engine looks these up, but joins an OPTIONAL of two with all evidence.
            OPTIONAL {{ ?evidence auto:subject_link ?subject }}
            OPTIONAL {{ ?evidence auto:object_link ?object }}
          }} }}""",
    )
    return [row for row in rows if row["graph"].startswith(ARTICLE_GRAPH)]


def _spellings(kg: KnowledgeGraph, end: str, best: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return how the text spells the subject or object, by evidence, where the spelling was repaired."""
    repaired = (row["evidence"] for row in best.values() if row.get(end) == "repaired")
    return _read(kg, "evidence", repaired, f"GRAPH ?graph {{ ?evidence auto:{end}_spelling ?value }}")


def _read(kg: KnowledgeGraph, name: str, iris: Iterable[str], pattern: str) -> dict[str, str]:
    """Return the `?value` that a pattern finds for each of the IRIs as `?name`."""
    found: dict[str, str] = {}
    for values in batches(iris):
        query = f"SELECT ?{name} ?value WHERE {{ VALUES ?{name} {{ {values} }} {pattern} }}"
        found |= {row[name]: str(row["value"]) for row in select(kg, query)}
    return found
