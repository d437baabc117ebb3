"""What a first visit stumbles over: panels, buttons, marks, names and words of the explorer, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import Article, Entity, Fact, KnowledgeGraph
from queries import explore
from tests.browser import Visit, browser
from tests.pictures import CLOCK, named, samples, stated

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


def told(status: str, left: Entity, relation: str, right: Entity) -> Fact:
    said = (left.label, "", right.label)
    claim: dict[str, Any] = {"subject": left, "relation": relation, "object": right, "confidence": 0.9}
    return stated(status, f"{left.label} and {right.label}", said, status=status, **claim)


def disputed() -> KnowledgeGraph:
    """Return a person of two companies that one article calls partners and another does not."""
    person, north, south = named("Person", "Ada Falk"), named("Company", "Nordvik"), named("Company", "Sudhal")
    jobs = [told("asserted", person, "works_for", north), told("asserted", person, "works_for", south)]
    kg = KnowledgeGraph()
    for status, more in (("asserted", jobs), ("denied", [])):
        text = f"{status} {'.' * 200}"
        article = Article(status, text, status, f"https://{status}.example/", published=CLOCK, publisher=status)
        kg.add(article, [told(status, north, "partnered_with", south), *more])
    return kg


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
