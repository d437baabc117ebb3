"""Tag scores -> spans: the best tag sequence in which I-x follows only B-x or I-x."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .labels import TAGS

Floats = NDArray[np.floating[Any]]

_INSIDE = np.array([t.startswith("I-") for t in TAGS])
_FORBIDDEN = np.where(_INSIDE, -1e4, 0.0).astype(np.float32)
# For I-x only B-x and I-x may stand before; all other tags may follow any tag.
_BEFORE = np.array([[i - 1, i] if t.startswith("I-") else [0, 0] for i, t in enumerate(TAGS)])


def decode_tags(scores: Floats) -> list[tuple[int, int, str, float]]:
    """Return spans (first word, last word + 1, kind, confidence) of [words, tags] log scores.

    The confidence is the geometric mean of the probabilities of the tags of the span.
    """
    if not len(scores):
        return []
    path = _best_path(scores)
    out: list[tuple[int, int, str, float]] = []
    i = 0
    while i < len(path):
        tag = TAGS[path[i]]
        if tag[0] != "B":
            i += 1
            continue
        end = i + 1
        while end < len(path) and TAGS[path[end]] == "I-" + tag[2:]:
            end += 1
        mean = float(np.mean([scores[w, path[w]] for w in range(i, end)]))
        out.append((i, end, tag[2:], float(np.exp(mean))))
        i = end
    return out


def _best_path(scores: Floats) -> list[int]:
    inside, before = np.nonzero(_INSIDE)[0], _BEFORE[_INSIDE]
    value = scores[0] + _FORBIDDEN
    back = np.zeros(scores.shape, np.int32)
    for i in range(1, len(scores)):
        best = int(value.argmax())
        new = np.full(len(value), value[best], scores.dtype)
        back[i] = best
        pick = value[before]
        choice = pick.argmax(1)
        new[inside] = pick[np.arange(len(inside)), choice]
        back[i, inside] = before[np.arange(len(inside)), choice]
        value = new + scores[i]
    tag = int(value.argmax())
    path = [tag]
    for i in range(len(scores) - 1, 0, -1):
        tag = int(back[i, tag])
        path.append(tag)
    return path[::-1]
