"""The pages and the JSON API of the web server from outside, over real connections."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from graph import KnowledgeGraph
from queries import ask, questions
from queries.server import decision
from queries.server.sparql import GRAPHS
from tests.newsroom import tell
from tests.serving import TOKEN, filled, serving


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("served") / "store")


@pytest.fixture(scope="module")
def web(store: Path) -> Iterator[httpx.Client]:
    with serving(store, token=TOKEN) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def test_articles_added_by_another_process_appear(web: httpx.Client, store: Path) -> None:
    assert web.get("/api/search", params={"q": "Newcomer"}).json()["entities"] == []
    with KnowledgeGraph.open(store) as kg:
        tell(kg, "late", "2026-02-01", "Newcomer | partnered_with | Sony")
    time.sleep(1.2)
    assert web.get("/api/search", params={"q": "Newcomer"}).json()["entities"][0]["id"] == "company/newcomer"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=firm",
        "/questions/partners_of?company=Sony&status=any",
        "/questions/partners_of?company=Nobody",
        "/entity/company/sony",
        "/article/a1",
        "/article/evil",
        "/editor",
        "/nowhere",
    ],
)
def test_every_page_is_safe_to_look_at(web: httpx.Client, path: str) -> None:
    page = web.get(path, headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "<script>alert" not in page.text and "<img src=x" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    tags = Tags(page.text).found
    assert all(given.get("src", "").startswith("/static/") for tag, given in tags if tag == "script")
    assert not [name for _, given in tags for name in given if name.startswith("on") or name == "style"]
    links = [given[name] for _, given in tags for name in ("href", "src", "action") if name in given]
    assert all(link.startswith(("/", "https://", "http://", "data:,", "#")) for link in links)


class Tags(HTMLParser):
    """The tags of a page with their attributes, as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def test_an_entity_page_shows_facts_with_their_standing(web: httpx.Client) -> None:
    page = web.get("/entity/company/catl", headers={"Accept": "text/html"}).text
    for part in ("Volkswagen", "rumored", "2026-01-05", "CATL supplies Volkswagen (asserted).", "/article/a1"):
        assert part in page
    claim = re.search(r"/statement/\w+", page)
    assert claim and "<mark" in web.get(claim[0], headers={"Accept": "text/html"}).text


def test_an_article_page_marks_the_evidence(web: httpx.Client) -> None:
    page = web.get("/article/a1", headers={"Accept": "text/html"}).text
    assert '<mark class="sentence subject">Sony</mark>' in page
    assert '<mark class="object sentence">Magna Steyr</mark>' in page


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("text/html", "/entity/company/sony"),
        ("text/turtle", "/entity/company/sony.ttl"),
        ("application/ld+json", "/entity/company/sony.jsonld"),
    ],
)
def test_an_entity_iri_leads_to_what_the_client_can_read(web: httpx.Client, accept: str, target: str) -> None:
    answer = web.get("/id/company/sony", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, target)
    found = web.get(target, headers={"Accept": accept})
    assert found.status_code == 200 and found.headers["content-type"].startswith(accept)
    assert "Sony" in found.text


@pytest.mark.parametrize("media", GRAPHS)
@pytest.mark.parametrize("path", ["/entity/company/nobody", "/article/nothing", "/statement/0123456789abcdef"])
def test_what_is_unknown_is_not_found_in_any_format(web: httpx.Client, path: str, media: str) -> None:
    assert web.get(path, headers={"Accept": media}).status_code == 404
    known = web.get("/entity/company/sony", headers={"Accept": media})
    assert known.status_code == 200 and "Sony" in known.text


def test_a_question_in_english_leads_to_its_answer(web: httpx.Client) -> None:
    answer = web.get("/search", params={"q": "who supplies batteries to Volkswagen?"}, headers={"Accept": "text/html"})
    assert answer.headers["location"].startswith("/questions/suppliers_of?")
    page = web.get(answer.headers["location"], headers={"Accept": "text/html"})
    assert "battery cells" in page.text


def test_an_article_is_found_by_the_id_that_answers_and_pages_give_it(tmp_path: Path) -> None:
    id = "wire/1 ä%"
    with KnowledgeGraph.open(tmp_path / "store") as kg:
        tell(kg, id, "2026-01-05", "Sony | partnered_with | Magna Steyr")
        assert [row.article for row in ask(kg, "partners_of", company="Sony")] == [id]
        (row,) = kg.query("SELECT ?s { ?s a auto:Statement }")
    statement = str(row.s).rpartition("/")[2]
    with serving(tmp_path / "store") as address, httpx.Client(base_url=address) as client:
        assert client.get(f"/api/evidence?fact={statement}").json()["articles"][0]["id"] == id
        page = client.get(f"/statement/{statement}", headers={"Accept": "text/html"}).text
        (link,) = set(re.findall(r'href="(/article/[^"]+)"', page))
        assert "Magna Steyr" in client.get(link, headers={"Accept": "text/html"}).text
        assert client.get("/api" + link.replace("/article/", "/articles/")).json()["id"] == id
        assert client.get(link + ".ttl").status_code == 200


