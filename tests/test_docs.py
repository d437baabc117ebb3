"""The documents say what is there: every command, every question, and a Python session that runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import typer

from autokg.cli.app import app
from queries import questions
from queries.library.questions import FILTERS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_every_command() -> None:
    command: Any = typer.main.get_command(app)
    assert [name for name in command.commands if f"autokg {name}" not in README] == []


def test_the_list_of_questions_is_complete() -> None:
    text = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    missing = [q.name for q in questions().values() if f"| `{q.name}` | {q.question} |" not in text]
    assert missing == []
    assert [name for name in FILTERS if f"| `{name}` |" not in text] == []


def test_every_link_of_the_documents_leads_somewhere() -> None:
    broken = []
    for document in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
            if "://" not in target and not (document.parent / target).exists():
                broken.append((document.name, target))
    assert broken == []


def test_the_python_session_of_the_readme_runs(tmp_path: Path) -> None:
    session = re.search(r"In Python:\n\n((?:    .*\n|\n)+)", README)
    assert session is not None
    code = re.sub(r"^    ", "", session[1], flags=re.M)
    shutil.copytree(ROOT / "ingest" / "samples", tmp_path / "articles")
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Magna Steyr" in run.stdout
    assert (tmp_path / "sony.html").stat().st_size > 100_000
