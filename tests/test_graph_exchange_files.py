from __future__ import annotations

import csv
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from graph import FACTS_GRAPH, Article, Entity, Fact, Judgement, KnowledgeGraph, StoreError, update_dataset
from graph.identity.judgements import judgement_quads
from graph.store.visits import Visit, remember
from graph.terms import auto
from tests.bench.news import news
from tests.newsroom import in_format_1, tell
from tests.strategies import articles, facts

AT = datetime(2026, 1, 9, tzinfo=UTC)


def company(name: str) -> Entity:
    return Entity("company/" + name.lower().replace(" ", "-"), "Company", name)


@pytest.fixture(scope="module")
def full() -> KnowledgeGraph:
    kg = KnowledgeGraph()
    kg.load(news(15))
    return kg


ENDINGS = [".nq", ".trig", ".jsonld", ".ttl", ".nt", ".graphml", ".csv"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_exported_is_imported_to_the_same_quads(full: KnowledgeGraph, tmp_path: Path, ending: str) -> None:
    file, seen = tmp_path / f"all{ending}", list[int]()
    count = full.export(file, seen.append)
    assert count == seen[-1]
    if ending not in (".graphml", ".csv"):
        assert count == len(set(full.store.quads()))
    kg = KnowledgeGraph()
    assert kg.load_file(file) == 15
    assert set(kg.store.quads()) == set(full.store.quads())
    assert kg.load_file(file) == 0
    assert set(kg.store.quads()) == set(full.store.quads())


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(article=articles(), said=st.lists(facts(), max_size=2))
def test_any_article_comes_through_any_format(ending: str, tmp_path: Path, article: Article, said: list[Fact]) -> None:
    kg, copy = KnowledgeGraph(), KnowledgeGraph()
    kg.add(replace(article, text=f"{article.text}\r\n\x0c\u2028\ufffe,\"'&<]]>"), said)
    kg.export(tmp_path / f"all{ending}")
    assert copy.load_file(tmp_path / f"all{ending}") == 1
    assert set(copy.store.quads()) == set(kg.store.quads())


@pytest.mark.parametrize("ending", ENDINGS)
def test_decisions_travel_with_the_graph(tmp_path: Path, ending: str) -> None:
    kg, copy = KnowledgeGraph(), KnowledgeGraph()
    kg.load(news(2))
    rejected = str(next(iter(kg.query("SELECT ?s { ?s a auto:Statement } ORDER BY ?s"))).s)
    kg.decide(rejected, "rejected", by="Ada")
    kg.export(tmp_path / f"all{ending}")
    copy.load_file(tmp_path / f"all{ending}")
    assert set(copy.store.quads()) == set(kg.store.quads())
    assert [decision.by for decision in copy.decisions()] == ["Ada"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_graphs_of_the_users_own_travel_where_graphs_have_names(tmp_path: Path, ending: str) -> None:
    kg, copy = KnowledgeGraph(), KnowledgeGraph()
    tell(kg, "a1", "2026-01-05", "Sony | partnered_with | Magna Steyr")
    before = set(kg.store.quads())
    notes = "<https://n.example/1> rdfs:comment 'mine'@en ; rdfs:seeAlso [ rdfs:label 'two' ]"
    update_dataset(kg.store, f"INSERT DATA {{ GRAPH <https://n.example/notes> {{ {notes} }} }}")
    kg.export(tmp_path / f"all{ending}")
    there = before if ending in (".ttl", ".nt") else set(kg.store.quads())
    for _ in range(2):
        copy.load_file(tmp_path / f"all{ending}")
        assert set(copy.store.quads()) == there


def test_what_a_file_says_of_evidence_in_a_graph_of_the_users_is_left_out(tmp_path: Path) -> None:
    kg, copy, graph = KnowledgeGraph(), KnowledgeGraph(), NamedNode("https://n.example/notes")
    tell(kg, "a1", "2026-01-05", "Sony | partnered_with | Magna Steyr")
    before = set(kg.store.quads())
    marks = ("supports", "trace")
    copies = [
        Quad(q.subject, q.predicate, q.object, graph) for name in marks for q in before if q.predicate == auto(name)
    ]
    kg.store.load(copies)
    assert len(copies) > 5
    kg.export(tmp_path / "all.nq")
    copy.load_file(tmp_path / "all.nq")
    assert set(copy.store.quads()) == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_policy_of_a_file_holds_in_an_empty_store_only(tmp_path: Path, ending: str) -> None:
    kg, copy, other = KnowledgeGraph(), KnowledgeGraph(), KnowledgeGraph()
    items = list(news(3))
    kg.load(items[:2])
    other.load(items[2:])
    kg.set_plain_confidence(0.9)
    kg.export(tmp_path / f"all{ending}")
    copy.load_file(tmp_path / f"all{ending}")
    assert set(copy.store.quads()) == set(kg.store.quads())
    assert copy.settings.plain_confidence == 0.9
    other.load_file(tmp_path / f"all{ending}")
    assert other.settings.plain_confidence == 0.5


def test_an_import_leaves_alone_what_is_there_under_the_same_address(tmp_path: Path) -> None:
    (article, told), kg, other = next(news(1)), KnowledgeGraph(), KnowledgeGraph()
    visit = Visit("https://news.example/feed", datetime(2026, 1, 1, tzinfo=UTC))
    for there, text, day in ((kg, "The same.", 1), (other, article.text, 2)):
        there.add(replace(article, id=f"v{day}", text=text), [] if day == 1 else [replace_article(told[0], "v2")])
        remember(there.store, [replace(visit, visited=datetime(2026, 1, day, tzinfo=UTC), etag=str(day))])
    before = set(kg.store.quads())
    other.export(tmp_path / "all.nq")
    assert kg.load_file(tmp_path / "all.nq") == 0
    assert set(kg.store.quads()) == before


def replace_article(fact: Fact, id: str) -> Fact:
    return replace(fact, evidence=replace(fact.evidence, article=id))


def without_decisions(kg: KnowledgeGraph) -> set[str]:
    return {str(quad) for quad in kg.store.quads() if "graph/decisions" not in str(quad.graph_name)}


@pytest.mark.parametrize("judged_there", [True, False])
@pytest.mark.parametrize("ending", [".nq", ".ttl", ".graphml"])
def test_what_people_decided_here_or_there_holds_for_all_articles(
    tmp_path: Path, judged_there: bool, ending: str
) -> None:
    """Two stores, one of which has a merge and a corrected relation, end like one that knew everything at once."""
    first = [("2026-01-01", "Sony | partnered_with | Magna Steyer"), ("2026-01-02", "Bosch | supplies | Isuzu")]
    second = [("2026-01-03", "Sony | partnered_with | Magna Steyer", "Magna Steyer | sued | Magna")]
    second += [("2026-01-04", "Bosch | supplies | Isuzu", "Sony | partnered_with | Magna")]
    everything, (there, here) = KnowledgeGraph(), (KnowledgeGraph(), KnowledgeGraph())
    for kg, ids, days in ((there, "ab", first), (here, "cd", second), (everything, "abcd", [*first, *second])):
        for id, (day, *claims) in zip(ids, days, strict=True):
            tell(kg, id, day, *claims)
    for kg in (there if judged_there else here, everything):
        magna = company("Magna") if kg is there else None
        if magna:  # a store that never met the entity that is kept
            kg.store.apply((), judgement_quads(Judgement(magna, company("Magna Steyer"), "same", "Ada", AT)))
        else:
            kg.judge("Magna", "Magna Steyer", "same", by="Ada")
        supplies = "SELECT ?s { ?s rdf:predicate auto:supplies }"
        kg.decide(str(next(iter(kg.query(supplies))).s), "corrected", by="Ada", correction={"relation": "sued"})
    there.export(tmp_path / f"all{ending}")
    here.load_file(tmp_path / f"all{ending}")
    assert without_decisions(here) == without_decisions(everything)
    here.judge("Magna", "Magna Steyer", "different", by="Bo")
    everything.judge("Magna", "Magna Steyer", "different", by="Bo")
    assert without_decisions(here) == without_decisions(everything)
    assert any("magna-steyer" in line for line in without_decisions(here))


def test_a_file_of_format_1_is_brought_up_to_date_and_a_later_one_refused(tmp_path: Path) -> None:
    kg, fresh = KnowledgeGraph(), KnowledgeGraph()
    assert kg.load_file(Path(__file__).parent / "data" / "format-1.nq") == 4
    for article, told in in_format_1():
        fresh.add(article, told)
    assert set(kg.store.quads()) == set(fresh.store.quads())
    fresh.export(tmp_path / "all.nq")
    words = (tmp_path / "all.nq").read_text(encoding="utf-8")
    assert '#format> "2"' in words
    (tmp_path / "all.nq").write_text(words.replace('#format> "2"', '#format> "3"'), encoding="utf-8")
    with pytest.raises(StoreError, match="install a newer autokg"):
        KnowledgeGraph().load_file(tmp_path / "all.nq")


IMPORTER = """
import os, signal, sys
from pathlib import Path
from graph import KnowledgeGraph, LocalStore
from graph.upkeep import rebuilding
from tests.bench.news import news
rebuilding.CHUNK = 400
left, load = int(sys.argv[3]), LocalStore.load

def counted(store, quads):
    global left
    load(store, quads)
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

LocalStore.load = counted
with KnowledgeGraph.open(sys.argv[1]) as kg:
    kg.load(news(20)) if sys.argv[2] == "news" else kg.load_file(Path(sys.argv[2]))
"""


def killed(store: Path, what: str | Path, chunks: int) -> None:
    """Load a file, or the news, in a process that is killed after so many chunks."""
    command = [sys.executable, "-c", IMPORTER, str(store), str(what), str(chunks)]
    run = subprocess.run(command, check=False, cwd=Path(__file__).parents[1], capture_output=True)
    assert run.returncode == -signal.SIGKILL, run.stderr


def test_a_bulk_load_that_is_killed_keeps_the_whole_articles(tmp_path: Path) -> None:
    items, fresh = list(news(20)), KnowledgeGraph()
    killed(tmp_path / "store", "news", 6)
    with KnowledgeGraph.open(tmp_path / "store") as kg:
        there = set(kg.articles())
        assert 0 < len(there) < 20
        fresh.load(item for item in items if item[0].id in there)
        assert set(kg.store.quads()) == set(fresh.store.quads())
        assert kg.load(items) == 20 - len(there)


@pytest.mark.parametrize("chunks", [3, 4, 17])
def test_an_import_that_is_killed_leaves_no_part_of_an_article(tmp_path: Path, chunks: int) -> None:
    source, items = KnowledgeGraph(), list(news(20))
    source.load(items)
    rejected = str(next(iter(source.query("SELECT ?s { ?s a auto:Statement } ORDER BY ?s"))).s)
    source.decide(rejected, "rejected", by="Ada")
    file, store = tmp_path / "all.nq", tmp_path / "store"
    source.export(file)
    lines = sorted(file.read_text(encoding="utf-8").split("\n"))  # articles first, their evidence long after
    file.write_text("\n".join(lines), encoding="utf-8")
    with KnowledgeGraph.open(store) as kg:
        kg.add(*items[0])
    killed(store, file, chunks)
    with KnowledgeGraph.open(store) as kg:
        there, fresh = set(kg.articles()), KnowledgeGraph()
        assert items[0][0].id in there
        fresh.store.apply((), kg.store.quads(graph=NamedNode("https://w3id.org/autokg/graph/decisions")))
        fresh.load(item for item in items if item[0].id in there)
        assert set(kg.store.quads()) == set(fresh.store.quads())
        kg.load_file(file)
        assert set(kg.store.quads()) == set(source.store.quads())


def test_an_import_of_entities_without_names_changes_nothing(full: KnowledgeGraph, tmp_path: Path) -> None:
    full.export(tmp_path / "all.nq")
    lines = (tmp_path / "all.nq").read_text(encoding="utf-8").split("\n")
    nameless = [line for line in lines if not ("#label>" in line and "graph/article/" in line)]
    (tmp_path / "all.nq").write_text("\n".join(nameless), encoding="utf-8")
    with KnowledgeGraph.open(tmp_path / "store") as kg:
        kg.add(*next(news(1)))
        before, facts = set(kg.store.quads()), set(kg.store.quads(graph=NamedNode(FACTS_GRAPH)))
        with pytest.raises(StoreError, match="without its label or kind: import files as"):
            kg.load_file(tmp_path / "all.nq")
        assert set(kg.store.quads(graph=NamedNode(FACTS_GRAPH))) == facts
    with KnowledgeGraph.open(tmp_path / "store") as kg:
        assert set(kg.store.quads()) == before


def test_an_import_joins_what_is_there(full: KnowledgeGraph, tmp_path: Path) -> None:
    full.export(tmp_path / "all.nq")
    kg = KnowledgeGraph()
    for article, told in list(news(15))[:4]:
        kg.add(article, told)
    assert kg.load_file(tmp_path / "all.nq") == 11
    assert set(kg.store.quads()) == set(full.store.quads())


def test_facts_without_articles_are_not_imported(full: KnowledgeGraph, tmp_path: Path) -> None:
    nx.write_graphml(nx.path_graph(3), tmp_path / "path.graphml")
    with pytest.raises(StoreError, match="holds no articles of autokg"):
        full.load_file(tmp_path / "path.graphml")
    full.export(tmp_path / "g.graphml")
    whole = (tmp_path / "g.graphml").read_text(encoding="utf-8")
    start = whole.index('<data key="sources">') + 60
    (tmp_path / "g.graphml").write_text(whole[:start] + "AAAA" + whole[start + 4 :], encoding="utf-8")
    with pytest.raises(StoreError, match="what it encloses is damaged"):
        full.load_file(tmp_path / "g.graphml")
    (tmp_path / "own-sources.csv").write_text("id,label\n1,Sony\n")
    for file, reason in (("own.csv", "its columns are not subject"), ("no-nodes.csv", "cannot read")):
        with pytest.raises(StoreError, match=reason):
            full.load_file(tmp_path / file)
    (tmp_path / "forged.nq").write_text(
        f"<https://x.example/a> <https://x.example/b> <https://x.example/c> <{FACTS_GRAPH}> .\n"
    )
    with pytest.raises(StoreError, match="holds no articles of autokg"):
        full.load_file(tmp_path / "forged.nq")
    (tmp_path / "broken.nq").write_text("<a")
    for file, reason in (("broken.nq", "cannot read"), ("none.nq", "cannot read"), ("x.doc", "unknown ending")):
        with pytest.raises(StoreError, match=reason):
            full.load_file(tmp_path / file)
    with pytest.raises(StoreError, match=r"use one of \.nq, \.trig, \.jsonld, \.ttl, \.nt, \.graphml, \.csv"):
        full.export(tmp_path / "all.xls")
    with pytest.raises(StoreError, match="cannot write"):
        full.export(tmp_path / "missing" / "all.nq")


def test_graphml_opens_in_networkx(full: KnowledgeGraph, tmp_path: Path) -> None:
    full.export(tmp_path / "g.graphml")
    graph = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    stats = full.stats()
    assert graph.number_of_edges() == stats["statements"]
    entities = [node for node, kind in graph.nodes(data="kind") if kind != "Value"]
    assert len(entities) == stats["entities"]
    assert {type(value) for *_, value in graph.edges(data="confidence")} == {float}
    assert {type(value) for *_, value in graph.edges(data="contradicted")} == {bool}


def test_csv_is_what_neo4j_imports(full: KnowledgeGraph, tmp_path: Path) -> None:
    full.export(tmp_path / "g.csv")
    nodes = list(csv.DictReader((tmp_path / "g-nodes.csv").open(encoding="utf-8")))
    edges = list(csv.DictReader((tmp_path / "g-edges.csv").open(encoding="utf-8")))
    assert len(edges) == full.stats()["statements"]
    assert {edge[":START_ID"] for edge in edges} | {edge[":END_ID"] for edge in edges} <= {n["id:ID"] for n in nodes}
    assert len({node["id:ID"] for node in nodes}) == len(nodes)
    assert {node[":LABEL"] for node in nodes} >= {"Company", "Value"}
    assert all(edge[":TYPE"] and float(edge["confidence:double"]) <= 1 for edge in edges)
