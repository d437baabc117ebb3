"""What people decided about statements; kept beside the articles and applied whenever the facts graph is computed.

The facts graph is a function of what articles were read as and of the decisions: reading an article again, adding or
removing one never loses a decision. What all decisions together come to is said in `rulings.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, TypeAlias, cast, get_args

from pyoxigraph import NamedNode, Quad

from .. import vocabulary as voc
from ..errors import DecisionError, OntologyError
from ..model import STATUSES, Status, Value
from ..ontology import ontology
from ..store.protocol import Store
from ..terms import RDF_TYPE, auto, literal, text_of
from .aggregation import ISO_DATE, Claim

Ruling: TypeAlias = Literal["accepted", "rejected", "corrected", "open"]
RULINGS: tuple[Ruling, ...] = get_args(Ruling)

GRAPH = NamedNode(voc.DECISIONS_GRAPH)


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's ruling about a statement (by its IRI).

    `accepted`: the texts say so. `rejected`: they do not, the statement leaves the facts graph. `corrected`: the
    relation, the status or the end is another one; with another relation, `target` is the statement that the
    evidence goes to. `open`: earlier decisions no longer count, and evidence that others brought here goes back to the
    relation that it was read as.
    """

    statement: str
    ruling: Ruling
    by: str
    at: datetime
    relation: str = ""
    status: Status | Literal[""] = ""
    valid_to: str = ""
    target: str = ""
    note: str = ""

    @property
    def node(self) -> NamedNode:
        """The IRI of the decision."""
        return NamedNode(voc.DECISION + voc.digest(f"{self.statement}\n{self.by}\n{self.at.isoformat()}"))


FIELDS = ("ruling", "by", "relation", "status", "valid_to", "target", "note")


def decided(
    claim: Claim, ruling: str, *, by: str, correction: Mapping[str, str] | None = None, note: str = ""
) -> Decision:
    """Return a decision of now about a claim, or raise what is wrong with it.

    `correction` may hold `relation`, `status` and `valid_to`.
    """
    if ruling not in RULINGS:
        raise OntologyError(ruling, "ruling", RULINGS)
    if not by.strip():
        raise DecisionError("a decision needs a name: say who decides with --by")
    change = {name: value for name, value in (correction or {}).items() if value}
    if unknown := sorted(change.keys() - {"relation", "status", "valid_to"}):
        raise OntologyError(unknown[0], "correction", ("relation", "status", "valid_to"))
    if (ruling == "corrected") != bool(change):
        raise DecisionError("a correction names the relation, the status or the end; other decisions name none of them")
    if change.get("status", "asserted") not in STATUSES:
        raise OntologyError(change["status"], "status", STATUSES)
    if not _is_date(change.get("valid_to", "2026")):
        raise DecisionError(
            f"{change['valid_to']!r} is no date: give a day, month or year, as 2026-06-30, 2026-06 or 2026"
        )
    target = _moved(claim, change["relation"]).iri if change.get("relation", claim.relation) != claim.relation else ""
    return Decision(
        statement=claim.iri,
        ruling=ruling,
        by=by.strip(),
        at=datetime.now(UTC),
        relation=change.get("relation", "") if target else "",
        status=cast(Status | Literal[""], change.get("status", "")),  # checked above
        valid_to=change.get("valid_to", ""),
        target=target,
        note=note,
    )


def _is_date(text: str) -> bool:
    """Tell whether a text is a day, month, quarter, half or year that the calendar has, in the form of `ISO_DATE`."""
    if not ISO_DATE.fullmatch(text):
        return False
    first = text[:4] + "-01-01" if len(text) == 4 or text[5] in "QH" else f"{text}-01"[:10]
    try:
        date.fromisoformat(first)
    except ValueError:
        return False
    return True


def _moved(claim: Claim, relation: str) -> Claim:
    """Return the claim with another relation, which must fit the kinds of its ends."""
    if isinstance(claim.object, Value):
        raise DecisionError("the relation of a figure cannot be corrected: reject it instead")
    kinds = [voc.entity_id_of(iri).split("/")[0] for iri in (claim.subject, claim.object)]
    subject, object = (next((k for k in ontology().kinds if k.lower() == kind), kind) for kind in kinds)
    if not ontology().allows(subject, relation, object):
        raise DecisionError(f"{relation} does not join {subject} and {object}: see `autokg ontology`")
    first, second = claim.subject, claim.object
    if ontology().relation(relation).symmetric and second < first:
        first, second = second, first
    return Claim(voc.statement_iri(first, relation, second), first, relation, second)


def decision_quads(decision: Decision) -> set[Quad]:
    """Return a decision as the store keeps it."""
    node = decision.node
    quads = {
        Quad(node, RDF_TYPE, auto("Decision"), GRAPH),
        Quad(node, auto("about"), NamedNode(decision.statement), GRAPH),
        Quad(node, auto("at"), literal(decision.at), GRAPH),
    }
    for name in FIELDS:
        if value := getattr(decision, name):
            quads.add(Quad(node, auto(name), literal(value), GRAPH))
    return quads


def read_decisions(store: Store) -> list[Decision]:
    """Return all decisions of a store, oldest first."""
    found: dict[str, dict[str, str]] = {}
    for quad in store.quads(graph=GRAPH):
        found.setdefault(text_of(quad.subject), {})[voc.shorten(quad.predicate.value)] = text_of(quad.object)
    decisions = [_decision(own) for own in found.values() if "about" in own]
    return sorted(decisions, key=lambda one: (one.at, one.statement))


def _decision(own: Mapping[str, str]) -> Decision:
    """Return the decision that `decision_quads` wrote."""
    fields: dict[str, Any] = {name: own.get(name, "") for name in FIELDS}
    return Decision(statement=own["about"], at=datetime.fromisoformat(own["at"]), **fields)
