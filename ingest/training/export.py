"""python -m ingest.training.export --run DIR --out DIR: the trained network as ONNX, arrays and config."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from ..network.confidence import PLAIN
from ..network.labels import LABELS, QUALIFIERS, SPAN_KINDS, TAGS
from ..network.weights import FILES, FORMAT
from .network import HEADS, HIDDEN, SHARED, Encoder, Layer, Network
from .train import base_folder

HEAD_NAMES = (
    "span", "context", "key", "query", "pair", "relation", "fact_query", "fact_key", "fact", "status", "slot",
    "qualifier",
)  # fmt: skip
TABLES = ("kind", "distance", "label")


class PlainEncoder(nn.Module):
    """The encoder and the tag head with attention written out, for one window without padding."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, Tensor]:
        encoder: Encoder = self.net.encoder
        x = encoder.words(ids) + encoder.case(cases) + encoder.positions.weight[: ids.shape[1]]
        x = _through(encoder.layers[:SHARED], encoder.norm(x))
        return x, self.net.tags(_through(encoder.layers[SHARED:], x))


class PlainMarker(nn.Module):
    """The marker with attention written out."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.marker = net.marker

    def forward(self, middle: Tensor, marks: Tensor) -> Tensor:
        return _through(self.marker.layers, middle + self.marker.mark(marks))


def _through(layers: Iterable[nn.Module], x: Tensor) -> Tensor:
    for layer in layers:
        assert isinstance(layer, Layer)
        x = _layer(layer, x)
    return x


def _layer(layer: Layer, x: Tensor) -> Tensor:
    batch, length = x.shape[:2]
    width = HIDDEN // HEADS
    q, k, v = (part.view(batch, length, HEADS, width).transpose(1, 2) for part in layer.qkv(x).chunk(3, -1))
    weight = torch.softmax(q @ k.transpose(-1, -2) * width**-0.5, -1)
    x = layer.norm1(layer.out((weight @ v).transpose(1, 2).reshape(batch, length, HIDDEN)) + x)
    return layer.norm2(layer.down(nn.functional.gelu(layer.up(x))) + x)


def load_network(run: Path) -> tuple[Network, np.ndarray]:
    """Load the averaged weights of a training run and its allowed labels."""
    state = torch.load(run / "model.pt", weights_only=False)
    net = Network()
    net.load_state_dict(state["net"])
    return net.eval(), state["allowed"]


def export_layers(net: Network, out: Path) -> None:
    """Write encoder.onnx (with the tag head) and marker.onnx with 8-bit weights, one scale per channel."""
    ids, middle = torch.randint(1000, 2000, (2, 9)), torch.randn(2, 9, HIDDEN)
    zeros = torch.zeros_like(ids)
    _export(PlainEncoder(net), {"ids": ids, "cases": zeros}, ["middle", "tags"], out / "encoder.onnx")
    _export(PlainMarker(net), {"middle": middle, "marks": zeros}, ["hidden"], out / "marker.onnx")


def _export(module: nn.Module, example: dict[str, Tensor], results: list[str], path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    axes = {name: {0: "rows", 1: "pieces"} for name in (*example, *results)}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            module, tuple(example.values()), str(full), input_names=list(example), output_names=results,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True)


def export_heads(net: Network, allowed: np.ndarray, path: Path) -> None:
    """Write the arrays of the heads in half precision, and which labels join which kinds."""
    arrays = {}
    for name in HEAD_NAMES:
        layer = getattr(net, name)
        arrays[f"{name}.weight"], arrays[f"{name}.bias"] = layer.weight, layer.bias
    arrays |= {f"{name}.weight": getattr(net, name).weight for name in TABLES}
    half = {name: value.detach().numpy().astype(np.float16) for name, value in arrays.items()}
    np.savez(path, allowed=np.packbits(allowed), **half)


def write_config(out: Path, extra: dict[str, object]) -> None:
    """Write config.json with the inventories, the hash of every file and, until calibrated, plain thresholds."""
    path = out / "config.json"
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    config = {
        "format": FORMAT,
        "sha256": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES},
        "calibration": old.get("calibration", PLAIN),
        "thresholds": old.get("thresholds", {"default": 0.5}),
        "tags": TAGS,
        "kinds": SPAN_KINDS,
        "labels": LABELS,
        "qualifiers": QUALIFIERS,
    } | extra
    path.write_text(json.dumps(config, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def export(run: Path, out: Path) -> None:
    """Write the model folder of a training run."""
    out.mkdir(parents=True, exist_ok=True)
    net, allowed = load_network(run)
    export_layers(net, out)
    export_heads(net, allowed, out / "heads.npz")
    shutil.copyfile(base_folder() / "tokenizer.json", out / "tokenizer.json")
    write_config(out, {})


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    export(args.run, args.out)


if __name__ == "__main__":
    main()
