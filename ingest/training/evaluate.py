"""Scores of a network on held-back documents, with gold mentions for relations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ..network.decoding import decode_tags
from ..network.labels import LABEL, LABELS, NAME_KINDS, QUALIFIERS, SAME_AS, SPAN_KINDS, STATUSES, SYMMETRIC
from .examples import Example, collate, examples
from .losses import Outputs, read
from .material import TrainingDocument
from .network import Network

BATCH = 8


@dataclass
class Scores:
    """Counts of right, predicted and gold items by group, and single numbers."""

    right: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    numbers: dict[str, float] = field(default_factory=dict)
    points: list[tuple[str, float, bool]] = field(default_factory=list)  # label, probability, right

    def add(self, name: str, right: int, predicted: int, gold: int) -> None:
        """Add counts to a group."""
        self.right[name] += right
        self.predicted[name] += predicted
        self.gold[name] += gold

    def prf(self, name: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 of a group."""
        p = self.right[name] / max(1, self.predicted[name])
        r = self.right[name] / max(1, self.gold[name])
        return p, r, 2 * p * r / max(1e-9, p + r)


@torch.no_grad()
def evaluate(
    net: Network,
    documents: Sequence[TrainingDocument],
    tokenizer: Any,
    allowed: NDArray[np.bool_],
    known: frozenset[str] = frozenset(),
) -> Scores:
    """Score tags, and on gold mentions relations, coreference, status and qualifiers.

    Names whose surface is not among the known ones (those of the training documents) are also counted apart.
    """
    net.eval()
    scores = Scores()
    windows = [e for d in documents for e in examples(d, tokenizer, allowed, None)]
    windows.sort(key=lambda e: len(e.ids))
    for i in range(0, len(windows), BATCH):
        group = windows[i : i + BATCH]
        batch = collate(group)
        out = read(net, batch)
        _score_tags(group, out, scores, known)
        _score_groups(group, out, scores)
        if out.status is not None:
            right = int((out.status.argmax(-1) == batch.facts[:, 2]).sum())
            scores.add("status", right, len(batch.facts), len(batch.facts))
            for gold, guess in zip(batch.facts[:, 2].tolist(), out.status.argmax(-1).tolist(), strict=True):
                scores.add(f"status:{STATUSES[gold]}", gold == guess, gold == guess, 1)
        if out.qualifiers is not None:
            _score_slots(batch.slots[:, 2].tolist(), out.qualifiers.argmax(-1).tolist(), scores)
    gold_facts = sum(2 if f.label in SYMMETRIC else 1 for d in documents for s in d.sentences for f in s.facts)
    scores.gold["relations"] = gold_facts
    return scores


def _score_tags(group: list[Example], out: Outputs, scores: Scores, known: frozenset[str]) -> None:
    tags = torch.log_softmax(out.tags, -1).numpy()
    for i, e in enumerate(group):
        if e.source is None:
            continue
        _, sentences, window, _ = e.source
        for j in window.targets:
            pieces = sentences[j].pieces
            rows = [f + window.offset[j] for f in pieces.first[:-1]]
            found = {(a, b, k) for a, b, k, _ in decode_tags(tags[i, rows])}
            gold = {(*s.words, s.kind) for s in sentences[j].spans}
            for span in sentences[j].spans:
                if span.kind in NAME_KINDS and span.text not in known:
                    scores.add("unseen names", (*span.words, span.kind) in found, 0, 1)
            for kind in SPAN_KINDS:
                g, p = {x for x in gold if x[2] == kind}, {x for x in found if x[2] == kind}
                scores.add(kind, len(g & p), len(p), len(g))
                family = "names" if kind in NAME_KINDS else "references" if kind[:4] == "Ref_" else "values"
                scores.add(family, len(g & p), len(p), len(g))


def _score_groups(group: list[Example], out: Outputs, scores: Scores) -> None:
    if out.groups is None:
        return
    probabilities, g = torch.sigmoid(out.groups).numpy(), 0
    for e in group:
        assert e.source is not None
        references: dict[tuple[int, str | int], list[tuple[float, bool]]] = defaultdict(list)
        empty = {j for j in e.source[2].targets if not e.source[0].sentences[j].facts}
        scores.numbers["empty"] = scores.numbers.get("empty", 0) + len(empty)
        for key, mask, labels in zip(e.source[3].groups, e.masks, e.labels, strict=True):
            row = probabilities[g] * mask
            g += 1
            if mask[LABEL[SAME_AS]]:
                references[key[0], key[1]].append((float(row[LABEL[SAME_AS]]), bool(labels)))
                continue
            for label in {*labels, *np.nonzero(row > 0.15)[0].tolist()}:
                right = label in labels
                scores.points.append((LABELS[label], float(row[label]), right))
                hit = int(row[label] > 0.5)
                scores.add(LABELS[label], hit and right, hit, right)
                scores.add("relations", hit and right, hit, 0)
                if key[0] in empty and hit:
                    scores.numbers["false"] = scores.numbers.get("false", 0) + 1
        for options in references.values():
            if any(right for _, right in options):
                scores.add("coreference", max(options)[1], 1, 1)


def _score_slots(gold: list[int], found: list[int], scores: Scores) -> None:
    for g, p in zip(gold, found, strict=True):
        for q in {g, p} - {0}:
            name = "speaker" if QUALIFIERS[q] == "speaker" else "qualifiers"
            scores.add(name, g == p == q, p == q, g == q)
            scores.add("q:" + QUALIFIERS[q], g == p == q, p == q, g == q)


def describe(scores: Scores, *, full: bool = False) -> str:
    """Return scores as text: one line, and with full one more for each group."""
    head = ("names", "references", "values", "relations", "coreference", "status", "qualifiers", "speaker")
    parts = [f"{n} {scores.prf(n)[0]:.3f}/{scores.prf(n)[1]:.3f}/{scores.prf(n)[2]:.3f}" for n in head]
    false = scores.numbers.get("false", 0) / max(1, scores.numbers.get("empty", 0))
    unseen = scores.prf("unseen names")[1]
    lines = ["   " + "  ".join(parts) + f"  unseen names found {unseen:.3f}  false/empty sentence {false:.3f}"]
    if full:
        for name, gold in scores.gold.most_common():
            if name == "unseen names":  # what is found is not told apart, so there is no precision
                continue
            p, r, f = scores.prf(name)
            lines.append(f"   {name:36} P {p:.3f} R {r:.3f} F1 {f:.3f}  gold {gold}")
    return "\n".join(lines)
