"""The `fast` tier's relations: patterns over the dependency parse of sentences whose names are linked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from graph import ontology

from ..annotation import Annotation, Claim, Detail
from ..rules.patterns import CONFIDENCE, Pattern, applies, follow, patterns
from ..rules.status import status_of
from ..rules.wordings import worded
from ..values.measures import measured

if TYPE_CHECKING:
    from graph import Status

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
        for sent in doc.sents:
            if any(start <= sent.start_char < end for start, end in furniture):
                continue
            found += self._claims(sent, owners)
            found += worded(doc.text, sent.start_char, sent.end_char, doc._.mentions)
            found += measured(sent, doc._.mentions)
        doc._.claims = tuple(found)
        return doc

    def _claims(self, sent: Span, owners: dict[int, Annotation]) -> Iterator[Claim]:
        done = set()
        for token in sent:
            for pattern in self.by_trigger.get(token.lower_, ()):
                if token.i in owners or not applies(pattern, token):
                    continue
                for claim in _read(pattern, token, sent, owners):
                    key = (claim.subject.start, claim.relation, claim.object.start)
                    if key not in done:
                        done.add(key)
                        yield claim


def _owners(doc: Doc) -> dict[int, Annotation]:
    """Return the linked mention that covers each token."""
    owners: dict[int, Annotation] = {}
    for mention in doc._.mentions:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        for token in span or ():
            owners.setdefault(token.i, mention)
    return owners


def _read(pattern: Pattern, trigger: Token, sent: Span, owners: dict[int, Annotation]) -> Iterator[Claim]:
    subjects = list(_named(trigger, pattern.subject, owners))
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
                trigger=(trigger.idx, trigger.idx + len(trigger)),
                details=tuple(_details(pattern, trigger, owners)),
                rule=pattern.id,
            )


def _status(pattern: Pattern, trigger: Token, sent: Span) -> Status:
    return pattern.status or status_of(trigger, sent)  # type: ignore[return-value]


def _fits(pattern: Pattern, subject: Annotation, object: Annotation) -> bool:
    if subject.entity is None or object.entity is None or subject.entity.id == object.entity.id:
        return False
    return ontology().allows(subject.entity.kind, pattern.relation, object.entity.kind)


def _named(trigger: Token, path: str, owners: dict[int, Annotation]) -> Iterator[Annotation]:
    """Yield the mentions at the end of a path; a common noun stands for the name beside it ("carmaker BYD")."""
    for token in follow(trigger, path):
        if token.i in owners:
            yield owners[token.i]
            continue
        for child in token.children:
            if child.dep_ in ("appos", "flat", "compound") and child.i in owners:
                yield owners[child.i]
                break


def _details(pattern: Pattern, trigger: Token, owners: dict[int, Annotation]) -> Iterator[Detail]:
    for name, path in pattern.about.items():
        for token in follow(trigger, path):
            if token.i in owners and owners[token.i].role == "name" and name == "product":
                continue
            words = [part for part in token.subtree if part.dep_ not in ("punct", "case", "acl:relcl")]
            start, end = words[0].idx, words[-1].idx + len(words[-1])
            yield Detail(name, start, end, token.doc.text[start:end])
            break
