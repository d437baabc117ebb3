"""`autokg review`: the queue of statements and look-alikes to look at, and decisions about them."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text

from graph import DecisionError, KnowledgeGraph, OntologyError, QueryError, Sameness

from .store import opened
from .terminal import screen

ROLES = {"subject": "bold cyan", "object": "bold green", "trigger": "yellow"}
FACT = {"a": "accepted", "r": "rejected", "c": "corrected", "s": "skip", "q": "quit"}
PAIR = {"y": "same", "d": "different", "u": "unsure", "s": "skip", "q": "quit"}
ASK_FACT = "  [bold]a[/bold]ccept, [bold]r[/bold]eject, [bold]c[/bold]orrect, [bold]s[/bold]kip, [bold]q[/bold]uit"
ASK_PAIR = (
    "  [bold]y[/bold]es, the same, [bold]d[/bold]ifferent, [bold]u[/bold]nsure, [bold]s[/bold]kip, [bold]q[/bold]uit"
)


def review(
    ctx: typer.Context,
    subject: Annotated[str, typer.Argument(help="Id of a statement, or an entity; without one: the queue.")] = "",
    ruling: Annotated[
        str, typer.Argument(help="accepted, rejected, corrected or open; of entities same, different or unsure.")
    ] = "",
    other: Annotated[str, typer.Argument(help="The other entity, known as the first from then on if same.")] = "",
    relation: Annotated[str, typer.Option(help="The right relation, for corrected.")] = "",
    status: Annotated[str, typer.Option(help="The right status, for corrected.")] = "",
    until: Annotated[str, typer.Option(help="When it ended (2026-05), for corrected.")] = "",
    by: Annotated[str, typer.Option(help="Who decides; the login name by default.")] = "",
    limit: Annotated[int, typer.Option(help="Length of the queue.")] = 20,
    gold: Annotated[Path | None, typer.Option(help="Write all decisions as gold data to this file.")] = None,
) -> None:
    """Decide about the statements and look-alikes whose check is worth most; decisions hold for every later reading."""
    console = screen()
    by = by or getpass.getuser()
    with opened(ctx) as kg:
        if gold:
            export(console, kg, gold)
        elif other:
            judge(console, kg, (subject, other), ruling, by=by)
        elif subject:
            decide(console, kg, subject, ruling, relation=relation, status=status, valid_to=until, by=by)
        elif sys.stdin.isatty():
            ask(console, kg, limit, by)
        else:
            show(console, kg, limit)


def show(console: Console, kg: KnowledgeGraph, limit: int) -> None:
    """Print the queue: what is said, by whom, and the ids that a decision needs."""
    for _, show_it, _ in _queue(console, kg, limit):
        show_it()


def ask(console: Console, kg: KnowledgeGraph, limit: int, by: str) -> None:
    """Go through the queue and ask for a decision about each statement and each pair of entities."""
    for row, show_it, choices in _queue(console, kg, limit):
        show_it()
        question = ASK_PAIR if choices is PAIR else ASK_FACT
        ruling = choices[Prompt.ask(question, console=console, choices=list(choices), default="s", show_choices=False)]
        if ruling == "quit":
            return
        if ruling == "skip":
            continue
        while not _kept(console, kg, row, ruling, by) and ruling == "corrected":
            pass  # what is wrong was said: ask for the correction again


def _kept(console: Console, kg: KnowledgeGraph, row: dict[str, Any], ruling: str, by: str) -> bool:
    """Keep what was said of a row of the queue, or say why that cannot be; a correction without content is none."""
    try:
        if "likeness" in row:
            judge(console, kg, (row["a"], row["b"]), ruling, by=by)
        elif ruling != "corrected":
            kg.decide(row["id"], ruling, by=by)
        elif correction := _correction(console):
            kg.decide(row["id"], ruling, by=by, correction=correction)
    except (DecisionError, OntologyError, QueryError) as error:
        console.print(f"  {error}", style="yellow", markup=False, highlight=False)
        return False
    return True


def _queue(
    console: Console, kg: KnowledgeGraph, limit: int
) -> Iterator[tuple[dict[str, Any], Callable[[], None], dict[str, str]]]:
    """Yield what to review: the row, how to print it, and what may be said of it."""
    from ingest import are_distinct
    from queries import review as reviewing

    found = reviewing.queue(kg, limit=limit, distinct=are_distinct)
    if not found["order"]:
        console.print("Nothing to review.")
    rows = {row["id"]: row for row in (*found["facts"], *found["pairs"])}
    for id in found["order"]:
        row = rows[id]
        if "likeness" in row:
            yield row, partial(_print_pair, console, row, found), PAIR
        else:
            yield row, partial(_print_fact, console, row, found), FACT


def _correction(console: Console) -> dict[str, str]:
    asked = {"relation": "right relation", "status": "right status", "valid_to": "ended on (2026-05)"}
    given = {
        name: Prompt.ask(f"  {text}, empty if as it is", console=console, default="") for name, text in asked.items()
    }
    return {name: value for name, value in given.items() if value}


def judge(console: Console, kg: KnowledgeGraph, pair: tuple[str, str], ruling: str, *, by: str) -> None:
    """Keep whether two entities are the same, and say so."""
    from .identity import refuse_known_as_two

    if ruling == "same":
        refuse_known_as_two(kg, *pair)
    judgement = kg.judge(*pair, cast(Sameness, ruling), by=by)
    console.print(
        f"{judgement.kept.label} and {judgement.merged.label}: {judgement.ruling}, by {judgement.by}, "
        f"{judgement.at:%Y-%m-%d %H:%M} UTC"
    )


def decide(console: Console, kg: KnowledgeGraph, statement: str, ruling: str, **given: str) -> None:
    """Keep one decision and say what it changed."""
    correction = {name: given[name] for name in ("relation", "status", "valid_to") if given.get(name)}
    decision = kg.decide(statement, ruling, by=given["by"], correction=correction)
    console.print(f"{decision.ruling} by {decision.by}, {decision.at:%Y-%m-%d %H:%M} UTC")


def export(console: Console, kg: KnowledgeGraph, file: Path) -> None:
    """Write the decisions as gold data, one JSON object a line."""
    from queries import review as reviewing

    lines = [json.dumps(row, ensure_ascii=False) for row in reviewing.gold(kg)]
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    console.print(f"{len(lines)} decisions written to {file}")


def _print_fact(console: Console, fact: dict[str, Any], found: dict[str, Any]) -> None:
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


def _print_pair(console: Console, pair: dict[str, Any], found: dict[str, Any]) -> None:
    rows = {row["id"]: row for row in found["entities"]}
    console.print(Text(f"\n{rows[pair['a']]['label']} = {rows[pair['b']]['label']} ?", style="bold"))
    for end in ("a", "b"):
        row = rows[pair[end]]
        also = f", also {', '.join(row['aliases'][:6])}" if row["aliases"] else ""
        facts = f"{row['facts']} fact{'s' * (row['facts'] != 1)}"
        console.print(f"  {row['id']}  {row['kind']} {row['label']}{also}, {facts}", style="dim", highlight=False)
    for style, reasons in (("", pair["reasons"]), ("yellow", pair["doubts"])):
        for reason in reasons:
            console.print(f"  {'but ' * bool(style)}{reason}", style=style, highlight=False)
