"""The heads in numpy: span, pair and fact vectors of one window, as training/network.py defines them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Numbers = NDArray[np.intp]

ATTENTION = 4  # attention heads
DISTANCES = 24


class Heads:
    """The arrays of the heads, with the parts split that belong to one span, one pair or one distance."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = dict(arrays)
        a = self.arrays
        self.span_size = a["span.bias"].shape[0]
        self.context_size = a["context.bias"].shape[0]
        hidden, s, c = a["context.weight"].shape[1], self.span_size, self.context_size
        pair = a["pair.weight"].T
        self.pair_parts = [np.ascontiguousarray(x) for x in np.split(pair, np.cumsum([s, s, s + 3 * c]))]
        self.span_parts = np.split(a["span.weight"].T, [2 * hidden])
        self.memory = np.concatenate([a["context.weight"], a["key.weight"], a["fact_key.weight"]]).T.copy()
        self.memory_bias = np.concatenate([a["context.bias"], a["key.bias"], a["fact_key.bias"]])
        self.pair_distance = a["distance.weight"] @ self.pair_parts[3] + a["pair.bias"]
        self.kind_part = a["kind.weight"] @ self.span_parts[1] + a["span.bias"]

    def linear(self, name: str, x: Array) -> Array:
        """Apply a linear layer."""
        out: Array = x @ self.arrays[name + ".weight"].T + self.arrays[name + ".bias"]
        return out


def distance_bucket(x: Numbers, y: Numbers) -> Numbers:
    """Return the bucket (0-23) of the signed distance between rows of two span tables."""
    gap = y[:, 0] - x[:, 0]
    near = np.minimum(np.round(np.log2(np.abs(gap) + 1.0)).astype(np.intp), 7)
    near = np.where(gap > 0, near, near + 8)
    far = 16 + 2 * np.minimum(np.abs(x[:, 5] - y[:, 5]), 3) + (gap > 0) - 1
    out: Numbers = np.clip(np.where(x[:, 5] == y[:, 5], near, far), 0, DISTANCES - 1)
    return out


def relu(x: Array) -> Array:
    """Set what is below zero to zero, in place."""
    return np.maximum(x, 0, out=x)


class Reading:
    """One window read by the heads: spans are rows (start, end, kind, sentence start, sentence end, sentence)."""

    def __init__(self, heads: Heads, hidden: Array, spans: Numbers) -> None:
        self.heads, self.spans = heads, spans
        ends = np.concatenate([hidden[spans[:, 0]], hidden[spans[:, 1] - 1]], -1)
        self.vectors = relu(ends @ heads.span_parts[0] + heads.kind_part[spans[:, 2]])
        memory = hidden @ heads.memory + heads.memory_bias
        self.context, self.key, self.fact_key = np.split(memory, 3, -1)
        self._levels = _maxima(self.context)
        query = heads.arrays["query.weight"].T
        self._query = (self.vectors @ query[: heads.span_size], self.vectors @ query[heads.span_size :])
        self._parts = (self.vectors @ heads.pair_parts[0], self.vectors @ heads.pair_parts[1])

    def _range(self, start: Numbers, end: Numbers) -> Array:
        size = np.maximum(end - start, 1)
        level = np.floor(np.log2(size + 0.01)).astype(np.intp)
        top = self.context.shape[0] - 1
        left = self._levels[level, np.minimum(start, top)]
        right = self._levels[level, np.minimum(start + size - 2**level, top)]
        out: Array = np.maximum(left, right)
        out[end <= start] = 0
        return out

    def _between(self, x: Numbers, y: Numbers) -> Array:
        return self._range(np.minimum(x[:, 1], y[:, 1]), np.maximum(x[:, 0], y[:, 0]))

    def _attend(self, query: Array, key: Array, low: Numbers, high: Numbers) -> Array:
        out = np.empty((len(query), self.context.shape[1]), np.float32)
        width = key.shape[1] // ATTENTION
        ranges = low * 4096 + high
        for code in np.unique(ranges):
            rows, a, b = np.nonzero(ranges == code)[0], int(code) // 4096, int(code) % 4096
            for h in range(ATTENTION):
                part = slice(h * width, (h + 1) * width)
                scores = query[rows, part] @ key[a:b, part].T * np.float32(width**-0.5)
                scores = np.exp(scores - scores.max(-1, keepdims=True))
                scores /= scores.sum(-1, keepdims=True)
                out[rows, part] = scores @ self.context[a:b, part]
        return out

    def _bounds(self, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        later = np.where((x[:, 5] >= y[:, 5])[:, None], x, y)
        return np.minimum(x[:, 3], y[:, 3]), later[:, 3], later[:, 4]

    def pairs(self, a: Numbers, b: Numbers) -> Array:
        """Return the vectors of pairs of spans given by their numbers."""
        x, y = self.spans[a], self.spans[b]
        low, start, end = self._bounds(x, y)
        query = self._query[0][a] + self._query[1][b] + self.heads.arrays["query.bias"]
        attended = self._attend(query, self.key, low, end)
        product = self.vectors[a] * self.vectors[b]
        joined = np.concatenate([product, self._between(x, y), self._range(start, end), attended], -1)
        out = joined @ self.heads.pair_parts[2]
        out += self._parts[0][a]
        out += self._parts[1][b]
        out += self.heads.pair_distance[distance_bucket(x, y)]
        return relu(out)

    def relations(self, pairs: Array) -> Array:
        """Return the logits [n, labels] of pair vectors."""
        return self.heads.linear("relation", pairs)

    def facts(self, pairs: Array, labels: Numbers, a: Numbers, b: Numbers) -> Array:
        """Return the vectors of facts: pair vectors with a label."""
        low, _, end = self._bounds(self.spans[a], self.spans[b])
        joined = np.concatenate([pairs, self.heads.arrays["label.weight"][labels]], -1)
        attended = self._attend(self.heads.linear("fact_query", joined), self.fact_key, low, end)
        return relu(self.heads.linear("fact", np.concatenate([joined, attended], -1)))

    def slots(self, facts: Array, spans: Numbers, a: Numbers, b: Numbers) -> Array:
        """Return the qualifier logits of candidate spans for facts with subject a and object b."""
        c = self.spans[spans]
        parts: list[Any] = [facts, self.vectors[spans]]
        for other in (self.spans[a], self.spans[b]):
            far = self.heads.arrays["distance.weight"][distance_bucket(other, c)]
            parts += [far, self._between(other, c)]
        return self.heads.linear("qualifier", relu(self.heads.linear("slot", np.concatenate(parts, -1))))


def _maxima(values: Array) -> Array:
    levels = [values]
    while 2 ** len(levels) <= len(values):
        width, x = 2 ** (len(levels) - 1), levels[-1]
        levels.append(np.maximum(x, np.concatenate([x[width:], np.repeat(x[-1:], width, 0)])[: len(x)]))
    return np.stack(levels)
