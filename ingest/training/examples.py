"""Training documents -> windows with the labels of every head -> tensors."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..network.labels import (  # fmt: skip
    KIND,
    LABEL,
    LABELS,
    QUALIFIER,
    SAME_AS,
    SPAN_KINDS,
    STATUS,
    SYMMETRIC,
    TAG,
    is_name,
    is_reference,
)
from ..network.pieces import Sentence, Span, encode, place
from ..network.windows import (  # fmt: skip
    SIZE,
    Candidates,
    Window,
    fill,
    locate,
    marks_of,
    pair_entities,
    pair_references,
    split,
)
from .material import TrainingDocument

IGNORE = -100
FALSE = "\1"  # entity keys of spans that are no mentions


@dataclass(slots=True)
class Example:
    """One window with its labels."""

    ids: list[int]
    cases: list[int]
    tags: list[int]
    spans: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)
    masks: list[NDArray[np.bool_]] = field(default_factory=list)
    labels: list[list[int]] = field(default_factory=list)  # of each group
    pairs: list[tuple[int, int, int]] = field(default_factory=list)
    facts: list[tuple[int, int, int]] = field(default_factory=list)  # group, label, status
    slots: list[tuple[int, int, int]] = field(default_factory=list)  # fact, span, qualifier
    allowed: list[NDArray[np.bool_] | None] | None = None  # open NER data: tags of each piece
    source: tuple[TrainingDocument, list[Sentence], Window, Candidates] | None = None


def allowed_labels(documents: Sequence[TrainingDocument]) -> NDArray[np.bool_]:
    """Return which labels join which kinds [kind, kind, label], from the facts of documents."""
    out = np.zeros((len(SPAN_KINDS), len(SPAN_KINDS), len(LABELS)), bool)
    for doc in documents:
        for s in doc.sentences:
            values = {n.entity: n.kind for n in s.notes}
            for f in s.facts:
                obj = doc.kinds.get(f.object) or values.get(f.object)
                if f.subject in doc.kinds and obj:
                    a, b = KIND[doc.kinds[f.subject]], KIND[obj]
                    out[a, b, LABEL[f.label]] = True
                    if f.label in SYMMETRIC:
                        out[b, a, LABEL[f.label]] = True
    return out


def encode_document(doc: TrainingDocument, tokenizer: object) -> list[Sentence]:
    """Cut the sentences of a document into pieces and place its mentions in them."""
    pieces = encode([s.text for s in doc.sentences], tokenizer)
    out = []
    for s, p in zip(doc.sentences, pieces, strict=True):
        spans = [Span(n.start, n.end, n.kind, n.entity, s.text[n.start : n.end]) for n in s.notes]
        out.append(Sentence(s.text, s.title, p, place(spans, p)))
    return out


def examples(
    doc: TrainingDocument, tokenizer: object, allowed: NDArray[np.bool_], rng: random.Random | None
) -> list[Example]:
    """Return the labelled windows of a document; with rng, spans are disturbed for training."""
    sentences = encode_document(doc, tokenizer)
    size = rng.randint(SIZE * 2 // 3, SIZE) if rng else SIZE
    windows = split([len(s.pieces.ids) for s in sentences], size=size)
    return [_example(doc, sentences, fill(w, sentences), allowed, rng) for w in windows]


def _example(
    doc: TrainingDocument,
    sentences: list[Sentence],
    window: Window,
    allowed: NDArray[np.bool_],
    rng: random.Random | None,
) -> Example:
    tags = _tags(window, sentences)
    if rng:
        _add_false_spans(window, sentences, rng)
    found = locate(window, sentences)
    pair_references(window, found)
    same = np.zeros(len(LABELS), bool)
    same[LABEL[SAME_AS]] = True
    found.masks += [same] * len(found.groups)
    labels = []
    for j, number, entity in found.groups:
        span = next(s for n, s in found.located[j] if n == number)
        labels.append([LABEL[SAME_AS]] if span.entity == entity else [])
    references = len(found.groups)
    pair_entities(window, found, doc.kinds, allowed)
    out = Example(window.ids, window.cases, tags, found.spans, found.masks, labels, found.pairs)
    _label_groups(doc, found, out, references)
    if rng:
        out.spans = _disturb(out.spans, window, sentences, rng)
    else:
        out.source = (doc, sentences, window, found)
    return out


def _tags(window: Window, sentences: list[Sentence]) -> list[int]:
    out = [IGNORE] * len(window.ids)
    for j in (*window.context, *window.targets):
        shift, pieces = window.offset[j], sentences[j].pieces
        for w in pieces.first[:-1]:
            out[shift + w] = TAG["O"]
        for span in sentences[j].spans:
            if span.entity.startswith(FALSE):
                continue
            for w in range(*span.words):
                prefix = "B-" if w == span.words[0] else "I-"
                out[shift + pieces.first[w]] = TAG[prefix + span.kind]
    return out


def _add_false_spans(window: Window, sentences: list[Sentence], rng: random.Random) -> None:
    """Give one target sentence in 16 a span that is no mention, as the tag head does at times."""
    for j in window.targets:
        if rng.random() > 0.06 or len(sentences[j].pieces.words) < 4:
            continue
        pieces = sentences[j].pieces
        first = rng.randrange(len(pieces.words) - 1)
        start, end = pieces.words[first][0], pieces.words[first + rng.randint(0, 1)][1]
        if any(s.start < end and s.end > start for s in sentences[j].spans):
            continue
        text = sentences[j].text[start:end]
        span = Span(start, end, rng.choice(SPAN_KINDS), f"{FALSE}{j}:{start}", text)
        sentences[j].spans += place([span], pieces)
        sentences[j].spans.sort(key=lambda s: s.start)


def _label_groups(doc: TrainingDocument, found: Candidates, out: Example, first: int) -> None:
    for g, (j, a, b) in enumerate(found.groups[first:], first):
        facts = [
            f for f in doc.sentences[j].facts
            if (f.subject, f.object) == (a, b) or (f.label in SYMMETRIC and (f.object, f.subject) == (a, b))
        ]  # fmt: skip
        out.labels.append([LABEL[f.label] for f in facts])
        for f in facts:
            out.facts.append((g, LABEL[f.label], STATUS[f.status]))
            wanted = defaultdict(lambda: "none", ((e, q) for q, e in f.qualifiers))
            for n, span in found.located[j]:
                if span.entity not in (a, b):
                    out.slots.append((len(out.facts) - 1, n, QUALIFIER[wanted[span.entity]]))


def _disturb(
    spans: list[tuple[int, int, int, int, int, int]],
    window: Window,
    sentences: list[Sentence],
    rng: random.Random,
) -> list[tuple[int, int, int, int, int, int]]:
    """Move a boundary of one span in 16, change the kind of one in 25: run time makes mistakes."""
    out = []
    for first, last, old, low, high, j in spans:
        p, q, kind = first, last, old
        if rng.random() < 0.06:
            starts = [f + low for f in sentences[j].pieces.first]
            if rng.random() < 0.5:
                q = next((f for f in starts if f > p and f > q), q)
            else:
                p = max((f for f in starts if f < p), default=p)
        name = SPAN_KINDS[kind]
        if rng.random() < 0.04 and (is_name(name) or is_reference(name)):
            same = [k for k in SPAN_KINDS if is_name(k) == is_name(name) and is_reference(k) == is_reference(name)]
            kind = KIND[rng.choice(same)]
        out.append((p, q, kind, low, high, j))
    return out


@dataclass(slots=True)
class Batch:
    """Tensors of several examples; numbers of spans, groups and facts run through the batch."""

    ids: Tensor
    cases: Tensor
    present: Tensor
    tags: Tensor
    marks: Tensor  # of each piece, by the spans
    spans: Tensor
    pairs: Tensor  # [n, 3] group, span, span
    masks: Tensor
    labels: Tensor  # [groups, labels] 0 / 1
    facts: Tensor  # [n, 3] group, label, status
    slots: Tensor  # [n, 3] fact, span, qualifier


def collate(examples_: Sequence[Example]) -> Batch:
    """Pad and join examples."""
    rows, length = len(examples_), max(len(e.ids) for e in examples_)
    ids, cases, present, marks = (torch.zeros(rows, length, dtype=torch.long) for _ in range(4))
    tags = torch.full((rows, length), IGNORE)
    spans, pairs, masks, labels, facts, slots = [], [], [], [], [], []
    for i, e in enumerate(examples_):
        n = len(e.ids)
        ids[i, :n], cases[i, :n] = torch.tensor(e.ids), torch.tensor(e.cases)
        present[i, :n], tags[i, :n] = 1, torch.tensor(e.tags)
        marks[i, :n] = torch.from_numpy(marks_of(e.spans, n))
        s, g, f = len(spans), len(masks), len(facts)
        spans += [(i, *row) for row in e.spans]
        pairs += [(g + k, s + a, s + b) for k, a, b in e.pairs]
        facts += [(g + k, label, status) for k, label, status in e.facts]
        slots += [(f + k, s + n, q) for k, n, q in e.slots]
        masks += e.masks
        labels += e.labels
    wanted = torch.zeros(len(labels), len(LABELS))
    for g, row in enumerate(labels):
        wanted[g, row] = 1
    mask = torch.from_numpy(np.stack(masks)) if masks else torch.zeros(0, len(LABELS), dtype=torch.bool)
    table = [torch.tensor(x, dtype=torch.long).view(-1, w) for x, w in ((spans, 7), (pairs, 3), (facts, 3), (slots, 3))]
    return Batch(ids, cases, present, tags, marks, table[0], table[1], mask, wanted, table[2], table[3])
