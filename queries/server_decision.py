"""One decision in a process of its own: `python -m queries.server_decision PLACE` reads it as JSON from stdin.

It prints the facts that came of it as JSON and ends with 0, or prints an HTTP status and the reason and ends with 1.
"""

from __future__ import annotations

import json
import sys

from graph import AutokgError, KnowledgeGraph, StoreError

from .neighbourhood import STATEMENTS, add_qualifiers, facts_of

CORRECTIONS = ("relation", "status", "valid_to")


def decide(kg: KnowledgeGraph, given: dict[str, str]) -> dict[str, object]:
    """Keep a decision ({fact, ruling, by} with relation, status, valid_to, note) and return the facts that it left."""
    correction = {name: given[name] for name in CORRECTIONS if given.get(name)}
    decision = kg.decide(
        given.get("fact", ""),
        given.get("ruling", ""),
        by=given.get("by", ""),
        correction=correction,
        note=given.get("note", ""),
    )
    left = [iri for iri in (decision.statement, decision.target) if iri.startswith(STATEMENTS)]
    facts = facts_of(kg, left)
    add_qualifiers(kg, facts)
    return {"facts": facts}


def main(place: str, text: str) -> int:
    """Keep a decision in the store in a folder or behind a URL; return the exit code."""
    try:
        given = json.loads(text)
        if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
            raise ValueError("a decision is one JSON object of strings")
        with KnowledgeGraph.open(place) as kg:
            sys.stdout.write(json.dumps(decide(kg, given), ensure_ascii=False))
    except StoreError as error:
        return _say(400 if "decision" in str(error) or "statement" in str(error) else 503, error)
    except (AutokgError, ValueError) as error:
        return _say(400, error)
    return 0


def _say(status: int, error: Exception) -> int:
    sys.stdout.write(f"{status} {error}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.read()))
