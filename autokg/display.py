"""How answers, reports and entity cards look in a terminal."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ingest import Report
from queries import Answer, Question, Reading

GAP, WIDEST = 2, 36
"""Characters between columns, and in the widest column."""

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
    """Print an answer: a line per row in aligned columns, its quote below it, and what the filters hid."""
    own = [name for name in answer.question.columns if name != "sentence" and any(getattr(row, name) for row in answer)]
    head = [*own, "status", "reported", "sources", "conf."]
    lines = [[*(_cell(getattr(row, name)) for name in own), *_standing(row)] for row in answer]
    widths = [min(WIDEST, max(len(line[i]) for line in [head, *lines])) for i in range(len(head))]
    if lines:
        console.print(_line(head, widths, style="bold"), no_wrap=True, overflow="ellipsis")
    for row, line in zip(answer, lines, strict=True):
        text = _line(line, widths)
        start = sum(widths[: len(own)]) + GAP * len(own)
        text.stylize(STATUS_STYLE.get(row.status, ""), start, start + len(row.status))
        console.print(text, no_wrap=True, overflow="ellipsis")
        quote = Text(f"“{getattr(row, 'sentence', row.quote)}”", style="dim")
        if row.spelling:
            quote.append(f"  spelt {row.spelling}", style="yellow not dim")
        console.print(Padding(quote, (0, 0, 0, 4)))
    if not lines:
        console.print("No facts match.")
    for hidden in _hidden(answer):
        console.print(hidden, style="dim", highlight=False)


def _standing(row: Any) -> tuple[str, str, str, str]:
    """Return what every row says of its statement: status, dates, sources and confidence."""
    dates = dict.fromkeys(str(day) for day in (row.first_published, row.published) if day)
    return row.status, " … ".join(dates) or "–", str(row.sources), f"{row.confidence:.2f}"


def _line(cells: list[str], widths: list[int], *, style: str = "") -> Text:
    gap = " " * GAP
    return Text(gap.join(_fit(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip(), style=style)


def _fit(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"


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


def show_reading(console: Console, reading: Reading) -> None:
    """Print which question of the library a question in English was taken for, and what else it may mean."""
    given = " ".join(
        f"{name}={value!r}" if " " in value else f"{name}={value}" for name, value in reading.parameters.items()
    )
    console.print(Text.assemble(("Asked: ", "bold"), reading.question.question))
    console.print(Text(f"       autokg ask {reading.question.name} {given}", style="dim"))
    for note in reading.notes:
        console.print(Text(f"       {note}", style="yellow"))
    if reading.others:
        console.print(Text(f"       or did you mean {', '.join(reading.others)}?", style="dim"))


def show_sparql(console: Console, answer: Answer) -> None:
    """Print the query that found the statements of an answer."""
    console.print(Padding(Text(answer.sparql.rstrip(), style="dim"), (0, 0, 1, 7)))


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
        console.print(f"skipped {skip.source}: {skip.reason}", style="yellow", markup=False, soft_wrap=True)


def show_rows(console: Console, columns: list[str], rows: list[list[Any]]) -> None:
    """Print the rows of a SPARQL answer as a table."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name)
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console.print(table)
