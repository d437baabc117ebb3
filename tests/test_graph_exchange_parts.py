"""Part files: what an engine's bulk loader makes of them is what direct ingestion makes of the same articles."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Quad

from graph import KnowledgeGraph, StoreError
from graph.exchange.parts import write_parts
from graph.store.local import LocalStore
from graph.store.protocol import Store
from tests import engines
from tests.bench.news import news
from tests.conftest import Engines


def quads(store: Store) -> set[Quad]:
    return set(store.quads())


@pytest.fixture(scope="module")
def direct() -> KnowledgeGraph:
    kg = KnowledgeGraph()
    for article, facts in list(news(21))[:20]:
        kg.add(article, facts)
    return kg


def parts(folder: Path) -> list[Path]:
    kg = KnowledgeGraph()
    kg.load(list(news(21))[:20])
    files = write_parts(kg.store, folder, quads=1_500)
    assert len(files) > 3
    return files


def test_oxigraph_that_loaded_the_parts_is_as_after_direct_ingestion(direct: KnowledgeGraph, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("oxigraph")
    command = str(program) if program.exists() else shutil.which("oxigraph")
    if command is None:
        pytest.skip("the Oxigraph server is not installed: pip install oxigraph")
    files, engine, copy = parts(tmp_path / "parts"), tmp_path / "engine", KnowledgeGraph()
    engine.mkdir()
    run = subprocess.run(
        [command, "load", "--location", str(engine), "--file", *map(str, reversed(files))],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    with engines.oxigraph(engine) as url, KnowledgeGraph.open(url) as remote:
        assert quads(remote.store) == quads(direct.store)
        several = "SELECT ?s { ?s auto:articles ?a ; auto:sources ?o FILTER(?a > ?o) } LIMIT 1"
        assert list(remote.query(several)), "some story was reprinted, maybe in another part"
        copy.load(list(news(21))[:20])
        for kg in (remote, copy):
            kg.add(*list(news(21))[20])
        assert quads(remote.store) == quads(copy.store)


def test_virtuoso_that_loaded_the_parts_is_as_after_direct_ingestion(direct: KnowledgeGraph, running: Engines) -> None:
    try:
        url = running.url("virtuoso")
    except LookupError as missing:
        pytest.skip(str(missing))
    engines.empty(url)
    folder = running.folder / "virtuoso" / "parts"
    parts(folder)
    port = (folder.parent / "sql-port").read_text()
    load = f"exec=ld_dir('{folder}', '*.nq.gz', ''); rdf_loader_run(); checkpoint;"
    run = subprocess.run(
        ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", load], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    article, _ = next(news(1))
    with KnowledgeGraph.open(url) as remote:
        assert told(remote) == told(direct)
        remote.add(replace(article, id="twin", url="https://twin.example/x", canonical_url=""), ())
        (row,) = remote.query("SELECT ?o { <https://w3id.org/autokg/article/twin> auto:origin ?o }")
        assert str(row.o).endswith(article.id), "reprints are still found by their traces"


def told(kg: KnowledgeGraph) -> set[tuple[str, ...]]:
    """Return the quads that are ours, without datatypes: this loader makes decimals of integers above 2^31."""
    ours = (quad for quad in kg.store.quads() if "w3id.org/autokg" in str(quad.graph_name))
    return {tuple(str(term).replace("#decimal", "#integer") for term in quad) for quad in ours}


def test_parts_go_to_a_new_folder(tmp_path: Path) -> None:
    store = LocalStore()
    store.apply((), {next(iter(KnowledgeGraph().store.quads()))})
    assert [file.name for file in write_parts(store, tmp_path / "a" / "parts")] == ["part-00001.nq.gz"]
    with pytest.raises(StoreError, match="holds files already: name a new folder"):
        write_parts(store, tmp_path / "a" / "parts")
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot write parts"):
        write_parts(store, tmp_path / "file")
