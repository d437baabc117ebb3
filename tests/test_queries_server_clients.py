"""The server as the clients that people use see it: SPARQLWrapper, rdflib, curl, schemathesis, a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from graph import KnowledgeGraph
from tests.browser import browser, until
from tests.newsroom import tell
from tests.serving import serving

SELECT = "SELECT ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l } ORDER BY ?l"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("clients") / "store"
    with KnowledgeGraph.open(folder) as kg:
        tell(kg, "a1", "2026-01-05", "Sony | partnered_with | Magna Steyr", "CATL | supplies | BMW | product=cells")
    with serving(folder) as served:
        yield served


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_reads_rows_in_every_format(address: str, form: str) -> None:
    import SPARQLWrapper

    client = SPARQLWrapper.SPARQLWrapper(f"{address}/sparql", returnFormat=getattr(SPARQLWrapper, form.upper()))
    client.setQuery(SELECT)
    for method in (SPARQLWrapper.GET, SPARQLWrapper.POST):
        client.setMethod(method)
        found = client.query().convert()
        text = found.toxml() if form == "xml" else json.dumps(found) if form == "json" else found.decode()
        assert all(label in text for label in ("Sony", "Magna Steyr", "CATL", "BMW"))


def test_sparqlwrapper_reads_triples_and_direct_posts(address: str) -> None:
    import SPARQLWrapper

    client = SPARQLWrapper.SPARQLWrapper(f"{address}/sparql", returnFormat=SPARQLWrapper.TURTLE)
    client.setMethod(SPARQLWrapper.POST)
    client.setRequestMethod(SPARQLWrapper.POSTDIRECTLY)
    client.setQuery("CONSTRUCT WHERE { ?s <https://w3id.org/autokg/ontology#supplies> ?o }")
    assert b"supplies" in client.query().convert()


def test_rdflib_queries_and_walks_the_store(address: str) -> None:
    from rdflib import Graph, URIRef
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        graph = Graph(SPARQLStore(f"{address}/sparql", method=method), identifier="https://w3id.org/autokg/graph/facts")
        assert [str(row.l) for row in graph.query(SELECT)] == ["BMW", "CATL", "Magna Steyr", "Sony"]
    supplies = URIRef("https://w3id.org/autokg/ontology#supplies")
    assert [str(o).rpartition("/")[2] for o in graph.objects(None, supplies)] == ["bmw"]


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl_as_the_documentation_shows_it(address: str) -> None:
    def curl(*arguments: str) -> str:
        return subprocess.run(["curl", "-sfL", *arguments], capture_output=True, text=True, check=True).stdout

    rows = curl(f"{address}/sparql", "--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv")
    assert rows.split() == ["l", "BMW", "CATL", "Magna", "Steyr", "Sony"]
    assert "magna-steyr" in curl("-H", "Accept: text/turtle", f"{address}/id/company/sony")
    assert json.loads(curl("-G", f"{address}/api/ask", "--data-urlencode", "q=who are the partners of Sony?"))["rows"]


def test_every_address_of_the_api_keeps_to_its_description(address: str) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    import httpx
    from hypothesis import HealthCheck, given, settings
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    document = httpx.get(f"{address}/api/openapi.json").json()
    kept = ("facts_about", "investments", "central_firms", "recent_facts", "claim")
    for path in [path for path in document["paths"] if path.startswith("/api/questions/")]:
        if path.rpartition("/")[2] not in kept:  # all questions share one handler and one form
            del document["paths"][path]
    schema = schemathesis.openapi.from_dict(document)
    schema.config.base_url = address

    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
        )
        @given(case=operation.as_strategy())
        def holds(case: Any) -> None:
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        holds()


def test_the_editor_runs_a_query_in_a_browser(address: str) -> None:
    strange: list[str] = []
    with browser() as running:
        page = running.new_page()
        page.on("console", lambda message: strange.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: strange.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith((address, "data:")) else strange.append(request.url),
        )
        page.goto(f"{address}/editor")
        until(page, "document.querySelector('.yasqe_queryButton')")
        page.click(".yasqe_queryButton")
        until(page, "document.querySelectorAll('.yasr table td').length > 0")
        assert "Magna Steyr" in page.inner_text(".yasr table")
        title = page.locator("#examples option", has_text="Who supplies a company").get_attribute("value")
        page.select_option("#examples", value=title)
        until(page, "document.querySelector('.CodeMirror').CodeMirror.getValue().includes('auto:supplies')")
        page.goto(f"{address}/entity/company/sony")
        assert "partnered with" in page.inner_text("main")
    assert strange == []
