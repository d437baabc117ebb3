"""Confidence: how sure a claim is, by the pair head's logit and by how its two ends were found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..annotation import Annotation
from .labels import LABELS

Floats = NDArray[np.float32]
FEATURES = ("subject", "object", "subject_reference", "object_reference", "implied")
LEAST = 0.02  # a mention less sure than this counts as being as sure


def features_of(subject: Annotation, object_: Annotation) -> tuple[float, ...]:
    """Return the FEATURES of a claim's ends: how sure their mentions are, and whether the sentence names them."""
    return (
        math.log(max(LEAST, subject.confidence)),
        math.log(max(LEAST, object_.confidence)),
        float(subject.role == "reference"),
        float(object_.role == "reference"),
        float("implied" in (subject.link, object_.link)),
    )


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic function of logit and features with a shift for each label, and the least confidence of each."""

    slope: float
    weights: Floats  # of the features
    shift: Floats  # of each label
    threshold: Floats  # of each label

    @classmethod
    def of(cls, config: dict[str, Any], floor: float | None) -> Calibration:
        """Read the calibration of a model's config; a floor replaces all its thresholds."""
        fit, limits = config["calibration"], config["thresholds"]
        shifts = [fit["shift"] + fit["labels"].get(label, 0.0) for label in LABELS]
        limit = [floor if floor is not None else limits.get(label, limits["default"]) for label in LABELS]
        weights = [fit["features"][name] for name in FEATURES]
        return cls(fit["slope"], *(np.array(x, np.float32) for x in (weights, shifts, limit)))

    def probability(self, logits: Floats, labels: NDArray[np.intp], features: Sequence[tuple[float, ...]]) -> Floats:
        """Return the calibrated probability [n] of claims given by logit, number of the label and features."""
        x = logits * np.float32(self.slope) + self.shift[labels]
        x += (np.array(features, np.float32).reshape(-1, len(FEATURES)) * self.weights).sum(1)
        out: Floats = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
        return out


PLAIN = {"slope": 1.0, "shift": 0.0, "labels": {}, "features": dict.fromkeys(FEATURES, 0.0)}
"""The calibration of weights that were not calibrated: the logistic function of the logit."""
