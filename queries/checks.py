"""Quality rules: every .rq file in sparql/checks is a rule, and every row that it returns breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph import ONTOLOGY, KnowledgeGraph, ontology, shorten

FOLDER = Path(__file__).with_name("sparql") / "checks"


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


def breaches(kg: KnowledgeGraph) -> Iterator[Breach]:
    """Yield everything that breaks a rule, rule by rule."""
    for name, words in rules().items():
        sparql = re.sub(r"\$(\w+)", lambda part: _terms()[part[1]], (FOLDER / f"{name}.rq").read_text(encoding="utf-8"))
        found = [{key: shorten(str(term)) for key, term in row.asdict().items()} for row in kg.query(sparql)]
        for details in sorted(tuple(row.items()) for row in found if row):
            yield Breach(name, words, details)


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
