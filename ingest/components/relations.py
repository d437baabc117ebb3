"""Component: claims between mentions, with status, calibrated confidence, qualifiers and speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from graph import Status, Value, ontology

from ..annotation import Annotation, Claim, Detail
from ..names.kinds import is_exchange
from ..names.trims import version_of
from ..network.confidence import Calibration, features_of
from ..network.consistency import consistent
from ..network.encoding import Encoding, mark_mentions, put_mentions, span_table
from ..network.heads import Heads, Reading
from ..network.labels import LABEL, LABELS, QUALIFIERS, SAME_AS, SPAN_KINDS, STATUSES, SYMMETRIC, is_name
from ..network.weights import FOLDER, load_weights
from ..network.windows import Candidates, Window, locate, pair_entities
from ..rules.contradictions.restatements import restated
from ..rules.contradictions.verdict import is_contradicted
from ..rules.statuses.standing import standing
from ..values.fitting import attributes_of
from ..values.surroundings import attribute_named, excluded_by, is_other_period

RULE = "joint-model"
FLOOR = -4.0  # logit below which no pair is looked at any further
SLOT = 0.5  # probability from which a span becomes a qualifier or the speaker


@Language.factory("autokg_relations", assigns=["doc._.claims"], requires=["doc._.mentions"])
class RelationFinder:
    """Rates every pair of entities of a sentence and sets `doc._.claims` to the claims that are sure enough."""

    def __init__(self, nlp: Language, name: str, folder: str = "", floor: float | None = None) -> None:
        self.folder, self.floor = Path(folder) if folder else FOLDER, floor
        self._loaded: tuple[Heads, Calibration, NDArray[np.bool_]] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Find the claims of one document."""
        weights = load_weights(self.folder)
        if self._loaded is None:
            self._loaded = Heads(weights.heads), Calibration.of(weights.config, self.floor), _legal(weights.allowed)
        encoding: Encoding = doc._.encoding
        annotations = put_mentions(encoding, doc._.mentions)
        mark_mentions(encoding, weights)
        kinds = {m.entity.id: m.entity.kind for m in doc._.mentions if m.entity}
        kinds |= {f"\0{m.start}": m.kind for m in doc._.mentions if m.role == "value"}
        claims: list[Claim] = []
        for window, hidden in zip(encoding.windows, encoding.hidden, strict=True):
            if hidden is not None:
                claims += self._claims(encoding, (window, hidden), annotations, kinds)
        text = doc.text  # put together anew at each look
        stated = [restated(text, c) for c in claims if not is_contradicted(text, c)]  # before wrong ones exclude
        doc._.claims = (*doc._.claims, *consistent(stated, doc._.mentions))
        doc._.encoding = None
        return doc

    def _claims(
        self,
        encoding: Encoding,
        read: tuple[Window, NDArray[np.float32]],
        annotations: list[list[Annotation]],
        kinds: dict[str, str],
    ) -> Iterator[Claim]:
        assert self._loaded is not None
        heads, calibration, allowed = self._loaded
        window, hidden = read
        found = pair_entities(window, locate(window, encoding.sentences), kinds, allowed)
        if not found.pairs:
            return
        sources = _Sources(encoding, annotations, found)
        reading = Reading(heads, hidden, span_table(found.spans))
        group, a, b = np.array(found.pairs, np.intp).T
        pairs = reading.pairs(a, b)
        logits = reading.relations(pairs)
        best, pair_of = _maxima(logits, group)
        best[~(np.stack(found.masks) & sources.fitting())] = -np.inf
        best[:, LABEL[SAME_AS]] = -np.inf
        groups, labels = np.nonzero(best >= FLOOR)
        chosen = pair_of[groups, labels]
        ends = [sources.ends(g, int(a[i]), int(b[i])) for g, i in zip(groups.tolist(), chosen.tolist(), strict=True)]
        chances = calibration.probability(best[groups, labels], labels, [features_of(*pair) for pair in ends])
        enough = np.nonzero(chances >= calibration.threshold[labels])[0]
        if not len(enough):
            return
        groups, labels, chosen, chances = groups[enough], labels[enough], chosen[enough], chances[enough]
        facts = reading.facts(pairs[chosen], labels, a[chosen], b[chosen])
        status = heads.linear("status", facts).argmax(-1)
        details = sources.details(reading, facts, np.stack([groups, a[chosen], b[chosen]], 1))
        for i, (g, label) in enumerate(zip(groups.tolist(), labels.tolist(), strict=True)):
            parts = STATUSES[int(status[i])], float(chances[i]), details[i]
            yield sources.claim(LABELS[label], g, ends[enough[i]], parts)


