"""Fit how clumsy translations are told from ordinary English: `python -m ingest.training.translated`.

A logistic function of the words and pairs of words that a document has (`names/translation.py`). Documents that say
of themselves that they were translated well are neither example nor counterexample; held-back ones are only scored.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..names.translation import WEIGHTS, marks_of, probability
from .corpus import MarkedDocument, read_corpus

CLUMSY = re.compile(
    r"machine.?(?:transl|written)|auto.?transl|garbled|clumsy|word by word|literal|broken English", re.IGNORECASE
)
TRANSLATED = re.compile("transl|subtitle|transcript", re.IGNORECASE)
PULL = 0.01
"""How strongly weights are drawn to zero; 0.003 and 0.03 tell the documents apart as well in cross-validation."""

LEAST = 4
"""Documents that a word must occur in."""

KEPT = 4000
"""Weights that are shipped: the largest."""


@dataclass(frozen=True, slots=True)
class Example:
    """What a document is told by, how many words it has, and whether it is a clumsy translation."""

    marks: frozenset[str]
    length: int
    clumsy: bool


def examples(docs: Iterable[MarkedDocument]) -> list[Example]:
    """Return the documents that are an example or a counterexample."""
    out = []
    for doc in docs:
        clumsy = bool(CLUMSY.search(doc.style))
        if clumsy or not TRANSLATED.search(doc.style):
            out.append(Example(*marks_of("\n".join(s.text for s in doc.sentences)), clumsy))
    return out


def fit(found: Sequence[Example]) -> tuple[float, dict[str, float]]:
    """Return the bias and the weights of words and pairs of words."""
    import torch

    counts = Counter(mark for one in found for mark in one.marks)
    number = {mark: i for i, mark in enumerate(sorted(mark for mark, count in counts.items() if count >= LEAST))}
    cells = [(i, number[mark]) for i, one in enumerate(found) for mark in sorted(one.marks) if mark in number]
    size = [1 / math.sqrt(max(found[i].length, 1)) for i, _ in cells]
    rows = torch.sparse_coo_tensor(torch.tensor(cells).T, size, (len(found), len(number))).coalesce()
    wanted = torch.tensor([float(one.clumsy) for one in found])
    weights, bias = torch.zeros(len(number), 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer: Any = torch.optim.LBFGS([weights, bias], max_iter=120, line_search_fn="strong_wolfe")

    def loss() -> Any:
        optimizer.zero_grad()
        logits = torch.sparse.mm(rows, weights)[:, 0] + bias
        total: Any = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="sum")
        total = total + PULL * (weights**2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    fitted = dict(zip(number, weights.detach()[:, 0].tolist(), strict=True))
    kept = sorted(fitted, key=lambda mark: (-abs(fitted[mark]), mark))[:KEPT]
    return round(bias.item(), 3), {mark: round(fitted[mark], 2) for mark in sorted(kept)}


def main() -> None:
    """Fit, write the weights that are shipped, and print how the held-back documents are told apart."""
    docs = list(read_corpus())
    bias, weights = fit(examples(doc for doc in docs if not doc.held_back))
    content = json.dumps({"bias": bias, "weights": weights}, ensure_ascii=False, indent=0)
    WEIGHTS.write_text(content + "\n", encoding="utf-8")
    kept = examples(doc for doc in docs if doc.held_back)
    scores = [(probability(one.marks, one.length, bias, weights), one.clumsy) for one in kept]
    for least in (0.05, 0.1, 0.2, 0.3):
        for clumsy in (True, False):
            own = [score for score, is_clumsy in scores if is_clumsy is clumsy]
            print(f"from {least}: {sum(s >= least for s in own)} of {len(own)} {'clumsy' if clumsy else 'others'}")


if __name__ == "__main__":
    main()
