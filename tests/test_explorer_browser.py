"""The explorer as people use it, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from queries import explore
from tests.browser import Visit, browser, until
from tests.pictures import hostile, random_graph, samples


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
    }


@pytest.fixture
def visit(running: Any) -> Iterator[Visit]:
    one = Visit(running)
    yield one
    one.close()
    assert one.wrong == []


def test_the_picture_is_drawn(visit: Visit, files: dict[str, Path]) -> None:
    visit.open(files["sony"])
    assert visit.ink() > 3000
    assert {"Sony", "Magna Steyr", "Apple"} <= visit.scene()
    visit.page.evaluate("explorer.actions.commit({hidden: [...explorer.model.entities.keys()]})")
    assert visit.ink() == 0


def test_the_card_shows_who_said_it(visit: Visit, files: dict[str, Path]) -> None:
    page = visit.open(files["sony"])
    assert page.inner_text("#card h2") == "Sony"
    fact = page.locator("details.fact", has_text="Magna Steyr").first
    assert "asserted" in fact.inner_text()
    assert "2 sources" in fact.inner_text()
    fact.locator("summary").click()
    evidence = fact.locator(".evidence").first
    evidence.wait_for()
    marks = {mark.get_attribute("class"): mark.inner_text() for mark in evidence.locator("mark").all()}
    assert marks == {"subject": "Sony", "trigger": "cooperating", "object": "Magna Steyr"}
    link = evidence.locator("a")
    assert link.get_attribute("href") == "https://styria-courier.example/sony"
    assert "noopener" in str(link.get_attribute("rel"))
    assert "Styria Courier" in evidence.inner_text()
    assert "2026-03-03" in evidence.inner_text()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("magna st", "Magna Steyr"),
        ("Hon Hai", "Foxconn"),
        ("Stelantis", "Stellantis"),
        ("kawanihsi", "Izumi Kawanishi"),
    ],
)
def test_search_by_name_alias_and_typo(visit: Visit, files: dict[str, Path], typed: str, found: str) -> None:
    page = visit.open(files["all"])
    visit.search(typed)
    until(page, "explorer.state().mode === 'focus'")
    page.evaluate("explorer.settled()")
    assert page.inner_text("#card h2") == found
    assert found in visit.scene()


def test_expansion_says_how_many_before_it_adds_them(visit: Visit, files: dict[str, Path]) -> None:
    page = visit.open(files["sony"])
    before = visit.scene()
    page.evaluate("explorer.actions.select('company/sony-mobility')")
    text = page.inner_text("#expand")
    count = int(re.findall(r"\d+", text)[0])
    page.click("#expand")
    until(page, "explorer.state().centres.length === 2")
    page.evaluate("explorer.settled()")
    assert len(visit.scene()) - len(before) == count
    assert "Foxconn" in visit.scene()
    page.keyboard.press("u")
    until(page, "explorer.state().centres.length === 1")
    page.evaluate("explorer.settled()")
    assert visit.scene() == before


def test_a_path_between_two(visit: Visit, files: dict[str, Path]) -> None:
    page = visit.open(files["all"])
    visit.search("Apple")
    page.fill("#path-to", "Foxconn")
    page.wait_for_selector("#card .matches li")
    page.keyboard.press("Enter")
    until(page, "explorer.state().mode === 'path'")
    page.evaluate("explorer.settled()")
    assert visit.scene() == {"Apple", "Sony", "Sony Mobility", "Foxconn"}
    assert "3 steps from Apple to Foxconn" in page.inner_text("#card")
    page.uncheck("#filter-statuses-denied")
    until(page, "document.querySelector('#card').innerText.includes('Nothing connects')")


def test_filters_are_the_legend(visit: Visit, files: dict[str, Path]) -> None:
    page = visit.open(files["sony"])
    page.uncheck("#filter-statuses-denied")
    until(page, "explorer.state().off.statuses.length === 1")
    page.evaluate("explorer.settled()")
    assert "Apple" not in visit.scene()
    assert "filtered" in visit.status()
    assert "7 of 8 facts" in page.inner_text("#card")
    page.click("#clear-filters")
    until(page, "explorer.state().off.statuses.length === 0")
    page.evaluate("explorer.settled()")
    assert "Apple" in visit.scene()


def test_the_time_slider_narrows_by_report(visit: Visit, files: dict[str, Path]) -> None:
    page = visit.open(files["all"])
    page.focus("#time-from")
    page.keyboard.press("End")
    until(page, "explorer.state().from === '2026-03'")
    page.evaluate("explorer.settled()")
    assert "Yulon" not in visit.scene()
    assert "Magna Steyr" in visit.scene()


def test_a_link_restores_the_whole_view(visit: Visit, running: Any, files: dict[str, Path]) -> None:
    page = visit.open(files["sony"])
    page.evaluate("explorer.actions.expand('company/sony-mobility')")
    until(page, "explorer.state().centres.length === 2")
    page.evaluate("explorer.settled()")
    page.evaluate("explorer.actions.hide('company/bosch')")
    page.evaluate("explorer.actions.pin('company/apple')")
    page.uncheck("#filter-statuses-ended")
    until(page, "explorer.state().off.statuses.length === 1")
    page.evaluate("explorer.settled()")
    places = page.evaluate("[...explorer.scene.nodes].map(([id, p]) => [id, p.map(Math.round)]).sort()")
    other = Visit(running)
    other.open(files["sony"], page.url.partition("#")[2])
    assert other.scene() == visit.scene()
    assert "Bosch" not in other.scene()
    again = other.page.evaluate("[...explorer.scene.nodes].map(([id, p]) => [id, p.map(Math.round)]).sort()")
    assert [id for id, _ in again] == [id for id, _ in places]
    assert dict(map(tuple, again))["company/apple"] == dict(map(tuple, places))["company/apple"]
    assert other.wrong == []
    other.close()


def test_the_back_button_goes_one_step_back(visit: Visit, files: dict[str, Path]) -> None:
    page = visit.open(files["all"])
    visit.search("Foxconn")
    until(page, "explorer.state().mode === 'focus'")
    page.evaluate("explorer.settled()")
    page.go_back()
    until(page, "explorer.state().mode === 'overview'")
    page.evaluate("explorer.settled()")
    page.go_forward()
    until(page, "explorer.state().mode === 'focus'")
    page.evaluate("explorer.settled()")


def test_everything_works_by_keyboard(visit: Visit, files: dict[str, Path]) -> None:
    page = visit.open(files["sony"])
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    until(page, "explorer.state().selected !== 'company/sony'")
    page.evaluate("explorer.settled()")
    until(page, "document.querySelector('#status').innerText.includes('Now at')")
    chosen = page.evaluate("explorer.state().selected")
    page.keyboard.press("p")
    until(page, "Object.keys(explorer.state().pinned).length === 1")
    page.keyboard.press("h")
    until(page, "explorer.state().hidden.length === 1")
    page.evaluate("explorer.settled()")
    assert page.evaluate("explorer.scene.nodes.has(arguments_)".replace("arguments_", json.dumps(chosen))) is False
    page.keyboard.press("t")
    page.wait_for_selector("#table tbody tr")
    page.keyboard.press("?")
    page.wait_for_selector("#help-dialog[open]")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_hostile_text_stays_text(visit: Visit, tmp_path: Path) -> None:
    kg, labels = hostile()
    page = visit.open(explore(kg, path=tmp_path / "hostile.html"))
    assert len(visit.scene()) == len(labels)
    for id in page.evaluate("[...explorer.model.entities.keys()]"):
        page.evaluate("(id) => explorer.actions.focus(id)", id)
        page.evaluate("document.querySelectorAll('#card details').forEach((one) => (one.open = true))")
    page.fill("#search", "<img")
    page.wait_for_selector("#matches li")
    page.keyboard.press("t")
    page.evaluate("explorer.actions.commit({view: 'table', mode: 'overview', selected: ''})")
    page.wait_for_selector("#table tbody tr")
    assert page.evaluate("window.hacked") is None
    assert page.locator("#card img, #table img, #legend img, #matches img").count() == 0
    links = page.evaluate("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
    assert [link for link in links if not re.match(r"https?://|#", link)] == []
    sheet = visit.saved("#export-csv").decode("utf-8-sig")
    assert not re.search(r'(^|,)"?[=+@]', sheet, re.M)
    visit.saved("#export-svg")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_knows(running: Any, files: dict[str, Path], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install -e '.[dev]'")
    source = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    one = Visit(running, scheme=scheme)
    page = one.open(files["sony"])
    steps = [
        "1",
        "document.querySelector('#card details.fact').open = true",
        "explorer.actions.commit({view: 'table'})",
        "explorer.actions.commit({view: 'graph', mode: 'overview', selected: '', centres: []})",
        "document.getElementById('help').click()",
    ]
    page.evaluate(source)
    for step in steps:
        page.evaluate(f"(async () => {{ await ({step}); }})()")
        page.wait_for_timeout(250)
        found = page.evaluate("axe.run()")["violations"]
        assert [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found] == [], step
    assert one.wrong == []
    one.close()


def test_a_large_graph_opens_on_few_companies_from_compressed_data(visit: Visit, tmp_path: Path) -> None:
    file = explore(random_graph(900, 2500), path=tmp_path / "large.html")
    assert 'id="data">{' not in file.read_text(encoding="utf-8")
    page = visit.open(file)
    assert 20 < len(visit.scene()) <= 60
    assert set(page.evaluate("[...explorer.scene.nodes.keys()].map((id) => explorer.model.entities.get(id).kind)")) == {
        "Company"
    }
    boxes = page.evaluate("explorer.labelBoxes()")
    assert len(boxes) > 15
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            assert not (a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]), "two names overlap"
    page.click("#everything")
    until(page, "explorer.state().mode === 'all'")
    page.evaluate("explorer.settled()")
    assert len(visit.scene()) > 700


PICTURES = [
    ("overview", "all", "", "1"),
    ("focus", "sony", "", "document.querySelector('#card details.fact').open = true"),
    ("expanded", "sony", "", "explorer.actions.expand('company/sony-mobility')"),
    ("path", "all", "", "explorer.actions.showPath('company/apple', 'company/foxconn')"),
    ("contradiction", "all", "", "explorer.actions.showLine('company/foxconn', 'company/sony-mobility')"),
    ("table", "sony", "view=table", "1"),
]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture[0])
def test_pictures_for_people_to_look_at(running: Any, files: dict[str, Path], picture: tuple[str, ...]) -> None:
    name, file, fragment, step = picture
    one = Visit(running)
    page = one.open(files[file], fragment)
    page.evaluate(f"(async () => {{ await ({step}); }})()")
    for scheme, width, height in (("light", 1440, 900), ("dark", 1440, 900), ("light", 420, 800)):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(150)
        page.evaluate("explorer.settled().then(explorer.actions.fit)")
        page.wait_for_timeout(150)
        one.picture(f"{name}-{scheme}-{width}")
    assert one.wrong == []
    one.close()
