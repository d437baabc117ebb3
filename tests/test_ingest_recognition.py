"""What one article introduced is the same thing in the next, and files of users count, through the real command."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from graph import Article, Entity, Evidence, Fact, KnowledgeGraph, Mention, Span, bearers
from ingest import ingest, load, reingest
from ingest.recognition import recognise
from ingest.sources import Reading

ROOT = Path(__file__).parent.parent
BMW = Entity("company/bmw", "Company", "BMW")


def told(*articles: str, folder: Path, options: tuple[str, ...] = (), workers: int = 1) -> set[str]:
    """Ingest articles with the command and return the ids of all that supplies something."""
    files = []
    for number, text in enumerate(articles):
        files.append(folder / f"{number}.txt")
        files[-1].write_text(f"News\n\n{text}\n")
    command = [sys.executable, "-m", "autokg", "--store", str(folder / "kg"), *options]
    run = ["ingest", "--model", "fast", "--workers", str(workers), *map(str, files)]
    done = subprocess.run([*command, *run], cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    kg = KnowledgeGraph.open(folder / "kg")
    return {fact.subject.id for article in kg.articles() for fact in kg.facts(article)}


def test_a_firm_of_one_article_is_the_same_under_its_short_form_in_the_next(tmp_path: Path) -> None:
    first = "Moravolt Energy Storage Systems supplies cells to BMW. Moravolt Energy supplies cells to Audi."
    found = told(first, "Moravolt Energy supplies cells to Ford.", folder=tmp_path)
    assert found == {"company/moravolt-energy-storage-systems"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mine.csv", "kind,label,aliases\nCompany,Zephyrix,ZPXQ\n"),
        ("mine.jsonl", '{"kind": "Company", "label": "Zephyrix", "aliases": ["ZPXQ"]}\n'),
    ],
)
def test_a_file_of_the_user_tells_whom_a_name_means(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    options = ("--catalogue", str(tmp_path / name))
    assert told("ZPXQ supplies cells to BMW.", folder=tmp_path, options=options) == {"company/zephyrix"}


def fact(article: str, subject: Entity, object: Entity = BMW, relation: str = "supplies") -> Fact:
    mention = Mention(0, 1, "x", "new")
    evidence = Evidence(article, "x", Span(0, 1), mention, mention)
    return Fact(subject, relation, object, "asserted", 0.9, evidence)


def firm(label: str, *aliases: str, kind: str = "Company") -> Entity:
    return Entity(f"{kind.lower()}/{label.lower().replace(' ', '-')}", kind, label, aliases)


@pytest.mark.parametrize(
    ("known", "new", "same"),
    [
        ([firm("Moravolt Cells", "Moravolt")], firm("Moravolt"), True),
        ([firm("Moravolt")], firm("Moravolt Energy"), True),
        ([firm("Moravolt Cells", "Moravolt")], firm("Moravolt Energy"), False),  # two units of one name
        ([firm("Moravolt Cells", "Moravolt"), firm("Moravolt Wind", "Moravolt")], firm("Moravolt"), False),
        ([firm("Moravolt", "Mora")], firm("Mora", kind="Vehicle"), False),
        ([firm("Jana Reiter", "Reiter", kind="Person")], firm("Reiter", kind="Person"), False),
        ([firm("Kumoi Otter", "Otter", kind="Vehicle")], firm("Otter", kind="Vehicle"), False),
    ],
)
def test_a_new_name_is_a_known_one_only_where_one_thing_bears_it(known: list[Entity], new: Entity, same: bool) -> None:
    kg = KnowledgeGraph()
    kg.add(Article("a", "x"), [fact("a", one) for one in known])
    (found,) = recognise([fact("b", new)], partial(bearers, kg.store))
    assert (found.subject.id == known[0].id) is same
    assert (found.evidence.subject.link == "alias") is same
    if same:
        assert new.label in found.subject.aliases


def test_a_model_is_known_where_its_maker_is_named() -> None:
    kg = KnowledgeGraph()
    otter = firm("Kumoi Otter", "Otter", kind="Vehicle")
    kg.add(Article("a", "x"), [fact("a", firm("Kumoi"), otter, "produces")])
    new = fact("b", firm("Kumoi"), firm("Otter", kind="Vehicle"), "produces")
    (found,) = recognise([new], partial(bearers, kg.store))
    assert isinstance(found.object, Entity) and found.object.id == otter.id


def named(article: Article) -> list[Fact]:
    """Take the first line of an article for a firm."""
    return [fact(article.id, firm(article.text.splitlines()[0]))]


def stored(kg: KnowledgeGraph) -> tuple[int, int, set[str]]:
    stats = kg.stats()
    return stats["entities"], stats["statements"], {one.subject.label for id in kg.articles() for one in kg.facts(id)}


def test_all_ways_into_the_store_know_what_came_before(tmp_path: Path) -> None:
    firms = ["Moravolt", "Moravolt Energy", "Moravolt Systems"]
    rows = [json.dumps({"text": f"{name}\nsupplies cells to BMW."}) for name in firms]
    (tmp_path / "news.jsonl").write_text("\n".join(rows))
    one_by_one, in_bulk = KnowledgeGraph(), KnowledgeGraph()
    ingest(one_by_one, [tmp_path], model=named, reading=Reading(languages=()))
    load(in_bulk, [tmp_path], model=named, reading=Reading(languages=()))
    assert stored(one_by_one) == stored(in_bulk) == (2, 1, {"Moravolt"})
    assert one_by_one.find("Moravolt") == in_bulk.find("Moravolt")
    reingest(one_by_one, model=named)
    assert stored(one_by_one) == stored(in_bulk)


def test_what_only_an_earlier_model_called_a_firm_is_gone_after_reading_again() -> None:
    kg = KnowledgeGraph()
    article = Article("a", "Moravolt")
    kg.add(article, [fact("a", firm("Moravolt Unveiled", "Moravolt"))])
    reingest(kg, model=named)
    assert stored(kg) == (2, 1, {"Moravolt"})
    assert not kg.find("Moravolt").aliases


def test_a_bulk_load_knows_what_the_graph_has(tmp_path: Path) -> None:
    kg = KnowledgeGraph()
    kg.add(Article("a", "x"), [fact("a", firm("Moravolt"))])
    (tmp_path / "a.txt").write_text("Moravolt Energy\nsupplies cells to BMW.")
    load(kg, [tmp_path], model=named, reading=Reading(languages=()))
    assert stored(kg) == (2, 1, {"Moravolt"})
