"""The `fast` tier's relations: patterns over the dependency parse of sentences whose names are linked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from graph import Value, ontology

from ..annotation import Annotation, Claim, Detail
from ..rules.patterns import CONFIDENCE, Pattern, applies, follow, patterns
from ..rules.statuses.clause import status_of
from ..rules.wordings import worded
from ..values.measures import kinds_of, last_vehicle, measured

if TYPE_CHECKING:
    from graph import Status

Owners: TypeAlias = dict[int, list[Annotation]]
"""The mentions that cover each token; several where words stand for a group."""

VALUES = {
    "amount": "Money", "share": "Percent", "date": "Date", "period": "Date", "count": "Count", "jobs": "Count",
    "capacity": "Quantity",
}  # fmt: skip
"""Kinds of the values that fill a qualifier."""
NO_WORDS = frozenset(("Money", "Percent", "Date"))
"""Kinds of values that are no market, product or event."""

if not Doc.has_extension("claims"):
    Doc.set_extension("claims", default=())


@Language.factory("autokg_patterns", assigns=["doc._.claims"], requires=["token.dep", "doc._.mentions"])
def make_patterns(nlp: Language, name: str) -> PatternRelations:
    """Create the component."""
    return PatternRelations()


class PatternRelations:
    """Finds relations by the shipped patterns and adds them to `doc._.claims`."""

    def __init__(self) -> None:
        self.by_trigger: dict[str, list[Pattern]] = {}
        for pattern in patterns():
            for word in pattern.trigger:
                self.by_trigger.setdefault(word, []).append(pattern)

    def __call__(self, doc: Doc) -> Doc:
        """Add the claims of every sentence."""
        owners = _owners(doc)
        furniture = [(part.start, part.end) for part in doc._.segments if part.part == "furniture"]
        found = list(doc._.claims)
        text, mentions = doc.text, doc._.mentions
        starts = [m.start for m in mentions]
        for sent in doc.sents:
            first, last = bisect_left(starts, sent.start_char), bisect_left(starts, sent.end_char)
            if first == last or any(start <= sent.start_char < end for start, end in furniture):
                continue
            here = mentions[first:last]
            found += self._claims(sent, owners)
            found += worded(text, sent.start_char, sent.end_char, here)
            found += measured(sent, here, last_vehicle(mentions, first, sent.start_char))
        doc._.claims = tuple(found)
        return doc

    def _claims(self, sent: Span, owners: Owners) -> Iterator[Claim]:
        done = set()
        for token in sent:
            for pattern in self.by_trigger.get(token.lower_, ()):
                if _names(token, owners) or not applies(pattern, token):
                    continue
                for claim in _read(pattern, token, sent, owners):
                    key = (claim.subject.entity, claim.relation, claim.object.start, claim.object.entity)
                    if key not in done:
                        done.add(key)
                        yield claim


def _owners(doc: Doc) -> Owners:
    """Return the linked mentions and values that cover each token."""
    owners: Owners = {}
    for mention in doc._.mentions:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        for token in span or ():
            there = owners.setdefault(token.i, [])
            if not there or there[0].start == mention.start:
                there.append(mention)
    return owners


def _read(pattern: Pattern, trigger: Token, sent: Span, owners: Owners) -> Iterator[Claim]:
    subjects = list(_named(trigger, pattern.subject, owners))
    if pattern.attribute:
        objects = [m for token in follow(trigger, pattern.object) for m in owners.get(token.i, ()) if m.role == "value"]
    else:
        objects = list(_named(trigger, pattern.object, owners))
    if pattern.subject == pattern.object:  # "A and B merged": every pair of one group
        pairs = [(a, b) for i, a in enumerate(subjects) for b in subjects[i + 1 :]]
    else:
        pairs = [(a, b) for a in subjects for b in objects]
    for subject, object in pairs:
        if _fits(pattern, subject, object):
            yield Claim(
                subject=subject,
                relation=pattern.relation,
                object=object,
                status=_status(pattern, trigger, sent),
                confidence=round(CONFIDENCE * min(subject.confidence, object.confidence), 4),
                sentence=(sent.start_char, sent.end_char),
                value=Value(pattern.attribute, object.text) if pattern.attribute else None,
                trigger=(trigger.idx, trigger.idx + len(trigger)),
                details=tuple(_details(pattern, trigger, owners, object)),
                rule=pattern.id,
            )


def _status(pattern: Pattern, trigger: Token, sent: Span) -> Status:
    return pattern.status or status_of(trigger, sent)  # type: ignore[return-value]


def _fits(pattern: Pattern, subject: Annotation, object: Annotation) -> bool:
    if subject.entity is None:
        return False
    if pattern.attribute:
        right = object.role == "value" and object.kind in kinds_of(pattern.attribute)
        return right and ontology().allows(subject.entity.kind, pattern.relation, "Value")
    if object.entity is None or subject.entity.id == object.entity.id:
        return False
    return ontology().allows(subject.entity.kind, pattern.relation, object.entity.kind)


def _named(trigger: Token, path: str, owners: Owners) -> Iterator[Annotation]:
    """Yield the mentions at the end of a path; a common noun stands for the name beside it ("carmaker BYD")."""
    for token in follow(trigger, path):
        if found := _names(token, owners):
            yield from found
            continue
        for child in token.children:
            if child.dep_ in ("appos", "flat", "compound") and (found := _names(child, owners)):
                yield from found
                break


def _names(token: Token, owners: Owners) -> list[Annotation]:
    return [m for m in owners.get(token.i, ()) if m.role != "value"]


def _details(pattern: Pattern, trigger: Token, owners: Owners, object: Annotation) -> Iterator[Detail]:
    for name, path in pattern.about.items():
        for token in follow(trigger, path):
            if name in VALUES:
                value = next(_values(token, owners, VALUES[name]), None)
                if value is None or value == object:
                    continue
                yield Detail(name, value.start, value.end, value.text)
                break
            owner = owners[token.i][0] if token.i in owners else None
            if owner and ((owner.role == "name" and name == "product") or owner.kind in NO_WORDS):
                continue
            words = [part for part in token.subtree if part.dep_ not in ("punct", "case", "acl:relcl")]
            told = token.doc[words[0].i : words[-1].i + 1]
            yield Detail(name, told.start_char, told.end_char, told.text)
            break


def _values(token: Token, owners: Owners, kind: str) -> Iterator[Annotation]:
    """Yield the values of a kind among the words that hang on a token."""
    for word in token.subtree:
        yield from (m for m in owners.get(word.i, ()) if m.role == "value" and m.kind == kind)
