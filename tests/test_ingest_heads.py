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


def test_the_layers_written_out_for_export_are_those_that_were_trained():
    from ingest.training.export import PlainEncoder, PlainMarker
    from ingest.training.network import HIDDEN, Network

    torch.manual_seed(0)
    net = Network().eval()
    torch.nn.init.normal_(net.marker.mark.weight)
    ids, cases, marks = (torch.randint(0, 9, (1, 12)) for _ in range(3))
    with torch.no_grad():
        middle, upper = net.encoder(ids, cases, torch.ones(1, 12))
        plain, tags = PlainEncoder(net)(ids, cases)
        hidden = net.marker(middle, marks, torch.ones(1, 12))
        assert torch.allclose(plain, middle, atol=1e-4)
        assert torch.allclose(tags, net.tags(upper), atol=1e-4)
        assert torch.allclose(PlainMarker(net)(middle, marks), hidden, atol=1e-4)
        assert not torch.allclose(hidden, net.marker(middle, torch.zeros_like(marks), torch.ones(1, 12)), atol=1e-2)
    assert hidden.shape == (1, 12, HIDDEN)


def test_runs_are_averaged(tmp_path):
    from ingest.training.average import average
    from ingest.training.export import load_network
    from ingest.training.network import Network

    allowed = np.zeros((2, 3), bool)
    nets = [Network(), Network()]
    for i, net in enumerate(nets):
        allowed = allowed.copy()
        allowed[i, i] = True
        (tmp_path / str(i)).mkdir()
        state = {"net": net.state_dict(), "allowed": allowed, "epoch": i}
        torch.save(state, tmp_path / str(i) / "model.pt")
    average([tmp_path / "0", tmp_path / "1"], tmp_path / "mean")
    found, legal = load_network(tmp_path / "mean")
    assert torch.allclose(found.pair.weight, (nets[0].pair.weight + nets[1].pair.weight) / 2)
    assert legal[0, 0] and legal[1, 1]
