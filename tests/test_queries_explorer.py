from __future__ import annotations

import base64
import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from graph import Article, KnowledgeGraph, QueryError, Value
from queries import explore, explorer_page
from queries.explorer.layout import positions
from queries.explorer.page import embed
from tests.pictures import named, samples, stated


def data_of(html: str) -> dict[str, Any]:
    text = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)[0]
    if not text.startswith("{"):
        text = gzip.decompress(base64.b64decode(text)).decode()
    found: dict[str, Any] = json.loads(text)
    return found


class References(HTMLParser):
    """Collects every attribute that makes a browser fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{tag} {name}" for name, _ in attrs if name in ("src", "srcset", "action", "data")]
        self.found += [
            f"{tag} href {value}" for name, value in attrs if name == "href" and not str(value).startswith("#")
        ]


def test_the_page_holds_the_neighbourhood_with_its_evidence(tmp_path: Path) -> None:
    file = explore(samples(), "Sony", path=tmp_path / "deep" / "sony.html")
    data = data_of(file.read_text(encoding="utf-8"))
    labels = {row["id"]: row["label"] for row in data["entities"]}
    assert data["start"] == "company/sony"
    assert labels["company/magna-steyr"] == "Magna Steyr"
    fact = next(f for f in data["facts"] if {f["s"], f.get("o")} == {"company/sony", "company/magna-steyr"})
    assert (fact["status"], fact["articles"], fact["sources"]) == ("asserted", 2, 2)
    newest = fact["evidence"][0]["parts"]
    assert ["subject", "Sony"] in newest
    assert ["object", "Magna Steyr"] in newest
    assert ["trigger", "cooperating"] in newest
    assert "".join(text for _, text in newest) == "Magna Steyr is cooperating with Sony on the Vision-S 03."
    assert {article["publisher"] for article in data["articles"]} >= {"Motor Ledger", "Styria Courier"}


def test_what_has_only_figures_is_in_the_page() -> None:
    kg, car = KnowledgeGraph(), named("Vehicle", "Zephyr")
    torque = Value("torque", "290 Nm", 290, "N*m")
    said = ("Zephyr", "", "290 Nm")
    claim = {"relation": "has_attribute", "status": "asserted", "confidence": 0.9}
    kg.add(Article("a", "text", "title"), [stated("a", "Zephyr: 290 Nm", said, subject=car, object=torque, **claim)])
    data = data_of(explorer_page(kg).html)
    assert [row["label"] for row in data["entities"]] == ["Zephyr"]
    assert [fact["value"]["text"] for fact in data["facts"]] == ["290 Nm"]


def test_a_denial_after_a_rumour_is_flagged() -> None:
    data = data_of(explorer_page(samples()).html)
    stake = next(fact for fact in data["facts"] if fact["r"] == "owns_stake_in")
    assert (stake["status"], stake["contradicted"]) == ("denied", True)
    assert [row["status"] for row in stake["evidence"]] == ["denied", "rumored"]


def test_pyvis_carries_nodes_edges_and_options() -> None:
    drawing = data_of(explorer_page(samples()).html)["drawing"]
    assert {"id", "x", "y"} <= set(drawing["nodes"][0])
    assert {"from", "to"} <= set(drawing["edges"][0])
    assert drawing["options"]["physics"] == {"enabled": False}


def test_the_page_fetches_nothing_and_names_its_scripts_by_hash() -> None:
    html = explorer_page(samples(), "Sony").html
    seen = References()
    seen.feed(html)
    assert seen.found == []
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)[0]
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy
    assert "connect-src" not in policy


def test_the_same_graph_gives_the_same_page() -> None:
    assert explorer_page(samples()).html == explorer_page(samples()).html


def test_an_unknown_entity_lists_near_names(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="Sony"):
        explore(samples(), "Sonny", path=tmp_path / "x.html")


def test_data_cannot_leave_its_script_element() -> None:
    hostile = {"label": "</script><script>alert(1)</script>\u2028<!--"}
    text = embed(hostile)
    assert not set("<>\u2028") & set(text)
    assert json.loads(text) == hostile


def test_long_data_are_compressed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.explorer.page.COMPRESSED", 1000)
    html = explorer_page(samples()).html
    assert 'id="data">{' not in html
    assert data_of(html)["entities"]


def test_a_notebook_shows_the_page_in_a_sandbox() -> None:
    shown = explorer_page(samples())._repr_html_()
    assert shown.startswith("<iframe")
    assert 'sandbox="allow-scripts' in shown
    assert "<script" not in shown


def test_linked_nodes_stand_closer_than_others() -> None:
    ring = [(i, i + 1) for i in range(9)] + [(10 + i, 11 + i) for i in range(9)]
    at = positions(20, ring)

    def far(a: int, b: int) -> float:
        return ((at[a][0] - at[b][0]) ** 2 + (at[a][1] - at[b][1]) ** 2) ** 0.5

    linked = [far(a, b) for a, b in ring]
    apart = [far(a, b) for a in range(10) for b in range(10, 20)]
    assert max(linked) < sum(apart) / len(apart)
    assert len(set(at)) == 20
    assert positions(20, ring) == at
    assert positions(0, []) == []
