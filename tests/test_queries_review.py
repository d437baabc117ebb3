from __future__ import annotations

import doctest
import json
import subprocess
import sys
from pathlib import Path

import pytest

import queries.review
from graph import KnowledgeGraph
from queries.review import gold, queue
from tests.pictures import samples

ROOT = Path(__file__).parents[1]


def test_contradicted_and_uncertain_statements_of_central_firms_come_first() -> None:
    found = queue(samples(), limit=3)
    first = found["facts"][0]
    assert (first["s"], first["r"], first["contradicted"]) == ("company/foxconn", "owns_stake_in", True)
    assert [fact["worth"] for fact in found["facts"]] == sorted((f["worth"] for f in found["facts"]), reverse=True)
    assert first["evidence"][0]["parts"]
    assert {row["id"] for row in found["entities"]} >= {"company/foxconn", "company/sony-mobility"}
    assert not doctest.testmod(queries.review).failed


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
