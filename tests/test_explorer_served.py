"""The served explorer: the same page, asking a server for what it shows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from graph import Article, KnowledgeGraph
from queries import picture, review
from queries.explorer.page import served_page
from queries.server.decision import decide
from tests.browser import Visit, browser, until
from tests.newsroom import graph
from tests.pictures import START, named, random_graph, samples, stated
from tests.serving import TOKEN, serving

ROUTES = {
    "search": lambda kg, q: picture.search(kg, q, limit=8),
    "around": lambda kg, entity, limit="40": picture.around(kg, entity, limit=int(limit)),
    "path": lambda kg, **given: picture.path(
        kg, given["from"], given["to"], statuses=[x for x in given.get("statuses", "").split(",") if x]
    ),
    "evidence": picture.evidence,
    "queue": lambda kg, limit: review.queue(kg, limit=int(limit)),
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with pages_of(random_graph(400, 1500)) as address:
        yield address


@contextmanager
def pages_of(kg: KnowledgeGraph) -> Iterator[str]:
    """Serve a graph with nothing but the functions that the real server calls, too."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            route = parts.path.removeprefix("/api/")
            if route in ROUTES:
                body, kind = json.dumps(ROUTES[route](kg, **dict(parse_qsl(parts.query)))), "application/json"
            else:
                html = served_page(kg, api="/api/", review="/api/decide").html
                body, kind = html, "text/html; charset=utf-8"
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body.encode())

        def do_POST(self) -> None:
            given = json.loads(self.rfile.read(int(self.headers["content-length"])))
            allowed = self.headers["authorization"] == "Bearer open sesame"
            self.send_response(200 if allowed else 401)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(decide(kg, given) if allowed else {}).encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_the_page_asks_for_what_it_shows(address: str) -> None:
    with browser() as running:
        one = Visit(running)
        asked: list[str] = []
        one.page.on("request", lambda request: asked.append(request.url))
        one.page.goto(address)
        page = one.ready()
        at_first = page.evaluate("explorer.model.entities.size")
        assert at_first <= 60
        page.fill("#search", "volta")
        page.wait_for_selector("#matches li .name")
        page.keyboard.press("Enter")
        until(page, "explorer.state().mode === 'focus'")
        page.evaluate("explorer.settled()")
        assert "Volta" in page.inner_text("#card h2")
        fact = page.locator("details.fact").first
        fact.locator("summary").click()
        fact.locator(".evidence mark").first.wait_for()
        nodes = page.evaluate("[...explorer.scene.nodes.keys()]")
        assert 1 < len(nodes) <= 41
        page.evaluate("(id) => explorer.actions.expand(id)", nodes[1])
        grown = page.evaluate("[...explorer.scene.nodes.keys()]")
        assert set(nodes) < set(grown)
        page.reload()
        one.ready()
        assert set(page.evaluate("[...explorer.scene.nodes.keys()]")) == set(grown)
        page.evaluate("([a, b]) => explorer.actions.showPath(a, b)", [nodes[0], grown[-1]])
        assert page.evaluate("explorer.scene.steps.length") >= 1
        assert {url.split("?")[0].removeprefix(address) for url in asked} >= {
            "api/search",
            "api/around",
            "api/evidence",
        }
        assert [line for line in one.wrong if "127.0.0.1" not in line] == []
        one.close()


