"""Which graphs an update may write: the user's own, and nothing in them counts as evidence or as a name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph import FACTS_GRAPH, KnowledgeGraph, ManagedGraphError, QueryError, flaws, update_dataset
from graph.store.remote import PREFIX, RemoteStore
from graph.vocabulary import PREFIXES, article_iri
from queries import ask
from tests.newsroom import tell

FACTS, MINE = f"<{FACTS_GRAPH}>", "<https://example.org/mine>"


@pytest.mark.parametrize(
    "update",
    [
        f"INSERT DATA {{ GRAPH {FACTS} {{ <a:b> <a:c> 1 }} }}",
        "PREFIX g: <https://w3id.org/autokg/graph/> DELETE DATA { GRAPH g:facts { <a:b> <a:c> 1 } }",
        "INSERT DATA { GRAPH <https://w3id.org/autokg/graph/f\\u0061cts> { <a:b> <a:c> 1 } }",
        "INSERT DATA { GRAPH <https://w3id.org/autokg/graph/article/new> { <a:b> <a:c> 1 } }",
        f"WITH {FACTS} DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"INSERT {{ GRAPH {MINE} {{ ?s ?p ?o }} GRAPH {FACTS} {{ ?s ?p 1 }} }} WHERE {{ ?s ?p ?o }}",
        f"CLEAR GRAPH {FACTS}",
        f"DROP SILENT GRAPH {FACTS}",
        f"COPY {MINE} TO {FACTS}",
        f"ADD {MINE} TO {FACTS}",
        f"MOVE {FACTS} TO {MINE}",
        f"INSERT DATA {{ GRAPH {MINE} {{ <a:b> <a:c> 1 }} }} ; CLEAR GRAPH {FACTS}",
    ],
)
def test_graphs_that_autokg_keeps_are_not_written(update: str) -> None:
    with pytest.raises(ManagedGraphError, match="is kept by autokg: write GRAPH <IRI> with a graph of your own"):
        update_dataset(KnowledgeGraph().store, update)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> 1 }",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "INSERT { GRAPH ?g { <a:b> <a:c> 1 } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "CLEAR ALL",
        "DROP NAMED",
        "CLEAR DEFAULT",
        f"COPY {MINE} TO DEFAULT",
        f"MOVE DEFAULT TO {MINE}",
    ],
)
def test_an_update_names_every_graph_that_it_writes(update: str) -> None:
    with pytest.raises(ManagedGraphError, match="does not name"):
        update_dataset(KnowledgeGraph().store, update)


def test_what_is_no_update_is_said_to_be_none() -> None:
    with pytest.raises(QueryError, match="not a valid SPARQL update"):
        update_dataset(KnowledgeGraph().store, "SELECT * { ?s ?p ?o }")


@pytest.mark.parametrize("end", ["", ";", " ; # done", "# a ; b"])
def test_an_update_may_end_with_a_semicolon_or_not(end: str) -> None:
    kg = KnowledgeGraph()
    update_dataset(kg.store, f"INSERT DATA {{ GRAPH {MINE} {{ <a:b> <a:c> ';' ; auto:supports <a:d> }} }} {end}")
    assert [(str(row.p), str(row.o)) for row in kg.query(f"SELECT * {{ GRAPH {MINE} {{ ?s ?p ?o }} }}")] == [
        ("a:c", ";")
    ]


def test_copies_in_a_graph_of_the_users_are_no_evidence_and_make_no_names(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        tell(kg, "a1", "2026-01-05", "Sony | partnered_with | Magna Steyr")
        before = ask(kg, "evidence_for", subject="Sony", object="Magna Steyr").rows
        article = "<https://w3id.org/autokg/graph/article/a1>"
        update_dataset(kg.store, f"COPY {article} TO {MINE} # with evidence")
        update_dataset(
            kg.store,
            f"INSERT {{ GRAPH {MINE} {{ ?e rdfs:label 'Wrong' }} }} WHERE {{ GRAPH {FACTS} {{ ?e a auto:Company }} }}",
        )
        assert len(kg.query(f"SELECT * {{ GRAPH {MINE} {{ ?s ?p ?o }} }}").serialize("csv").splitlines()) > 10
        assert ask(kg, "evidence_for", subject="Sony", object="Magna Steyr").rows == before
        tell(kg, "a2", "2026-01-06", "Sony | partnered_with | Magna Steyr")
        (row,) = ask(kg, "partners_of", company="Sony").rows
        assert (row.partner, row.articles) == ("Magna Steyr", 2)
        assert kg.find("Sony").aliases == ()
        kg.remove("a1")
        kg.remove("a2")
        assert kg.stats()["statements"] == 0


def test_articles_and_addresses_in_a_graph_of_the_users_do_not_count(kg: KnowledgeGraph, tmp_path: Path) -> None:
    tell(kg, "a1", "2026-01-05", "Sony | partnered_with | Magna Steyr")
    (kept,), stats = [kg.article("a1")], kg.stats()
    assert kept is not None
    mine = f"""INSERT DATA {{ GRAPH {MINE} {{
      <https://n.example/1> a auto:Article ; schema:url 'https://news.example/a2' ; auto:trace 1 .
      <https://n.example/2> a auto:Evidence ; auto:supports <https://n.example/3> .
      <https://n.example/3> a auto:Statement .
      <{article_iri("a1")}> schema:url 'https://news.example/a2', 'https://news.example/a3' ; auto:text 'Other' }} }}"""
    update_engine(kg, mine)
    kg.set_plain_confidence(0.6)
    assert (list(kg.articles()), kg.stats()) == (["a1"], stats)
    assert kg.article_id("https://news.example/a2") is None
    tell(kg, "a2", "2026-01-06", "Sony | partnered_with | Magna Steyr")
    assert kg.load([(replace(kept, id="a3", url="https://news.example/a3"), [])]) == 1
    other = KnowledgeGraph()
    tell(other, "a4", "2026-01-06", "Sony | partnered_with | Magna Steyr")
    update_engine(kg, mine.replace("/a2'", "/a4'"))
    other.export(tmp_path / "all.nq")
    assert kg.load_file(tmp_path / "all.nq") == 1
    assert sorted(kg.articles()) == ["a1", "a2", "a3", "a4"]
    assert list(flaws(kg.store)) == []


def update_engine(kg: KnowledgeGraph, update: str) -> None:
    """Run an update as users of an engine do, past the endpoint."""
    if isinstance(kg.store, RemoteStore):
        kg.store._update(PREFIX + update)
    else:
        kg.store.engine.update(update, prefixes=PREFIXES)  # type: ignore[attr-defined]


def test_what_users_say_of_articles_stays_out_of_files_without_graphs(tmp_path: Path) -> None:
    kg, copy = KnowledgeGraph(), KnowledgeGraph()
    tell(kg, "a1", "2026-01-05", "Sony | partnered_with | Magna Steyr")
    before = set(kg.store.quads())
    words = f"<{article_iri('a1')}> schema:url 'https://other.example' . [] a <https://other.example/note> . "
    update_dataset(kg.store, f"INSERT DATA {{ GRAPH {MINE} {{ {words} }} }}")
    kg.export(tmp_path / "all.ttl")
    assert "other.example/note" in (tmp_path / "all.ttl").read_text(encoding="utf-8")
    copy.load_file(tmp_path / "all.ttl")
    assert set(copy.store.quads()) == before


def test_what_users_say_of_entities_gives_no_names_when_the_facts_are_built_anew(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        tell(kg, "a1", "2026-01-05", "Sony | partnered_with | Magna Steyr")
        before = set(kg.store.quads(graph=NamedNode(FACTS_GRAPH)))
        names = "id:company\\/tesla skos:altLabel 'T' . id:company\\/sony rdfs:label 'A best of all' ; a auto:Person"
        update_dataset(kg.store, f"INSERT DATA {{ GRAPH {MINE} {{ {names} }} }}")
        kg.set_plain_confidence(0.6)
        kg.set_plain_confidence(0.5)
        assert set(kg.store.quads(graph=NamedNode(FACTS_GRAPH))) == before
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        assert (kg.find("Sony").label, kg.find("Sony").kind, kg.find("Sony").aliases) == ("Sony", "Company", ())
