"""Measure the store on synthetic news: `python -m tests.bench.store 100000 1000000 > results.md`.

Each size runs in a process of its own, so that its memory is its own. Times are CPU times of that process, all threads
together: they hardly change when other programs run beside it. Work that autokg adds to the engine is given as
a ratio to the same work done with pyoxigraph alone; at 100,000 quads rdflib's memory store answers too.
"""

from __future__ import annotations

import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph

from graph import FACTS_GRAPH, PREFIXES, KnowledgeGraph, LocalStore
from queries import ask, questions
from tests.bench.news import news

QUADS_PER_ARTICLE = 330
UPDATES = 200
PATIENCE = 5.0
"""CPU seconds until a question to rdflib is given up."""


def timed(work: Callable[[], Any], *, times: int = 3) -> float:
    """Return the CPU seconds of the fastest run."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def measure(quads: int) -> dict[str, Any]:
    """Return all figures of one size."""
    items = list(news(quads // QUADS_PER_ARTICLE + UPDATES))
    first, later = items[:-UPDATES], items[-UPDATES:]
    facts = sum(len(facts) for _, facts in first)
    found: dict[str, Any] = {"articles": len(first), "facts": facts}
    with tempfile.TemporaryDirectory() as folder:
        kg = KnowledgeGraph.open(Path(folder) / "store")
        found["load_s"] = timed(lambda: kg.load(first), times=1)
        assert isinstance(kg.store, LocalStore)
        engine = kg.store.engine
        found["quads"] = len(engine)
        engine.flush()
        engine.optimize()
        found["disk_mb"] = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 1e6
        found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        copy = tuple(engine)
        raw = pyoxigraph.Store(str(Path(folder) / "raw"))
        found["raw_load_s"] = timed(lambda: raw.bulk_extend(copy), times=1)
        found["questions"] = dict(questioned(kg, engine, with_rdflib=quads <= 100_000))
        found |= updated(kg, raw, later)
    return found


def updated(kg: KnowledgeGraph, raw: pyoxigraph.Store, items: list[Any]) -> dict[str, float]:
    """Return the milliseconds of adding one article, and of writing the same quads with pyoxigraph alone."""
    own, changes, plain = [], [], []
    store: Any = kg.store
    apply = store.apply

    def noted(removed: Any, added: Any) -> None:
        changes.append((list(removed), list(added)))
        apply(removed, added)

    store.apply = noted
    for article, facts in items:
        start = time.process_time()
        kg.add(article, facts)
        own.append(time.process_time() - start)
    for removed, added in changes:
        start = time.process_time()
        for quad in removed:
            raw.remove(quad)
        raw.extend(added)
        plain.append(time.process_time() - start)
    tail = statistics.quantiles(own, n=20)[-1]
    return {
        "update_ms": statistics.median(own) * 1e3,
        "update_p95_ms": tail * 1e3,
        "raw_update_ms": statistics.median(plain) * 1e3,
    }


def questioned(
    kg: KnowledgeGraph, engine: pyoxigraph.Store, *, with_rdflib: bool
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield for each question of the library its times in milliseconds, about the entities most in the news."""
    other = as_memory(engine) if with_rdflib else None
    for name, question in questions().items():
        given = dict(parameters(kg, question))
        answer = ask(kg, name, **given)
        times = {"rows": len(answer), "ask_ms": timed(partial(ask, kg, name, **given)) * 1e3}
        if not question.analysis:
            times |= compared(kg, engine, other, answer.sparql)
        yield name, times


def compared(kg: KnowledgeGraph, engine: pyoxigraph.Store, other: Any, sparql: str) -> dict[str, Any]:
    """Return the milliseconds of a query: by pyoxigraph alone, by the store, by rdflib's memory where that is given."""
    default = pyoxigraph.NamedNode(FACTS_GRAPH)
    raw = timed(lambda: list(engine.query(sparql, prefixes=PREFIXES, default_graph=default)))
    times = {"raw_ms": raw * 1e3, "query_ms": timed(lambda: list(kg.store.query(sparql))) * 1e3}
    if other is not None:
        times["rdflib_ms"] = patient(lambda: list(other.query(sparql)))
    return times


