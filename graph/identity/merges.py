"""What judgements come to: merged entities, names told apart, and what evidence remembers of both.

A judgement "same" is applied to every fact when it is stored: the entity that was merged is replaced by the one that
is kept, and the evidence remembers the first, so that the merge can be taken back without reading articles again.
A judgement "different" keeps apart what a linker takes for one: a mention that spells the name of one of the two never
counts for the other.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from pyoxigraph import NamedNode, Quad

from .. import vocabulary as voc
from ..model import Entity, Evidence, Fact, Mention, Qualifier, Span
from ..names import name_key
from ..statements.facts import evidence_node
from ..terms import auto, literal, text_of
from .judgements import Judgement, entity_of, in_words


def merges(judgements: Iterable[Judgement]) -> dict[str, Entity]:
    """Return what each merged entity (by id) is known as; chains of merges end at the last one kept."""
    latest = {frozenset((one.kept.id, one.merged.id)): one for one in judgements}
    direct = {one.merged.id: one.kept for one in latest.values() if one.ruling == "same"}
    out = {}
    for id, kept in direct.items():
        seen = {id}
        last = kept
        while last.id in direct and last.id not in seen:
            seen.add(last.id)
            last = direct[last.id]
        if last.id != id:
            out[id] = last
    return out


def kept_apart(judgements: Iterable[Judgement], forbidden: Iterable[Collection[str]] = ()) -> set[frozenset[str]]:
    """Return the pairs of ids that are never one: judged different, or forbidden and not judged the same."""
    latest = {frozenset((one.kept.id, one.merged.id)): one.ruling for one in judgements}
    pairs = {*map(frozenset, forbidden), *(pair for pair, ruling in latest.items() if ruling == "different")}
    return {pair for pair in pairs if latest.get(pair) != "same"}


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is who by all judgements: what merged entities (by id) are known as, and names that belong to another one."""

    same: Mapping[str, Entity]
    apart: Mapping[tuple[str, str], Entity]

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Self:
        """Return what these judgements, oldest first, come to."""
        return cls(merges(judgements), _apart(judgements))

    def tells_apart(self, entity: Entity, mention: Mention) -> bool:
        """Tell whether a mention spells the name of another one, who was judged different from the entity."""
        return bool(self.apart) and (entity.id, name_key(mention.text)) in self.apart

    def known_as(self, entity: Entity, mention: Mention) -> Entity | None:
        """Return the entity that a mention stands for instead of the one it was linked to, None where that one is."""
        if self.tells_apart(entity, mention):
            other = self.apart[entity.id, name_key(mention.text)]
            return self.same.get(other.id, other)
        kept = self.same.get(entity.id)
        return None if kept is None else _with_names(kept, entity)


def _apart(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Entity]:
    """Return whom a name (key) means that was linked to an entity (id) from which its bearer was told apart."""
    latest = {frozenset((one.kept.id, one.merged.id)): one for one in judgements}
    found = {}
    for one in latest.values():
        if one.ruling == "different":
            for entity, other in ((one.kept, one.merged), (one.merged, one.kept)):
                if (key := name_key(other.label)) != name_key(entity.label):
                    found[entity.id, key] = other
    return found


def identified(facts: Iterable[Fact], who: Identities) -> tuple[list[Fact], set[Quad]]:
    """Return facts about the entities that people judged them to be about, and what their evidence remembers."""
    out: list[Fact] = []
    remembered: set[Quad] = set()
    for fact in facts:
        subject, object = who.known_as(fact.subject, fact.evidence.subject), None
        if isinstance(fact.object, Entity):
            object = who.known_as(fact.object, fact.evidence.object)
        if subject is None and object is None:
            out.append(fact)
            continue
        new = replace(fact, subject=subject or fact.subject, object=object or fact.object)
        graph, node = NamedNode(voc.article_graph(fact.evidence.article)), evidence_node(new)
        if isinstance(new.object, Entity) and new.subject.id == new.object.id:  # "A works with A": they are one
            article = NamedNode(voc.article_iri(fact.evidence.article))
            remembered.add(Quad(article, auto("fact_before"), literal(in_words(fact)), graph))
            continue
        out.append(new)
        for end, kept, was in (("subject", subject, fact.subject), ("object", object, fact.object)):
            if kept is not None and isinstance(was, Entity):
                why = "linked" if who.tells_apart(was, getattr(fact.evidence, end)) else "before"
                remembered.add(Quad(node, auto(f"{end}_{why}"), literal(in_words(was)), graph))
    return out, remembered


def _with_names(kept: Entity, was: Entity) -> Entity:
    """Return the entity that is kept, with the names of the one that it stands for."""
    names = {*kept.aliases, was.label, *was.aliases} - {kept.label}
    return replace(kept, aliases=tuple(sorted(names)))


_REMEMBERED = {auto(f"{end}_{why}"): end for end in ("subject", "object") for why in ("before", "linked")}
"""What evidence remembers: whom the text was linked to before a merge, and whom by mistake."""


def unmerged(facts: Iterable[Fact], quads: Iterable[Quad]) -> list[Fact]:
    """Return the facts of an article as they were before all merges."""
    before: dict[tuple[str, str], Entity] = {}
    out = []
    for quad in quads:
        if quad.predicate == auto("fact_before"):
            out.append(_fact(text_of(quad.object)))
        if quad.predicate in _REMEMBERED:
            before[text_of(quad.subject), _REMEMBERED[quad.predicate]] = entity_of(text_of(quad.object))
    for fact in facts:
        node = evidence_node(fact).value
        subject, object_ = before.get((node, "subject")), before.get((node, "object"))
        out.append(replace(fact, subject=subject or fact.subject, object=object_ or fact.object))
    return out


def _fact(words: str) -> Fact:
    """Return the fact between two entities that was written as JSON."""
    own = json.loads(words)
    told = own.pop("evidence")
    ends = {name: Mention(**told[name]) for name in ("subject", "object")}
    spans = {name: Span(**told[name]) if told[name] else None for name in ("sentence", "trigger")}
    evidence = Evidence(**told | ends | spans)
    entities = {name: entity_of(json.dumps(own[name])) for name in ("subject", "object")}
    qualifiers = tuple(Qualifier(**one) for one in own["qualifiers"])
    return Fact(**own | entities | {"evidence": evidence, "qualifiers": qualifiers})
