"""The loss of a batch: tags, relations, coreference, status, qualifiers and partial name labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from .examples import IGNORE, Batch, Example
from .network import Network, Reading


@dataclass(frozen=True)
class Outputs:
    """What the network says about a batch."""

    tags: Tensor  # [rows, pieces, tags] logits
    groups: Tensor | None  # [groups, labels] logits: the maximum over the pairs of the group
    status: Tensor | None  # [facts, statuses] logits
    qualifiers: Tensor | None  # [slots, qualifiers] logits


def read(net: Network, batch: Batch) -> Outputs:
    """Run the network on a batch, with its mentions and, for status and qualifiers, its facts."""
    middle, upper = net.encoder(batch.ids, batch.cases, batch.present)
    tags = net.tags(upper)
    if not len(batch.pairs):
        return Outputs(tags, None, None, None)
    hidden = net.marker(middle, batch.marks, batch.present)
    reading = Reading(net, hidden, batch.spans)
    group, a, b = batch.pairs.unbind(1)
    pairs = reading.pairs(a, b)
    scores = net.relation(pairs)
    groups = torch.full((len(batch.masks), scores.shape[1]), -1e4)
    groups = groups.scatter_reduce(0, group[:, None].expand_as(scores), scores, "amax")
    if not len(batch.facts):
        return Outputs(tags, groups, None, None)
    best = best_pairs(batch, scores.detach())
    x, y = a[best], b[best]
    facts = reading.facts(pairs.index_select(0, best), batch.facts[:, 1], x, y)
    if not len(batch.slots):
        return Outputs(tags, groups, net.status(facts), None)
    of, span = batch.slots[:, 0], batch.slots[:, 1]
    slots = reading.slots(facts.index_select(0, of), span, x[of], y[of])
    return Outputs(tags, groups, net.status(facts), slots)


def best_pairs(batch: Batch, scores: Tensor) -> Tensor:
    """Return, for each fact, the pair of its group whose score for the fact's label is highest."""
    group = batch.pairs[:, 0].numpy()
    facts = batch.facts.numpy()
    starts = np.searchsorted(group, facts[:, 0])
    ends = np.searchsorted(group, facts[:, 0], side="right")
    values = scores.numpy()
    best = [a + int(values[a:b, label].argmax()) for a, b, label in zip(starts, ends, facts[:, 1], strict=True)]
    return torch.tensor(best, dtype=torch.long)


def loss_of(out: Outputs, batch: Batch, weights: dict[str, Any]) -> dict[str, Tensor]:
    """Return the weighted parts of the loss of a batch."""
    tags = F.cross_entropy(out.tags.flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORE)
    parts = {"tags": tags if bool((batch.tags != IGNORE).any()) else tags.new_zeros(())}
    if out.groups is not None:
        wrong = F.binary_cross_entropy_with_logits(out.groups, batch.labels, reduction="none")
        total = (wrong * batch.masks).sum() / (batch.labels.sum() + 8)
        parts["relations"] = weights["relations"] * total
    if out.status is not None:
        weight = torch.tensor(weights["status_weights"])
        status = F.cross_entropy(out.status, batch.facts[:, 2], weight=weight)
        parts["status"] = weights["status"] * status
    if out.qualifiers is not None:
        found = F.cross_entropy(out.qualifiers, batch.slots[:, 2], reduction="sum")
        count = (batch.slots[:, 2] > 0).sum() + 8
        parts["qualifiers"] = weights["qualifiers"] * found / count
    return parts


def partial_loss(tags: Tensor, examples: Sequence[Example], first: int) -> Tensor:
    """Return the loss of open name data: the mass of the tags that may be right must be high."""
    at = [
        (first + i, j, row) for i, e in enumerate(examples) for j, row in enumerate(e.allowed or ()) if row is not None
    ]
    logits = tags[[i for i, _, _ in at], [j for _, j, _ in at]]
    allowed = torch.from_numpy(np.stack([row for _, _, row in at]))
    mass = torch.log_softmax(logits, -1).masked_fill(~allowed, -1e4)
    return -torch.logsumexp(mass, -1).mean()