# ---------------------------------------------------------------- the JSON API


def test_the_api_answers_questions_with_names_and_ids(web: httpx.Client) -> None:
    answer = web.get("/api/questions/suppliers_of", params={"customer": "VW"}).json()
    assert answer["rows"][0]["supplier"] == {"label": "CATL", "id": "company/catl"}
    assert answer["rows"][0]["published"] == "2026-01-05"
    assert web.get("/api/ask", params={"q": "Sony's partners"}).json()["question"] == "partners_of"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/questions/nothing", 404),
        ("/api/questions/partners_of", 400),
        ("/api/questions/partners_of?company=Nobody", 404),
        ("/api/questions/partners_of?company=Sony&limit=0", 400),
        ("/api/questions/partners_of?company=Sony&limit=000001999999999", 400),
        ("/api/questions/partners_of?company=Sony&colour=red", 400),
        ("/api/search?q=Sony&limit=000001999999999", 400),
        ("/api/search?q=Sony&limit=401", 400),
        ("/api/ask?q=what+is+love", 404),
        ("/api/search", 400),
        ("/api/entities/company/nobody", 404),
        ("/api/articles/nothing", 404),
        ("/api/statements/0123456789abcdef", 404),
        ("/api/statements/'drop", 400),
        ("/api/path?from=Sony", 400),
    ],
)
def test_the_api_says_what_is_wrong(web: httpx.Client, path: str, status: int) -> None:
    answer = web.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json" and answer.json()["detail"]


def test_the_explorer_gets_its_neighbours_paths_and_evidence(web: httpx.Client) -> None:
    around = web.get("/api/around", params={"entity": "company/sony", "limit": 1}).json()
    assert len(around["entities"]) == 2 and around["more"]["company/sony"] >= 1
    path = web.get("/api/path", params={"from": "company/sony", "to": "company/magna-steyr"}).json()
    assert len(path["steps"]) == 1
    fact = path["steps"][0]["facts"][0]
    assert web.get("/api/evidence", params={"fact": fact}).json()["evidence"][fact][0]["article"] == "a1"


def test_a_decision_needs_the_token_and_counts(web: httpx.Client) -> None:
    fact = web.get("/api/queue", params={"limit": 1}).json()["facts"][0]["id"]
    decision = {"fact": fact, "ruling": "rejected", "by": "Ada"}
    assert web.post("/api/decisions", json=decision).status_code == 401
    right = {"Authorization": f"Bearer {TOKEN}"}
    assert web.post("/api/decisions", json={**decision, "ruling": "maybe"}, headers=right).status_code == 400
    assert web.post("/api/decisions", json=decision, headers=right).json() == {"facts": []}
    time.sleep(1.2)
    assert web.get("/api/queue", params={"limit": 400}).json()["facts"][0]["id"] != fact


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"fact": "0" * 20, "ruling": "accepted", "by": "Ada"}, 400),
        ({"kept": "Sony", "other": "company/sony", "ruling": "same", "by": "Ada"}, 400),
        ({"kept": "Sony", "other": "CATL", "ruling": "same"}, 400),
        (["fact"], 400),
    ],
)
@pytest.mark.parametrize("folder", ["entity-statements", "plain"])
def test_a_decision_that_makes_no_sense_is_told_from_a_store_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: object, status: int, folder: str
) -> None:
    with KnowledgeGraph.open(tmp_path / folder) as kg:
        tell(kg, "a1", "2026-01-05", "Sony | partnered_with | CATL")
        assert decision.main(str(tmp_path / folder), json.dumps({"fact": "0", "ruling": "open", "by": "Ada"})) == 1
        assert capsys.readouterr().out.startswith("503 the store")
    assert decision.main(str(tmp_path / folder), json.dumps(given)) == 1
    assert capsys.readouterr().out.startswith(f"{status} ")


def test_openapi_lists_every_question(web: httpx.Client) -> None:
    document = web.get("/api/openapi.json").json()
    assert {f"/api/questions/{name}" for name in questions()} <= set(document["paths"])
