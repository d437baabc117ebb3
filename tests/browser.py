"""A real browser for the tests of the explorer; where none is installed, they are skipped and say why."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

PICTURES = Path(__file__).parents[1] / "artifacts" / "explorer"
"""Where the screenshots of the last run are kept."""

PATIENCE = 120.0
"""Seconds that a page may take for anything; busy machines need them."""

QUIET = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync""".split()


def missing() -> str:
    """Return why no browser can be started, or ''."""
    if find_spec("playwright") is None:
        return "playwright is not installed: pip install -e '.[dev]'"
    return "" if executable() else "no chromium on this machine: apt-get install chromium"


def executable() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def browser() -> Iterator[Any]:
    """Start the machine's chromium, or skip the test that asks for it."""
    if reason := missing():
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=executable(), args=QUIET)
        yield running
        running.close()


def until(page: Any, expression: str, *, seconds: float = PATIENCE) -> None:
    """Wait until a JavaScript expression is true. (Playwright's own waiting needs eval, which the page forbids.)"""
    end = time.monotonic() + seconds
    while not page.evaluate(f"Boolean({expression})"):
        assert time.monotonic() < end, f"never became true: {expression}"
        page.wait_for_timeout(20)


class Visit:
    """One page in the browser, with everything that must not happen on it: errors, requests, dialogs."""

    def __init__(self, running: Any, *, size: tuple[int, int] = (1440, 900), scheme: str = "light") -> None:
        width, height = size
        self.page = running.new_page(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            accept_downloads=True,
            reduced_motion="reduce",
        )
        self.page.set_default_timeout(1000 * PATIENCE)
        self.wrong: list[str] = []
        self.page.on("console", lambda line: line.type in ("error", "warning") and self.wrong.append(line.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("request", self._request)

    def _request(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            self.wrong.append(f"request {request.url}")

    def open(self, file: Path, fragment: str = "") -> Any:
        self.page.goto(f"file://{file}" + (f"#{fragment}" if fragment else ""))
        return self.ready()

    def ready(self) -> Any:
        until(self.page, "window.explorer && explorer.ready")
        return self.page

    def scene(self) -> set[str]:
        """Return the labels of the entities in the picture."""
        return set(
            self.page.evaluate("[...explorer.scene.nodes.keys()].map((id) => explorer.model.entities.get(id).label)")
        )

    def ink(self) -> int:
        """Return how many pixels of the canvas are drawn on."""
        return int(
            self.page.evaluate(
                """() => { const c = document.querySelector('#canvas canvas');
                const copy = new OffscreenCanvas(c.width, c.height).getContext('2d', {willReadFrequently: true});
                copy.drawImage(c, 0, 0);
                const d = copy.getImageData(0, 0, c.width, c.height).data;
                let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; }"""
            )
        )

    def status(self) -> str:
        return str(self.page.inner_text("#status"))

    def search(self, text: str) -> None:
        """Type into the search field and take the first match."""
        self.page.fill("#search", text)
        self.page.wait_for_selector("#matches li")
        self.page.press("#search", "Enter")
        until(self.page, "document.querySelector('#matches').hidden")

    def saved(self, button: str) -> bytes:
        """Return the file that a button of the menu for exports saves."""
        self.page.click("#more")
        with self.page.expect_download() as waiting:
            self.page.click(button)
        return Path(waiting.value.path()).read_bytes()

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")

    def close(self) -> None:
        self.page.close()
