"""python tests/bench/ingestion.py [--articles N]: from files to committed facts, per stage, workers and tools.

The same synthetic pages go through: reading, extraction and storing one after the other in one process; `ingest` with
1 and 2 workers and with 2 Dask workers; bare spaCy (`nlp.pipe` of the parser that the `fast` tier ships); and
textacy's subject-verb-object triples on those parses. Heavy pages, with the furniture of today's sites, are read in a
row of their own. Times are given by the clock and in CPU seconds of all processes together; the clock means something
only on an idle machine, whose load is therefore printed. What is loaded on first use is loaded before the stages are
timed; runs are given with their start, and by the rate after their first tenth, which a long run keeps.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")
ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before numpy is loaded; workers inherit it


def main() -> None:
    """Measure and print the tables."""
    from tests.bench.stories import stories, write_pages

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=800)
    parser.add_argument("--models", nargs="*", default=["fast", "default"])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = write_pages(stories(args.articles), folder / "pages")
        words = sum(len(one.text.split()) for one in stories(args.articles))
        load = os.getloadavg()[0]
        print(
            f"{args.articles} pages, {words} words; {os.cpu_count()} cores, {platform.machine()}, load {load:.1f} at the start"
        )
        for model in args.models:
            warm(model)
            if model == args.models[0]:
                heavy(args.articles)
            stages(folder, pages, model, words)
            runs(folder, pages, model, words)
        others([one.text for one in stories(args.articles)], words)


def warm(model: str) -> None:
    """Load what a run loads on first use: weights, libraries of the readers, the engine."""
    from graph import Article, KnowledgeGraph
    from ingest.pipeline import facts_in
    from ingest.sources import Item, article_of

    words = "Magna Steyr builds the Mira 74 in Graz, the company said on Tuesday. " * 3
    page = f"<html><body><main><article><h1>Graz</h1><p>{words}</p></article></main></body></html>"
    article = article_of(Item("x.html", "html", page.encode()))
    assert isinstance(article, Article)
    KnowledgeGraph().add(article, facts_in(article, model))


def heavy(articles: int) -> None:
    """Measure the reading of pages that are mostly furniture, as those of news sites are."""
    from ingest.sources import Item, article_of
    from tests.bench.stories import heavy_page, stories

    told = list(stories(articles // 4 or 1))
    items = [Item(one.url, "html", heavy_page(one, told[-40:]).encode(), url=one.url) for one in told]
    size = sum(len(item.data) for item in items) / len(items) / 1e3
    _, spent = timed(lambda: [article_of(item) for item in items])
    line(f"  read, pages of {size:.0f} kB", len(items), sum(len(one.text.split()) for one in told), spent)


def stages(folder: Path, pages: Path, model: str, words: int) -> None:
    """Measure reading, extraction and storing apart, in this process."""
    from graph import Article, KnowledgeGraph
    from ingest.extraction import facts_of
    from ingest.pipeline import parse
    from ingest.sources import read

    articles, reading = timed(lambda: [article for article in read([pages]) if isinstance(article, Article)])
    found, extraction = timed(
        lambda: [facts_of(article, doc, extractor=model) for article, doc in parse(articles, model=model)]
    )
    with KnowledgeGraph.open(folder / f"stages-{model}") as kg:
        _, storing = timed(lambda: [kg.add(article, facts) for article, facts in zip(articles, found, strict=True)])
        quads = sum(1 for _ in kg.store.quads())
    size = sum(file.stat().st_size for file in (folder / f"stages-{model}").rglob("*"))
    print(f"\n{model}: {sum(map(len, found))} facts, {quads} quads, {size / 1e6:.1f} MB on disk")
    for name, spent in (("read", reading), ("extract", extraction), ("store", storing)):
        line(f"  {name}", len(articles), words, spent)
    print(f"  reading and storing on top of extraction: {(reading.cpu + storing.cpu) / extraction.cpu:.0%} of CPU time")


def runs(folder: Path, pages: Path, model: str, words: int) -> None:
    """Measure whole runs by the number of workers; starting them and loading their models is part of it."""
    from graph import KnowledgeGraph
    from ingest import Report, ingest

    choices: Sequence[int | str] = (1, 2, "local:2")
    for workers in choices:
        with KnowledgeGraph.open(folder / f"run-{model}-{workers}") as kg:
            own, steps = time.process_time(), list[float]()

            def run(kg: KnowledgeGraph = kg, workers: int | str = workers, steps: list[float] = steps) -> Report:
                return ingest(
                    kg, [pages], model=model, workers=workers, progress=lambda _: steps.append(time.perf_counter())
                )

            report, spent = timed(run)
            own = time.process_time() - own
        line(f"  ingest, workers {workers}", report.articles, words, spent)
        tenth = len(steps) // 10
        rate = (len(steps) - 1 - tenth) / (steps[-1] - steps[tenth])
        print(f"    after the first tenth: {rate:.1f} articles/s by the clock")
        print(f"    of it in the process that reads files and writes the store: {own:.2f} CPU s")
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"  memory at most: {peaks[0]:.0f} MB this process so far, {peaks[1]:.0f} MB the largest worker so far")


PARTS = {"VB": "VERB", "MD": "AUX", "NNP": "PROPN", "NN": "NOUN", "PRP": "PRON", "JJ": "ADJ", "CD": "NUM", "DT": "DET"}
LABELS = {"obj": "dobj", "nsubj:pass": "nsubjpass", "aux:pass": "auxpass", "obl": "pobj", "iobj": "dative"}
"""The shipped parser speaks Universal Dependencies, textacy the labels of the usual English pipelines."""


def others(texts: list[str], words: int) -> None:
    """Measure bare spaCy and textacy on the same texts."""
    from ingest.rules.parser import load_parser

    nlp = load_parser()
    list(nlp.pipe(texts[:2]))
    docs, parsing = timed(lambda: list(nlp.pipe(texts)))
    print("\nothers, one process")
    line("  spaCy, nlp.pipe", len(texts), words, parsing)
    try:
        from textacy.extract import subject_verb_object_triples
    except ImportError:
        print("  textacy is not installed")
        return
    for token in (token for doc in docs for token in doc):
        token.dep_ = LABELS.get(token.dep_, token.dep_)
        token.pos_ = next((pos for tag, pos in PARTS.items() if token.tag_.startswith(tag)), "X")
    triples, more = timed(lambda: [triple for doc in docs for triple in subject_verb_object_triples(doc)])
    line("  spaCy and textacy's triples", len(texts), words, Spent(parsing.clock + more.clock, parsing.cpu + more.cpu))
    print(f"  textacy: {len(triples)} triples of words, without kinds, links, status or store")


class Spent(NamedTuple):
    """Seconds by the clock, and CPU seconds of this process and the children that ended."""

    clock: float
    cpu: float


def timed(action: Callable[[], T]) -> tuple[T, Spent]:
    """Return a result and what it took."""
    clock, cpu = time.perf_counter(), spent_cpu()
    result = action()
    return result, Spent(time.perf_counter() - clock, spent_cpu() - cpu)


def spent_cpu() -> float:
    """Return the CPU seconds of this process and of its children that ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def line(name: str, articles: int, words: int, spent: Spent) -> None:
    """Print one row."""
    clock, cpu = spent
    print(
        f"{name:32} {clock:7.1f} s {articles / clock:8.1f} articles/s {words / clock:7.0f} words/s"
        f" | CPU {cpu:7.1f} s {articles / cpu:8.1f} articles/s {words / cpu:7.0f} words/s",
        flush=True,
    )


if __name__ == "__main__":
    main()
