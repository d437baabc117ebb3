"""The commands that read articles: `ingest`, `extract`, `watch`, and their options."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph import KnowledgeGraph, SourceError, StoreError, write_parts

from .terminal import aside, screen

if TYPE_CHECKING:
    from ingest import Progress, Reading, Round, Step

console = screen()

Sources = Annotated[
    list[str],
    typer.Argument(help="Files, folders, URLs of pages, feeds and sitemaps; - for standard input.", show_default=False),
]
Model = Annotated[str, typer.Option("--model", help="default, fast, or the name of an installed spaCy pipeline.")]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes that read and extract.")]
ClusterAddress = Annotated[
    str, typer.Option("--cluster", help="Dask cluster instead: tcp://HOST:8786, or local:N.", show_default=False)
]
Languages = Annotated[
    list[str] | None, typer.Option("--language", help="Read articles in this language too (en, de ...; any).")
]
Fields = Annotated[
    list[str] | None, typer.Option("--field", help="Column of a CSV or JSONL file, as in --field text=body.")
]
Since = Annotated[
    datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], help="Leave out what feeds and sitemaps date earlier."),
]
Private = Annotated[bool, typer.Option("--allow-private", help="Fetch from private and local addresses too.")]
Delay = Annotated[float, typer.Option("--delay", min=0.0, help="Seconds between two requests to one host.")]


def ingest(
    ctx: typer.Context,
    sources: Sources,
    model: Model = "default",
    workers: Workers = 1,
    cluster: ClusterAddress = "",
    again: Annotated[bool, typer.Option("--again", help="Read what is in the store again.")] = False,
    bulk: Annotated[bool, typer.Option("--bulk", help="Load in one step; faster for a first large run.")] = False,
    parts: Annotated[
        Path | None, typer.Option("--parts", help="Then write the graph to a new folder, for an engine's bulk loader.")
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", help="Write the report as JSON, too.")] = None,
    language: Languages = None,
    field: Fields = None,
    since: Since = None,
    allow_private: Private = False,
    delay: Delay = 1.0,
) -> None:
    """Read articles into the store, with a progress bar and a report; what is in already is left alone."""
    from ingest import ingest as step_by_step
    from ingest import load, report_json

    from .display import show_report

    if parts and parts.exists() and any(parts.iterdir()):
        raise StoreError(f"{parts} holds files already: name a new folder with --parts")
    places = _places(sources)
    reading = _reading(language, field, since, allow_private, delay)
    if again:
        from dataclasses import replace

        reading = replace(reading, known="read")
    with KnowledgeGraph.open(ctx.obj) as kg, _progress(places) as progress:
        try:
            run = load if bulk else step_by_step
            done = run(kg, places, model=model, workers=cluster or workers, reading=reading, progress=progress)
        except KeyboardInterrupt:
            print("autokg: stopped; what was read is stored, and the same command goes on from there", file=sys.stderr)
            raise typer.Exit(130) from None
        files = write_parts(kg.store, parts) if parts else []
    if report:
        _write(report, json.dumps(report_json(done), indent=1, ensure_ascii=False))
    if done.skipped and not done.articles:
        for skip in done.skipped:
            print(f"autokg: {skip.source}: {skip.reason}", file=sys.stderr)
        raise typer.Exit(1)
    show_report(console, done)
    if files:
        console.print(f"{len(files)} part files written to {parts}", highlight=False)


def extract(
    sources: Sources,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for one JSON file per article.")],
    model: Model = "default",
    workers: Workers = 1,
    language: Languages = None,
    field: Fields = None,
    allow_private: Private = False,
) -> None:
    """Write the facts of each article to a JSON file, without a store."""
    from ingest import Skip, facts_json
    from ingest import extract as run

    if out.is_file():
        raise SourceError(str(out), "is a file: name a folder with --out")
    out.mkdir(parents=True, exist_ok=True)
    written = skipped = 0
    reading = _reading(language, field, None, allow_private, 1.0)
    for found in run(_places(sources), model=model, workers=workers, reading=reading):
        if isinstance(found, Skip):
            skipped += 1
            print(f"autokg: {found.source}: {found.reason}", file=sys.stderr)
            continue
        article, facts = found
        text = json.dumps(facts_json(facts), indent=1, ensure_ascii=False)
        _write(out / f"{_stem(article.url) or article.id}.json", text)
        written += 1
    console.print(f"{written} files written to {out}")
    if skipped:
        raise typer.Exit(1)


def _places(sources: list[str]) -> list[Path | str]:
    """Return the files and URLs that the sources stand for, or raise SourceError where one is missing."""
    from ingest.sources import expand

    local = (source for source in sources if source != "-" and not source.startswith(("http://", "https://")))
    for source in local:
        if not Path(source).exists() and not Path(source).is_symlink():
            raise SourceError(source, "no such file or folder")
    places = [place for source in sources for place in expand(source)]
    if not places:
        raise SourceError(", ".join(sources), "no articles found: give files, folders or URLs")
    return places


def _reading(
    language: list[str] | None, field: list[str] | None, since: datetime | None, private: bool, delay: float
) -> Reading:
    from ingest.sources import Manners, Reading, mapping

    languages = () if "any" in (language or []) else ("en", *(language or []))
    return Reading(
        languages=languages,
        fields=mapping(field or []),
        since=since.date() if since else None,
        manners=Manners(delay=delay, private=private),
    )


@contextmanager
def _progress(places: list[Path | str]) -> Iterator[Progress]:
    """Show a bar with the articles done, their rate, and the remaining time by the bytes that are left to read."""
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from ingest.sources import is_single

    total = f" of {len(places):,}" if all(map(is_single, places)) else ""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = aside()
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading", total=None)
        first: list[float] = []

        def show(step: Step) -> None:
            now = time.monotonic()
            first[:] = first or [now]
            rate = f"  {(step.done - 1) / (now - first[0]):.1f} articles/s" if now - first[0] > 1 else ""
            bar.update(
                task,
                description=f"{step.done:,}{total} articles{rate}",
                completed=step.done if step.part is None else step.part,
                total=None if step.part is None else 1.0,
            )

        yield show


def _stem(url: str) -> str:
    """Return the name of a file's own article; a member of a larger source has none."""
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(url)
    return Path(unquote(parts.path)).stem if parts.scheme == "file" and not parts.fragment else ""


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise SourceError(str(file), f"cannot be written: {error.strerror}") from None


