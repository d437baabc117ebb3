"""The wheel: it holds what the program needs, nothing else, and runs where only it is installed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_wheel_holds_the_data_files_and_no_training(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        "autokg/py.typed",
        "graph/ontology.ttl",
        "graph/__init__.pyi",
        "graph/analysis/shapes.ttl",
        "graph/store/local.py",
        "ingest/catalogue.jsonl",
        "ingest/patterns/deals.jsonl",
        "ingest/pipeline.cfg",
        "ingest/samples/sony-magna.txt",
        "queries/english/english.toml",
        "queries/sparql/partners_of.rq",
        "queries/static/explorer/main.js",
        "queries/templates/explorer.html.j2",
    }
    assert needed - names == set()
    assert [name for name in names if name.startswith(("ingest/training", "tests", "docs"))] == []
    assert {name.split("/")[0] for name in names} >= {"autokg", "graph", "ingest", "queries"}


def test_installed_wheel_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    run = subprocess.run(
        [sys.executable, "-m", "autokg", "demo"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Magna Steyr" in run.stdout
    assert (tmp_path / "autokg-demo" / "explorer.html").stat().st_size > 100_000
