"""python tests/bench/memory.py [--articles N] [--model fast]: does a long run stay as small as a short one?

Short synthetic articles, each with words that no other one has (names, codes, amounts, as news has them), go from a
file of JSON lines through the whole run in this process, the store on disk included. Without --model they are
tokenized by the pipeline of `fast`, whose vocabulary may grow, but mined by a pattern, so that 100,000 of them take
minutes. The resident memory is sampled on the way. It falls where the vocabulary is made anew, so peaks are compared:
what the highest sample lies above the highest one of the first two fifths is given per 1,000 articles and fails the
check where it would not fit a million of them. Reads /proc, so it needs Linux.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from graph import Article, Fact
    from ingest import Step
    from tests.bench.stories import Story

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before numpy is loaded

MOST = 1.0
"""MB that may come with 1,000 further articles: a gigabyte for a million."""
SAMPLES = 50


class Sample(NamedTuple):
    """What the process held after so many articles: MB resident, strings and words that spaCy keeps, seconds."""

    articles: int
    resident: float
    strings: int
    words: int
    seconds: float


def main() -> None:
    """Run the check and print its curve; exit 1 where memory grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--model", default="")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        samples = run(Path(name), args.articles, args.model)
    early = max((one for one in samples if one.articles <= args.articles * 2 / 5), key=lambda one: one.resident)
    late = max(samples, key=lambda one: one.resident)
    growth = (late.resident - early.resident) / max(1, samples[-1].articles - early.articles) * 1000
    print(
        f"peaks {early.resident:.0f} MB at {early.articles} and {late.resident:.0f} MB at {late.articles} articles:"
        f" {growth:+.3f} MB per 1,000 articles"
    )
    sys.exit(growth > MOST)


def run(folder: Path, articles: int, model: str) -> list[Sample]:
    """Read the articles into a store and return the samples."""
    from graph import KnowledgeGraph
    from ingest import ingest
    from tests.bench.stories import write_jsonl

    told = write_jsonl(short_stories(articles), folder / "told.jsonl")
    samples: list[Sample] = []
    start, step = time.perf_counter(), max(1, articles // SAMPLES)

    def sample(at: Step) -> None:
        done = at.done
        if done % step == 0 or done == articles:
            samples.append(Sample(done, resident(), *kept(model or "fast"), time.perf_counter() - start))
            one = samples[-1]
            print(
                f"{one.articles:8} articles {one.resident:7.0f} MB {one.strings:9} strings {one.words:9} words"
                f" {one.seconds:7.0f} s",
                flush=True,
            )

    with KnowledgeGraph.open(folder / "kg") as kg:
        report = ingest(kg, [told], model=model or light, progress=sample)
        stored = kg.stats()
    print(f"{report.articles} articles read, {len(report.skipped)} skipped; stored: {stored}")
    return samples


def light(article: Article) -> list[Fact]:
    """Return the facts of a story by its pattern, after the pipeline of `fast` has met its words."""
    from ingest.pipeline import load
    from tests.bench.stories import facts_in

    load("fast").make_doc(article.text)
    return facts_in(article)


def short_stories(count: int) -> Iterator[Story]:
    """Yield stories of one claim, each with a sentence of words that are in no other one."""
    from tests.bench.stories import stories

    for one in stories(count):
        text = one.text.split("\n\n")[0].strip()
        yield replace(one, text=f"{text} {strange(one.number)}\n", claims=one.claims[:1])


def strange(number: int) -> str:
    """Return a sentence with five new words."""
    pick = random.Random(number)
    first, last, town = ("".join(pick.choice(SYLLABLES) for _ in range(3)).title() for _ in range(3))
    return (
        f"Order {pick.randrange(16**8):08X} over {pick.randrange(10**9)} euros went to {first} {last} of {town}ville."
    )


SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "er", "ol")]


def resident() -> float:
    """Return the MB of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def kept(model: str) -> tuple[int, int]:
    """Return how many strings and words the vocabulary of a pipeline keeps."""
    from ingest.pipeline import load

    vocab = load(model).vocab
    return len(vocab.strings), len(vocab)


if __name__ == "__main__":
    main()
