"""python tests/bench/exactness.py [--count N] [--kills K]: a large run is killed and resumed, and counted exactly.

Synthetic stories whose facts are known are read by worker processes into a store on disk; the run is killed with
SIGKILL at random moments and started again. In the end no article, evidence, statement or entity may be missing or
double, and every article's facts must be the ones that its text states.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Run the check; exit 1 where a count differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.run:
        run(args.run)
        return
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(check(Path(folder), args.count, args.kills))


def run(folder: Path) -> None:
    """Read the stories of a folder into its store, and print how many are done."""
    from graph import KnowledgeGraph
    from ingest import ingest
    from tests.bench.stories import facts_in

    with KnowledgeGraph.open(folder / "kg") as kg:
        report = ingest(
            kg,
            [folder / "told.jsonl"],
            model=facts_in,
            workers=2,
            progress=lambda step: print(step.done, flush=True) if step.done % 50 == 0 else None,
        )
    print(f"{report.articles} articles, {report.unchanged} of them known, {len(report.skipped)} skipped", flush=True)


def check(folder: Path, count: int, kills: int) -> int:
    """Kill and resume runs until one ends, then count; return the exit code."""
    from graph import KnowledgeGraph
    from tests.bench.stories import expected, facts_in, stories, write_jsonl

    write_jsonl(stories(count), folder / "told.jsonl")
    start, moments = time.perf_counter(), sorted(random.Random(count).sample(range(50, count, 50), kills))
    for moment in [*moments, count + 1]:
        last = interrupted(folder, moment)
        print(f"{time.perf_counter() - start:7.0f} s  {last.strip()}", flush=True)
    with KnowledgeGraph.open(folder / "kg") as kg:
        stats = kg.stats()
        foretold = expected(stories(count))
        wrong = {name: (stats[name], number) for name, number in foretold.items() if stats[name] != number}
        for one in stories(count):
            article = kg.article(one.url)
            if (
                article is None
                or key(kg.facts(article.id)) != key(facts_in(article))
                or len(one.claims) != len(kg.facts(article.id))
            ):
                wrong[one.url] = (0, 0)
    print(f"{count} articles, {kills} kills: " + (f"WRONG {wrong}" if wrong else f"exact: {foretold}"))
    return 1 if wrong else 0


def interrupted(folder: Path, moment: int) -> str:
    """Run until so many articles are done, then kill the run with all its workers; return its last line."""
    command = [sys.executable, __file__, "--run", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    last = ""
    assert process.stdout
    for last in process.stdout:
        if last.strip().isdigit() and int(last) >= moment:
            os.killpg(process.pid, signal.SIGKILL)
            break
    process.wait(timeout=120)
    return f"killed after {last}" if process.returncode < 0 else last


def key(facts: Iterable[object]) -> list[str]:
    """Return facts in a form and order that can be compared."""
    return sorted(map(str, facts))


if __name__ == "__main__":
    main()
