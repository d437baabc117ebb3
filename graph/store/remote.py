"""RemoteStore: any engine that speaks SPARQL 1.1 over HTTP.

Endpoints follow from the URL (see `Endpoints`); credentials come from the environment: AUTOKG_USER with
AUTOKG_PASSWORD, or AUTOKG_TOKEN. Updates are sets, so that sending one again after a lost answer does no harm.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat

from ..errors import QueryError, StoreError
from ..terms import double, literal
from ..vocabulary import FACTS_GRAPH, PREFIXES, expand
from .mistakes import mistake
from .operations import BATCH, data
from .protocol import Answer
from .tokens import words

if TYPE_CHECKING:
    import httpx

TIMEOUT = 60.0
"""Seconds for one request."""
PAUSES = (0.2, 1.0, 4.0)
"""Seconds before an attempt is repeated."""
ROWS = 100
"""Quads per question: keeps its text below what engines accept."""
BUSY = frozenset({429, 502, 503, 504})
DOUBLE, BOOLEAN = NamedNode(expand("xsd:double")), NamedNode(expand("xsd:boolean"))
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where an engine takes queries and updates.

    `http://host/sparql` is both; `.../query` has its `.../update`; `.../repositories/NAME` its `/statements`; any
    other URL stands for its `/query`, `/update` and `/store`. `$AUTOKG_UPDATE_URL` and `$AUTOKG_GRAPHS_URL` name
    other places for updates and for the graph store protocol, which is used for bulk loads where there is one.
    """

    query: str
    update: str
    graphs: str = ""

    @classmethod
    def of(cls, url: str, env: Mapping[str, str]) -> Endpoints:
        """Return the endpoints behind a URL."""
        url = url.rstrip("/")
        graphs = ""
        if url.endswith("/query"):
            query, update = url, url.removesuffix("/query") + "/update"
            graphs = url.removesuffix("/query") + "/store"
        elif url.endswith("/sparql"):
            query = update = url
        elif re.search(r"/repositories/[^/]+$", url):
            query, update = url, url + "/statements"
        else:
            query, update, graphs = url + "/query", url + "/update", url + "/store"
        return cls(query, env.get("AUTOKG_UPDATE_URL", update), env.get("AUTOKG_GRAPHS_URL", graphs))


