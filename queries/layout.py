"""Where the nodes of a picture stand: a force layout in numpy, the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

SPACING = 70.0
"""Typical distance of neighbours, in the canvas's units."""


def positions(count: int, links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return x and y for each of `count` nodes, number 0 near the middle.

    Fruchterman and Reingold (1991) with a pull to the middle, which keeps unconnected parts in the picture. The
    start is a sunflower spiral, so nothing is random. All pairs are compared: 2,000 nodes take seconds, and no
    picture draws more.
    """
    import numpy as np

    if count == 0:
        return []
    turn, ring = np.arange(count) * 2.399963, np.sqrt(np.arange(count) + 0.5)
    at: Any = np.stack([ring * np.cos(turn), ring * np.sin(turn)], axis=1).astype(np.float32)
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    rounds = 200 if count <= 300 else 100 if count <= 1000 else 60
    for step in range(rounds):
        at += _move(at, ends, heat=float(np.sqrt(count)) * 0.12 * (1 - step / rounds) ** 1.5 + 0.01)
    at = (at - at.mean(axis=0)) * SPACING
    # Names need more room to the sides than above.
    return [(round(float(x) * 1.15), round(float(y))) for x, y in at]


def _move(at: Any, ends: Any, *, heat: float) -> Any:
    import numpy as np

    dx, dy = (at[:, None, axis] - at[None, :, axis] for axis in (0, 1))
    push = 1.0 / (dx * dx + dy * dy + 0.02)
    np.fill_diagonal(push, 0.0)
    force = np.stack([(dx * push).sum(axis=1), (dy * push).sum(axis=1)], axis=1)
    if len(ends):
        pull = at[ends[:, 1]] - at[ends[:, 0]]
        # Hubs would be torn to the middle of all their neighbours at once: their many links pull less each.
        degree = np.bincount(ends.ravel(), minlength=len(at))
        strength = 0.55 / np.sqrt(np.minimum(degree[ends[:, 0]], degree[ends[:, 1]]))
        pull *= (np.hypot(pull[:, 0], pull[:, 1]) * strength)[:, None]
        np.add.at(force, ends[:, 0], pull)
        np.add.at(force, ends[:, 1], -pull)
    force -= at * 0.06 * np.sqrt(len(at)) / 4
    length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-6)
    return (force * (np.minimum(length, heat) / length)[:, None]).astype(np.float32)
