"""Windows of sentences for the encoder, and the candidate pairs of mentions in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .labels import KIND, compatible, is_name, is_reference
from .pieces import END_PIECE, PAD_CASE, START_PIECE, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


BoolArray = NDArray[np.bool_]

SIZE, CONTEXT = 280, 64  # pieces of target sentences, pieces of context before them
TITLE = 48  # pieces that the first sentence may have to be part of every context: it names the topic
SUBJECTS = frozenset(("Company", "Organization", "Vehicle", "Ref_Company", "Ref_Vehicle", "Ref_Person"))
MENTIONS = 4  # mentions of one entity in one sentence that take part in pairs


@dataclass(slots=True)
class Window:
    """Consecutive sentences as one input of the encoder; only the targets give results."""

    context: tuple[int, ...]
    targets: range
    ids: list[int] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)
    offset: dict[int, int] = field(default_factory=dict)  # sentence number -> its first piece
    bounds: dict[int, int] = field(default_factory=dict)  # sentence number -> its last piece + 1


@dataclass(slots=True)
class Candidates:
    """Spans of a window and the groups of span pairs, one group for each pair of entities."""

    spans: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)
    located: dict[int, list[tuple[int, Span]]] = field(default_factory=dict)
    groups: list[tuple[int, str | int, str]] = field(default_factory=list)
    masks: list[BoolArray] = field(default_factory=list)
    pairs: list[tuple[int, int, int]] = field(default_factory=list)  # group, span, span


def split(lengths: Sequence[int], *, size: int = SIZE, context: int = CONTEXT) -> list[Window]:
    """Group sentences of these lengths into windows; each sentence is a target exactly once.

    The context of a window are the sentences just before it and the first of all.

    >>> [(w.context, list(w.targets)) for w in split([20, 130, 100, 50, 30], size=260)]
    [((), [0, 1, 2]), ((0,), [3, 4])]
    """
    out, i = [], 0
    while i < len(lengths):
        total, j = 0, i
        while j < len(lengths) and (j == i or total + lengths[j] + 1 <= size):
            total += lengths[j] + 1
            j += 1
        k, before = i, 0
        while k > 0 and before + lengths[k - 1] + 1 <= context:
            k -= 1
            before += lengths[k] + 1
        first = (0,) if k > 0 and lengths[0] <= TITLE else ()
        out.append(Window((*first, *range(k, i)), range(i, j)))
        i = j
    return out


def fill(window: Window, sentences: Sequence[Sentence]) -> Window:
    """Join the pieces of the sentences of a window."""
    window.ids, window.cases = [START_PIECE], [PAD_CASE]
    for j in (*window.context, *window.targets):
        pieces = sentences[j].pieces
        window.offset[j] = len(window.ids)
        window.ids += pieces.ids
        window.cases += pieces.cases
        window.bounds[j] = len(window.ids)
        window.ids.append(END_PIECE)
        window.cases.append(PAD_CASE)
    return window


def locate(window: Window, sentences: Sequence[Sentence]) -> Candidates:
    """Lay the mentions of a window's sentences onto its pieces."""
    out = Candidates()
    for j in (*window.context, *window.targets):
        shift, end = window.offset[j], window.bounds[j]
        rows = out.located.setdefault(j, [])
        for span in sentences[j].spans:
            rows.append((len(out.spans), span))
            p, q = span.pieces
            out.spans.append((p + shift, q + shift, KIND[span.kind], shift, end, j))
    return out


def marks_of(spans: Sequence[tuple[int, int, int, int, int, int]], length: int) -> NDArray[np.int64]:
    """Return the mark of each piece of a window: the number of the tag of its mention."""
    out = np.zeros(length, np.int64)
    for first, last, kind, *_ in spans:
        out[first:last] = 2 * kind + 2
        out[first] = 2 * kind + 1
    return out


