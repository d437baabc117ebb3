"""Fixtures: one knowledge graph per kind of store, so that the same tests run against all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from tests import engines

STARTERS = {"oxigraph": engines.oxigraph, "virtuoso": engines.virtuoso}


class Engines:
    """The engines of this test session, started when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.stack = folder, ExitStack()
        self.urls: dict[str, str] = {}

    def url(self, name: str) -> str:
        if name not in self.urls:
            (self.folder / name).mkdir()
            self.urls[name] = self.stack.enter_context(STARTERS[name](self.folder / name))
        return self.urls[name]


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    own = Engines(tmp_path_factory.mktemp("engines"))
    with own.stack:
        yield own


@pytest.fixture(params=["memory", "disk", *STARTERS])
def place(request: pytest.FixtureRequest, running: Engines, tmp_path: Path) -> str | None:
    """Where an empty store is: nowhere (memory), a folder, or the URL of an engine."""
    if request.param in ("memory", "disk"):
        return None if request.param == "memory" else str(tmp_path / "store")
    try:
        url = running.url(request.param)
    except LookupError as missing:
        pytest.skip(str(missing))
    engines.empty(url)
    return url


@pytest.fixture
def kg(place: str | None) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(place) as opened:
        yield opened
