"""Rules between the claims of one document: what excludes what, and what follows from what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..annotation import Annotation, Claim
from .labels import SYMMETRIC

# Of each group one pair of entities has one relation: the surer one.
EXCLUSIVE = (
    frozenset(("ceo_of", "works_for")),
    frozenset(("subsidiary_of", "brand_of")),
    frozenset(("operates_plant_in", "builds_plant_in")),
    frozenset(("joint_venture_with", "joint_venture_of", "partnered_with")),
    frozenset(("discontinued", "produces")),
)

# The same for what one sentence says of a pair, where two relations come from one wording.
EXCLUSIVE_IN_SENTENCE = (frozenset(("licensed_to", "supplies")), frozenset(("competes_with", "partnered_with")))

IMPLIED = 0.7  # of the confidence of a claim with an implied argument is enough for one that the sentence names
LEAD = 0.15  # by which an owner of an attribute is surer than another: 26 false and 9 right claims of 664 documents
MOST_PARENTS = 4  # of a joint venture; more of them in one document are a list that was misread
TOGETHER = 12  # characters between two that can share one: "the EV6 and the Ioniq 5"


def consistent(claims: Iterable[Claim], mentions: Iterable[Annotation] = ()) -> list[Claim]:
    """Return the claims without those that surer ones exclude, and with those that follow; in text order.

    One relation of each exclusive group for a pair of entities, one direction of a directed relation, one
    attribute for a value of a subject; where a place lies is told only of places that other claims speak of.
    An attribute belongs to the subject that has it most surely; an argument that the sentence names comes before
    one that other sentences imply.
    The parents of one joint venture form it together; what is unveiled at an event (a mention) is unveiled_at it.
    """
    done: dict[object, str] = {}
    said: set[object] = set()
    out: list[Claim] = []
    for claim in sorted(
        _one_chief(list(claims)), key=lambda c: (-c.confidence, c.sentence, c.relation, c.subject.start, c.object.start)
    ):
        keys = list(_keys(claim))
        mark = _mark(claim)
        both = (claim.relation, claim.sentence, frozenset((_id(claim.subject), _id(claim.object))))
        if all(done.get(key, mark) == mark for key in keys) and both not in said:
            done.update(dict.fromkeys(keys, mark))
            said |= {both} if claim.relation in SYMMETRIC else set()
            out.append(claim)
    out = _stated_first(_one_owner(out))
    used = {_id(m) for c in out if c.relation != "located_in" for m in (c.subject, c.object)}
    out = [c for c in out if c.relation != "located_in" or _id(c.subject) in used]
    out = _no_parents(out)
    out += _joint_parents(out)
    out += _shown_at(out, {(m.start, m.end): m for m in mentions if m.entity and m.kind == "Event"})
    return sorted(out, key=lambda c: (c.sentence, c.subject.start, c.object.start, c.relation))


def _one_owner(claims: list[Claim]) -> list[Claim]:
    """Drop attributes that another subject of the sentence has far more surely, unless the two stand together."""
    owners: dict[tuple[tuple[int, int], int], Claim] = {}
    out = []
    for c in claims:  # the surest first
        owner = owners.setdefault((c.sentence, c.object.start), c) if c.relation == "has_attribute" else c
        gap = max(owner.subject.start - c.subject.end, c.subject.start - owner.subject.end)
        beside = gap < TOGETHER and c.sentence[0] <= min(owner.subject.start, c.subject.start)
        if owner.confidence - c.confidence < LEAD or beside:
            out.append(c)
    return out


def _stated_first(claims: list[Claim]) -> list[Claim]:
    """Drop what other sentences imply where the sentence itself names an argument of the relation about as surely."""
    stated: dict[object, float] = {}
    for c in claims:
        if "implied" not in (c.subject.link, c.object.link):
            for _, rivals in _ends(c):
                stated[rivals] = max(c.confidence, stated.get(rivals, 0.0))

    def is_outdone(c: Claim) -> bool:
        enough = IMPLIED * c.confidence
        return any(end.link == "implied" and stated.get(rivals, 0.0) >= enough for end, rivals in _ends(c))

    return [c for c in claims if not is_outdone(c)]


def _ends(c: Claim) -> tuple[tuple[Annotation, object], tuple[Annotation, object]]:
    """Return each end of a claim, with what is equal for the claims of its sentence that differ in that end only."""
    return (
        (c.subject, (c.sentence, c.relation, "subject", c.object.start)),
        (c.object, (c.sentence, c.relation, "object", c.subject.start)),
    )


def _one_chief(claims: list[Claim]) -> list[Claim]:
    """Drop "CEO of the company" where the same sentence names the company that the person is the chief of."""
    chiefs = [c for c in claims if c.relation == "ceo_of" and c.object.role == "name" and c.object.link != "implied"]
    named = {(_id(c.subject), c.sentence) for c in chiefs}
    return [
        c
        for c in claims
        if c.relation != "ceo_of" or c.object.role == "name" or (_id(c.subject), c.sentence) not in named
    ]


def _id(m: Annotation) -> str:
    return m.entity.id if m.entity else ""


def _mark(claim: Claim) -> str:
    """Return what must be equal for two claims to be the same one."""
    attribute = claim.value.attribute if claim.value else ""
    return f"{claim.relation} {attribute} {_id(claim.subject) if claim.relation not in SYMMETRIC else ''}"


def _keys(claim: Claim) -> Iterator[object]:
    a, b = _id(claim.subject), _id(claim.object)
    pair = frozenset((a, b))
    if claim.value is not None:
        yield a, claim.object.start
        return
    for number, group in enumerate(EXCLUSIVE):
        if claim.relation in group:
            yield pair, number
    for number, group in enumerate(EXCLUSIVE_IN_SENTENCE):
        if claim.relation in group:
            yield pair, claim.sentence, number
    if claim.relation not in SYMMETRIC:
        yield pair, claim.relation


def _no_parents(claims: list[Claim]) -> list[Claim]:
    """Drop ventures that are more surely parents themselves, together with the parent that they would have."""
    parents: dict[str, dict[str, float]] = defaultdict(dict)
    for c in claims:
        if c.relation == "joint_venture_of":
            parents[_id(c.subject)][_id(c.object)] = c.confidence

    def is_parent(c: Claim) -> bool:
        ends = (_id(c.subject), _id(c.object))
        return any(min(both.get(end, 0.0) for end in ends) > c.confidence for both in parents.values())

    return [c for c in claims if c.relation != "joint_venture_of" or not is_parent(c)]


def _joint_parents(claims: list[Claim]) -> list[Claim]:
    ventures: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.relation == "joint_venture_of":
            ventures[_id(claim.subject)].append(claim)
    known = {frozenset((_id(c.subject), _id(c.object))) for c in claims if c.relation == "joint_venture_with"}
    out = []
    for parents in ventures.values():
        if len({_id(c.object) for c in parents}) > MOST_PARENTS:
            continue
        for i, x in enumerate(parents):
            for y in parents[:i]:
                pair = frozenset((_id(x.object), _id(y.object)))
                if len(pair) == 2 and pair not in known:
                    known.add(pair)
                    first, second = sorted((x.object, y.object), key=lambda m: m.start)
                    confidence = min(x.confidence, y.confidence)
                    claim = replace(x, subject=first, relation="joint_venture_with", object=second)
                    out.append(replace(claim, confidence=confidence, details=(), rule="joint-parents"))
    return out


def _shown_at(claims: list[Claim], events: dict[tuple[int, int], Annotation]) -> list[Claim]:
    known = {(_id(c.subject), _id(c.object)) for c in claims if c.relation == "unveiled_at"}
    out = []
    for claim in claims:
        if claim.relation != "unveiled" or claim.object.kind not in ("Vehicle", "Component"):
            continue
        for detail in claim.details:
            event = events.get((detail.start, detail.end)) if detail.name == "event" else None
            if event and (_id(claim.object), _id(event)) not in known:
                known.add((_id(claim.object), _id(event)))
                follows = replace(claim, subject=claim.object, relation="unveiled_at", object=event, details=())
                out.append(replace(follows, rule="unveiled-at-event"))
    return out
