"""The facts of the picture taken away: the table and the exports of the explorer, in a real browser."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from graph import KnowledgeGraph
from queries import explore
from tests.browser import Visit, browser
from tests.pictures import disputed, samples

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    kg = samples()
    return {
        "sony": explore(kg, "Sony", path=folder / "sony.html"),
        "all": explore(kg, path=folder / "all.html"),
        "disputed": explore(disputed(), "Ada Falk", path=folder / "disputed.html"),
    }


@pytest.fixture
def visit(running: Any) -> Iterator[Visit]:
    one = Visit(running)
    yield one
    one.close()
    assert one.wrong == []


def test_the_table_holds_the_same_facts(visit: Visit, files: dict[str, Path]) -> None:
    page = visit.open(files["sony"])
    facts = page.evaluate("explorer.scene.facts.length")
    page.click("#show-table")
    page.wait_for_selector("#table tbody tr")
    assert page.locator("#table tbody tr").count() == facts
    assert page.inner_text("#table caption") == f"{facts} facts around Sony"
    for descending in (True, False):
        page.click("#sort-subject")
        names = [row.inner_text() for row in page.locator("#table tbody tr td:first-child").all()]
        assert len(set(names)) > 2
        assert names == sorted(names, key=str.casefold, reverse=descending)


def test_a_phone_shows_every_column_of_the_table(running: Any, files: dict[str, Path]) -> None:
    one = Visit(running, size=(360, 780))
    page = one.open(files["sony"], "view=table")
    assert (
        page.evaluate(
            "Math.max(...[...document.querySelectorAll('#table td')].map((c) => c.getBoundingClientRect().right))"
        )
        <= 360
    )
    text = " ".join(page.inner_text("#table tbody").split())
    assert re.search(r"Magna Steyr partnered with Sony asserted 2026-03-\d\d \d+ % 2 sources", text), text
    assert page.get_by_role("row").count() == page.evaluate("explorer.scene.facts.length") + 1
    page.click("#help")
    assert page.is_visible("#help-dialog")
    assert one.wrong == []
    one.close()


def test_exports_hold_what_is_shown(visit: Visit, files: dict[str, Path]) -> None:
    from rdflib import Graph, URIRef

    page = visit.open(files["sony"])
    count = page.evaluate("explorer.scene.facts.length")
    rows = list(csv.DictReader(io.StringIO(visit.saved("#export-csv").decode("utf-8-sig"))))
    assert len(rows) == count
    apple = next(row for row in rows if "Apple" in (row["subject"], row["object"]))
    assert (apple["status"], apple["publisher"]) == ("denied", "Motor Ledger")
    graph = Graph().parse(data=visit.saved("#export-jsonld").decode(), format="json-ld")
    statement = URIRef("https://w3id.org/autokg/ontology#Statement")
    assert len(list(graph.subjects(None, statement))) == count
    assert visit.saved("#export-png").startswith(b"\x89PNG")
    assert b"Magna Steyr" in visit.saved("#export-svg")


def test_exported_statements_are_those_of_the_store(visit: Visit, files: dict[str, Path]) -> None:
    from rdflib import Graph, URIRef

    visit.open(files["all"])
    kg: KnowledgeGraph = samples()
    graph = Graph().parse(data=visit.saved("#export-jsonld").decode(), format="json-ld")
    rows: Any = kg.store.query("SELECT ?st ?status { ?st a auto:Statement ; auto:status ?status }")
    stored = {(row[0].value, row[1].value) for row in rows}
    status = URIRef("https://w3id.org/autokg/ontology#status")
    assert {(str(s), str(o)) for s, o in graph.subject_objects(status)} == stored


def test_an_empty_graph_can_be_looked_at_and_saved(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(explore(KnowledgeGraph(), path=tmp_path / "empty.html"))
    assert "holds no facts yet" in page.inner_text("#card")
    assert page.locator("#legend input, #legend details").count() == 0
    drawing = ElementTree.fromstring(visit.saved("#export-svg"))
    assert re.fullmatch(r"(-?\d+ ?){4}", str(drawing.get("viewBox")))


def test_a_drawing_bends_its_lines_as_the_window_does(visit: Visit, files: dict[str, Path]) -> None:
    visit.open(files["disputed"])
    drawing = ElementTree.fromstring(visit.saved("#export-svg"))
    lines = {group.findtext(f"{SVG}title"): group.findall(f"{SVG}path") for group in drawing.iter(f"{SVG}g")}
    assert len(lines) == 3
    for title, (way, *heads) in lines.items():
        x1, y1, cx, cy, x2, y2 = map(float, re.findall(r"-?[\d.]+", str(way.get("d"))))
        bend = abs((x2 - x1) * (cy - y1) - (y2 - y1) * (cx - x1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        if "partnered with" in str(title):
            assert (bend > 40, len(heads)) == (True, 0), "between the two that stand around the centre"
        else:
            assert (bend < 3, len(heads)) == (True, 1), "from the centre, with an arrow"
