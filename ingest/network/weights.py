"""The shipped weights: found, verified by hash and loaded on first use."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import ModelError

from .labels import LABELS, QUALIFIERS, SPAN_KINDS, TAGS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = Path(__file__).parent.parent / "model"
FORMAT = 2
FILES = ("encoder.onnx", "marker.onnx", "heads.npz", "tokenizer.json")


@dataclass(frozen=True)
class Weights:
    """Everything that the components need: sessions of the layers, head arrays, tokenizer and settings."""

    encoder: Any
    marker: Any
    heads: dict[str, NDArray[np.float32]]
    allowed: NDArray[np.bool_]
    tokenizer: Any
    config: dict[str, Any]


def check_files(folder: Path) -> dict[str, Any]:
    """Return the config of a model folder after comparing every file with its hash, or raise ModelError."""
    path = folder / "config.json"
    try:
        config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read ({error}): install autokg again, or run `make train`") from error
    if config.get("format") != FORMAT:
        raise ModelError(
            f"{path} has format {config.get('format')!r}, this program reads {FORMAT}: install autokg again"
        )
    inventories = {"tags": TAGS, "kinds": SPAN_KINDS, "labels": LABELS, "qualifiers": QUALIFIERS}
    for name, known in inventories.items():
        if tuple(config.get(name, ())) != known:
            raise ModelError(f"{path}: the {name} differ from those of this program: run `make train` again")
    for name in FILES:
        _check_hash(folder / name, str(config.get("sha256", {}).get(name)))
    return config


def _check_hash(path: Path, wanted: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"the model file {path} cannot be read ({error}): install autokg again") from error
    if found != wanted:
        raise ModelError(
            f"the model file {path} is damaged (SHA-256 {found[:12]}, expected {wanted[:12]}): install autokg again"
        )


@cache
def load_weights(folder: Path = FOLDER) -> Weights:
    """Load a model folder, once per process; a missing or damaged file raises ModelError."""
    config = check_files(folder)
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers, not threads, use more cores
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    providers = ["CPUExecutionProvider"]
    encoder, marker = (
        onnxruntime.InferenceSession(str(folder / name), options, providers=providers)
        for name in ("encoder.onnx", "marker.onnx")
    )
    with np.load(folder / "heads.npz") as stored:
        heads = {name: stored[name].astype(np.float32) for name in stored.files if name != "allowed"}
        shape = (len(SPAN_KINDS), len(SPAN_KINDS), len(LABELS))
        bits = np.unpackbits(stored["allowed"])[: shape[0] * shape[1] * shape[2]]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Weights(encoder, marker, heads, bits.reshape(shape).astype(bool), tokenizer, config)