def parameters(kg: KnowledgeGraph, question: Any) -> Iterator[tuple[str, str]]:
    """Yield a value for each parameter that has no default: entities with the most statements of a fitting kind."""
    taken: set[str] = set()
    for parameter in question.parameters:
        if parameter.default is not None:
            continue
        if parameter.kind == "statement":
            (row,) = kg.query("SELECT ?s { ?s a auto:Statement ; auto:articles ?n } ORDER BY DESC(?n) ?s LIMIT 1")
            yield parameter.name, str(row.s)
        elif parameter.kind == "text":
            yield parameter.name, "battery"
        else:
            kind = "Company" if parameter.kind == "any" else parameter.kind.split(",")[0]
            rows = kg.query(
                f"SELECT ?e (COUNT(*) AS ?n) {{ ?s rdf:subject|rdf:object ?e . ?e a auto:{kind} }} "
                "GROUP BY ?e ORDER BY DESC(?n) ?e LIMIT 3"
            )
            chosen = next(id for row in rows if (id := str(row.e).partition("/id/")[2]) not in taken)
            taken.add(chosen)
            yield parameter.name, chosen


def as_memory(engine: pyoxigraph.Store) -> Any:
    """Return the quads in rdflib's own memory store, the facts graph as its default graph."""
    import rdflib

    from graph.sparql.rows import term

    dataset = rdflib.Dataset(default_union=True)
    dataset.addN(
        (term(q.subject), term(q.predicate), term(q.object), dataset.graph(term(q.graph_name))) for q in engine
    )
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    return dataset


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    import signal

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def patient(work: Callable[[], Any]) -> float | None:
    """Return the milliseconds of one run, None where it takes longer than PATIENCE."""
    try:
        with limit(PATIENCE):
            return timed(work, times=1) * 1e3
    except TimeoutError:
        return None


def report(sizes: dict[int, dict[str, Any]]) -> Iterator[str]:
    """Yield the tables of docs/performance.md."""
    yield "| | " + " | ".join(f"{found['quads']:,} quads" for found in sizes.values()) + " |"
    yield "|---|" + "---|" * len(sizes)
    lines: dict[str, Callable[[dict[str, Any]], str]] = {
        "articles, facts": lambda f: f"{f['articles']:,}, {f['facts']:,}",
        "quads per fact": lambda f: f"{f['quads'] / f['facts']:.1f}",
        "bytes per fact on disk": lambda f: f"{f['disk_mb'] * 1e6 / f['facts']:,.0f}",
        "bulk load": lambda f: f"{f['load_s']:.1f} s ({f['facts'] / f['load_s']:,.0f} facts/s)",
        "the same quads, pyoxigraph alone": lambda f: f"{f['raw_load_s']:.1f} s",
        "adding one article, median": lambda f: f"{f['update_ms']:.1f} ms",
        "adding one article, 95th percentile": lambda f: f"{f['update_p95_ms']:.1f} ms",
        "the same quads, pyoxigraph alone (median)": lambda f: f"{f['raw_update_ms']:.1f} ms",
        "peak memory while loading": lambda f: f"{f['memory_mb']:,.0f} MB",
    }
    for name, cell in lines.items():
        yield f"| {name} | " + " | ".join(cell(found) for found in sizes.values()) + " |"
    for found in sizes.values():
        yield f"\n### Questions at {found['quads']:,} quads (milliseconds)\n"
        yield "| question | rows | pyoxigraph alone | through the store | ratio | whole answer | rdflib memory |"
        yield "|---|---|---|---|---|---|---|"
        for name, times in found["questions"].items():
            raw, through = times.get("raw_ms"), times.get("query_ms")
            cells = [f"{raw:.1f}", f"{through:.1f}", f"{through / raw:.2f}"] if raw else ["–", "–", "–"]
            slow = "–" if "rdflib_ms" not in times else f"{times['rdflib_ms']:.0f}" if times["rdflib_ms"] else "> 5 s"
            yield f"| {name} | {times['rows']} | {' | '.join(cells)} | {times['ask_ms']:.1f} | {slow} |"


def main() -> None:
    """Measure the sizes given on the command line, or one of them with `--one`."""
    if sys.argv[1] == "--one":
        print(json.dumps(measure(int(sys.argv[2]))))
        return
    sizes = {}
    for size in map(int, sys.argv[1:]):
        command = [sys.executable, "-m", "tests.bench.store", "--one", str(size)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        sizes[size] = json.loads(done.stdout.splitlines()[-1])
    print("\n".join(report(sizes)))


if __name__ == "__main__":
    main()
