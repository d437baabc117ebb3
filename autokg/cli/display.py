"""How answers, reports and entity cards look in a terminal."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ingest import Report
from queries import Answer, Question, Reading, number_text

GAP, WIDEST, NARROWEST = 2, 36, 8
"""Characters between columns, in the widest column, and in one that had to give way."""

STANDING = ("status", "reported", "sources", "conf.")

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
    """Print an answer: a line per row in aligned columns, its quote below it, and what the filters hid.

    Where a terminal is too narrow, what is known of a statement stands below its row.
    """
    own = [name for name in answer.question.columns if name != "sentence" and any(getattr(row, name) for row in answer)]
    head = [*own, *STANDING]
    lines = [[*(_cell(getattr(row, name)) for name in own), *_standing(row)] for row in answer]
    widths = [min(WIDEST, max(map(len, cells))) for cells in zip(head, *lines, strict=True)]
    narrow = _length(widths) > console.width
    if narrow:
        widths = _shrunk(widths[: len(own)], console.width)
    if lines:
        console.print(_line(head, widths, style="bold"), no_wrap=True, overflow="ellipsis")
    for row, line in zip(answer, lines, strict=True):
        text, start = _line(line, widths), _length(widths[: len(own)]) + GAP
        style = STATUS_STYLE.get(row.status, "")
        text.stylize(style, start, start + len(row.status))
        console.print(text, no_wrap=True, overflow="ellipsis")
        if narrow:
            status, dates, sources, confidence = _standing(row)
            known = f" · {dates} · {counted(int(sources), 'source')} · confidence {confidence}"
            console.print(Padding(Text.assemble((status, style), known), (0, 0, 0, 4)))
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
    return row.status, " … ".join(dates) or "undated", str(row.sources), f"{row.confidence:.2f}"


def _length(widths: list[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _shrunk(widths: list[int], most: int) -> list[int]:
    """Return the widths of columns that fit into a line: the widest gives first.

    >>> _shrunk([20, 9, 12], 35)
    [11, 9, 11]
    """
    widths = list(widths)
    while _length(widths) > most and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _line(cells: list[str], widths: list[int], *, style: str = "") -> Text:
    """Return as many cells as there are widths, in columns."""
    gap = " " * GAP
    return Text(gap.join(map(_fit, cells, widths)).rstrip(), style=style)


def _fit(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"


def _cell(value: object) -> str:
    """Return a cell of an answer as text.

    >>> _cell(1.12e10), _cell("Sony")
    ('11,200,000,000', 'Sony')
    """
    return number_text(value) if isinstance(value, float) else str(value)


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
    console.print(Text.assemble(("Asked: ", "bold"), reading.question.question))
    console.print(Text(f"       {_command(reading.question.name, reading.parameters)}", style="dim"), soft_wrap=True)
    for note in reading.notes:
        console.print(Text(f"       {note}", style="yellow"))
    if reading.others:
        console.print(Text(f"       or did you mean {', '.join(reading.others)}?", style="dim"))


def _command(name: str, parameters: Mapping[str, str]) -> str:
    """Return the command that asks a question, as a shell takes it.

    >>> _command("alternatives_for", {"component": "battery cells", "without": "CATL"})
    "autokg ask alternatives_for 'component=battery cells' without=CATL"
    """
    return shlex.join(["autokg", "ask", name, *(f"{key}={value}" for key, value in parameters.items())])


def show_sparql(console: Console, answer: Answer) -> None:
    """Print the query that found the statements of an answer."""
    console.print(Text(answer.sparql.rstrip() + "\n", style="dim"), soft_wrap=True)


def show_questions(console: Console, questions: list[Question]) -> None:
    """Print the list of questions with an example each."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for question in questions:
        example = _command(question.name, dict(re.findall(r"(\w+)=(.*?)(?= \w+=|$)", question.example)))
        table.add_row(question.name, Text.assemble(question.question, "\n", (example, "dim")))
    console.print(table)
    console.print("\nOr in your own words: autokg ask 'who supplies batteries to Volkswagen?'", highlight=False)


def show_report(console: Console, report: Report) -> None:
    """Print what a run did, and every skip with its reason."""
    console.print(report_text(report), highlight=False)
    for skip in report.skipped:
        console.print(f"skipped {skip.source}: {skip.reason}", style="yellow", soft_wrap=True)


def report_text(report: Report) -> str:
    """Return what a run did, in a sentence.

    >>> from ingest import Report
    >>> report_text(Report(articles=3, unchanged=1, facts=9, added=7, known=2, seconds=1.5))
    '3 articles read in 1.5 s, 1 of them brought nothing new: 9 facts found, 7 statements added, 2 confirmed.'
    >>> report_text(Report(articles=1, unchanged=1, seconds=0.04))
    '1 article read in 0.0 s, and it brought nothing new.'
    >>> report_text(Report(articles=3, unchanged=1, empty=2, seconds=2.0))
    '3 articles read in 2.0 s, 1 of them brought nothing new, in 2 no fact was found.'
    """
    start = f"{counted(report.articles, 'article')} read in {report.seconds:.1f} s"
    if not report.articles:
        return "No article was read."
    if report.articles == report.unchanged:
        return f"{start}, and {'it' if report.articles == 1 else 'they'} brought nothing new."
    if report.articles == report.empty:
        return f"{start}: no fact was found in {'it' if report.articles == 1 else 'them'}."
    old = f", {report.unchanged} of them brought nothing new" if report.unchanged else ""
    old += f", in {report.empty} no fact was found" if report.empty else ""
    changes = [f"{counted(report.facts, 'fact')} found", f"{counted(report.added, 'statement')} added"]
    changes += [f"{report.known} confirmed"] if report.known else []
    changes += [f"{report.retracted} retracted"] if report.retracted else []
    return f"{start}{old}: {', '.join(changes)}." if report.facts or report.retracted else f"{start}{old}."


def counted(number: int, thing: str) -> str:
    """Return a number of things in words.

    >>> counted(1, "article"), counted(1200, "fact")
    ('1 article', '1,200 facts')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def show_articles(console: Console, articles: list[dict[str, str]]) -> None:
    """Print a list of articles, their addresses below their titles."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("id", "published", "title and address"):
        table.add_column(name, overflow="fold")
    for article in articles:
        lines = filter(None, [Text(article.get("title", "")), Text(article.get("url", ""), style="dim")])
        table.add_row(unquote(article["id"]), article.get("published", "undated"), Text("\n").join(lines))
    console.print(table)


def show_rows(console: Console, columns: list[str], rows: list[list[Any]]) -> None:
    """Print the rows of a SPARQL answer as a table."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name)
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console.print(table)
    if not rows:
        console.print("No rows match.")
