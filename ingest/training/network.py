"""The joint network: a MiniLM encoder with case features, two more layers that know the mentions, and the heads."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..network.labels import LABELS, QUALIFIERS, SPAN_KINDS, STATUSES, TAGS

HIDDEN, HEADS, LAYERS = 384, 12, 6
SHARED = 4  # layers below the point where tags and relations go separate ways
SPAN, CONTEXT, PAIR, FACT = 192, 128, 384, 192  # widths of the heads
ATTENTION = 4  # attention heads of the pair and fact heads
DISTANCES = 24


class Layer(nn.Module):
    """One transformer layer with the parameter names and the arithmetic of BERT."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        y = self.out(y.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.norm1(self.drop(y) + x)
        return self.norm2(self.drop(self.down(F.gelu(self.up(x)))) + x)


def attention_mask(present: Tensor) -> Tensor:
    """Return what is added to attention scores so that padding is not looked at."""
    return (1.0 - present.to(torch.float32))[:, None, None, :] * -10000.0


class Encoder(nn.Module):
    """MiniLM (6 layers, 384 wide, uncased) plus an embedding of the case of each word."""

    def __init__(self, drop: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.case = nn.Embedding(16, HIDDEN)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS))
        self.drop = nn.Dropout(drop)
        self.frozen = 0  # so many of the lowest layers, and the embeddings, learn no more

    def forward(self, ids: Tensor, cases: Tensor, present: Tensor) -> tuple[Tensor, Tensor]:
        """Return the vectors after the shared layers and after all layers, both [rows, pieces, HIDDEN]."""
        mask = attention_mask(present)
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            x = self.words(ids) + self.case(cases) + self.positions.weight[: ids.shape[1]]
            x = self.norm(x) if self.frozen else self.drop(self.norm(x))
            for layer in self.layers[: self.frozen]:
                x = layer(x, mask)
        for layer in self.layers[self.frozen : SHARED]:
            x = layer(x, mask)
        middle = x
        for layer in self.layers[SHARED:]:
            x = layer(x, mask)
        return middle, x

    def freeze(self, count: int, source: Encoder) -> None:
        """Fix the lowest layers and the embeddings at the weights of a source; they run without dropout."""
        for name in ("positions", "case", "norm"):
            getattr(self, name).load_state_dict(getattr(source, name).state_dict())
        for own, other in zip(self.layers[:count], source.layers[:count], strict=True):
            own.load_state_dict(other.state_dict())
            own.requires_grad_(requires_grad=False).eval()
        for part in (self.words, self.positions, self.case, self.norm):
            part.requires_grad_(requires_grad=False)
        self.frozen = count

    def load_base(self, folder: Path) -> None:
        """Load the base weights from a folder with model.safetensors in BERT's naming."""
        from safetensors.torch import load_file

        base = load_file(folder / "model.safetensors")
        emb = "embeddings."
        token_type = base[emb + "token_type_embeddings.weight"][0]
        state = {
            "words.weight": base[emb + "word_embeddings.weight"],
            "positions.weight": base[emb + "position_embeddings.weight"] + token_type,
            "norm.weight": base[emb + "LayerNorm.weight"],
            "norm.bias": base[emb + "LayerNorm.bias"],
            "case.weight": torch.zeros_like(self.case.weight),
        }
        for i in range(LAYERS):
            state |= _layer_state(base, i)
        self.load_state_dict(state)


class Marker(nn.Module):
    """The upper layers once more, for relations: the pieces of each mention are marked with its kind.

    Marks in the input of a separate encoder are known to serve relations better than vectors shared with the tags
    (Zhong and Chen, NAACL 2021); sharing the lower layers keeps the cost at a third of a second encoder.
    """

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.mark = nn.Embedding(len(TAGS), HIDDEN)  # marks are the tags of the mentions
        nn.init.zeros_(self.mark.weight)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS - SHARED))

    def forward(self, middle: Tensor, marks: Tensor, present: Tensor) -> Tensor:
        mask = attention_mask(present)
        x = middle + self.mark(marks)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def copy(self, encoder: Encoder) -> None:
        """Start from the upper layers of an encoder."""
        for own, other in zip(self.layers, encoder.layers[SHARED:], strict=True):
            own.load_state_dict(other.state_dict())


