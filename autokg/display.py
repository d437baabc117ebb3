"""How answers, reports and entity cards look in a terminal."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest import Report
from queries import Answer, Question

STATUS_STYLE = {
    "asserted": "green",
    "planned": "cyan",
    "rumored": "yellow",
    "denied": "red",
    "ended": "dim",
}


def answer_text(answer: Answer, form: str) -> str:
    """Return an answer as JSON or CSV."""
    rows = [row._asdict() for row in answer]
    if form == "json":
        return json.dumps(
            {"question": answer.question.name, "rows": rows, "hidden": dict(answer.hidden)},
            indent=2,
            ensure_ascii=False,
            default=lambda value: "" if value is None else str(value),
        )
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=answer.columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().rstrip("\n")


def show_answer(console: Console, answer: Answer) -> None:
    """Print an answer as a table, with the quote of each row and what the filters hid."""
    table = Table(box=None, header_style="bold", pad_edge=False, show_edge=False)
    own = [name for name in answer.question.columns if name != "sentence" and any(getattr(row, name) for row in answer)]
    for name in [*own, "status", "reported", "sources", "conf."]:
        table.add_column(name, no_wrap=name in ("reported", "sources", "conf."))
    table.add_column("quote", ratio=1)
    for row in answer:
        cells = [Text(_cell(getattr(row, name))) for name in own]
        dates = dict.fromkeys(str(day) for day in (row.first_published, row.published) if day)
        quote = Text(getattr(row, "sentence", row.quote))
        if row.spelling:
            quote.append(f"  [spelt {row.spelling}]", style="yellow")
        status = Text(row.status, style=STATUS_STYLE.get(row.status, ""))
        table.add_row(*cells, status, " … ".join(dates) or "–", str(row.sources), f"{row.confidence:.2f}", quote)
    if answer.rows:
        console.print(table)
    else:
        console.print("No facts match.")
    for line in _hidden(answer):
        console.print(line, style="dim", highlight=False)


def _cell(value: object) -> str:
    return f"{value:,.10g}" if isinstance(value, float) else str(value)


def _hidden(answer: Answer) -> list[str]:
    """Return what the filters hid, in words, with the way to see it."""
    status = {name: count for name, count in answer.hidden.items() if name in STATUS_STYLE}
    others = {name: count for name, count in answer.hidden.items() if name not in STATUS_STYLE}
    lines = []
    if status:
        counts = ", ".join(f"{count} {name}" for name, count in sorted(status.items()))
        lines.append(f"Hidden by the status filter: {counts}; add status=any to see them.")
    lines += [
        f"Hidden by {name.replace('period', 'since / until')}: {count}." for name, count in sorted(others.items())
    ]
    return lines


def show_questions(console: Console, questions: list[Question]) -> None:
    """Print the list of questions with an example each."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("question", no_wrap=True)
    table.add_column("answers")
    table.add_column("example")
    for question in questions:
        table.add_row(question.name, question.question, f"autokg ask {question.name} {question.example}")
    console.print(table)


def show_report(console: Console, report: Report) -> None:
    """Print what a run did, and every skip with its reason."""
    console.print(
        f"{report.articles} articles read ({report.unchanged} brought nothing new), "
        f"{report.facts} facts found in {report.seconds:.1f} s: "
        f"{report.added} statements added, {report.known} confirmed, {report.retracted} retracted."
    )
    for skip in report.skipped:
        console.print(f"skipped {skip.source}: {skip.reason}", style="yellow", markup=False)


def show_rows(console: Console, columns: list[str], rows: list[list[Any]]) -> None:
    """Print the rows of a SPARQL answer as a table."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name)
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console.print(table)
