"""Where the nodes of a picture stand: a force layout in numpy, the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

SPACING = 70.0
"""Typical distance of neighbours, in the canvas's units."""

GAP = 1.8
"""Room between parts that no line connects, in spacings."""


def positions(count: int, links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return x and y for each of `count` nodes.

    Each connected part is laid out by itself; the largest stands on top, the others in rows below it, so that small
    parts do not push the picture apart.
    """
    import numpy as np

    places: Any = np.zeros((count, 2), dtype=np.float32)
    boxes = []
    for part in _parts(count, links):
        number = {node: i for i, node in enumerate(part)}
        inner = [(number[a], number[b]) for a, b in links if a in number]
        at = _forces(len(part), inner)
        at -= at.min(axis=0)
        boxes.append((part, at, at.max(axis=0)))
    total = sum(float((size + GAP).prod()) for _, _, size in boxes)
    width = max([total**0.5 * 1.1, *(float(size[0]) for _, _, size in boxes)], default=0.0)
    x = y = row = 0.0
    for part, at, size in boxes:
        if x and x + float(size[0]) > width:
            x, y, row = 0.0, y + row + GAP, 0.0
        places[part] = at + np.array([x, y], dtype=np.float32)
        x, row = x + float(size[0]) + GAP, max(row, float(size[1]))
    if count:
        places = (places - (places.min(axis=0) + places.max(axis=0)) / 2) * SPACING
    # Names need more room to the sides than above.
    return [(round(float(x) * 1.15), round(float(y))) for x, y in places]


def _parts(count: int, links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the connected parts, the largest first, nodes in their order."""
    top = list(range(count))

    def root(node: int) -> int:
        while top[node] != node:
            top[node] = top[top[node]]
            node = top[node]
        return node

    for a, b in links:
        top[max(root(a), root(b))] = min(root(a), root(b))
    found: dict[int, list[int]] = {}
    for node in range(count):
        found.setdefault(root(node), []).append(node)
    return sorted(found.values(), key=lambda part: (-len(part), part[0]))


def _forces(count: int, links: Sequence[tuple[int, int]]) -> Any:
    """Lay out one connected part: Fruchterman and Reingold (1991) with a pull to the middle.

    The start is a sunflower spiral, so nothing is random. All pairs are compared: 2,000 nodes take seconds, and no
    picture draws more.
    """
    import numpy as np

    turn, ring = np.arange(count) * 2.399963, np.sqrt(np.arange(count) + 0.5)
    at: Any = np.stack([ring * np.cos(turn), ring * np.sin(turn)], axis=1).astype(np.float32)
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    rounds = 0 if count < 2 else 200 if count <= 300 else 100 if count <= 1000 else 60
    for step in range(rounds):
        at += _move(at, ends, heat=float(np.sqrt(count)) * 0.12 * (1 - step / rounds) ** 1.5 + 0.01)
    return at


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
