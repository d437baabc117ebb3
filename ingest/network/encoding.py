"""Documents through the encoder and the marker: sentences in windows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..annotation import Annotation, Segment
from .pieces import Pieces, Sentence, Span, encode, place
from .weights import Weights
from .windows import SIZE, Window, fill, locate, marks_of, split

Array = NDArray[np.float32]
LEAST = 8  # characters below which a sentence is cut no further


@dataclass(slots=True)
class Encoding:
    """What the encoder says about one document; sentences and segments have the same numbers."""

    segments: list[Segment]
    sentences: list[Sentence]
    windows: list[Window]
    middle: list[Array | None] = field(default_factory=list)  # per window [pieces, width], after the shared layers
    hidden: list[Array | None] = field(default_factory=list)  # per window [pieces, width], mentions marked
    tags: list[Array | None] = field(default_factory=list)  # per window [pieces, tags] log probabilities


def encode_doc(text: str, segments: Iterable[Segment], weights: Weights) -> Encoding:
    """Encode the sentences of a document, page furniture left out.

    Each window is a run of its own: 8-bit activations are scaled by the largest value of a run, so that batches
    would let one document change another's result; windows are long enough to fill the processor.
    """
    out = _prepare(text, segments, weights.tokenizer)
    for window in out.windows:
        ids, cases = np.array([window.ids], np.int64), np.array([window.cases], np.int64)
        middle, tags = weights.encoder.run(["middle", "tags"], {"ids": ids, "cases": cases})
        scores = tags[0] - tags[0].max(-1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(-1, keepdims=True))
        # what holds no name or value holds no fact: long texts without any cost no memory
        worth = bool((scores[:, 1:].max(-1) > scores[:, 0]).any())
        out.middle.append(middle[0] if worth else None)
        out.tags.append(scores if worth else None)
    return out


def _prepare(text: str, segments: Iterable[Segment], tokenizer: Any) -> Encoding:
    pairs: list[tuple[Segment, Pieces]] = []
    told = [s for s in segments if s.part != "furniture"]
    for segment, pieces in zip(told, encode([text[s.start : s.end] for s in told], tokenizer), strict=True):
        pairs += _fit(segment, pieces, text, tokenizer)
    sentences = [Sentence(text[s.start : s.end], s.part == "title", p) for s, p in pairs]
    windows = [fill(w, sentences) for w in split([len(p.ids) for _, p in pairs])]
    return Encoding([s for s, _ in pairs], sentences, windows)


def _fit(segment: Segment, pieces: Pieces, text: str, tokenizer: Any) -> list[tuple[Segment, Pieces]]:
    """Cut a segment with more pieces than a window holds into halves."""
    if len(pieces.ids) <= SIZE or segment.end - segment.start <= LEAST:
        return [(segment, pieces)] if pieces.ids else []
    middle = (segment.start + segment.end) // 2
    out = []
    for part in (replace(segment, end=middle), replace(segment, start=middle)):
        cut = text[part.start : part.end]
        out += _fit(part, encode([cut], tokenizer)[0], text, tokenizer)
    return out


def put_mentions(encoding: Encoding, mentions: Sequence[Annotation]) -> list[list[Annotation]]:
    """Lay mentions onto the sentences' spans; returns for each sentence the mention of each span.

    Spans take the entity's id as their key; values a key of their own; a mention without an entity has none.
    """
    out: list[list[Annotation]] = []
    rest = sorted(mentions, key=lambda m: (m.start, m.end))
    i = 0
    for segment, sentence in zip(encoding.segments, encoding.sentences, strict=True):
        spans, of = [], {}
        while i < len(rest) and rest[i].start < segment.end:
            m = rest[i]
            i += 1
            if m.start >= segment.start and m.end <= segment.end:
                span = Span(m.start - segment.start, m.end - segment.start, _kind(m), _key(m), m.text)
                of[id(span)] = m
                spans.append(span)
        sentence.spans = place(spans, sentence.pieces)
        out.append([of[id(span)] for span in sentence.spans])
    return out


def mark_mentions(encoding: Encoding, weights: Weights) -> None:
    """Read the windows again with the mentions of their sentences marked; a second call changes nothing."""
    if encoding.hidden:
        return
    for window, middle in zip(encoding.windows, encoding.middle, strict=True):
        spans = locate(window, encoding.sentences).spans
        if middle is None or not spans:
            encoding.hidden.append(None)
            continue
        marks = marks_of(spans, len(window.ids))[None]
        encoding.hidden.append(weights.marker.run(["hidden"], {"middle": middle[None], "marks": marks})[0][0])
    encoding.middle = []


def _key(mention: Annotation) -> str:
    if mention.role == "value":
        return f"\0{mention.start}"
    return mention.entity.id if mention.entity else ""


def _kind(mention: Annotation) -> str:
    return f"Ref_{mention.kind}" if mention.role == "reference" else mention.kind


def span_table(rows: Sequence[tuple[int, int, int, int, int, int]]) -> NDArray[np.intp]:
    """Return span rows as an array [n, 6]."""
    return np.array(rows, np.intp).reshape(-1, 6)
