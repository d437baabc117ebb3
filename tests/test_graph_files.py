from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
import pytest

from graph import FACTS_GRAPH, KnowledgeGraph, StoreError
from tests.bench.news import news


@pytest.fixture(scope="module")
def full() -> KnowledgeGraph:
    kg = KnowledgeGraph()
    kg.load(news(15))
    return kg


@pytest.mark.parametrize("ending", [".nq", ".trig", ".jsonld", ".ttl", ".nt"])
def test_what_is_exported_is_imported_to_the_same_quads(full: KnowledgeGraph, tmp_path: Path, ending: str) -> None:
    file, seen = tmp_path / f"all{ending}", list[int]()
    assert full.export(file, seen.append) == len(set(full.store.quads())) == seen[-1]
    kg = KnowledgeGraph()
    assert kg.load_file(file) == 15
    assert set(kg.store.quads()) == set(full.store.quads())
    assert kg.load_file(file) == 0
    assert set(kg.store.quads()) == set(full.store.quads())


@pytest.mark.parametrize("ending", [".nq", ".ttl"])
def test_decisions_travel_with_the_graph(tmp_path: Path, ending: str) -> None:
    kg, copy = KnowledgeGraph(), KnowledgeGraph()
    kg.load(news(2))
    rejected = str(next(iter(kg.query("SELECT ?s { ?s a auto:Statement } ORDER BY ?s"))).s)
    kg.decide(rejected, "rejected", by="Ada")
    kg.export(tmp_path / f"all{ending}")
    copy.load_file(tmp_path / f"all{ending}")
    assert set(copy.store.quads()) == set(kg.store.quads())
    assert [decision.by for decision in copy.decisions()] == ["Ada"]


def test_an_import_joins_what_is_there(full: KnowledgeGraph, tmp_path: Path) -> None:
    full.export(tmp_path / "all.nq")
    kg = KnowledgeGraph()
    for article, facts in list(news(15))[:4]:
        kg.add(article, facts)
    assert kg.load_file(tmp_path / "all.nq") == 11
    assert set(kg.store.quads()) == set(full.store.quads())


def test_facts_without_articles_are_not_imported(full: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"does not say which article bears out what: import one of \.nq"):
        full.load_file(tmp_path / "facts.graphml")
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
