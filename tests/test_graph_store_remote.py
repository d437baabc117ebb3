"""How RemoteStore deals with an engine's manners: endpoints, credentials, pauses, refusals."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph import FACTS_GRAPH, QueryError, StoreError
from graph.store.remote import PAUSES, Endpoints, RemoteStore

ANSWER = b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "7"}}]}}'


class Engine(BaseHTTPRequestHandler):
    """Answers as the test tells it to, and keeps what it was asked."""

    replies: list[tuple[int, dict[str, str], bytes]]
    asked: list[tuple[str, dict[str, list[str]], str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.asked.append((self.path, parse_qs(body), self.headers.get("authorization", "")))
        status, headers, content = self.replies.pop(0) if self.replies else (200, {}, ANSWER)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def engine() -> Iterator[tuple[str, type[Engine]]]:
    handler = type("Handler", (Engine,), {"replies": [], "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.remote.PAUSES", (0.01,) * len(PAUSES))


@pytest.mark.parametrize(
    ("url", "query", "update"),
    [
        ("http://h:7878", "http://h:7878/query", "http://h:7878/update"),
        ("http://h:7878/query", "http://h:7878/query", "http://h:7878/update"),
        ("http://h:8890/sparql/", "http://h:8890/sparql", "http://h:8890/sparql"),
        ("http://h:3030/kg", "http://h:3030/kg/query", "http://h:3030/kg/update"),
        ("http://h/repositories/kg", "http://h/repositories/kg", "http://h/repositories/kg/statements"),
    ],
)
def test_endpoints(url: str, query: str, update: str) -> None:
    endpoints = Endpoints.of(url, {})
    assert (endpoints.query, endpoints.update) == (query, update)
    assert Endpoints.of(url, {"AUTOKG_UPDATE_URL": "http://x/u"}).update == "http://x/u"


def number(store: RemoteStore, sparql: str = "SELECT ?n { ?s ?p ?n }") -> str:
    answer: Any = store.query(sparql)
    return str(next(iter(answer))["n"].value)


def test_a_busy_engine_is_asked_again(engine: tuple[str, type[Engine]]) -> None:
    url, handler = engine
    handler.replies = [(503, {}, b""), (429, {}, b"")]
    assert number(RemoteStore(url)) == "7"
    assert len(handler.asked) == 3
    handler.replies = [(503, {}, b"")] * 9
    with pytest.raises(StoreError, match=r"is busy \(503\)"):
        number(RemoteStore(url))


def test_credentials(engine: tuple[str, type[Engine]]) -> None:
    url, handler = engine
    number(RemoteStore(url, env={"AUTOKG_TOKEN": "abc"}))
    assert handler.asked[-1][2] == "Bearer abc"
    handler.replies = [(401, {"www-authenticate": 'Basic realm="kg"'}, b"")]
    number(RemoteStore(url, env={"AUTOKG_USER": "ada", "AUTOKG_PASSWORD": "pw"}))
    assert handler.asked[-1][2] == "Basic " + base64.b64encode(b"ada:pw").decode()
    handler.replies = [(401, {"www-authenticate": 'Digest realm="kg", nonce="n", qop="auth"'}, b"")] * 2
    store = RemoteStore(url, env={"AUTOKG_USER": "ada", "AUTOKG_PASSWORD": "pw"})
    for _ in range(2):
        number(store)
        assert handler.asked[-1][2].startswith('Digest username="ada"')
    handler.replies = [(401, {}, b"no")]
    with pytest.raises(StoreError, match="set AUTOKG_USER and AUTOKG_PASSWORD, or AUTOKG_TOKEN"):
        number(RemoteStore(url, env={}))


def test_the_facts_graph_is_the_default_unless_graphs_are_named(engine: tuple[str, type[Engine]]) -> None:
    url, handler = engine
    store = RemoteStore(url)
    number(store)
    assert handler.asked[-1][1]["default-graph-uri"] == [FACTS_GRAPH]
    number(store, "SELECT ?n { GRAPH ?g { ?s ?p ?n } }")
    assert "default-graph-uri" not in handler.asked[-1][1]


@pytest.mark.parametrize(
    ("query", "own"),
    [
        ("SELECT ?from { ?from ?graph ?n }", False),
        ("SELECT ?n { ?s rdfs:label 'From Paris' ; ?p ?n }", False),
        ("SELECT ?n { ?s ?p ?n } # from the facts", False),
        ("SELECT ?n { ?s ex:graph ?n }", False),
        ("SELECT ?n FROM <https://x.example/g> { ?s ?p ?n }", True),
        ("select ?n { graph<https://x.example/g> { ?s ?p ?n } }", True),
        ("PREFIX ask: <https://x.example/> # DESCRIBE\nSELECT ?construct { ?s ask:describe ?n }", False),
    ],
)
def test_only_keywords_name_graphs_and_forms(engine: tuple[str, type[Engine]], query: str, own: bool) -> None:
    url, handler = engine
    handler.replies = [(200, {}, ANSWER)]
    assert number(RemoteStore(url), query) == "7"
    assert ("default-graph-uri" not in handler.asked[-1][1]) == own


def test_updates_go_in_batches(engine: tuple[str, type[Engine]]) -> None:
    url, handler = engine
    graph, predicate = NamedNode("https://x.example/g"), NamedNode("https://x.example/p")
    quads = [Quad(NamedNode(f"https://x.example/{n}"), predicate, Literal('a "b"\n'), graph) for n in range(2500)]
    store = RemoteStore(url)
    store.apply(quads[:2], quads[2:4])
    assert len(handler.asked) == 1
    assert handler.asked[0][0] == "/update"
    store.apply((), quads)
    assert len(handler.asked) == 4
    sent = [words for _, fields, _ in handler.asked[1:] for words in fields["update"]]
    assert [text.count(r'"a \"b\"\n"') for text in sent] == [1000, 1000, 500]


def test_large_graphs_are_posted_where_the_engine_takes_them(engine: tuple[str, type[Engine]]) -> None:
    url, handler = engine
    predicate, graphs = NamedNode("https://x.example/p"), [NamedNode(f"https://x.example/g{n}") for n in (1, 2)]
    quads = [Quad(NamedNode(f"https://x.example/{n}"), predicate, Literal(n), graphs[0]) for n in range(1500)]
    small = Quad(graphs[0], predicate, Literal(0), graphs[1])
    RemoteStore(url).load([*quads, small])
    assert [path for path, *_ in handler.asked] == ["/store?graph=https%3A%2F%2Fx.example%2Fg1", "/update"]
    handler.asked.clear()
    handler.replies = [(404, {}, b"")]
    RemoteStore(url).load(quads)
    assert [path.partition("?")[0] for path, *_ in handler.asked] == ["/store", "/update", "/update"]


def test_refusals_are_told_apart(engine: tuple[str, type[Engine]]) -> None:
    url, handler = engine
    handler.replies = [(400, {}, b"parse error at line 1"), (500, {}, b"out of memory")]
    with pytest.raises(QueryError, match="parse error at line 1"):
        number(RemoteStore(url))
    with pytest.raises(StoreError, match="answered 500: out of memory"):
        number(RemoteStore(url))
    with pytest.raises(QueryError, match="this is an update, and a query only reads"):
        RemoteStore(url).query("DROP ALL")
    store = RemoteStore(url)
    store.close()
    with pytest.raises(StoreError, match="closed: open it again"):
        number(store)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?x { ?x a foo:Bar }", "line 1, column 25, after .*the prefix foo: is not declared"),
        ("SELECT ?x { ?x a", "not valid SPARQL at line 1, column 17, after"),
        ("SELEC ?x { ?x ?p ?o }", "did you mean SELECT"),
        ("", "the query is empty"),
        ("SELECT ?x { ?x ?p ?o }", "does not accept this query: Encountered 7 errors"),
    ],
)
def test_mistakes_are_told_as_by_the_local_store(engine: tuple[str, type[Engine]], query: str, told: str) -> None:
    url, handler = engine
    handler.replies = [(400, {}, b"Encountered 7 errors")]
    with pytest.raises(QueryError, match=told):
        RemoteStore(url).query(query)
