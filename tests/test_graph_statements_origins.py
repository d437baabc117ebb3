from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from graph import Article, KnowledgeGraph
from graph.statements.origins import BANDS, ROWS, SEED, _signature, credits, same_story, shingles, story_url, traces

LEAD = (
    "Sony and Magna Steyr have agreed to build the next prototype of the Vision-S sedan together in Graz, the two "
    "companies said on Tuesday, and will share the cost of a new validation line that opens in spring. "
)
MIDDLE = (
    "The Austrian contract manufacturer already assembled the first two cars. Engineers from Tokyo moved to Styria "
    "last autumn to prepare road tests of the camera systems that watch driver and traffic alike. "
)
TAIL = "Neither side gave financial details. Analysts had expected a decision before the end of the quarter."
STORY = LEAD + MIDDLE + TAIL


def article(id: str, text: str, day: int = 5, **fields: Any) -> Article:
    return Article(id, text, published=date(2026, 1, day), **fields)


def origins(kg: KnowledgeGraph) -> dict[str, str]:
    rows = kg.query("SELECT ?a ?o { ?a auto:origin ?o }")
    return {row.a.rpartition("/")[2]: row.o.rpartition("/")[2] for row in rows}


def test_traces_are_pinned_because_stores_keep_them() -> None:
    assert sorted(traces(article("a", STORY)))[:3] == [47870497317202748, 52213855026678007, 95557029226301922]


def test_the_sketch_is_that_of_datasketch() -> None:
    datasketch = pytest.importorskip("datasketch")
    for text in (STORY, "short", "", "Größe \ud800 x", MIDDLE * 3):
        sketch = datasketch.MinHash(num_perm=BANDS * ROWS, seed=SEED, scheme="affine32")
        sketch.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in shingles(text)])
        assert list(_signature(text)) == sketch.hashvalues.tolist()


def test_reprints_are_one_story_and_reports_on_one_topic_are_not() -> None:
    original = article("a", STORY)
    assert same_story(original, article("b", STORY.upper()))
    assert same_story(original, article("c", "Graz, Jan 6. " + STORY.replace("sedan", "saloon")))
    assert same_story(original, article("d", LEAD + MIDDLE))
    other = "Magna's factory in Styria gets another order from Japan: " + MIDDLE[:60] + TAIL[:40] + " Shares rose." * 9
    assert not same_story(original, article("e", other))


def test_a_monthly_template_is_not_a_reprint() -> None:
    changes = {"Sony": "Honda", "Tuesday": "Friday", "first two": "next nine", "Tokyo": "Wako", "autumn": "May"}
    filled = STORY
    for old, new in changes.items():
        filled = filled.replace(old, new)
    assert same_story(article("a", STORY), article("b", filled))
    assert not same_story(article("a", STORY), article("b", filled, day=28))
    assert same_story(article("a", STORY), article("b", STORY, day=28))


def test_a_wire_tag_lets_a_shorter_common_part_do() -> None:
    own = " ".join(f"Our reporter adds remark number {n} on the matter." for n in range(8))
    first, second = article("a", "(Reuters) - " + STORY), article("b", "(Reuters) - " + LEAD + own)
    assert same_story(first, second)
    assert not same_story(first, article("b", LEAD + own))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LONDON, Jan 5 (Reuters) - Sony", {"reuters"}),
        ("DETROIT, Jan. 5, 2026 /PRNewswire/ -- Ford", {"prnewswire"}),
        ("Ford builds.\nSource: AFP", {"afp"}),
        ("Reuters moved to a new office, dpa reported.", set()),
    ],
)
def test_credits(text: str, expected: set[str]) -> None:
    assert credits(article("a", text)) == expected
    assert credits(article("a", "x", credit="Bloomberg News")) == {"bloomberg"}


def test_addresses() -> None:
    assert story_url("http://m.news.example/a/b/") == story_url("https://www.news.example/a/b?utm_medium=rss")
    assert story_url("https://news.example/") == story_url("file:///a/b.txt") == story_url("") == ""
    assert story_url("https://news.example/feed.jsonl#3") != story_url("https://news.example/feed.jsonl#4")
    copy = article("b", "Other words.", url="https://b.example/x", canonical_url="https://a.example/x")
    assert same_story(article("a", STORY, url="https://a.example/x"), copy)


def test_origins_do_not_depend_on_order_and_split_again() -> None:
    bridge = article("b", LEAD + MIDDLE, day=6)
    ends = [article("a", LEAD, day=5), article("c", MIDDLE, day=7)]
    assert not same_story(*ends) and all(same_story(bridge, end) for end in ends)
    expected = {"a": "a", "b": "a", "c": "a"}
    states = []
    for order in permutations([bridge, *ends]):
        kg = KnowledgeGraph()
        for one in order:
            kg.add(one, [])
        states.append(set(kg.store.quads()))
        assert origins(kg) == expected
        kg.remove("b")
        assert origins(kg) == {"a": "a", "c": "c"}
    assert all(state == states[0] for state in states)
