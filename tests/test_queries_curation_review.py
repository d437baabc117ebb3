from __future__ import annotations

import doctest
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from autokg.cli.review import ask
from graph import KnowledgeGraph
from queries import review
from queries.curation.review import gold, queue
from tests.newsroom import graph
from tests.pictures import samples

ROOT = Path(__file__).parents[1]


def test_contradicted_and_uncertain_statements_of_central_firms_come_first() -> None:
    found = queue(samples(), limit=3)
    first = found["facts"][0]
    assert (first["s"], first["r"], first["contradicted"]) == ("company/foxconn", "owns_stake_in", True)
    assert [fact["worth"] for fact in found["facts"]] == sorted((f["worth"] for f in found["facts"]), reverse=True)
    assert first["evidence"][0]["parts"]
    assert {row["id"] for row in found["entities"]} >= {"company/foxconn", "company/sony-mobility"}
    assert not doctest.testmod(review).failed


def test_what_was_decided_leaves_the_queue() -> None:
    kg = samples()
    everything = queue(kg, limit=100)["facts"]
    assert len(everything) == kg.stats()["statements"]
    kg.decide(everything[0]["id"], "accepted", by="Ann")
    kg.decide(everything[1]["id"], "rejected", by="Ann")
    left = {fact["id"] for fact in queue(kg, limit=100)["facts"]}
    assert left == {fact["id"] for fact in everything[2:]}


def test_gold_says_what_was_read_and_what_is_right() -> None:
    kg = samples()
    facts = {(f["s"], f["r"], f.get("o")): f["id"] for f in queue(kg, limit=100)["facts"]}
    kg.decide(facts["company/foxconn", "owns_stake_in", "company/sony-mobility"], "rejected", by="Ann")
    bosch = facts["company/bosch", "supplies", "vehicle/sony-vision-s-03"]
    kg.decide(bosch, "corrected", by="Bo", correction={"status": "asserted"})
    rows = list(gold(kg))
    assert len(rows) == 3
    rejected = [row for row in rows if row["right"] is None]
    assert {row["read"]["status"] for row in rejected} == {"rumored", "denied"}
    [corrected] = [row for row in rows if row["right"]]
    assert (corrected["read"]["status"], corrected["right"]["status"], corrected["by"]) == ("planned", "asserted", "Bo")
    start, end = corrected["subject"]
    assert corrected["quote"][start:end] == "Bosch"
    kg.decide(bosch, "open", by="Bo")
    assert len(list(gold(kg))) == 2


def test_a_session_asks_again_for_what_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    kg, told = samples(), StringIO()
    answers = iter(["c", "", "", "yesterday", "suplies", "", "", "", "ended", "2026-06", "c", "", "", "", "q"])
    monkeypatch.setattr("builtins.input", lambda *_: next(answers))
    console = Console(file=told, width=200)
    ask(console, kg, 3, "Ann")
    assert "'yesterday' is no date" in told.getvalue()
    assert "suplies" in told.getvalue()
    [decision] = kg.decisions()
    assert (decision.status, decision.valid_to) == ("ended", "2026-06")
    assert next(answers, "") == ""


def look_alikes() -> KnowledgeGraph:
    return graph(
        ("2026-01-05", "Schaeffler | supplies | BMW", "Schaeffler | supplies | Audi"),
        ("2026-01-06", "Schaefler | supplies | BMW", "Model Q4 | competes_with | Model Q5"),
        ("2026-01-07", "Rivian | partnered_with | Riviann"),
    )


def pair_of(found: dict[str, Any], id: str) -> dict[str, Any]:
    return next(row for row in found["pairs"] if id in (row["a"], row["b"]))


