"""The pages of the server in a real browser: no barriers, nothing cut off on a phone, no errors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from tests.browser import Visit, browser, until
from tests.newsroom import tell
from tests.pictures import samples
from tests.serving import TOKEN, serving

PAGES = {
    "home": "/",
    "search": "/search?q=sony+m",
    "entity": "/entity/company/sony",
    "article": "/article/a1",
    "question": "/questions/partners_of?company=Sony&status=any",
    "problem": "/entity/company/nobody",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pages") / "store"
    with KnowledgeGraph.open(folder) as kg:
        kg.store.load(samples().store.quads())
        tell(kg, "a1", "2026-02-01", "Schaeffler | supplies | Sony | product=bearings", "Sony | acquired | Riviann")
        tell(kg, "a2", "2026-02-03", "Schaefler | supplies | Sony", "Rivian | partnered_with | Riviann | rumored")
    with serving(folder, token=TOKEN) as started:
        yield started


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_have_no_barrier_that_axe_knows_and_fit_a_phone(address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install -e '.[dev]'")
    source = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    with browser() as running:
        one = Visit(running, scheme=scheme)
        page = one.page
        page.goto(f"{address}/entity/company/sony")
        statement = page.locator("a[href^='/statement']").first.get_attribute("href")
        for name, path in (PAGES | {"statement": str(statement)}).items():
            for width in (1440, 420):
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(address + path)
                page.evaluate(source)
                found = page.evaluate("axe.run()")["violations"]
                wrong = [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found]
                assert wrong == [], f"{name} at {width}"
                assert page.evaluate("document.documentElement.scrollWidth") <= width, name
                one.picture(f"page-{name}-{scheme}-{width}")
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"{address}/explorer")
        one.ready()
        page.click("#review")
        page.locator("#card details.pair").first.wait_for()
        page.evaluate("document.querySelectorAll('#card details').forEach((one) => (one.open = true))")
        page.wait_for_timeout(500)
        page.evaluate(source)
        found = page.evaluate("axe.run()")["violations"]
        assert [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found] == []
        one.picture(f"review-{scheme}-1440")
        bad = [line for line in one.wrong if not line.startswith(f"request {address}") and "404" not in line]
        assert bad == []
        one.close()


def test_a_picture_leads_to_the_pages_and_back(address: str) -> None:
    with browser() as running:
        one = Visit(running)
        page = one.page
        page.goto(f"{address}/entity/company/sony")
        page.get_by_role("link", name="Show in the explorer").click()
        until(page, "window.explorer && explorer.ready")
        assert page.inner_text("#card h2") == "Sony"
        page.get_by_role("link", name="Page", exact=True).click()
        page.wait_for_url(f"{address}/entity/company/sony")
        page.go_back()
        until(page, "window.explorer && explorer.ready")
        page.get_by_role("link", name="Automotive knowledge graph").click()
        page.wait_for_url(f"{address}/")
        assert page.locator(".questions li").count() > 20
        one.close()
