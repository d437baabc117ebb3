"""`autokg review`: the queue of statements to look at, and decisions about them."""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text

from autokg.cli_store import opened
from graph import KnowledgeGraph

ROLES = {"subject": "bold cyan", "object": "bold green", "trigger": "yellow"}
CHOICES = {"a": "accepted", "r": "rejected", "c": "corrected", "s": "skip", "q": "quit"}


def review(
    ctx: typer.Context,
    statement: Annotated[str, typer.Argument(help="Id of a statement; without one: the queue.")] = "",
    ruling: Annotated[str, typer.Argument(help="accepted, rejected, corrected or open.")] = "",
    relation: Annotated[str, typer.Option(help="The right relation, for corrected.")] = "",
    status: Annotated[str, typer.Option(help="The right status, for corrected.")] = "",
    until: Annotated[str, typer.Option(help="When it ended (2026-05), for corrected.")] = "",
    by: Annotated[str, typer.Option(help="Who decides; the login name by default.")] = "",
    limit: Annotated[int, typer.Option(help="Length of the queue.")] = 20,
    gold: Annotated[Path | None, typer.Option(help="Write all decisions as gold data to this file.")] = None,
) -> None:
    """Decide about the statements whose check is worth most; decisions hold for every later reading."""
    console = Console(soft_wrap=False)
    with opened(ctx) as kg:
        if gold:
            export(console, kg, gold)
        elif statement:
            decide(console, kg, statement, ruling, relation=relation, status=status, valid_to=until, by=by)
        elif sys.stdin.isatty():
            ask(console, kg, limit, by)
        else:
            show(console, kg, limit)


def show(console: Console, kg: KnowledgeGraph, limit: int) -> None:
    """Print the queue: what is said, by whom, and the id that a decision needs."""
    from queries import review as reviewing

    found = reviewing.queue(kg, limit=limit)
    if not found["facts"]:
        console.print("Nothing to review.")
    for fact in found["facts"]:
        _print(console, fact, found)


def ask(console: Console, kg: KnowledgeGraph, limit: int, by: str) -> None:
    """Go through the queue and ask for a decision about each statement."""
    from queries import review as reviewing

    by, found = by or getpass.getuser(), reviewing.queue(kg, limit=limit)
    if not found["facts"]:
        console.print("Nothing to review.")
    for fact in found["facts"]:
        _print(console, fact, found)
        question = (
            "  [bold]a[/bold]ccept, [bold]r[/bold]eject, [bold]c[/bold]orrect, [bold]s[/bold]kip, [bold]q[/bold]uit"
        )
        ruling = CHOICES[Prompt.ask(question, console=console, choices=list(CHOICES), default="s", show_choices=False)]
        if ruling == "quit":
            return
        if ruling != "skip":
            kg.decide(fact["id"], ruling, by=by, correction=_correction(console) if ruling == "corrected" else None)


def _correction(console: Console) -> dict[str, str]:
    asked = {"relation": "right relation", "status": "right status", "valid_to": "ended on (2026-05)"}
    given = {
        name: Prompt.ask(f"  {text}, empty if as it is", console=console, default="") for name, text in asked.items()
    }
    return {name: value for name, value in given.items() if value}


def decide(console: Console, kg: KnowledgeGraph, statement: str, ruling: str, **given: str) -> None:
    """Keep one decision and say what it changed."""
    correction = {name: given[name] for name in ("relation", "status", "valid_to") if given.get(name)}
    decision = kg.decide(statement, ruling, by=given.get("by") or getpass.getuser(), correction=correction)
    console.print(f"{decision.ruling} by {decision.by}, {decision.at:%Y-%m-%d %H:%M} UTC")


def export(console: Console, kg: KnowledgeGraph, file: Path) -> None:
    """Write the decisions as gold data, one JSON object a line."""
    from queries import review as reviewing

    lines = [json.dumps(row, ensure_ascii=False) for row in reviewing.gold(kg)]
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    console.print(f"{len(lines)} sentences written to {file}")


def _print(console: Console, fact: dict[str, Any], found: dict[str, Any]) -> None:
    labels = {row["id"]: row["label"] for row in found["entities"]}
    articles = {row["id"]: row for row in found["articles"]}
    object = fact["value"]["text"] if "value" in fact else labels[fact["o"]]
    relation = fact.get("value", {}).get("attribute", fact["r"])
    flag = ", contradicted" if fact["contradicted"] else ""
    console.print(Text(f"\n{labels[fact['s']]} {relation} {object}", style="bold"))
    console.print(
        f"  {fact['id']}  {fact['status']}, confidence {fact['confidence']:.2f}, sources {fact['sources']}{flag}",
        style="dim",
        highlight=False,
    )
    for one in fact["evidence"][:3]:
        article = articles[one["article"]]
        line = Text(f"  {' '.join((article.get('published', 'undated'), article.get('publisher', ''))).strip()}: ")
        for roles, text in one["parts"]:
            line.append(text, style=" ".join(ROLES[role] for role in roles.split()[:1]))
        console.print(line)
