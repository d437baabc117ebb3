"""What all decisions together come to: what holds of each statement, and the relation that people gave to a fact.

Decisions are applied in the order in which they were made, to statements as to each single fact: "it is `supplies`",
and later "it is `sued` after all", take evidence there and back, whenever its article is read.

They stay with the statement that they name, and follow its evidence where a merge makes that speak for another one:
evidence of a rejected statement stays out, as long as that is rejected; other evidence brings what was decided about
its statement along, and of several decisions that come together so the latest counts. Taking the merge back takes the
evidence out again, and leaves each statement with what was decided about it by its own name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
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
    """Return the latest decision about each statement, given them oldest first; `open` says that none counts.

    A corrected relation counts for the statement that the evidence goes to, and no longer for the one that it leaves.
    What a decision does not name (status, end) stays as it was corrected before.
    """
    found: dict[str, Decision] = {}
    for one in decisions:
        left, place = found.pop(one.statement, None), one.target or one.statement
        found[place] = _building_on(replace(one, statement=place, target=""), left, found.get(place))
    return found


def _building_on(decision: Decision, *earlier: Decision | None) -> Decision:
    """Return a decision with the status and the end that earlier ones give where it names none itself."""
    for one in filter(None, earlier if decision.ruling in ("accepted", "corrected") else ()):
        status = decision.status or one.status
        valid_to = decision.valid_to or ("" if decision.status else one.valid_to)  # another status, another end
        decision = replace(decision, status=status, valid_to=valid_to)
    return decision


@dataclass(frozen=True, slots=True)
class Policy:
    """What beside the articles decides about the facts graph: the threshold of plain triples, and the decisions.

    `standing` is what holds of each statement, `steps` all decisions about each.
    """

    plain_confidence: float = PLAIN_CONFIDENCE
    standing: Mapping[str, Decision] = field(default_factory=dict)
    steps: Mapping[str, Steps] = field(default_factory=dict)

    @classmethod
    def of(cls, plain_confidence: float, decisions: Sequence[Decision]) -> Self:
        """Return the policy that these decisions, oldest first, come to."""
        steps: dict[str, list[tuple[int, Decision]]] = {}
        for number, one in enumerate(decisions):
            steps.setdefault(one.statement, []).append((number, one))
        return cls(plain_confidence, in_force(decisions), steps)

    def moved_by(self, decision: Decision) -> bool:
        """Tell whether a decision takes evidence to another statement: one that was rejected may have kept it."""
        was = self.standing.get(decision.statement)
        return bool(decision.target) or decision.ruling == "open" or (was is not None and was.ruling == "rejected")

    def quads(self, testimonies: Sequence[Testimony]) -> set[Quad]:
        """Return what the facts graph holds of a statement: nothing where it was rejected, or that merges replaced."""
        present = [one for one in testimonies if one.claim.iri not in one.formerly]
        if not present:
            return set()
        verdict = aggregate(present)
        decision = self.counting(verdict.claim.iri, {name for one in present for name in one.formerly})
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

    def counting(self, statement: str, formerly: Iterable[str] = ()) -> Decision | None:
        """Return what counts for a statement, also of what was decided about those that its evidence was for before."""
        brought = [self.standing[name] for name in formerly if name in self.standing]
        found = [one for one in brought if one.ruling in ("accepted", "corrected")]
        found += [self.standing[statement]] if statement in self.standing else []
        found.sort(key=lambda one: (one.at, one.statement))
        latest = reduce(lambda earlier, later: _building_on(later, earlier), found) if found else None
        return None if latest and latest.ruling == "open" else latest

    def applied(self, names: Sequence[Fact]) -> tuple[Fact, list[str]]:
        """Return a fact with the relation that people gave to it, and the statements that it was for, its own last.

        `names` is the fact between those that its ends stood for in turn; decisions about each count, later ones about
        the next. A fact stays with a statement that was rejected, unless it brings a later decision there.
        """
        now, stood, last = list(names), list[str](), -1
        for stage in range(len(names)):
            while coming := [step for step in self._about(now[stage]) if step[0] > last]:
                last, decision = coming[0]
                if decision.ruling == "open":
                    now = list(names)
                elif decision.target:
                    now = [replace(one, relation=decision.relation) for one in now]
                    if statement_node(now[stage]).value != decision.target:
                        now = list(map(_turned, now))  # of "A with B" somebody said that B supplies A
            brought = self.counting("", stood)
            stood.append(statement_node(now[stage]).value)
            held = self.standing.get(stood[-1])
            if held and held.ruling == "rejected" and not (brought and brought.at > held.at):
                break
        return now[-1], stood

    def _about(self, fact: Fact) -> Steps:
        return self.steps.get(statement_node(fact).value, ())


def _turned(fact: Fact) -> Fact:
    """Return a fact with its ends changed over."""
    assert isinstance(fact.object, Entity), "the relation of a figure is never corrected"
    evidence = replace(fact.evidence, subject=fact.evidence.object, object=fact.evidence.subject)
    return replace(fact, subject=fact.object, object=fact.subject, evidence=evidence)