def _legal(allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the labels that both the training material and the ontology allow between kinds."""
    out = allowed.copy()
    for a, b, label in zip(*(part.tolist() for part in np.nonzero(allowed)), strict=True):
        object_kind = SPAN_KINDS[b] if is_name(SPAN_KINDS[b]) else "Value"
        out[a, b, label] = ontology().allows(SPAN_KINDS[a], LABELS[label].partition(":")[0], object_kind)
    return out


@lru_cache(4096)
def fitting_labels(value: str, label: str, excluded: frozenset[str] = frozenset()) -> NDArray[np.bool_]:
    """Return which labels a claim may have whose object is a value of these words, or an entity of this label."""
    fitting = attributes_of(value) - excluded if value else frozenset()
    return np.array(
        [a in fitting if (a := x.partition(":")[2]) else x != "listed_on" or is_exchange(label) for x in LABELS]
    )


def _maxima(logits: NDArray[np.float32], group: NDArray[np.intp]) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Return the highest logits of each group [groups, labels] and the pairs that have them; groups are in order."""
    starts = np.nonzero(np.diff(group, prepend=-1))[0]
    best = np.maximum.reduceat(logits, starts, axis=0)
    number = np.arange(len(logits))[:, None]
    where = np.where(logits >= best[group], number, len(logits))
    return best, np.minimum.reduceat(where, starts, axis=0)


@dataclass(frozen=True)
class _Sources:
    """Where the spans of a window come from in the document."""

    encoding: Encoding
    annotations: list[list[Annotation]]
    found: Candidates

    def annotation(self, number: int, sentence: int) -> Annotation:
        """Return the mention of a span; one of another sentence is only implied by this one."""
        j = self.found.spans[number][5]
        m = self.annotations[j][number - self.found.located[j][0][0]]
        return m if j == sentence else replace(m, link="implied")

    def fitting(self) -> NDArray[np.bool_]:
        """Return which labels fit the words of the objects [groups, labels]: a weight is no power."""
        out = np.ones((len(self.found.groups), len(LABELS)), np.bool_)
        known: dict[int, NDArray[np.bool_]] = {}
        for g, number in {g: n for g, _, n in self.found.pairs}.items():
            if number not in known:
                known[number] = self._fitting(number, self.found.groups[g][0])
            out[g] = known[number]
        return out

    def _fitting(self, number: int, sentence: int) -> NDArray[np.bool_]:
        m = self.annotation(number, sentence)
        if m.role != "value":
            return fitting_labels("", m.entity.label if m.entity else "")
        return fitting_labels(m.text, "", excluded_by(*self.around(m, sentence)))

    def _in_context(self, status: Status, relation: str, ends: tuple[Annotation, Annotation], j: int) -> Status:
        """Return the status of a claim where the words of its sentence leave no other."""
        text, base = self.encoding.sentences[j].text, self.encoding.segments[j].start
        a, b = ((max(0, m.start - base), max(0, m.end - base)) for m in ends)
        return standing(status, relation, text, (a, b))

    def around(self, m: Annotation, sentence: int) -> tuple[str, str]:
        """Return what stands in a sentence before and after a mention."""
        text, base = self.encoding.sentences[sentence].text, self.encoding.segments[sentence].start
        return text[: max(0, m.start - base)], text[max(0, m.end - base) :]

    def _is_other_period(self, m: Annotation, object: Annotation, sentence: int) -> bool:
        return object.end < m.start and is_other_period(*self.around(m, sentence))

    def details(
        self, reading: Reading, facts: NDArray[np.float32], ends: NDArray[np.intp]
    ) -> list[dict[str, tuple[float, Annotation]]]:
        """Return for each fact (group, subject span, object span) the best span of each qualifier."""
        rows = []
        for i, (g, a, b) in enumerate(ends.tolist()):
            j, *entities = self.found.groups[g]
            rows += [(i, n, a, b) for n, span in self.found.located[j] if span.entity not in entities]
        out: list[dict[str, tuple[float, Annotation]]] = [{} for _ in ends]
        if not rows:
            return out
        of, span, a, b = np.array(rows, np.intp).T
        logits = reading.slots(facts[of], span, a, b)
        chances = np.exp(logits - logits.max(-1, keepdims=True))
        chances /= chances.sum(-1, keepdims=True)
        for row, (i, n, _, _) in enumerate(rows):
            q = int(chances[row].argmax())
            chance = float(chances[row, q])
            name = QUALIFIERS[q]
            if q and chance >= SLOT and chance > out[i].get(name, (0.0,))[0]:
                out[i][name] = (chance, self.annotation(n, self.found.spans[n][5]))
        return out

    def ends(self, group: int, a: int, b: int) -> tuple[Annotation, Annotation]:
        """Return the mentions of a pair of spans of a group."""
        j = self.found.groups[group][0]
        return self.annotation(a, j), self.annotation(b, j)

    def claim(
        self,
        label: str,
        group: int,
        ends: tuple[Annotation, Annotation],
        parts: tuple[str, float, dict[str, tuple[float, Annotation]]],
    ) -> Claim:
        """Build the claim of a group; symmetric relations put the earlier mention first."""
        (subject, object_), (status, confidence, details) = ends, parts
        j = self.found.groups[group][0]
        segment = self.encoding.segments[j]
        relation, _, attribute = label.partition(":")
        status = self._in_context(cast("Status", status), relation, ends, j)
        if label in SYMMETRIC and object_.start < subject.start:
            subject, object_ = object_, subject
        speaker = details.get("speaker")
        found = [
            Detail(name, m.start, m.end, _words(m))
            for name, (_, m) in details.items()
            if name != "speaker" and not (name in ("date", "period") and self._is_other_period(m, object_, j))
        ]
        found += _trims(subject)
        return Claim(
            subject,
            relation,
            object_,
            status,
            round(confidence, 4),
            (segment.start, segment.end),
            _value(attribute, object_, self.around(object_, j)) if attribute else None,
            None,
            tuple(sorted(found, key=lambda detail: detail.name)),
            _words(speaker[1]) if speaker else "",
            RULE,
        )


def _value(attribute: str, mention: Annotation, around: tuple[str, str]) -> Value:
    """Return the value of a mention; a time is of the sprint beside it."""
    return Value(attribute_named(attribute, *around), mention.text)


def _trims(subject: Annotation) -> list[Detail]:
    """Return the qualifier that tells which version of a model a claim is about."""
    model = subject.entity if subject.role == "name" and subject.kind == "Vehicle" else None
    version = version_of(subject.text, model) if model else ""
    return [Detail("trim", subject.end - len(version), subject.end, version)] if version else []


def _words(m: Annotation) -> str:
    """Return how to quote a mention: names and references by their entity's label."""
    return m.entity.label if m.entity and (m.role == "reference" or m.link != "value") else m.text
