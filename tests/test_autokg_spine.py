"""The main job from end to end: an article goes in, facts with their sentences come out, and go again with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from autokg import KnowledgeGraph, ask, explore, ingest
from autokg.cli.app import app
from ingest import Skip
from ingest.pipeline import load
from ingest.sources import read

ROOT = Path(__file__).parents[1]
TRANSLATED = ROOT / "ingest" / "samples" / "xiaomi-yu9-suppliers-translated.html"
GARBLED = {"Bosch": "Bosh", "Brembo": "Brambo", "Continental": "Kontinental"}
FIRST = "Bosch delivers brakes to Porsche\n\n2026-03-02 | Daily Wheel\n\nBosch supplies brakes to Porsche.\n"
SECOND = (
    "Stuttgart firms deepen ties\n\n2026-04-08 | Motor Week\n\nA busy spring for Stuttgart.\n\n"
    "Bosch supplies Porsche with brakes, as a visit to its works showed. The canteen was praised too.\n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = str(tmp_path_factory.mktemp("spine") / "kg")
    with KnowledgeGraph.open(folder) as kg:
        report = ingest(kg, [TRANSLATED])
    assert (report.articles, report.skipped) == (1, ())
    yield folder


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    app(list(words), standalone_mode=False)
    return capsys.readouterr().out


def test_garbled_partners_keep_their_spelling_and_trust_less(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = json.loads(said(capsys, "--store", store, "ask", "partners_of", "company=Xiaomi", "--format", "json"))
    rows = {row["partner"]: row for row in answer["rows"]}
    assert {name: rows[name]["spelling"] for name in GARBLED} == GARBLED
    mended = tmp_path / "mended.html"
    mended.write_text(TRANSLATED.read_text(encoding="utf-8").replace("Bosh", "Bosch").replace("Brambo", "Brembo"))
    garbled, clean = trust(TRANSLATED), trust(mended)
    for name in ("Bosch", "Brembo"):
        assert garbled[name] < clean[name]


def trust(page: Path) -> dict[str, float]:
    """Return how sure the pipeline is of the name of each entity of a page."""
    (article,) = [found for found in read([page]) if not isinstance(found, Skip)]
    mentions = load()(article.text)._.mentions
    return {m.entity.label: m.confidence for m in mentions if m.entity and m.role == "name"}


def test_the_plain_triples_say_the_same(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    sparql = 'SELECT ?o WHERE { ?s rdfs:label "Xiaomi" ; auto:partnered_with ?o }'
    found = said(capsys, "--store", store, "query", sparql, "--format", "csv").split()
    assert {f"https://w3id.org/autokg/id/company/{name}" for name in ("bosch", "brembo", "continental")} <= set(found)


def test_the_list_of_articles_names_what_remove_takes(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    with KnowledgeGraph.open(store) as kg:
        (article,) = kg.articles()
    shown = "".join(said(capsys, "--store", store, "articles").split())
    assert article in shown
    assert "2026-04-24" in shown
    assert "https://autonewsworld24.example/xiaomi-yu9-partners/" in shown


def test_page_furniture_gives_no_facts(store: str) -> None:
    with KnowledgeGraph.open(store) as kg:
        (article,) = kg.articles()
        text = kg.article(article)
        assert text is not None
        end = text.text.index("Source link")
        facts = kg.facts(article)
    assert facts
    assert max(fact.evidence.sentence.end for fact in facts) <= end


def test_extract_writes_what_the_scorer_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "07.txt").write_text(SECOND)
    said(capsys, "extract", str(tmp_path / "07.txt"), "-o", str(tmp_path / "out"))
    facts = json.loads((tmp_path / "out" / "07.json").read_text())
    assert facts
    for fact in facts:
        assert {"subject", "relation", "object", "status", "qualifiers", "confidence", "evidence"} <= fact.keys()
        start, end = fact["offsets"]["sentence"]
        assert SECOND[start:end] == fact["evidence"]


def test_two_articles_one_statement_and_nothing_left_of_what_is_removed(tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "second.txt").write_text(SECOND)
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        empty = set(kg.store.quads())
        ingest(kg, [tmp_path / "first.txt"])
        one = set(kg.store.quads())
        assert ingest(kg, [tmp_path / "first.txt"]).unchanged == 1
        assert set(kg.store.quads()) == one
        ingest(kg, [tmp_path / "second.txt"])
        (row,) = [row for row in ask(kg, "suppliers_of", customer="Porsche") if row.supplier == "Bosch"]
        assert (row.articles, len(ask(kg, "evidence_for", subject="Bosch", object="Porsche")) >= 2) == (2, True)
        kg.remove((tmp_path / "second.txt").as_uri())
        assert set(kg.store.quads()) == one
        (row,) = ask(kg, "suppliers_of", customer="Porsche")
        assert row.articles == 1
        kg.remove((tmp_path / "first.txt").as_uri())
        assert set(kg.store.quads()) == empty


@pytest.mark.parametrize("columns", ["60", "100", "160"])
def test_answers_fit_the_terminal(store: str, capsys: pytest.CaptureFixture[str], columns: str) -> None:
    from rich.console import Console

    from autokg.cli.display import show_answer, show_questions
    from queries import questions

    console = Console(width=int(columns))
    with KnowledgeGraph.open(store) as kg:
        show_answer(console, ask(kg, "facts_about", entity="Xiaomi", status="any"))
    show_questions(console, list(questions().values()))
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= int(columns)
    assert shown.count("asserted") >= 3


def test_the_explorer_file_needs_no_network(store: str, tmp_path: Path) -> None:
    with KnowledgeGraph.open(store) as kg:
        page = explore(kg, "Xiaomi", path=tmp_path / "xiaomi.html").read_text(encoding="utf-8")
    assert "Brembo" in page
    assert 'src="http' not in page
    assert 'href="http' not in page.split("<script")[0]