def watch(
    ctx: typer.Context,
    feeds: Annotated[Path, typer.Argument(help="TOML file that lists the feeds.", show_default=False)],
    model: Model = "default",
    rounds: Annotated[int, typer.Option("--rounds", min=0, help="Stop after this many rounds; 0 never stops.")] = 0,
    language: Languages = None,
    since: Since = None,
    allow_private: Private = False,
    delay: Delay = 1.0,
) -> None:
    """Poll feeds and read what is new, one line a round, until Ctrl-C or a TERM signal."""
    import signal

    from ingest import read_feeds
    from ingest import watch as run
    from ingest.sources.clock import WallClock

    listed, clock = read_feeds(feeds), WallClock()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: clock.stopped.set())
    reading = _reading(language, None, since, allow_private, delay)
    with KnowledgeGraph.open(ctx.obj) as kg:
        for count, one in enumerate(run(kg, listed, clock, model=model, reading=reading), start=1):
            print(_round_line(one), flush=True)
            if count == rounds or clock.stopped.is_set():
                break
    print("stopped; the same command goes on from here", file=sys.stderr)


def _round_line(one: Round) -> str:
    report = one.report
    parts = [
        f"{one.time:%Y-%m-%d %H:%M:%S} {one.feeds} feeds",
        f"{report.articles - report.unchanged} new articles, {report.added} statements added",
        *([f"{len(report.skipped)} pages skipped"] if report.skipped else []),
        *(f"{skip.source} failed ({skip.reason})" for skip in one.failures),
        f"next {one.next:%H:%M:%S}",
    ]
    return "; ".join(parts)
