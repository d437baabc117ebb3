"""The SPARQL endpoint from outside, over real connections: the protocol, and what strangers may not do."""

from __future__ import annotations

import concurrent.futures
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.serving import TOKEN, filled, serving

SELECT = "SELECT ?l { ?s rdfs:label ?l } ORDER BY ?l"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o . ?p ?q ?r }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("served") / "store")


@pytest.fixture(scope="module")
def web(store: Path) -> Iterator[httpx.Client]:
    options = ("--seconds", "3", "--megabytes", "700", "--rows", "300", "--origin", "https://app.example")
    with serving(store, *options, token=TOKEN) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_a_query_comes_in_each_of_the_three_ways(web: httpx.Client, way: str) -> None:
    if way == "get":
        answer = web.get("/sparql", params={"query": SELECT})
    elif way == "form":
        answer = web.post("/sparql", data={"query": SELECT})
    else:
        answer = web.post(
            "/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query; charset=utf-8"}
        )
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/sparql-results+json")
    labels = [row["l"]["value"] for row in answer.json()["results"]["bindings"]]
    assert {"Sony", "Magna Steyr"} <= set(labels) and labels == sorted(labels)


@pytest.mark.parametrize(
    ("accept", "media", "start"),
    [
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv", "text/csv; charset=utf-8", "l\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?l\n"),
        ("application/json", "application/json", '{"head"'),
        ("text/html, application/xml;q=0.9, */*;q=0.1", "application/xml", "<?xml"),
        ("text/csv;q=0.2, application/sparql-results+json;q=0.1", "text/csv; charset=utf-8", "l"),
        ("text/csv;q=0, */*", "application/sparql-results+json", "{"),
    ],
)
def test_rows_come_in_the_wanted_format(web: httpx.Client, accept: str, media: str, start: str) -> None:
    answer = web.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert answer.headers["content-type"] == media
    assert answer.text.startswith(start)
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/sparql-results+json, text/turtle;q=0.5", "text/turtle; charset=utf-8"),
    ],
)
@pytest.mark.parametrize("form", ["CONSTRUCT WHERE { ?s auto:partnered_with ?o }", "DESCRIBE id:company\\/sony"])
def test_triples_come_in_the_wanted_format(web: httpx.Client, accept: str, media: str, form: str) -> None:
    from rdflib import Graph

    answer = web.post("/sparql", data={"query": form}, headers={"Accept": accept})
    assert answer.headers["content-type"] == media
    if "json" not in media:
        kind = {"text/turtle; charset=utf-8": "turtle", "application/n-triples": "nt", "application/rdf+xml": "xml"}
        assert len(Graph().parse(data=answer.text, format=kind[media])) >= 2
    else:
        assert json.loads(answer.text)


