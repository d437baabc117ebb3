"""What a served explorer asks for: a search, a neighbourhood, a path, the evidence of a fact."""

from __future__ import annotations

from typing import Any

import pytest

from graph import QueryError
from queries import picture
from tests.pictures import random_graph, samples


def labels(answer: dict[str, Any]) -> list[str]:
    return [row["label"] for row in answer["entities"]]


def test_around_ranks_caps_and_counts_what_is_left() -> None:
    kg = samples()
    two = picture.around(kg, "company/sony", limit=2)
    assert labels(two)[0] == "Sony"
    assert "Magna Steyr" in labels(two)  # two sources, the others have one
    assert two["more"] == {"company/sony": 6}
    assert all({fact["s"], fact["o"]} <= {row["id"] for row in two["entities"]} for fact in two["facts"])
    everything = picture.around(kg, "company/sony", limit=400)
    assert everything["more"] == {"company/sony": 0}


def test_search_finds_names_aliases_and_typos() -> None:
    kg = samples()
    assert labels(picture.search(kg, "magna"))[0] == "Magna Steyr"
    hit = picture.search(kg, "hon hai")["entities"][0]
    assert (hit["label"], hit["alias"]) == ("Foxconn", "Hon Hai")
    assert labels(picture.search(kg, "Stelantis"))[0] == "Stellantis"
    with pytest.raises(QueryError, match="at least two letters"):
        picture.search(kg, " ")


def test_path_is_shortest_and_heeds_statuses() -> None:
    kg = samples()
    found = picture.path(kg, "company/apple", "company/foxconn")
    assert [step["to"] for step in found["steps"]] == ["company/sony", "company/sony-mobility", "company/foxconn"]
    known = {fact["id"] for fact in found["facts"]}
    assert all(set(step["facts"]) <= known for step in found["steps"])
    assert picture.path(kg, "company/apple", "company/foxconn", statuses=["asserted"]) == {"steps": None}


def test_a_path_is_as_short_as_networkx_finds_it() -> None:
    import networkx as nx

    kg = random_graph(120, 160)
    rows: Any = kg.store.query("SELECT ?a ?b { ?s a auto:Statement ; rdf:subject ?a ; rdf:object ?b }")
    plain = nx.Graph([(a.value.rpartition("/id/")[2], b.value.rpartition("/id/")[2]) for a, b in rows])
    nodes = sorted(plain)
    for start, end in zip(nodes[:12], reversed(nodes), strict=False):
        steps = picture.path(kg, start, end)["steps"]
        if nx.has_path(plain, start, end) and nx.shortest_path_length(plain, start, end) <= picture.REACH:
            assert len(steps) == nx.shortest_path_length(plain, start, end)
        else:
            assert steps is None


def test_evidence_of_one_fact() -> None:
    kg = samples()
    fact = picture.around(kg, "company/foxconn")["facts"][0]["id"]
    answer = picture.evidence(kg, fact)
    assert answer["evidence"][fact][0]["parts"]
    assert answer["articles"][0]["url"].startswith("https://")
