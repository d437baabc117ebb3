"""Quality rules: every .rq file in ../sparql/checks is a rule, and every row that it returns breaks it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph import ONTOLOGY, KnowledgeGraph, entity_iri, kept_apart, ontology, shorten

FOLDER = Path(__file__).parents[1] / "sparql" / "checks"
PAIRS = 100
"""Pairs of entities per query."""


@dataclass(frozen=True, slots=True)
class Breach:
    """Something in the graph that breaks a rule: the rule's name and words, and what the row shows."""

    rule: str
    words: str
    details: tuple[tuple[str, str], ...]


def rules() -> dict[str, str]:
    """Return the rules in words, by name."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.rq"))}
    return {name: re.findall(r"#\+ *rule: *(.*)", text)[0] for name, text in texts.items()}


def breaches(kg: KnowledgeGraph, *, forbidden: Iterable[Collection[str]] = ()) -> Iterator[Breach]:
    """Yield everything that breaks a rule, rule by rule; `forbidden` pairs of entity ids are never one thing."""
    apart = sorted(map(sorted, kept_apart(kg.judgements(), forbidden)))
    for name, words in rules().items():
        rule = (FOLDER / f"{name}.rq").read_text(encoding="utf-8")
        batches = range(0, len(apart), PAIRS) if "$apart" in rule else (0,)
        rows = {row for start in batches for row in _rows(kg, rule, _pairs(apart[start : start + PAIRS]))}
        for details in sorted(rows):
            yield Breach(name, words, details)


def _rows(kg: KnowledgeGraph, rule: str, apart: str) -> Iterator[tuple[tuple[str, str], ...]]:
    terms = _terms() | {"apart": apart}
    for row in kg.query(re.sub(r"\$(\w+)", lambda part: terms[part[1]], rule)):
        if found := row.asdict():
            yield tuple((key, shorten(str(term))) for key, term in found.items())


def _pairs(pairs: list[list[str]]) -> str:
    """Return pairs of entities both ways round, as IRIs and as the ids that evidence remembers after a merge."""
    both = [order for a, b in pairs for order in ((a, b), (b, a))]
    return " ".join(f"(<{entity_iri(a)}> <{entity_iri(b)}> {_remembered(a)} {_remembered(b)})" for a, b in both)


def _remembered(id: str) -> str:
    """Return how the JSON of an entity gives its id, as a string of SPARQL, whose escapes are those of JSON."""
    return json.dumps(f'"id": {json.dumps(id, ensure_ascii=False)}', ensure_ascii=False)


@cache
def _terms() -> dict[str, str]:
    """Return what a rule may name of the ontology."""
    schema = ontology()
    allowed = [
        f'"{ONTOLOGY}{subject} {ONTOLOGY}{relation.name} {ONTOLOGY}{object}"'
        for relation in schema.relations.values()
        for subject in relation.domain
        for object in relation.range or ("Value",)
    ]
    lists = {"relations": schema.relations, "attributes": schema.attributes, "kinds": schema.kinds}
    terms = {name: ", ".join(f"<{ONTOLOGY}{term}>" for term in known) for name, known in lists.items()}
    return terms | {"allowed": ", ".join(sorted(allowed))}