def pair_references(window: Window, out: Candidates) -> Candidates:
    """Add a group for each reference of a target sentence and each earlier compatible name."""
    for j in window.targets:
        for number, span in out.located[j]:
            if not is_reference(span.kind):
                continue
            names: dict[str, list[int]] = defaultdict(list)
            for k in (*window.context, *window.targets):
                if k > j:
                    break
                for other, name in out.located[k]:
                    if is_name(name.kind) and compatible(span.kind, name.kind):
                        names[name.entity].append(other)
            for entity, numbers in names.items():
                out.groups.append((j, number, entity))
                out.pairs += [(len(out.groups) - 1, number, n) for n in numbers[-3:]]
    return out


def pair_entities(window: Window, out: Candidates, kinds: Mapping[str, str], allowed: BoolArray) -> Candidates:
    """Add a group for each pair of entities of a target sentence that some relation may join.

    kinds maps entities to the kind of their name; allowed is [kind, kind, label]. Names of the
    two sentences before and of the title, or of the head of the section, take part too, but only with a mention of the
    sentence.
    """
    possible: BoolArray = np.asarray(allowed.any(-1))
    heads = _section_heads(window, out)
    for j in window.targets:
        here, back = _clusters(out.located, j, heads.get(j, 0))
        groups = _groups(out.located[j])
        entities = [*here.items(), *back.items()]
        kind = {e: KIND[kinds.get(e, rows[0][1].kind)] for e, rows in entities}
        for a, first in entities:
            if not (is_name(first[0][1].kind) or is_reference(first[0][1].kind)):
                continue
            for b, second in entities:
                if a == b or not possible[kind[a], kind[b]] or (a in back and b in back):
                    continue
                rows, others = first, second
                if groups:  # words that stand for both say nothing of the one and the other
                    rows, others = _apart(first, b, groups), _apart(second, a, groups)
                    if not rows or not others:
                        continue
                out.groups.append((j, a, b))
                out.masks.append(allowed[kind[a], kind[b]])
                g = len(out.groups) - 1
                out.pairs += [(g, n, m) for n, _ in rows for m, _ in others]
    return out


_Rows = dict[str, list[tuple[int, Span]]]


def _groups(rows: list[tuple[int, Span]]) -> dict[tuple[int, int], set[str]]:
    """Return the entities of each place that stands for several."""
    at: dict[tuple[int, int], set[str]] = {}
    for _, span in rows:
        if is_reference(span.kind):
            at.setdefault(span.pieces, set()).add(span.entity)
    return {pieces: entities for pieces, entities in at.items() if len(entities) > 1}


def _apart(
    rows: list[tuple[int, Span]], other: str, groups: Mapping[tuple[int, int], set[str]]
) -> list[tuple[int, Span]]:
    return [row for row in rows if other not in groups.get(row[1].pieces, ()) or is_name(row[1].kind)]


def _section_heads(window: Window, out: Candidates) -> dict[int, int]:
    """Return for each sentence without a possible subject the head of its section: "TESLA:", "Kia EV3"."""
    heads: dict[int, int] = {}
    last = 0
    for j in (*window.context, *window.targets):
        spans = [span for _, span in out.located[j] if span.kind in SUBJECTS]
        named = [span for span in spans if is_name(span.kind)]
        if not spans:
            heads[j] = last
        elif named and _is_head(named, window.bounds[j] - window.offset[j]):
            last = j
    return heads


def _is_head(named: Sequence[Span], length: int) -> bool:
    """Tell whether a sentence of so many pieces consists of names, but for a colon."""
    covered = {i for span in named for i in range(*span.pieces)}
    return length - len(covered) <= 1 and 0 in covered


def _clusters(located: Mapping[int, list[tuple[int, Span]]], j: int, head: int) -> tuple[_Rows, _Rows]:
    here: _Rows = {}
    for row in located[j]:
        if not row[1].entity:
            continue
        rows = here.setdefault(row[1].entity, [])
        if len(rows) < MENTIONS:
            rows.append(row)
    back: _Rows = {}
    for k in (j - 1, j - 2, head):
        if k >= j or k < 0:
            continue
        groups = _groups(located.get(k, []))
        for row in reversed(located.get(k, [])):
            span = row[1]
            named = is_name(span.kind) or (is_reference(span.kind) and span.pieces not in groups)
            if named and span.entity and span.entity not in here:
                back.setdefault(span.entity, [row])
    return here, back
