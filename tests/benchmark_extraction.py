"""python tests/benchmark_extraction.py [FOLDER]: words per second, time by component and memory, one thread."""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

REPEATS = 3
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before numpy is loaded


def main() -> None:
    """Run every tier on the articles of a folder and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent / "gold")
    parser.add_argument("--models", nargs="*", default=["default"])
    args = parser.parse_args()
    texts = [p.read_text(encoding="utf-8") for p in sorted(args.folder.glob("*.txt"))]
    words = sum(len(t.split()) for t in texts) * REPEATS
    for model in args.models:
        bench(model, texts * REPEATS, words)


def bench(model: str, texts: list[str], words: int) -> None:
    """Print the speed of one tier and the share of each component."""
    from ingest.pipeline import load

    nlp = load(model)
    list(nlp.pipe(texts[: len(texts) // REPEATS]))  # loads weights and what repairs look names up in
    start, begun = time.process_time(), time.perf_counter()
    shares = {}
    docs = [nlp.make_doc(t) for t in texts]
    shares["tokenizer"] = time.process_time() - start
    for name, component in nlp.pipeline:
        at = time.process_time()
        docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(d) for d in docs]
        shares[name] = time.process_time() - at
    spent, passed = time.process_time() - start, time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{model}: {words / spent:.0f} words per CPU second, {words / passed:.0f} by the clock, {peak:.0f} MB at most"
    )
    for name, seconds in shares.items():
        print(f"  {name:20} {seconds / spent:6.1%}")


if __name__ == "__main__":
    main()
