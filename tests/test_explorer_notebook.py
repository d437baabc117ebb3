"""The explorer in a notebook: executed by a real kernel, its output shown in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import Visit, browser, until

ROOT = Path(__file__).parents[1]
CELL = """
from autokg import explore
from tests.pictures import samples
explore(samples(), "Sony")
"""


def test_a_cell_that_ends_in_explore_shows_the_page_in_place(tmp_path: Path) -> None:
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install -e '.[dev]'")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed: pip install -e '.[dev]'")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    [output] = notebook.cells[0].outputs
    shown = tmp_path / "output.html"
    shown.write_text(f"<!doctype html><title>cell</title>{output['data']['text/html']}", encoding="utf-8")
    with browser() as running:
        one = Visit(running, size=(960, 800))
        one.page.goto(f"file://{shown}")
        frame = one.page.frames[-1]
        until(frame, "window.explorer && explorer.ready")
        assert frame.inner_text("#card h2") == "Sony"
        frame.fill("#search", "magna")
        frame.wait_for_selector("#matches li")
        frame.press("#search", "Enter")
        until(frame, "document.querySelector('#card h2').innerText === 'Magna Steyr'")
        frame.click("#undo")  # without a history of its own
        until(frame, "document.querySelector('#card h2').innerText === 'Sony'")
        frame.click("#more")
        with one.page.expect_download() as waiting:
            frame.click("#export-csv")
        assert waiting.value.suggested_filename == "sony.csv"
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
        one.picture("notebook-light-960")
        assert one.wrong == []
        one.close()