def test_decisions_need_the_token_and_change_the_page(address: str) -> None:
    with browser() as running:
        one = Visit(running)
        one.page.goto(address)
        page = one.ready()
        page.click("#review")
        first = page.locator("#card details.fact").first
        first.locator("button.no").wait_for()
        label = first.locator(".what").inner_text()
        facts = page.evaluate("explorer.model.facts.size")

        def sign_in(token: str) -> None:
            page.fill("#review-name", "Ann")
            page.fill("#review-token", token)
            page.click("#help-dialog button.primary")

        first.locator("button.no").click()
        sign_in("wrong")
        until(page, "document.querySelector('#status').innerText.includes('token')")
        assert page.evaluate("explorer.model.facts.size") == facts
        page.locator("#card details.fact button.no").first.click()
        sign_in("open sesame")
        until(page, "document.querySelector('#status').innerText.includes('rejected')")
        assert page.evaluate("explorer.model.facts.size") == facts - 1
        page.evaluate("document.querySelector('#card details.fact').dataset.old = 'yes'")
        page.click("#review")
        until(page, "!document.querySelector('#card details.fact[data-old]')")  # the queue was drawn anew
        again = page.locator("#card details.fact").first
        again.locator("button.yes").wait_for()
        assert again.locator(".what").inner_text() != label
        again.get_by_role("button", name="Correct").click()
        again.locator("select[name=status]").select_option("ended")
        again.locator("form.correction button").click()
        until(page, "document.querySelector('#status').innerText.includes('corrected')")
        assert [line for line in one.wrong if "127.0.0.1" not in line and "401" not in line] == []
        one.close()


def look_alikes() -> KnowledgeGraph:
    return graph(
        ("2026-01-05", "Schaeffler | supplies | BMW", "Schaeffler | supplies | Audi", "Rivian | supplies | Audi"),
        ("2026-01-06", "Schaefler | supplies | Mercedes", "Riviann | supplies | BMW"),
    )


def test_look_alikes_are_shown_and_judged_in_the_page() -> None:
    kg = look_alikes()
    with browser() as running, pages_of(kg) as address:
        one = Visit(running)
        one.page.goto(address)
        page = one.ready()
        page.click("#review")
        pair = page.locator("#card details.pair", has_text="Schaefler")
        pair.wait_for()
        if pair.get_attribute("open") is None:
            pair.locator("summary").click()
        text = pair.inner_text()
        assert {"2 facts", "1 fact"} <= set(re.findall(r"\d facts?", text))
        assert "94 % alike" in text
        assert "Schaeffler stays" in text
        pair.get_by_role("button", name="Same").click()
        page.fill("#review-name", "Ann")
        page.fill("#review-token", "open sesame")
        page.click("#help-dialog button.primary")
        until(page, "document.querySelector('#status').innerText.includes('same')")
        assert page.evaluate("explorer.model.entities.has('company/schaefler')") is False
        assert page.evaluate("explorer.scene.nodes.has('company/schaefler')") is False
        page.evaluate("explorer.actions.focus('company/schaeffler')")
        page.evaluate("explorer.settled()")
        assert one.scene() == {"Schaeffler", "BMW", "Audi", "Mercedes"}
        page.click("#review")
        pair = page.locator("#card details.pair", has_text="Riviann")
        pair.wait_for()
        if pair.get_attribute("open") is None:
            pair.locator("summary").click()
        pair.get_by_role("button", name="Different").click()
        until(page, "document.querySelector('#status').innerText.includes('different')")
        assert page.locator("#card details.pair").count() == 0
        assert [(row.merged.label, row.ruling, row.by) for row in kg.judgements()] == [
            ("Schaefler", "same", "Ann"),
            ("Riviann", "different", "Ann"),
        ]
        assert [line for line in one.wrong if "127.0.0.1" not in line] == []
        one.close()


