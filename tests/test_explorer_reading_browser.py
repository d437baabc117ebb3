"""What a first visit stumbles over: panels, buttons, marks, names and words of the explorer, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from queries import explore
from tests.browser import Visit, browser
from tests.pictures import samples

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
