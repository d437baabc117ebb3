"""One decision in a process of its own: `python -m queries.server.decision PLACE` reads it as JSON from stdin.

A decision is about a statement, or about two entities. It prints the rows that came of it as JSON and ends with 0, or
prints an HTTP status and the reason and ends with 1.
"""

from __future__ import annotations

import json
import sys
from typing import cast

from graph import STATEMENT, AutokgError, DecisionError, KnowledgeGraph, Sameness, StoreError

from ..explorer import picture
from ..neighbourhood.rows import add_qualifiers, facts_of

CORRECTIONS = ("relation", "status", "valid_to")


def decide(kg: KnowledgeGraph, given: dict[str, str]) -> dict[str, object]:
    """Keep a decision and return what it left: the facts; of two entities that became one also who is `gone`.

    About a statement: {fact, ruling, by} with relation, status, valid_to, note. About two entities: {kept, other,
    ruling, by} with the ruling same, different or unsure.
    """
    if given.get("kept"):
        return _judge(kg, given)
    correction = {name: given[name] for name in CORRECTIONS if given.get(name)}
    decision = kg.decide(
        given.get("fact", ""),
        given.get("ruling", ""),
        by=given.get("by", ""),
        correction=correction,
        note=given.get("note", ""),
    )
    left = [iri for iri in (decision.statement, decision.target) if iri.startswith(STATEMENT)]
    facts = facts_of(kg, left)
    add_qualifiers(kg, facts)
    return {"facts": facts}


def _judge(kg: KnowledgeGraph, given: dict[str, str]) -> dict[str, object]:
    by = given.get("by", "").strip()
    if not by:
        raise DecisionError("a decision needs a name: say who decides in `by`")
    judgement = kg.judge(given["kept"], given.get("other", ""), cast(Sameness, given.get("ruling", "")), by=by)
    if judgement.ruling != "same":
        return {"facts": [], "entities": [], "gone": []}
    return picture.around(kg, judgement.kept.id) | {"gone": [judgement.merged.id]}


def main(place: str, text: str) -> int:
    """Keep a decision in the store in a folder or behind a URL; return the exit code."""
    try:
        given = json.loads(text)
        if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
            raise DecisionError("a decision is one JSON object of strings")
        with KnowledgeGraph.open(place) as kg:
            sys.stdout.write(json.dumps(decide(kg, given), ensure_ascii=False))
    except StoreError as error:
        return _say(503, error)
    except (AutokgError, ValueError) as error:  # as json names what is no JSON
        return _say(400, error)
    return 0


def _say(status: int, error: Exception) -> int:
    sys.stdout.write(f"{status} {error}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.read()))
