"""Time every question and the endpoint: `python -m tests.bench.questions [QUADS] > results.md`.

The graph is the synthetic news of the store benchmark. Parameters are drawn from the entities that facts of the right
relations name, the much reported ones as often as in the news. The endpoint is compared with `oxigraph serve` and
rdflib-endpoint on the same store in the same run, one client, connections kept open.
"""

from __future__ import annotations

import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from graph import KnowledgeGraph, ontology
from queries import Parameter, Question, ask, questions
from queries.library.binding import PLAIN
from tests.bench.news import news
from tests.serving import serving

QUADS_PER_ARTICLE = 330
RUNS = 20
SMALL = """SELECT ?l { ?s a <https://w3id.org/autokg/ontology#Company> ;
  <http://www.w3.org/2000/01/rdf-schema#label> ?l } LIMIT 10"""
JSON = {"Accept": "application/sparql-results+json"}
FACTS = "https://w3id.org/autokg/graph/facts"
WALKS = {"exposed_to", "alternatives_for"}
"""Questions about one thing that look at a large part of the graph all the same."""


def parameters(question: Question, known: dict[str, list[str]], draw: random.Random) -> dict[str, str]:
    """Return a value for each parameter that has no default, drawn like the news draws it, no two the same."""
    given: dict[str, str] = {}
    for parameter in question.parameters:
        drawn = value(parameter, known, draw)
        while drawn is not None and drawn in given.values():
            drawn = value(parameter, known, draw)
        if drawn is not None:
            given[parameter.name] = drawn
    return given


def value(parameter: Parameter, known: dict[str, list[str]], draw: random.Random) -> str | None:
    """Return a value for a parameter, None where it may be left out."""
    if parameter.default is not None:
        return None
    if parameter.kind == "statement":
        return draw.choice(known["statement"])
    if parameter.kind in PLAIN:
        return "battery" if parameter.kind == "text" else "2020"
    kinds = list(ontology().kinds) if parameter.kind == "any" else parameter.kind.split(",")
    return draw.choice(known[next(kind for kind in kinds if kind in known)])


def entities(kg: KnowledgeGraph) -> dict[str, list[str]]:
    """Return the ids of entities by kind, each as often as statements name it."""
    rows: Any = kg.store.query(
        "SELECT ?e ?kind ?st { { ?st rdf:subject ?e } UNION { ?st rdf:object ?e } ?e a ?kind } LIMIT 200000"
    )
    found: dict[str, list[str]] = {}
    for entity, kind, statement in rows:
        found.setdefault(kind.value.rpartition("#")[2], []).append(
            entity.value.removeprefix("https://w3id.org/autokg/id/")
        )
        found.setdefault("statement", []).append(statement.value)
    return found


def time_question(kg: KnowledgeGraph, question: Question, known: dict[str, list[str]]) -> tuple[list[float], int]:
    """Return the milliseconds of each run, and the rows of all."""
    draw, times, rows = random.Random(question.name), [], 0
    for _ in range(5 if question.name == "central_firms" else RUNS):
        given = parameters(question, known, draw)
        start = time.perf_counter()
        rows += len(ask(kg, question.name, **given))
        times.append(1e3 * (time.perf_counter() - start))
    return sorted(times), rows


def requests_per_second(url: str, *, seconds: float = 5.0, **arguments: Any) -> float:
    """Return how many small queries one client gets answered."""
    with httpx.Client(timeout=30) as client:

        def ask_once() -> httpx.Response:
            return client.get(url, params={"query": SMALL, **arguments}, headers=JSON)

        assert len(ask_once().json()["results"]["bindings"]) == 10, url
        count, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds:
            ask_once()
            count += 1
        return count / (time.perf_counter() - start)


@contextmanager
def running(command: list[str], url: str) -> Iterator[str]:
    """Start a server, wait for its port, end it."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                httpx.get(url, timeout=1)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield url
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return int(own.getsockname()[1])


RDFLIB = """import sys, uvicorn, rdflib, oxrdflib, pyoxigraph
from rdflib_endpoint import SparqlEndpoint
store = pyoxigraph.Store.read_only(sys.argv[1])
graph = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=store), default_union=True)
uvicorn.run(SparqlEndpoint(graph=graph), host="127.0.0.1", port=int(sys.argv[2]), log_level="critical")
"""


def endpoints(store: Path) -> Iterator[tuple[str, float]]:
    """Yield the requests per second of each server on the same store."""
    with serving(store) as address:
        yield "autokg serve", requests_per_second(f"{address}/sparql")
    if engine := shutil.which("oxigraph", path=str(Path(sys.executable).parent)):
        port = free_port()
        command = [engine, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
        with running(command, f"http://127.0.0.1:{port}/query") as url:
            yield "oxigraph serve-read-only", requests_per_second(url, **{"default-graph-uri": FACTS})
    port = free_port()
    with running([sys.executable, "-c", RDFLIB, str(store), str(port)], f"http://127.0.0.1:{port}/") as url:
        try:
            yield "rdflib-endpoint on oxrdflib", requests_per_second(url)
        except (httpx.HTTPError, ValueError, KeyError, AssertionError) as error:
            print(f"rdflib-endpoint: {type(error).__name__}", file=sys.stderr)


def main(quads: int, store: Path) -> None:
    """Print the tables."""
    if not store.exists():
        with KnowledgeGraph.open(store) as kg:
            kg.load(news(quads // QUADS_PER_ARTICLE))
    with KnowledgeGraph.open(store) as kg:
        known, stats = entities(kg), kg.stats()
        kg.names()
        size = sum(1 for _ in kg.store.quads())
        print(f"{size:,} quads,", ", ".join(f"{count:,} {name}" for name, count in stats.items()), "\n")
        print("| question | p50 ms | p95 ms | rows | kind |\n|---|---|---|---|---|")
        for question in questions().values():
            times, rows = time_question(kg, question, known)
            late = times[min(len(times) - 1, int(0.95 * len(times)))]
            one = any(parameter.default is None for parameter in question.parameters)
            kind = "look-up" if one and question.name not in WALKS else "global"
            print(f"| `{question.name}` | {statistics.median(times):.1f} | {late:.1f} | {rows} | {kind} |", flush=True)
    print("\n| endpoint | small queries per second |\n|---|---|")
    for name, rate in endpoints(store):
        print(f"| {name} | {rate:.0f} |", flush=True)


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        main(size, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(size, Path(folder) / "store")
