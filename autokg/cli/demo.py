"""The demo: the shipped articles become a graph, two questions get answers, the explorer is written."""

from __future__ import annotations

import shutil
from pathlib import Path

from rich.console import Console

from graph import KnowledgeGraph, SourceError

FOLDER = Path("autokg-demo")
QUESTIONS = (("partners_of", {"company": "Sony"}), ("suppliers_of", {"customer": "Sony"}))


def run(console: Console, model: str) -> None:
    """Make ./autokg-demo anew: the store of the samples, and the explorer file."""
    from ingest import ingest
    from ingest.sources import expand
    from queries import ask, explore, question

    from .display import show_answer, show_report

    samples = _samples()
    shutil.rmtree(FOLDER / "store", ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    console.print(f"1. Reading {len(samples)} sample articles into {FOLDER / 'store'}", style="bold")
    with KnowledgeGraph.open(FOLDER / "store") as kg:
        show_report(console, ingest(kg, [place for sample in samples for place in expand(str(sample))], model=model))
        for number, (name, parameters) in enumerate(QUESTIONS, 2):
            given = " ".join(f"{key}={value}" for key, value in parameters.items())
            console.print(f"\n{number}. {question(name).question}", style="bold")
            console.print(f"autokg --store {FOLDER / 'store'} ask {name} {given} status=any", style="dim")
            show_answer(console, ask(kg, name, **parameters, status="any"))
        file = explore(kg, path=FOLDER / "explorer.html")
    console.print(f"\n4. Open {file} in a browser to click through the graph and its sources.", style="bold")
    console.print("Go on with your own articles: autokg ingest FOLDER-or-URL, then autokg ask, autokg explore.")


def _samples() -> list[Path]:
    import ingest

    folder = Path(ingest.__file__).with_name("samples")
    found = sorted(path for path in folder.glob("*") if path.suffix in (".txt", ".html"))
    if not found:
        raise SourceError(str(folder), "the sample articles are missing: install autokg again")
    return found