def test_names_that_look_the_same_stand_in_the_queue_among_the_facts() -> None:
    found = queue(look_alikes(), limit=50)
    assert {row["id"] for row in found["pairs"]} == {
        "company/schaeffler company/schaefler",
        "company/rivian company/riviann",
    }
    values = {row["id"]: row["worth"] for row in (*found["facts"], *found["pairs"])}
    assert set(found["order"]) == set(values)
    assert [values[id] for id in found["order"]] == sorted(values.values(), reverse=True)
    schaeffler = pair_of(found, "company/schaefler")
    assert schaeffler["a"] == "company/schaeffler"  # the one with more facts stays
    assert schaeffler["reasons"] == ["their names are 94 % alike", "both have facts with BMW"]
    assert schaeffler["doubts"] == []
    rivian = pair_of(found, "company/riviann")
    assert rivian["doubts"] == ["a fact joins the two, as if they were two"]
    assert {"company/schaeffler", "company/riviann"} <= {row["id"] for row in found["entities"]}
    assert len(queue(look_alikes(), limit=3)["order"]) == 3


def test_pairs_that_are_known_to_be_two_or_were_judged_are_not_asked_about() -> None:
    kg = look_alikes()
    assert queue(kg, limit=50, distinct=lambda a, b: "rivian" in a + b)["pairs"][0]["b"] == "company/schaefler"
    kg.judge("Rivian", "Riviann", "different", by="Ann")
    kg.judge("Schaeffler", "Schaefler", "unsure", by="Ann")
    assert queue(kg, limit=50)["pairs"] == []


def test_judged_pairs_are_gold_of_their_own() -> None:
    kg = look_alikes()
    kg.judge("Schaeffler", "Schaefler", "same", by="Ann")
    kg.judge("Rivian", "Riviann", "same", by="Ann")
    kg.judge("Rivian", "Riviann", "different", by="Bo")
    rows = {row["pair"][0]["label"]: row for row in gold(kg)}
    assert (rows["Schaeffler"]["right"], rows["Schaeffler"]["by"]) == ("same", "Ann")
    assert (rows["Rivian"]["right"], rows["Rivian"]["by"]) == ("different", "Bo")
    assert rows["Rivian"]["pair"][1] == {"id": "company/riviann", "kind": "Company", "label": "Riviann", "aliases": []}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    with KnowledgeGraph.open(folder) as kg:
        kg.store.load(samples().store.quads())
    return folder


def autokg(store: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "autokg", "--store", str(store), *arguments]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_the_command_lists_decides_and_exports(store: Path, tmp_path: Path) -> None:
    listed = autokg(store, "review", "--limit", "1")
    assert "Foxconn owns_stake_in Sony Mobility" in listed
    id = next(word for word in listed.split() if len(word) == 20 and word.isalnum())
    assert "rejected by Ann" in autokg(store, "review", id, "rejected", "--by", "Ann")
    assert "Foxconn owns_stake_in" not in autokg(store, "review", "--limit", "50")
    autokg(store, "review", "--gold", str(tmp_path / "gold.jsonl"))
    rows = [json.loads(line) for line in (tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["right"] for row in rows} == {None}


def test_the_command_shows_look_alikes_and_takes_what_is_said_of_them(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path / "store") as kg:
        kg.store.load(look_alikes().store.quads())
    listed = autokg(tmp_path / "store", "review", "--limit", "50")
    assert "Schaeffler = Schaefler ?" in listed
    assert "both have facts with BMW" in listed
    assert "same, by Ann" in autokg(tmp_path / "store", "review", "Schaeffler", "same", "Schaefler", "--by", "Ann")
    assert "different, by Ann" in autokg(
        tmp_path / "store", "review", "company/rivian", "different", "company/riviann", "--by", "Ann"
    )
    assert " ?" not in autokg(tmp_path / "store", "review", "--limit", "50")
    with KnowledgeGraph.open(tmp_path / "store") as kg:
        assert kg.find("Schaefler").id == "company/schaeffler"
        assert [one.ruling for one in kg.judgements()] == ["same", "different"]
    autokg(tmp_path / "store", "review", "--gold", str(tmp_path / "gold.jsonl"))
    rows = [json.loads(line) for line in (tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["right"] for row in rows] == ["same", "different"]


def test_the_command_does_not_merge_what_the_catalogue_knows_as_two(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path) as kg:
        kg.store.load(graph(("2026-01-05", "BMW | supplies | Audi")).store.quads())
    command = [sys.executable, "-m", "autokg", "--store", str(tmp_path), "review", "BMW", "same", "Audi"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "knows BMW and Audi as two" in " ".join(run.stderr.split())
