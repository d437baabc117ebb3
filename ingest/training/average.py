"""python -m ingest.training.average --runs DIR DIR --out DIR: one network from runs that began with the same weights.

Runs that part late lie in one valley of the loss; the mean of their weights reads better than each of them and costs
no more at run time (Wortsman et al., ICML 2022). Runs from different beginnings must not be averaged.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch


def average(runs: Sequence[Path], out: Path) -> None:
    """Write model.pt with the mean of the runs' weights, and every label that one of them allows."""
    states = [torch.load(run / "model.pt", weights_only=False) for run in runs]
    first = states[0]["net"]
    mean = {name: torch.stack([s["net"][name] for s in states]).mean(0) for name in first}
    allowed = states[0]["allowed"]
    for state in states[1:]:
        allowed = allowed | state["allowed"]
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"net": mean, "allowed": allowed, "epoch": max(s["epoch"] for s in states)}, out / "model.pt")


def main() -> None:
    """Read the command line and average."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    average(args.runs, args.out)


if __name__ == "__main__":
    main()
