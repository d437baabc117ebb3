"""Measure the explorer next to stock pyvis on the same graphs, and the served neighbourhoods: make bench-explorer.

CPU per redraw is the processor time of all processes of the browser over redraws of the whole picture, without a
GPU. Stock pyvis gets the same positions (at 10,000 a grid) and no physics, which is better than it does by itself.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph import KnowledgeGraph, LocalStore
from queries import picture
from queries.explorer.page import explorer_page
from queries.neighbourhood.links import links_awaited
from queries.neighbourhood.rows import most_connected
from tests.browser import browser, until
from tests.pictures import random_graph

REDRAWS = 30
LOADS = 3
"""Each page is opened so often; the best time counts, because other work on the machine only adds to it."""

SIZES = (300, 2_000, 10_000)


def stock(kg: KnowledgeGraph, file: Path) -> None:
    """Write the page of pyvis itself: all entities and statements, the same positions, physics off."""
    from pyvis.network import Network

    from queries.explorer.layout import positions
    from queries.explorer.page import _links
    from queries.neighbourhood.rows import describe, facts_among

    ids = most_connected(kg, limit=10_000)
    entities, facts = describe(kg, ids), facts_among(kg, ids)
    links = _links(entities, facts) if len(ids) <= 2_000 else []
    places = positions(len(ids), links) if links else [(i % 100 * 60, i // 100 * 60) for i in range(len(ids))]
    net = Network(directed=True, cdn_resources="in_line", height="900px")
    net.toggle_physics(False)
    for row, (x, y) in zip(entities, places, strict=True):
        net.nodes.append({"id": row["id"], "label": row["label"], "x": x, "y": y, "shape": "dot", "size": 10})
        net.node_ids.append(row["id"])
    for fact in facts:
        if "o" in fact:
            net.edges.append({"from": fact["s"], "to": fact["o"], "arrows": "to", "label": fact["r"]})
    file.write_text(net.generate_html(), encoding="utf-8")


def processor_time(root: int) -> float:
    """Return the seconds of processor time of a process and all below it (Linux)."""
    parents, used = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number = int(stat.parent.name)
        parents[number] = int(fields[1])
        used[number] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def below(number: int) -> bool:
        while number in parents:
            if number == root:
                return True
            number = parents[number]
        return False

    return sum(seconds for number, seconds in used.items() if number != root and below(number))


REDRAW = """async ([net, count]) => { const n = net === 'own' ? explorer.network() : network;
  for (let i = 0; i < count; i++) { n.moveTo({position: {x: i % 2, y: 0}}); n.redraw();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); } }"""


def first_picture(page: Any, file: Path, *, own: bool) -> float:
    """Return the milliseconds from opening a page to its first picture."""
    start = time.monotonic()
    page.goto("about:blank")
    page.goto(f"file://{file}", wait_until="domcontentloaded")
    if own:
        until(page, "window.explorer && explorer.ready")
        return float(page.evaluate("explorer.firstPicture"))
    until(page, "window.network && network.body.nodeIndices.length")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return (time.monotonic() - start) * 1000


def measure(running: Any, file: Path, *, own: bool) -> dict[str, float]:
    page = running.new_page(viewport={"width": 1440, "height": 900})
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    first = min(first_picture(page, file, own=own) for _ in range(LOADS))
    if own:
        if page.evaluate("explorer.model.placed.size > explorer.model.overview.length"):
            page.evaluate("explorer.actions.commit({mode: 'all'})")
    else:
        page.evaluate("network.fit()")
    page.evaluate(REDRAW, ["own" if own else "stock", 3])
    before = processor_time(os.getpid())
    page.evaluate(REDRAW, ["own" if own else "stock", REDRAWS])
    cpu = (processor_time(os.getpid()) - before) * 1000 / REDRAWS
    drawn = page.evaluate("explorer.scene.nodes.size" if own else "network.body.nodeIndices.length")
    heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    page.close()
    return {"MB": file.stat().st_size / 1e6, "first ms": first, "drawn": drawn, "cpu ms": cpu, "heap MB": heap}


def pages() -> None:
    print(f"{'entities':>9} {'page':6} {'MB':>6} {'first picture':>14} {'drawn':>6} {'CPU/redraw':>11} {'heap':>7}")
    with browser() as running, tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            kg = random_graph(size, 2 * size)
            own, plain = Path(folder) / "own.html", Path(folder) / "stock.html"
            explorer_page(kg).save(own)
            stock(kg, plain)
            for name, file in (("own", own), ("stock", plain)):
                row = measure(running, file, own=name == "own")
                print(
                    f"{size:9,} {name:6} {row['MB']:6.1f} {row['first ms']:11.0f} ms {row['drawn']:6.0f} "
                    f"{row['cpu ms']:8.1f} ms {row['heap MB']:4.0f} MB",
                    flush=True,
                )


def spread(name: str, calls: list[Callable[[], object]]) -> None:
    """Print wall time and, because other work only adds to it, processor time."""
    walls, works = [], []
    for call in calls:
        wall, work = time.perf_counter(), time.process_time()
        call()
        walls.append((time.perf_counter() - wall) * 1000)
        works.append((time.process_time() - work) * 1000)
    last = min(len(calls) - 1, int(len(calls) * 0.95))
    parts = [f"{statistics.median(times):6.1f} {sorted(times)[last]:6.1f}" for times in (walls, works)]
    print(f"{name:46} wall median p95 {parts[0]} ms   CPU median p95 {parts[1]} ms   of {len(calls)}", flush=True)


def neighbourhoods(facts: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        random_graph(3 * facts // 10, facts, store=LocalStore(folder)).close()
        with KnowledgeGraph.open(folder) as kg:
            print(f"\n{sum(1 for _ in kg.store.quads()):,} quads, {kg.stats()['statements']:,} statements")
            print("by the engine, as in a store that is being written")
            requests(kg)
        with KnowledgeGraph(LocalStore.reading(folder)) as kg:
            work = time.process_time()
            links_awaited(kg)
            print(f"with the index of a server's worker, built in {time.process_time() - work:.1f} s of processor time")
            requests(kg)


def requests(kg: KnowledgeGraph) -> None:
    dice = random.Random(1)
    ids = sorted(most_connected(kg, limit=1_000_000))
    hubs, some = most_connected(kg, limit=20), dice.sample(ids, 200)
    spread("neighbourhood of any entity", [lambda id=id: picture.around(kg, id) for id in some])
    spread("neighbourhood of the 20 most connected", [lambda id=id: picture.around(kg, id) for id in hubs])
    pairs = list(zip(some[:40], some[40:80], strict=True))
    spread("path between any two", [lambda pair=pair: picture.path(kg, *pair) for pair in pairs])
    spread("search", [lambda text=text: picture.search(kg, text) for text in ("volta", "nordic gr", "zefyr")])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=30_000, help="facts of the served graph; 30,000 make 1M quads")
    parser.add_argument("--only", choices=["pages", "served"])
    arguments = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    if arguments.only != "served":
        pages()
    if arguments.only != "pages":
        neighbourhoods(arguments.facts)


if __name__ == "__main__":
    main()
