"""Facts as JSON, in the format of the gold sets: what `autokg extract` writes and scorers read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph import Entity, Fact, Value


def facts_json(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Return one dict per claim of an article, that of the surest sentence where several state it.

    `other_statuses` has what further sentences make of the claim, where that is something else.
    """
    best: dict[tuple[str, str, str], Fact] = {}
    statuses: dict[tuple[str, str, str], set[str]] = {}
    for fact in facts:
        object = fact.object.label if isinstance(fact.object, Entity) else f"{fact.object.attribute} {fact.object.text}"
        key = (fact.subject.label, fact.relation, object)
        statuses.setdefault(key, set()).add(fact.status)
        if key not in best or best[key].confidence < fact.confidence:
            best[key] = fact
    entries = [(_fact_json(fact), sorted(statuses[key] - {fact.status})) for key, fact in best.items()]
    return [entry | ({"other_statuses": others} if others else {}) for entry, others in entries]


def _fact_json(fact: Fact) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "subject": fact.subject.label,
        "subject_kind": fact.subject.kind,
        "relation": fact.relation,
        "object": fact.object.label if isinstance(fact.object, Entity) else _signed(fact.object),
        "object_kind": fact.object.kind if isinstance(fact.object, Entity) else "Value",
        "status": fact.status,
        "confidence": fact.confidence,
        "qualifiers": {qualifier.name: qualifier.text for qualifier in fact.qualifiers},
        "evidence": fact.evidence.quote,
        "offsets": {
            "sentence": [fact.evidence.sentence.start, fact.evidence.sentence.end],
            "subject": [fact.evidence.subject.start, fact.evidence.subject.end],
            "object": [fact.evidence.object.start, fact.evidence.object.end],
        },
    }
    if fact.speaker:
        entry["speaker"] = fact.speaker
    if not isinstance(fact.object, Entity):
        name = "attribute" if fact.relation == "has_attribute" else "metric"
        entry["qualifiers"] = {name: fact.object.attribute} | entry["qualifiers"]
        if fact.object.number is not None:
            entry["qualifiers"] |= {"number": fact.object.number, "unit": fact.object.unit}
    return entry


def _signed(value: Value) -> str:
    """Return the words of a value; those of a loss get the minus that the gold sets give them."""
    negative = value.number is not None and value.number < 0 and value.text[:1] not in "-−–"
    return f"-{value.text}" if negative else value.text