class RemoteStore:
    """An engine behind HTTP; large updates go in several requests of about 1,000 quads."""

    atomic = False
    read_only = False

    def __init__(self, url: str, *, timeout: float = TIMEOUT, env: Mapping[str, str] = os.environ) -> None:
        import httpx

        self.url = url
        self.endpoints = Endpoints.of(url, env)
        headers = {"User-Agent": "autokg"}
        if token := env.get("AUTOKG_TOKEN"):
            headers["Authorization"] = f"Bearer {token}"
        self._client: httpx.Client | None = httpx.Client(timeout=timeout, headers=headers, auth=_auth(env))

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL query; a query that names no graph is about the facts graph."""
        form = _form(sparql)
        rows = form in ("select", "ask")
        fields = {"query": PREFIX + sparql}
        if not {"GRAPH", "FROM"}.intersection(words(sparql)):
            fields["default-graph-uri"] = FACTS_GRAPH
        accept = "application/sparql-results+json" if rows else "application/n-triples"
        try:
            reply = self._send(self.endpoints.query, {"Accept": accept}, data=fields)
        except QueryError as error:
            raise _explained(sparql, error) from None
        assert reply is not None
        if not rows:
            return _triples(reply.content)
        return pyoxigraph.parse_query_results(reply.content, format=QueryResultsFormat.JSON)

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match; None matches everything."""
        given: dict[str, Any] = {"s": subject, "p": predicate, "o": object, "g": graph}
        terms = {name: f"?{name}" if term is None else str(term) for name, term in given.items()}
        wanted = " ".join(f"?{name}" for name, term in given.items() if term is None) or "(1 AS ?found)"
        pattern = f"GRAPH {terms['g']} {{ {terms['s']} {terms['p']} {terms['o']} }}"
        answer: Any = self.query(f"SELECT {wanted} WHERE {{ {pattern} }}")
        for row in answer:
            found = given | {variable.value: row[variable] for variable in answer.variables}
            yield Quad(found["s"], found["p"], _settled(found["o"]), found["g"])

    def known(self, quads: Collection[Quad]) -> set[Quad]:
        """Return those of the quads that the store holds."""
        ordered, found = sorted(quads, key=str), set[Quad]()
        for start in range(0, len(ordered), ROWS):
            batch = ordered[start : start + ROWS]
            rows = " ".join(f"({n} {q.subject} {q.predicate} {q.object} {q.graph_name})" for n, q in enumerate(batch))
            sparql = f"SELECT ?n WHERE {{ VALUES (?n ?s ?p ?o ?g) {{ {rows} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            answer: Any = self.query(sparql)
            found.update(batch[int(row[0].value)] for row in answer)
        return found

    def apply(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Remove and add quads; up to BATCH quads go in one request."""
        removed, added = list(removed), list(added)
        operations = [*data("DELETE", removed), *data("INSERT", added)]
        if operations and len(removed) + len(added) <= BATCH:
            operations = [";\n".join(operations)]
        for operation in operations:
            self._update(operation)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads: large graphs by the graph store protocol, the rest in batches."""
        rest: list[Quad] = []
        for graph, part in groupby(sorted(quads, key=lambda quad: str(quad.graph_name)), lambda quad: quad.graph_name):
            own = list(part)
            if len(own) < BATCH or not self._post(graph, own):
                rest += own
        for operation in data("INSERT", rest):
            self._update(operation)

    def _post(self, graph: Any, quads: list[Quad]) -> bool:
        """Send quads of one graph by the graph store protocol; False where the engine has none."""
        if not self.endpoints.graphs:
            return False
        content = pyoxigraph.serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
        headers = {"Content-Type": "application/n-triples"}
        reply = self._send(self.endpoints.graphs, headers, content=content, params={"graph": graph.value})
        return reply is not None

    def clear(self, graph: NamedNode) -> None:
        """Remove all quads of a graph."""
        self._update(f"CLEAR SILENT GRAPH {graph}")

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()
        self._client = None

    def _update(self, sparql: str) -> None:
        self._send(self.endpoints.update, {}, data={"update": sparql})

    def _send(self, url: str, headers: dict[str, str], **body: Any) -> httpx.Response | None:
        """Post something, again after a pause where the engine was busy; None where it has no such service."""
        import httpx

        if self._client is None:
            raise StoreError(f"the connection to {self.url} was closed: open it again")
        reason = ""
        for pause in (*PAUSES, None):
            try:
                reply = self._client.post(url, headers=headers, **body)
            except httpx.TransportError as error:
                reason = f"does not answer ({error or type(error).__name__})"
            else:
                if url == self.endpoints.graphs and reply.status_code in (404, 405):
                    return None
                if reply.status_code not in BUSY:
                    return _checked(url, reply)
                reason = f"is busy ({reply.status_code})"
            if pause is not None:
                time.sleep(pause)
        raise StoreError(f"{url} {reason}: is the engine running, and is this its address?")


def _auth(env: Mapping[str, str]) -> Any:
    """Return what answers a demand for user and password, Digest or Basic, whichever the engine names."""
    import httpx

    user, password = env.get("AUTOKG_USER"), env.get("AUTOKG_PASSWORD", "")
    if not user:
        return None

    digest, basic = httpx.DigestAuth(user, password), httpx.BasicAuth(user, password)

    class Either(httpx.Auth):
        chosen: httpx.Auth | None = None

        def auth_flow(self, request: httpx.Request) -> Any:
            if self.chosen is None:
                reply = yield request
                if reply.status_code != 401:
                    return
                demand = reply.headers.get("www-authenticate", "").lower()
                self.chosen = digest if "digest" in demand else basic
            yield from self.chosen.auth_flow(request)

    return Either()


def _checked(url: str, reply: httpx.Response) -> httpx.Response:
    """Return an answer that is one, or raise what it says."""
    if reply.is_success:
        return reply
    words = " ".join(reply.text.split())[:300]
    if reply.status_code in (401, 403):
        raise StoreError(
            f"{url} refuses access ({reply.status_code} {words}): set AUTOKG_USER and AUTOKG_PASSWORD, or AUTOKG_TOKEN"
        )
    if reply.status_code == 400:
        raise QueryError(f"{url} does not accept this query: {words}")
    raise StoreError(f"{url} answered {reply.status_code}: {words}")


def _form(sparql: str) -> str:
    """Return select, ask, construct or describe."""
    form = next((word for word in words(sparql) if word in FORMS), "")
    if not form:
        raise QueryError(mistake(sparql, "it has no SELECT, ASK, CONSTRUCT or DESCRIBE"))
    return form.lower()


def _explained(sparql: str, refusal: QueryError) -> QueryError:
    """Return what is wrong with a query in the words of the local store, or the engine's where that one takes it."""
    if "SERVICE" in words(sparql):  # the empty store would ask that service
        return refusal
    try:
        pyoxigraph.Store().query(sparql, prefixes=PREFIXES)
    except SyntaxError as error:
        return QueryError(mistake(sparql, str(error)))
    return refusal


def _settled(term: Any) -> Any:
    """Return a term as we write it: engines choose other forms of the same number."""
    if isinstance(term, Literal) and term.datatype == DOUBLE:
        return double(float(term.value))
    if isinstance(term, Literal) and term.datatype == BOOLEAN:
        return literal(term.value in ("1", "true"))
    return term


def _triples(content: bytes) -> Answer:
    """Return triples as the answer of a CONSTRUCT."""
    store = pyoxigraph.Store()
    store.load(content, format=RdfFormat.N_TRIPLES)
    return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
