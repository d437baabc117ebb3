"""The embedded store in trouble: killed writers, full disks, read-only folders, two processes, old formats."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad

from graph import KnowledgeGraph, LocalStore, StoreError, StoreLockedError
from graph.upkeep.settings import FORMAT, Settings, pending_quads, read_settings
from tests.bench.news import news
from tests.newsroom import in_format_1

ROOT = Path(__file__).parents[1]
KILLS = 50

WRITER = """
import sys
from graph import KnowledgeGraph
from tests.bench.news import news
with KnowledgeGraph.open(sys.argv[1]) as kg:
    print("open", flush=True)
    for article, facts in news(60):
        kg.add(article, facts)
        print(article.id, flush=True)
"""


def writer(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def test_a_killed_writer_leaves_whole_articles_and_loses_none(tmp_path: Path) -> None:
    """Kill the writer at random moments, reopen, and compare with what the same articles give in memory."""
    chance, items = random.Random(11), {article.id: (article, facts) for article, facts in news(60)}
    kills, partly = 0, 0
    while kills < KILLS:
        shutil.rmtree(tmp_path / "store", ignore_errors=True)
        process, acknowledged = writer(tmp_path / "store"), list[str]()
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        for _ in range(chance.randint(0, 4)):
            acknowledged.append(process.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.03))
        process.kill()
        acknowledged += process.stdout.read().split()
        assert process.wait() == -signal.SIGKILL
        kills += 1
        with KnowledgeGraph.open(tmp_path / "store") as kg:
            held, found = set(kg.store.quads()), set(kg.articles())
        assert found >= set(acknowledged)
        partly += 0 < len(found) < len(items)
        fresh = KnowledgeGraph()
        for id in found:
            fresh.add(*items[id])
        assert held == set(fresh.store.quads())
    assert partly > KILLS // 2


def test_a_second_process_is_told_what_to_do(tmp_path: Path) -> None:
    process = writer(tmp_path / "store")
    try:
        assert process.stdout is not None and process.stdout.readline() == "open\n"
        with pytest.raises(StoreLockedError, match="open in another process: close that one, or use another --store"):
            LocalStore(tmp_path / "store")
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a full disk can only be tried by root, on a small tmpfs of its own")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_says_so_and_loses_nothing(small_disk: Path) -> None:
    items, stored = list(news(400)), []
    kg = KnowledgeGraph.open(small_disk / "store")
    with pytest.raises(StoreError, match=r"disk is full: free some space"):
        for article, facts in items:
            kg.add(article, facts)
            stored.append(article.id)
    kg.close()
    assert stored
    copy = small_disk.parent / "copy"
    shutil.copytree(small_disk / "store", copy)
    with KnowledgeGraph.open(copy) as again:
        assert set(again.articles()) >= set(stored)
        again.add(*items[-1])
        fresh = KnowledgeGraph()
        for article, facts in items:
            if article.id in set(again.articles()):
                fresh.add(article, facts)
        assert set(again.store.quads()) == set(fresh.store.quads())


READER = """
import os, sys
from graph import AutokgError, KnowledgeGraph
from tests.bench.news import news
KnowledgeGraph().add(*next(news(1)))  # imports everything while it may
os.setgid(65534)
os.setuid(65534)
with KnowledgeGraph.open(sys.argv[1]) as kg:
    print(kg.stats()["articles"])
    try:
        kg.add(*list(news(4))[3])
    except AutokgError as error:
        print(error)
"""


def test_a_read_only_folder_still_answers(tmp_path: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can become another user, who may not write")
    folder = Path(tempfile.mkdtemp())  # not below tmp_path, which only its owner may enter
    try:
        folder.chmod(0o755)
        with KnowledgeGraph.open(folder / "store") as kg:
            for article, facts in news(3):
                kg.add(article, facts)
        command = [sys.executable, "-c", READER, str(folder / "store")]
        run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    finally:
        shutil.rmtree(folder)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[0] == "3"
    assert "can only be read: make its folder writable" in run.stdout


def test_backup_and_what_it_refuses(tmp_path: Path) -> None:
    store = LocalStore(tmp_path / "store")
    with KnowledgeGraph(store) as kg:
        items = list(news(3))
        kg.add(*items[0])
        store.backup(tmp_path / "backup")
        before = set(kg.store.quads())
        kg.add(*items[1])
    with KnowledgeGraph.open(tmp_path / "backup") as copy:
        assert set(copy.store.quads()) == before
    with pytest.raises(StoreError, match="memory has no backup: export it"):
        LocalStore().backup(tmp_path / "other")
    with pytest.raises(StoreError, match="is a file, not a store"):
        (tmp_path / "file").write_text("x")
        LocalStore(tmp_path / "file")


def test_a_store_of_format_1_is_migrated() -> None:
    store = LocalStore()
    store.engine.load(path=Path(__file__).parent / "data" / "format-1.nq")
    assert read_settings(store) is None
    fresh = KnowledgeGraph()
    for article, facts in in_format_1():
        fresh.add(article, facts)
    with KnowledgeGraph(store) as kg:
        assert kg.settings.format == FORMAT
        assert set(store.quads()) == set(fresh.store.quads())


class Interrupted(LocalStore):
    """A store whose owner is cut off after some writes."""

    left = 3

    def apply(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        super().apply(removed, added)


@pytest.mark.parametrize("writes", [0, 1, 3, 5])
def test_a_migration_that_was_cut_off_is_done_again(writes: int) -> None:
    store = Interrupted()
    store.engine.load(path=Path(__file__).parent / "data" / "format-1.nq")
    store.left = writes
    with pytest.raises(KeyboardInterrupt):
        KnowledgeGraph(store)
    store.left = 1000
    fresh = KnowledgeGraph()
    for article, facts in in_format_1():
        fresh.add(article, facts)
    assert KnowledgeGraph(store).settings.format == FORMAT
    assert set(store.quads()) == set(fresh.store.quads())


def test_a_store_of_a_later_format_is_refused() -> None:
    store = LocalStore()
    store.apply((), Settings(format=FORMAT + 1).quads())
    with pytest.raises(StoreError, match="install a newer autokg"):
        KnowledgeGraph(store)


def test_an_update_that_was_cut_off_is_mended() -> None:
    """An engine without atomic updates may keep a part of an article: it goes, the whole ones stay."""
    items = list(news(3))
    kg, fresh = KnowledgeGraph(), KnowledgeGraph()
    for article, facts in items:
        kg.add(article, facts)
    for article, facts in items[:2]:
        fresh.add(article, facts)
    graph: Any = next(quad.graph_name for quad in kg.store.quads() if items[2][0].id in str(quad.graph_name))
    some = sorted(kg.store.quads(graph=graph), key=str)[::2]
    kg.store.apply(some, pending_quads([graph]))
    mended = KnowledgeGraph(kg.store)
    assert set(mended.store.quads()) == set(fresh.store.quads())
