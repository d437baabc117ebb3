"""Backups: whole or refused, whatever happened to them or to the place where they go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph import KnowledgeGraph, LocalStore, StoreError, StoreLockedError, back_up, restore
from tests.bench.news import news


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    store = LocalStore(tmp_path / "store")
    with KnowledgeGraph(store) as kg:
        kg.load(news(30))
        back_up(store, tmp_path / "backup")
    return tmp_path / "backup"


def quads(folder: Path) -> set[str]:
    with KnowledgeGraph(LocalStore.reading(folder)) as kg:
        return set(map(str, kg.store.quads()))


def test_a_restored_store_is_the_one_that_was_copied_and_can_be_written(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "again")
    assert quads(tmp_path / "again") == quads(tmp_path / "store") == quads(backup)
    with KnowledgeGraph.open(tmp_path / "again") as kg:
        kg.add(*list(news(31))[30])
    restore(backup, tmp_path / "third")  # reading it did the backup no harm
    assert quads(tmp_path / "third") == quads(tmp_path / "store")


def test_nothing_is_restored_over_something(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("Dear Ada")
    for place in ("papers", "store"):
        with pytest.raises(StoreError, match="is there already"):
            restore(backup, tmp_path / place)
    assert [file.name for file in (tmp_path / "papers").iterdir()] == ["letter.txt"]
    with pytest.raises(StoreError, match="no backup at"):
        restore(tmp_path / "none", tmp_path / "new")
    with pytest.raises(StoreError, match="holds other files, not a store"):
        restore(tmp_path / "papers", tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "papers", "store"]


@pytest.mark.parametrize("damage", ["changed", "cut", "missing", "CURRENT"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(backup: Path, tmp_path: Path, damage: str) -> None:
    file = max(backup.glob("*.sst"), key=lambda file: file.stat().st_size)
    content = file.read_bytes()
    half = len(content) // 2
    if damage == "changed":  # one byte, which the engine would find when it is read, if ever
        file.write_bytes(content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :])
    elif damage == "cut":
        file.write_bytes(content[:half])
    elif damage == "missing":
        file.unlink()
    else:
        (backup / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="damaged" if damage != "CURRENT" else "cannot open"):
        restore(backup, tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "store"]


def test_a_restoration_that_was_cut_off_left_no_store_and_can_be_done_again(backup: Path, tmp_path: Path) -> None:
    script = (
        "import os, shutil, sys; from pathlib import Path; from graph import restore\n"
        "copied, left = shutil.copy2, [2]\n"
        "def copy(*ends):\n"
        "    left[0] -= 1\n"
        "    return copied(*ends) if left[0] else os.kill(os.getpid(), 9)\n"
        "shutil.copytree.__defaults__ = (False, None, copy, False, False)\n"
        "restore(*map(Path, sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, str(backup), str(tmp_path / "new")]
    assert subprocess.run(command, check=False, cwd=Path(__file__).parents[1]).returncode == -9
    assert len(list(tmp_path.glob(".new-*"))) == 1 and not (tmp_path / "new").exists()
    restore(backup, tmp_path / "new")
    assert quads(tmp_path / "new") == quads(backup)


def test_a_folder_of_someone_else_beside_the_place_is_left_alone(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "new.part").mkdir()
    (tmp_path / "new.part" / "thesis.txt").write_text("years of work")
    restore(backup, tmp_path / "new")
    assert (tmp_path / "new.part" / "thesis.txt").read_text() == "years of work"
    restore(backup, tmp_path / "deep" / "er")
    assert quads(tmp_path / "deep" / "er") == quads(backup)
    assert not list(tmp_path.rglob(".*-*"))


def test_a_backup_that_a_process_has_open_is_not_restored(backup: Path, tmp_path: Path) -> None:
    script = "import sys; from graph import LocalStore; s = LocalStore(sys.argv[1]); print('open', flush=True); input()"
    command = [sys.executable, "-c", script, str(backup)]
    root, pipe = Path(__file__).parents[1], subprocess.PIPE
    with subprocess.Popen(command, text=True, cwd=root, stdin=pipe, stdout=pipe) as other:
        assert other.stdout and other.stdout.readline() == "open\n"
        with pytest.raises(StoreLockedError):
            restore(backup, tmp_path / "new")
        other.communicate("\n")
