"""What a first visit stumbles over: panels, buttons, marks, names and words of the explorer, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from queries import explore
from tests.browser import Visit, browser, until
from tests.pictures import disputed, figures, random_graph, samples

LIGHTNESS = """() => { const style = getComputedStyle(document.getElementById('show-table'));
    const light = (text) => { const parts = text.match(/[\\d.]+/g).slice(0, 3).map(Number);
        return parts.reduce((a, b) => a + b) / (text.startsWith('rgb') ? 765 : 3); };
    return [light(style.color), light(style.backgroundColor)]; }"""
"""From 0 to 1, of the text and the ground of the button for the table."""


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return explore(samples(), path=tmp_path_factory.mktemp("pages") / "all.html")


@pytest.fixture
def visit(running: Any) -> Iterator[Visit]:
    one = Visit(running)
    yield one
    one.close()
    assert one.wrong == []


@pytest.mark.parametrize("width", [390, 600, 1000])
def test_the_filters_of_a_small_window_close_again(running: Any, file: Path, width: int) -> None:
    one = Visit(running, size=(width, 844))
    page = one.open(file)
    ways = {
        "its button": lambda: page.click("#filters-toggle", timeout=3000),
        "Escape": lambda: page.keyboard.press("Escape"),
        "the picture": lambda: page.mouse.click(width - 20, 250),
        "the card": lambda: page.mouse.click(width - 20, 820),
    }
    for way, close in ways.items():
        page.click("#filters-toggle")
        assert page.is_visible("#legend"), way
        close()
        assert not page.is_visible("#legend"), way
        assert page.get_attribute("#filters-toggle", "aria-expanded") == "false", way
    assert one.wrong == []
    one.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_pressed_button_can_be_read_under_the_mouse(running: Any, file: Path, scheme: str) -> None:
    one = Visit(running, scheme=scheme)
    page = one.open(file)
    page.click("#show-table")
    page.wait_for_timeout(200)
    text, back = page.evaluate(LIGHTNESS)
    assert abs(text - back) > 0.4
    assert one.wrong == []
    one.close()


def test_a_bent_line_keeps_clear_of_the_centre_and_its_mark_can_be_clicked(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(explore(disputed(), "Ada Falk", path=tmp_path / "disputed.html"))
    [mark] = page.evaluate("explorer.look.marks")
    middle = page.evaluate("explorer.network().canvasToDOM({x: 0, y: 0})")
    assert abs(mark["x"] - middle["x"]) > 30
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + mark["x"] + 7, box["y"] + mark["y"])
    page.wait_for_timeout(400)
    assert page.evaluate("explorer.state().fact") == mark["id"]
    assert "The sources disagree" in page.inner_text("#card")


def test_a_narrow_window_stays_useful(running: Any, tmp_path: Path) -> None:
    one = Visit(running, size=(420, 800))
    page = one.open(explore(samples(), "Sony", path=tmp_path / "sony.html"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    assert page.evaluate("document.getElementById('canvas').clientHeight") > 200
    assert not page.is_visible("#filter-statuses-denied")
    page.click("#filters-toggle")
    page.uncheck("#filter-statuses-denied")
    until(page, "explorer.state().off.statuses.length === 1")
    page.evaluate("explorer.settled()")
    page.click("#filters-toggle")
    assert page.is_visible("#card h2")
    assert one.wrong == []
    one.close()


def test_what_stands_beside_a_kind_counts_its_entities(visit: Visit, file: Path) -> None:
    page = visit.open(file)
    kinds = page.evaluate("[...explorer.model.entities.values()].map((row) => explorer.model.schema.kinds[row.kind])")
    rows = page.locator("details[data-name=kinds] .row")
    shown = {row.inner_text().split("\n")[0]: int(row.locator(".count").inner_text()) for row in rows.all()}
    assert shown == {kind.capitalize(): kinds.count(kind) for kind in set(kinds)}
    page.click("details[data-name=kinds] .row:first-of-type .only", force=True)
    until(page, "explorer.state().off.kinds.length > 0")
    assert len(set(page.evaluate("[...explorer.scene.nodes.keys()].map((id) => id.split('/')[0])"))) == 1


def test_values_are_not_said_twice_and_labels_come_before_aliases(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(explore(figures(), "Zephyr", path=tmp_path / "figures.html"))
    told = [line.inner_text() for line in page.locator("#card .facts", has_text="torque").locator(".what").all()]
    values = {line.partition(": ")[2] for line in told}
    assert values == {"290 Nm", "€1.1 million", "400 hp (298.28 kW)", "21 minutes (1,260 s)"}
    for typed in ("stella", "stela"):
        page.fill("#search", typed)
        page.wait_for_selector("#matches li")
        assert [row.inner_text() for row in page.locator("#matches .name").all()] == ["Stella", "Auro"], typed


def test_each_sentence_of_a_contradicted_fact_says_what_it_claims(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(explore(disputed(), path=tmp_path / "disputed.html"))
    page.evaluate("explorer.actions.showLine('company/nordvik', 'company/sudhal')")
    page.wait_for_selector("#card .evidence")
    papers = {
        one.locator("strong").inner_text(): one.locator(".said .chip").inner_text()
        for one in page.locator("#card .evidence").all()
    }
    assert papers == {"asserted": "asserted", "denied": "denied"}


def test_the_picture_of_everything_has_room_for_names(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(explore(random_graph(60, 60, seed=3), path=tmp_path / "sixty.html"))
    page.evaluate("explorer.actions.commit({mode: 'all'})")
    page.evaluate("explorer.settled()")
    page.wait_for_timeout(300)
    names, shown = page.evaluate("[explorer.labelBoxes().length, explorer.scene.nodes.size]")
    assert names == shown > 40