def test_the_reprints_of_a_story_are_one_source_in_the_card() -> None:
    kg = samples()
    story = (
        "Sony is cooperating with Magna Steyr on the body of the car, people close to the matter said on Monday. " * 3
    )
    for number, paper in enumerate(("Wire", "Daily", "Herald")):
        fact = stated(
            f"reprint-{number}",
            "Sony is cooperating with Magna Steyr on the body of the car",
            ("Sony", "cooperating", "Magna Steyr"),
            subject=named("Company", "Sony"),
            relation="partnered_with",
            object=named("Company", "Magna Steyr"),
            status="asserted",
            confidence=0.9,
        )
        text = " " * START + story + "Edition for readers of the paper."
        article = Article(f"reprint-{number}", text, f"Story in {paper}", f"https://{paper}.example/", publisher=paper)
        kg.add(replace(article, published=date(2026, 2, 1 + number)), [fact])
    around = picture.around(kg, "company/magna-steyr")["facts"]
    fact_id = next(row["id"] for row in around if row["articles"] == 5)
    rows = picture.evidence(kg, fact_id)["evidence"][fact_id]
    assert [row.get("reprints") for row in rows if "reprints" in row] == [2]
    assert [row["article"] for row in rows if row["article"].startswith("reprint")] == [
        f"reprint-{n}" for n in range(3)
    ]
    with browser() as running, pages_of(kg) as address:
        one = Visit(running)
        one.page.goto(address)
        page = one.ready()
        page.evaluate("explorer.actions.showLine('company/sony', 'company/magna-steyr')")
        page.locator("details.reprints").wait_for()
        assert page.locator(".evidences > li").count() == 3  # two articles of the samples, and the story
        assert page.inner_text("details.reprints summary") == "2 reprints of this story"
        assert "Herald" not in page.inner_text("#card")
        page.click("details.reprints summary")
        assert "Herald" in page.inner_text("#card")
        one.close()


def test_a_decision_in_its_own_process_prints_facts_or_the_reason(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path) as kg:
        kg.store.load(samples().store.quads())
        fact = review.queue(kg, limit=1)["facts"][0]["id"]

    def run(**given: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "queries.server.decision", str(tmp_path)]
        return subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)

    kept = run(fact=fact, ruling="corrected", status="asserted", by="Ann")
    assert kept.returncode == 0, kept.stdout + kept.stderr
    assert json.loads(kept.stdout)["facts"][0]["status"] == "asserted"
    split = run(kept="company/sony", other="company/bosch", ruling="different", by="Ann")
    assert (split.returncode, json.loads(split.stdout)["gone"]) == (0, [])
    nobody = run(kept="company/sony", other="company/bosch", ruling="same", by=" ")
    assert (nobody.returncode, nobody.stdout[:4]) == (1, "400 ")
    refused = run(fact=fact, ruling="liked", by="Ann")
    assert (refused.returncode, refused.stdout[:4]) == (1, "400 ")


def test_the_real_server_takes_decisions_with_its_token(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path / "store") as kg:
        kg.store.load(samples().store.quads())
    with serving(tmp_path / "store", token=TOKEN) as address, httpx.Client(base_url=address, timeout=60) as client:
        assert '"review":"/api/decisions"' in client.get("/explorer").text
        found = client.get("/api/queue", params={"limit": 1}).json()
        assert (len(found["order"]), found["pairs"]) == (1, [])
        fact = found["facts"][0]
        given = {"fact": fact["id"], "ruling": "rejected", "by": "Ann"}
        assert client.post("/api/decisions", json=given).status_code in (401, 403)
        allowed = {"authorization": f"Bearer {TOKEN}"}
        bad = client.post("/api/decisions", json=given | {"ruling": "liked"}, headers=allowed)
        assert bad.status_code == 400
        assert client.post("/api/decisions", json=given, headers=allowed).json() == {"facts": []}
        apart = {"kept": "company/sony", "other": "company/bosch", "ruling": "different", "by": "Ann"}
        assert client.post("/api/decisions", json=apart).status_code == 401
        assert client.post("/api/decisions", json=apart, headers=allowed).json()["gone"] == []
        assert client.post("/api/decisions", json=apart | {"other": "Nobody"}, headers=allowed).status_code == 400

        def left() -> set[str]:
            return {row["id"] for row in client.get("/api/queue", params={"limit": 50}).json()["facts"]}

        end = time.monotonic() + 20  # readers see the change when they next look
        while fact["id"] in left():
            assert time.monotonic() < end
            time.sleep(0.2)
