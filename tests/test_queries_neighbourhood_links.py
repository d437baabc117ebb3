"""The index of links answers what the engine answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import KnowledgeGraph, LocalStore
from queries import picture
from queries.neighbourhood.links import links_awaited, links_of
from queries.neighbourhood.rows import degrees, most_connected
from tests.newsroom import tell
from tests.pictures import random_graph


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("links") / "store"
    kg = random_graph(150, 500, store=LocalStore(place))
    tell(kg, "figures", "2026-01-05", "Sony | has_metric | $2bn~2e9 USD | attribute=revenue", "Sony | supplies | BMW")
    kg.close()
    return place


@pytest.fixture
def both(folder: Path) -> Iterator[tuple[KnowledgeGraph, KnowledgeGraph]]:
    indexed, plain = (KnowledgeGraph(LocalStore.reading(folder)) for _ in range(2))
    assert isinstance(plain.store, LocalStore)
    plain.store.read_only = False
    assert links_awaited(indexed) is not None
    assert links_awaited(plain) is None
    yield indexed, plain
    indexed.close()


def test_neighbourhoods_paths_and_counts_are_the_same(both: tuple[KnowledgeGraph, KnowledgeGraph]) -> None:
    indexed, plain = both
    ids = most_connected(plain, limit=1000)
    assert most_connected(indexed, limit=1000) == ids
    assert most_connected(indexed, limit=9, kind="Vehicle") == most_connected(plain, limit=9, kind="Vehicle")
    known = [*ids, "company/nobody"]
    assert degrees(indexed, known) == dict.fromkeys(known, 0) | degrees(plain, known)
    for id in [*ids[:15], *ids[-15:], "company/sony"]:
        assert picture.around(indexed, id, limit=12) == picture.around(plain, id, limit=12)
    for start, end in zip(ids[:12], reversed(ids), strict=False):
        for statuses in ((), ("asserted", "planned"), ("nonsense",)):
            found = picture.path(indexed, start, end, statuses=statuses)
            assert found == picture.path(plain, start, end, statuses=statuses)


def test_only_a_store_that_never_changes_has_an_index(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path / "store") as kg:
        tell(kg, "a", "2026-01-05", "Sony | supplies | BMW")
        assert links_of(kg) is None
        tell(kg, "b", "2026-01-06", "Sony | supplies | Audi")
        assert picture.around(kg, "company/sony")["more"] == {"company/sony": 0}
        assert len(picture.around(kg, "company/sony")["entities"]) == 3