def test_ask_is_true_or_false_in_json_and_xml_and_nothing_else(web: httpx.Client) -> None:
    ask = {"query": "ASK { ?s auto:supplies ?o }"}
    assert web.get("/sparql", params=ask).json()["boolean"] is True
    assert "true" in web.get("/sparql", params=ask, headers={"Accept": "application/sparql-results+xml"}).text
    assert web.get("/sparql", params=ask, headers={"Accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize(
    ("method", "arguments", "status"),
    [
        ("GET", {"params": {"query": "SELECT * WHERE"}}, 400),
        ("GET", {"params": [("query", SELECT), ("query", SELECT)]}, 400),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 400),
        ("GET", {"params": {"query": SELECT, "update": "CLEAR ALL"}}, 400),
        ("POST", {"data": {"other": "1"}}, 400),
        ("POST", {"content": SELECT, "headers": {"Content-Type": "text/plain"}}, 415),
        ("POST", {"content": SELECT}, 415),
        ("POST", {"content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ("PUT", {"content": SELECT}, 405),
        ("GET", {"params": {"query": SELECT}, "headers": {"Accept": "image/png"}}, 406),
        ("GET", {"params": {"query": SELECT}, "headers": {"Accept": "text/turtle"}}, 406),
        ("POST", {"data": {"query": "#" * 1_100_000}}, 413),
        ("GET", {"params": {"query": SELECT, "default-graph-uri": "no iri at all"}}, 400),
    ],
)
def test_what_the_protocol_forbids_is_refused_with_a_reason(
    web: httpx.Client, method: str, arguments: dict[str, Any], status: int
) -> None:
    answer = web.request(method, "/sparql", **arguments)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] and answer.json()["status"] == status


def test_the_dataset_is_that_of_the_request_then_of_the_query_then_the_facts(web: httpx.Client) -> None:
    def count(**more: str) -> int:
        query = more.pop("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        rows = web.get("/sparql", params={"query": query, **more}).json()["results"]["bindings"]
        return int(rows[0]["n"]["value"])

    article = "https://w3id.org/autokg/graph/article/a1"
    facts = "https://w3id.org/autokg/graph/facts"
    one = count(**{"default-graph-uri": article})
    assert 0 < one < count() == count(**{"default-graph-uri": facts})
    assert count(query=f"SELECT (COUNT(*) AS ?n) FROM <{article}> {{ ?s ?p ?o }}") == one
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(query=named) > 30
    assert count(query=named, **{"named-graph-uri": article}) == 1
    assert (
        count(query=f"SELECT (COUNT(*) AS ?n) FROM <{facts}> {{ ?s ?p ?o }}", **{"default-graph-uri": article}) == one
    )


def test_without_a_query_the_service_is_described_and_browsers_get_the_editor(web: httpx.Client) -> None:
    from rdflib import Graph

    described = web.get("/sparql", headers={"Accept": "text/turtle"})
    assert "http://www.w3.org/ns/sparql-service-description#Service" in {
        str(kind) for kind in Graph().parse(data=described.text, format="turtle").objects()
    }
    assert "yasgui" in web.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"}).text


def test_pages_of_named_origins_may_read_and_others_not(web: httpx.Client) -> None:
    query = {"query": SELECT}
    mine = web.get("/sparql", params=query, headers={"Origin": "https://app.example"})
    assert mine.headers["access-control-allow-origin"] == "https://app.example"
    assert (
        "access-control-allow-origin"
        not in web.get("/sparql", params=query, headers={"Origin": "https://evil.example"}).headers
    )
    asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "POST"}
    assert web.options("/sparql", headers=asked).status_code == 200
    assert web.get("/sparql", params=query, headers={"Host": "evil.example"}).status_code == 400


# ---------------------------------------------------------------- strangers


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '#' . service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_no_query_makes_the_server_ask_others(web: httpx.Client, query: str) -> None:
    answer = web.get("/sparql", params={"query": query})
    assert answer.status_code == 400 and "asks no other machine" in answer.text


def test_words_that_only_look_like_service_are_allowed(web: httpx.Client) -> None:
    query = 'SELECT ?service { ?service rdfs:label "SERVICE" } # LOAD'
    assert web.get("/sparql", params={"query": query}).status_code == 200


def test_a_query_without_end_is_stopped_while_others_are_answered(web: httpx.Client) -> None:
    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        endless = [threads.submit(web.get, "/sparql", params={"query": CROSS}) for _ in range(2)]
        time.sleep(1)
        start = time.monotonic()
        pages = [web.get(path).status_code for path in ("/", "/entity/company/sony", "/api/search?q=sony")]
        meanwhile = time.monotonic() - start
        stopped = [one.result() for one in endless]
    assert pages == [200, 200, 200]
    assert [one.status_code for one in stopped] == [503, 503]
    assert "3 seconds" in stopped[0].json()["detail"] and stopped[0].headers["retry-after"]
    assert meanwhile < 3, "the pages waited for the queries"
    assert web.get("/sparql", params={"query": SELECT}).status_code == 200


def test_a_query_whose_client_goes_away_makes_room_for_others(store: Path) -> None:
    with serving(store, "--seconds", "60") as address, httpx.Client(base_url=address, timeout=60) as client:
        client.get("/sparql", params={"query": SELECT})
        for send in ({"method": "GET", "params": {"query": CROSS}}, {"method": "POST", "data": {"query": CROSS}}):
            for _ in range(2):  # as many as there are workers
                with pytest.raises(httpx.ReadTimeout):
                    client.request(url="/sparql", timeout=1, **send)
        assert client.get("/sparql", params={"query": SELECT}).status_code == 200  # 503 while all slots are taken


def test_a_query_that_eats_memory_takes_only_its_worker_with_it(store: Path) -> None:
    greedy = LARGE.replace("SELECT *", "SELECT DISTINCT *") + " ORDER BY ?l ?k ?j"
    options = ("--seconds", "60", "--megabytes", "300")
    with serving(store, *options) as address, httpx.Client(base_url=address, timeout=90) as client:
        answer = client.get("/sparql", params={"query": greedy})
        assert answer.status_code == 503
        assert "more than 300 MB" in answer.json()["detail"]
        assert client.get("/sparql", params={"query": SELECT}).status_code == 200


def test_updates_need_the_token_and_are_seen_by_later_queries(web: httpx.Client) -> None:
    update = {"update": "INSERT DATA { GRAPH <https://example.org/mine> { <a:b> <a:c> 'new' } }"}
    assert web.post("/sparql", data=update).status_code == 401
    wrong = {"Authorization": "Bearer wrong"}
    assert web.post("/sparql", data=update, headers=wrong).status_code == 401
    right = {"Authorization": f"Bearer {TOKEN}"}
    assert web.post("/sparql", data={"update": "LOAD <http://127.0.0.1:1/x>"}, headers=right).status_code == 400
    assert web.post("/sparql", data={"update": "INSERT DATA"}, headers=right).status_code == 400
    assert web.post("/sparql", data=update, headers=right).status_code == 204
    time.sleep(1.2)
    asked = {"query": "ASK { GRAPH <https://example.org/mine> { ?s ?p 'new' } }"}
    assert web.get("/sparql", params=asked).json()["boolean"] is True


def test_updates_of_graphs_that_autokg_keeps_are_refused_with_the_remedy(web: httpx.Client) -> None:
    update = {"update": "DELETE WHERE { GRAPH <https://w3id.org/autokg/graph/facts> { ?s ?p ?o } }"}
    answer = web.post("/sparql", data=update, headers={"Authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    assert "is kept by autokg: write GRAPH <IRI> with a graph of your own" in answer.json()["detail"]


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_beyond_the_limit_are_cut_and_the_client_is_told(web: httpx.Client, form: str) -> None:
    def rows(query: str) -> tuple[int, str | None]:
        answer = web.get("/sparql", params={"query": query, "format": form})
        mark = {"json": '"s":', "xml": "<result>", "csv": "https://", "tsv": "<https://"}[form]
        return answer.text.count(mark), answer.headers.get("x-sparql-maxrows")

    assert rows("SELECT ?s { ?s a auto:Statement , ?kind . ?s ?p ?o }") == (300, "300")
    assert rows("SELECT ?s { ?s ?p ?o . FILTER(isIRI(?s)) } LIMIT 300") == (300, None)
    assert rows("SELECT ?s { ?s ?p ?o . FILTER(isIRI(?s)) } LIMIT 7") == (7, None)


def test_updates_over_a_remote_engine_are_sent_to_the_engine() -> None:
    with serving("http://127.0.0.1:9", token=TOKEN) as address:
        update = {"update": "INSERT DATA { GRAPH <https://example.org/mine> { <a:b> <a:c> 1 } }"}
        answer = httpx.post(f"{address}/sparql", data=update, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60)
    assert answer.status_code == 400
    assert "send updates to the engine itself" in answer.json()["detail"]


def test_without_a_token_nothing_is_written(store: Path) -> None:
    with serving(store) as address:
        answer = httpx.post(f"{address}/sparql", data={"update": "CLEAR ALL"}, headers={"Authorization": "Bearer x"})
    assert answer.status_code == 403
