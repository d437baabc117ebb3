"""What all decisions together come to: what holds of each statement, and the relation that people gave to a fact.

Decisions are applied in the order in which they were made, to statements as to each single fact: "it is `supplies`",
and later "it is `sued` after all", take evidence there and back, whenever its article is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self, TypeAlias

from pyoxigraph import NamedNode, Quad

from ..model import Entity, Fact
from ..terms import FACTS, auto, literal
from .aggregation import PLAIN_CONFIDENCE, Testimony, aggregate, statement_quads
from .decisions import Decision
from .facts import statement_node

Steps: TypeAlias = Sequence[tuple[int, Decision]]
"""Decisions with their number in the order of all decisions."""


def in_force(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the decision that counts for each statement, the latest; `open` leaves none, given them oldest first.

    A corrected relation counts for the statement that the evidence goes to, and no longer for the one that it leaves.
    What a decision does not name (status, end) stays as it was corrected before.
    """
    found: dict[str, Decision] = {}
    for one in decisions:
        left = found.pop(one.statement, None)
        if one.ruling != "open":
            place = one.target or one.statement
            found[place] = _building_on(replace(one, statement=place, target=""), left, found.get(place))
    return found


def _building_on(decision: Decision, *earlier: Decision | None) -> Decision:
    """Return a decision with the status and the end that earlier ones give where it names none itself."""
    for one in filter(None, earlier if decision.ruling != "rejected" else ()):
        status = decision.status or one.status
        valid_to = decision.valid_to or ("" if decision.status else one.valid_to)  # another status, another end
        decision = replace(decision, status=status, valid_to=valid_to)
    return decision


@dataclass(frozen=True, slots=True)
class Policy:
    """What beside the articles decides about the facts graph: the threshold of plain triples, and the decisions.

    `standing` is what holds of each statement, `steps` the decisions about each that give relations or take them back.
    """

    plain_confidence: float = PLAIN_CONFIDENCE
    standing: Mapping[str, Decision] = field(default_factory=dict)
    steps: Mapping[str, Steps] = field(default_factory=dict)

    @classmethod
    def of(cls, plain_confidence: float, decisions: Sequence[Decision]) -> Self:
        """Return the policy that these decisions, oldest first, come to."""
        steps: dict[str, list[tuple[int, Decision]]] = {}
        for number, one in enumerate(decisions):
            if one.target or one.ruling == "open":
                steps.setdefault(one.statement, []).append((number, one))
        return cls(plain_confidence, in_force(decisions), steps)

    def quads(self, testimonies: Sequence[Testimony]) -> set[Quad]:
        """Return what the facts graph holds of a statement: nothing where it was rejected."""
        verdict = aggregate(testimonies)
        decision = self.standing.get(verdict.claim.iri)
        if decision is None:
            return statement_quads(verdict, self.plain_confidence)
        if decision.ruling == "rejected":
            return set()
        verdict = replace(
            verdict,
            confidence=1.0,
            status=decision.status or verdict.status,
            valid_to=decision.valid_to or verdict.valid_to,
        )
        ruled = Quad(NamedNode(verdict.claim.iri), auto("ruling"), literal(decision.ruling), FACTS)
        return statement_quads(verdict, self.plain_confidence) | {ruled}

    def corrected(self, fact: Fact, read: Fact) -> Fact:
        """Return a fact with the relation that people gave to it, one decision after the other.

        `read` is the same fact between the entities as they were before merges: decisions about either count.
        """
        now, other, last = fact, read, -1
        while coming := [
            (step, one, end)
            for end in ((now, other) if self.steps else ())
            for step, one in self.steps.get(statement_node(end).value, ())
            if step > last
        ]:
            last, decision, found = min(coming, key=lambda step: step[0])
            if decision.ruling == "open":
                now, other = fact, read
                continue
            now, other, found = (replace(end, relation=decision.relation) for end in (now, other, found))
            if statement_node(found).value != decision.target:  # of "A with B" somebody said that B supplies A
                now, other = _turned(now), _turned(other)
        return now


def _turned(fact: Fact) -> Fact:
    """Return a fact with its ends changed over."""
    assert isinstance(fact.object, Entity), "the relation of a figure is never corrected"
    evidence = replace(fact.evidence, subject=fact.evidence.object, object=fact.evidence.subject)
    return replace(fact, subject=fact.object, object=fact.subject, evidence=evidence)
