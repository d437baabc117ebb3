"""python -m ingest.training.calibrate --model DIR: fit confidence on held-back documents.

Confidence is a logistic function of the pair head's logit and of how its ends were found, with a shift per label
that is drawn towards zero; a claim counts as right when subject, relation and object are those of the annotation, so
that mistakes of mentions and coreference lower it too. Reported errors are cross-fitted: fitted on one half of the
documents, measured on the other.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..network.confidence import FEATURES, PLAIN
from ..network.labels import LABEL, LABELS
from .corpus import read_corpus
from .heldback import Judged, build, gold_of, judge
from .material import TrainingDocument, prepare

Floats = NDArray[np.float64]
FLOOR = 0.03  # claims below this raw probability are not looked at
RIDGE = 6.0  # how strongly shifts of labels are drawn towards zero, in claims
THRESHOLD = 0.42  # what is less sure is not reported; the graph asserts plain triples from 0.5 on


def logits_of(judged: Sequence[Judged]) -> Floats:
    """Return the raw logits of claims whose confidence is the plain logistic of the logit."""
    p = np.clip([j.confidence for j in judged], 1e-4, 1 - 1e-4)
    return np.log(p / (1 - p))


def fit(judged: Sequence[Judged]) -> Floats:
    """Return slope, shift, weights of the features and a further shift for each label."""
    ridge = [1.0, 1e-3, *[1.0] * len(FEATURES), *[RIDGE / 4] * len(LABELS)]
    return _logistic(design(judged), [j.right for j in judged], ridge)


def _logistic(x: Floats, right: Sequence[bool], ridge: Sequence[float]) -> Floats:
    """Fit a logistic function by Newton's method, drawn to the first column as it is and nothing else."""
    y, pull, start = np.array(right, float), np.array(ridge), np.zeros(x.shape[1])
    start[0] = 1

    def loss(w: Floats) -> float:
        z = x @ w
        return float((np.logaddexp(0, z) - y * z).sum() + 0.5 * (pull * (w - start) ** 2).sum())

    w = start.copy()
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - y) + pull * (w - start)
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(pull)
        step, size = np.linalg.solve(curve, slope), 1.0
        while size > 1e-4 and loss(w - size * step) > loss(w):  # a full step may leap over the valley
            size /= 2
        w = w - size * step
    return w


def design(judged: Sequence[Judged]) -> Floats:
    """Return what the weights of `fit` are multiplied with, a row for each claim."""
    out = np.zeros((len(judged), 2 + len(FEATURES) + len(LABELS)))
    out[:, 0], out[:, 1] = logits_of(judged), 1
    for row, j in zip(out, judged, strict=True):
        row[2 : 2 + len(FEATURES)] = j.features
        row[2 + len(FEATURES) + LABEL[j.label]] = 1
    return out


def apply(w: Floats, judged: Sequence[Judged]) -> Floats:
    """Return the calibrated confidence of claims."""
    out: Floats = 1 / (1 + np.exp(-design(judged) @ w))
    return out


def settings(w: Floats) -> dict[str, Any]:
    """Return weights of `fit` as `Calibration` reads them."""
    slope, shift, *rest = (round(float(x), 4) for x in w)
    features, labels = rest[: len(FEATURES)], rest[len(FEATURES) :]
    return {
        "slope": slope,
        "shift": shift,
        "features": dict(zip(FEATURES, features, strict=True)),
        "labels": dict(zip(LABELS, labels, strict=True)),
    }


def expected_error(p: Floats, right: Sequence[bool], *, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width."""
    number = np.minimum((p * bins).astype(int), bins - 1)
    hit = np.array(right, float)
    gaps = [abs(p[number == b].mean() - hit[number == b].mean()) * (number == b).sum() for b in set(number.tolist())]
    return float(sum(gaps) / len(p))


def cross_fit(judged: Sequence[Judged]) -> Floats:
    """Return confidences that were fitted without the claim's own document."""
    half = np.array([zlib.crc32(j.document[::-1].encode()) % 2 for j in judged])
    out = np.zeros(len(judged))
    for side in (0, 1):
        w = fit([j for j, h in zip(judged, half, strict=True) if h != side])
        rows = np.nonzero(half == side)[0]
        out[rows] = apply(w, [judged[i] for i in rows])
    return out


def report(p: Floats, judged: Sequence[Judged], documents: Sequence[TrainingDocument], t: float) -> dict[str, float]:
    """Return the numbers that the model card gives, at a threshold."""
    gold = sum(len(gold_of(d)) for d in documents)
    kept = [j for j, q in zip(judged, p, strict=True) if q >= t]
    hits = [j for j in kept if j.right]
    precision, recall = len(hits) / max(1, len(kept)), len(hits) / max(1, gold)
    idle = sum(not s.facts for d in documents for s in d.sentences)
    return {
        "documents": len(documents),
        "facts": gold,
        "threshold": t,
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "status": sum(j.status_right for j in hits) / max(1, len(hits)),
        "false_per_empty_sentence": sum(j.empty_sentence and not j.right for j in kept) / max(1, idle),
        "ece": expected_error(p, [j.right for j in judged]),
        "ece_kept": expected_error(p[p >= t], [j.right for j in kept]) if kept else 0.0,
    }


def main() -> None:
    """Read the command line, calibrate and write config.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    args = parser.parse_args()
    path = args.model / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config |= {"calibration": PLAIN, "thresholds": {"default": 0.5}}
    path.write_text(json.dumps(config, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    documents = prepare([d for d in read_corpus() if d.held_back and not d.mistakes])
    judged = judge(build(args.model, FLOOR), documents)
    config["scores"] = {k: round(v, 4) for k, v in report(cross_fit(judged), judged, documents, THRESHOLD).items()}
    config["calibration"] = settings(fit(judged))
    config["thresholds"] = {"default": THRESHOLD}
    path.write_text(json.dumps(config, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(config["scores"], indent=1))


if __name__ == "__main__":
    main()
