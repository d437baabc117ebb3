"""Confidence is fitted on judged claims and applied at run time by the same numbers."""

import random

import numpy as np
import pytest

from ingest.annotation import Annotation
from ingest.network.confidence import FEATURES, PLAIN, Calibration, features_of
from ingest.network.labels import LABEL

pytest.importorskip("torch")

from ingest.training.calibrate import apply, cross_fit, expected_error, fit, settings
from ingest.training.heldback import Judged


def judged(count, *, seed=0):
    """Claims that are right with the chance sigmoid(0.5 * logit - 1 - 2 * (the subject is a reference))."""
    rng = random.Random(seed)
    out = []
    for i in range(count):
        logit, reference = rng.uniform(-3, 7), rng.random() < 0.4
        chance = 1 / (1 + np.exp(-(0.5 * logit - 1 - 2 * reference)))
        raw = float(1 / (1 + np.exp(-logit)))
        features = (0.0, 0.0, float(reference), 0.0, 0.0)
        label = rng.choice(["supplies", "acquired"])
        out.append(Judged(f"d{i % 50}", label, raw, rng.random() < chance, True, False, features))
    return out


def test_the_fit_finds_what_made_claims_wrong():
    w = fit(judged(6000))
    found = settings(w)
    assert found["slope"] == pytest.approx(0.5, abs=0.1)
    assert found["shift"] == pytest.approx(-1, abs=0.4)
    assert found["features"]["subject_reference"] == pytest.approx(-2, abs=0.4)
    fresh = judged(4000, seed=1)
    raw = np.array([j.confidence for j in fresh])
    right = [j.right for j in fresh]
    assert expected_error(apply(w, fresh), right) < 0.03
    assert expected_error(raw, right) > 0.2


def test_cross_fitted_confidence_is_honest():
    claims = judged(4000)
    assert expected_error(cross_fit(claims), [j.right for j in claims]) < 0.04


def test_run_time_reads_what_was_fitted():
    claims = judged(2000)
    w = fit(claims)
    config = {"calibration": settings(w), "thresholds": {"default": 0.5, "acquired": 0.9}}
    calibration = Calibration.of(config, None)
    logits = np.array([np.log(j.confidence / (1 - j.confidence)) for j in claims], np.float32)
    labels = np.array([LABEL[j.label] for j in claims])
    found = calibration.probability(logits, labels, [j.features for j in claims])
    assert np.allclose(found, apply(w, claims), atol=1e-3)
    assert calibration.threshold[LABEL["acquired"]] == np.float32(0.9)
    assert set(Calibration.of(config, 0.2).threshold.tolist()) == {np.float32(0.2)}


def test_plain_calibration_is_the_logistic_function():
    calibration = Calibration.of({"calibration": PLAIN, "thresholds": {"default": 0.5}}, None)
    zero = (0.0,) * len(FEATURES)
    found = calibration.probability(np.array([0, 2], np.float32), np.array([0, 1]), [zero, zero])
    assert found == pytest.approx([0.5, 0.8808], abs=1e-4)


def test_features_tell_how_the_ends_were_found():
    name = Annotation(0, 4, "Sony", "Company", "name", 0.5)
    it = Annotation(9, 11, "it", "Company", "reference", 0.0, link="implied")
    first, second, *flags = features_of(it, name)
    assert first == pytest.approx(np.log(0.02))
    assert second == pytest.approx(np.log(0.5))
    assert flags == [1.0, 0.0, 1.0]
