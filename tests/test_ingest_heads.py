"""The heads in numpy give what the network that was trained gives."""

import random

import numpy as np
import pytest

from ingest.network.heads import Heads, Reading

torch = pytest.importorskip("torch")


def test_numpy_and_torch_agree():
    from ingest.training.export import HEAD_NAMES, TABLES
    from ingest.training.network import HIDDEN, Network
    from ingest.training.network import Reading as Trained

    torch.manual_seed(0)
    net = Network().eval()
    arrays = {f"{n}.{p}": getattr(getattr(net, n), p).detach().numpy() for n in HEAD_NAMES for p in ("weight", "bias")}
    arrays |= {f"{n}.weight": getattr(net, n).weight.detach().numpy() for n in TABLES}
    rng = random.Random(0)
    rows = []
    for sentence, (low, high) in enumerate([(1, 30), (31, 60), (61, 90)]):
        for _ in range(6):
            start = rng.randrange(low, high - 3)
            rows.append((start, start + rng.randint(1, 3), rng.randrange(20), low, high, sentence))
    hidden = torch.randn(1, 92, HIDDEN)
    a, b = np.array([rng.randrange(18) for _ in range(40)]), np.array([rng.randrange(18) for _ in range(40)])
    labels = np.array([rng.randrange(50) for _ in range(40)])
    ours = Reading(Heads(arrays), hidden[0].numpy(), np.array(rows))
    with torch.no_grad():
        theirs = Trained(net, hidden, torch.tensor([(0, *row) for row in rows]))
        x, y = torch.from_numpy(a), torch.from_numpy(b)
        pairs = theirs.pairs(x, y)
        facts = theirs.facts(pairs, torch.from_numpy(labels), x, y)
        slots = theirs.slots(facts, y.flip(0), x, y)
    found = ours.pairs(a, b)
    assert np.allclose(found, pairs.numpy(), atol=1e-4)
    assert np.allclose(ours.facts(found, labels, a, b), facts.numpy(), atol=1e-4)
    assert np.allclose(ours.slots(facts.numpy(), b[::-1].copy(), a, b), slots.numpy(), atol=1e-4)