def _layer_state(base: dict[str, Tensor], i: int) -> dict[str, Tensor]:
    old, new, out = f"encoder.layer.{i}.", f"layers.{i}.", {}
    names = {
        "attention.output.dense": "out", "attention.output.LayerNorm": "norm1",
        "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm2",
    }  # fmt: skip
    for part in ("weight", "bias"):
        for a, b in names.items():
            out[f"{new}{b}.{part}"] = base[f"{old}{a}.{part}"]
        out[f"{new}qkv.{part}"] = torch.cat(
            [base[f"{old}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
        )
    return out


class Network(nn.Module):
    """Encoder, tag head, marker, pair head (relations, coreference) and fact head (status, qualifiers)."""

    def __init__(self, drop: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(drop)
        self.marker = Marker(drop)
        self.drop = nn.Dropout(drop)
        self.tag_in = nn.Linear(HIDDEN, 256)
        self.tag_out = nn.Linear(256, len(TAGS))
        self.kind = nn.Embedding(len(SPAN_KINDS), 32)
        self.span = nn.Linear(2 * HIDDEN + 32, SPAN)
        self.context = nn.Linear(HIDDEN, CONTEXT)
        self.key = nn.Linear(HIDDEN, CONTEXT)
        self.query = nn.Linear(2 * SPAN, CONTEXT)
        self.distance = nn.Embedding(DISTANCES, 32)
        self.pair = nn.Linear(3 * SPAN + 3 * CONTEXT + 32, PAIR)
        self.relation = nn.Linear(PAIR, len(LABELS))
        nn.init.constant_(self.relation.bias, -3.0)
        self.label = nn.Embedding(len(LABELS), 32)
        self.fact_query = nn.Linear(PAIR + 32, CONTEXT)
        self.fact_key = nn.Linear(HIDDEN, CONTEXT)
        self.fact = nn.Linear(PAIR + 32 + CONTEXT, FACT)
        self.status = nn.Linear(FACT, len(STATUSES))
        self.slot = nn.Linear(FACT + SPAN + 2 * 32 + 2 * CONTEXT, FACT)
        self.qualifier = nn.Linear(FACT, len(QUALIFIERS))

    def load_base(self, folder: Path) -> None:
        """Start encoder and marker from the base weights."""
        self.encoder.load_base(folder)
        self.marker.copy(self.encoder)

    def load_run(self, folder: Path) -> None:
        """Start from the averaged weights of a run; one from before the marker existed lends it its upper layers."""
        state = torch.load(folder / "model.pt", weights_only=False)["net"]
        missing = self.load_state_dict(state, strict=False).missing_keys
        if any(not name.startswith("marker.") for name in missing):
            raise ValueError(f"{folder / 'model.pt'} is no network of this program: {missing}")
        if missing:
            self.marker.copy(self.encoder)

    def tags(self, hidden: Tensor) -> Tensor:
        """Return the tag logits of every piece."""
        return self.tag_out(self.drop(F.gelu(self.tag_in(self.drop(hidden)))))


def distance_bucket(x: Tensor, y: Tensor) -> Tensor:
    """Return the bucket (0-23) of the signed distance between rows of two span tables."""
    gap = y[:, 1] - x[:, 1]
    near = torch.log2(gap.abs().float() + 1).round().long().clamp(max=7)
    near = torch.where(gap > 0, near, near + 8)
    apart = (x[:, 6] - y[:, 6]).abs().clamp(max=3)
    far = 16 + 2 * apart + (gap > 0).long() - 1
    return torch.where(x[:, 6] == y[:, 6], near, far).clamp(0, DISTANCES - 1)


class RangeMaximum:
    """Maxima of vectors over ranges of positions, by a sparse table."""

    def __init__(self, values: Tensor) -> None:
        levels = [values]
        while 2 ** len(levels) <= values.shape[1]:
            width, x = 2 ** (len(levels) - 1), levels[-1]
            tail = x[:, -1:].expand(-1, width, -1)
            levels.append(torch.maximum(x, torch.cat([x[:, width:], tail], 1)[:, : x.shape[1]]))
        self.rows, self.length = values.shape[:2]
        self.table = torch.stack(levels).flatten(0, 2)

    def __call__(self, row: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """Return the maxima [n, width] over [start, end); zero where the range is empty."""
        size = (end - start).clamp(min=1)
        level = torch.log2(size.float() + 0.01).floor().long()
        base, top = (level * self.rows + row) * self.length, self.length - 1
        left = self.table.index_select(0, base + start.clamp(max=top))
        right = self.table.index_select(0, base + (start + size - 2**level).clamp(max=top))
        return torch.maximum(left, right) * (end > start)[:, None]


class Reading:
    """One batch read by the heads: span vectors and the memory that pairs and facts share."""

    def __init__(self, net: Network, hidden: Tensor, spans: Tensor) -> None:
        self.net, self.spans, self.length = net, spans, hidden.shape[1]
        flat, row = hidden.flatten(0, 1), spans[:, 0] * hidden.shape[1]
        first, last = flat.index_select(0, row + spans[:, 1]), flat.index_select(0, row + spans[:, 2] - 1)
        ends = torch.cat([first, last, net.kind(spans[:, 3])], -1)
        self.vectors = F.relu(net.span(net.drop(ends)))
        self.context, self.key = net.context(hidden), net.key(hidden)
        self.fact_key = net.fact_key(hidden)
        self.range = RangeMaximum(self.context)

    def _bounds(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        later = torch.where((x[:, 6] >= y[:, 6])[:, None], x, y)
        return torch.minimum(x[:, 4], y[:, 4]), later[:, 4], later[:, 5]

    def _between(self, x: Tensor, y: Tensor) -> Tensor:
        start, end = torch.minimum(x[:, 2], y[:, 2]), torch.maximum(x[:, 1], y[:, 1])
        return self.range(x[:, 0], start, end)

    def _attend(self, query: Tensor, key: Tensor, row: Tensor, low: Tensor, high: Tensor) -> Tensor:
        """Attend from each query to the pieces [low, high) of its own row of the batch."""
        batch, width = key.shape[0], CONTEXT // ATTENTION
        count = torch.bincount(row, minlength=batch)
        order = torch.argsort(row, stable=True)
        offset = torch.cumsum(count, 0) - count
        place = torch.empty_like(row)
        place[order] = torch.arange(len(row)) - offset[row[order]]
        most = int(count.max())
        slot = row * most + place
        padded = query.new_zeros(batch * most, CONTEXT).index_copy(0, slot, query)
        bounds = torch.zeros(batch * most, 2, dtype=torch.long)
        bounds[slot] = torch.stack([low, high], 1)
        position = torch.arange(self.length)
        lower, upper = bounds.view(batch, most, 2, 1).unbind(2)
        outside = (position < lower) | (position >= upper)
        q = padded.view(batch, most, ATTENTION, width).transpose(1, 2)
        k = key.view(batch, self.length, ATTENTION, width).permute(0, 2, 3, 1)
        v = self.context.view(batch, self.length, ATTENTION, width).transpose(1, 2)
        w = (q @ k) * width**-0.5
        w = torch.softmax(w.masked_fill(outside[:, None], -1e4), -1)
        return (w @ v).transpose(1, 2).reshape(batch * most, CONTEXT).index_select(0, slot)

    def pairs(self, a: Tensor, b: Tensor) -> Tensor:
        """Return the vectors [n, PAIR] of pairs of spans given by their numbers."""
        net, x, y = self.net, self.spans[a], self.spans[b]
        low, start, end = self._bounds(x, y)
        u, v = self.vectors.index_select(0, a), self.vectors.index_select(0, b)
        attended = self._attend(net.query(torch.cat([u, v], -1)), self.key, x[:, 0], low, end)
        around = self.range(x[:, 0], start, end)
        far = net.distance(distance_bucket(x, y))
        joined = torch.cat([u, v, u * v, self._between(x, y), around, attended, far], -1)
        return F.relu(net.pair(net.drop(joined)))

    def facts(self, pair: Tensor, label: Tensor, a: Tensor, b: Tensor) -> Tensor:
        """Return the vectors [n, FACT] of facts: pair vectors with a relation label."""
        net, x, y = self.net, self.spans[a], self.spans[b]
        low, _, end = self._bounds(x, y)
        joined = torch.cat([pair, net.label(label).to(pair.dtype)], -1)
        attended = self._attend(net.fact_query(joined), self.fact_key, x[:, 0], low, end)
        return F.relu(net.fact(net.drop(torch.cat([joined, attended], -1))))

    def slots(self, fact: Tensor, span: Tensor, a: Tensor, b: Tensor) -> Tensor:
        """Return the qualifier logits of candidate spans for facts with subject a and object b."""
        net, c, x, y = self.net, self.spans[span], self.spans[a], self.spans[b]
        parts = [fact, self.vectors.index_select(0, span)]
        for other in (x, y):
            parts += [net.distance(distance_bucket(other, c)), self._between(other, c)]
        return net.qualifier(F.relu(net.slot(net.drop(torch.cat(parts, -1)))))
