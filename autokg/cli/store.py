"""Commands that look after the store: what is in it, retraction, re-reading, files, backups, checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from graph import KnowledgeGraph, LocalStore, SourceError, StoreError, tables_of, write_parts

from .ingest import Model, Workers
from .terminal import aside, screen

console = screen()

ARTICLES = """
SELECT (STRAFTER(STR(?graph), "graph/article/") AS ?id) (STR(?day) AS ?published) ?title ?url WHERE {
  GRAPH ?graph {
    ?article a auto:Article .
    OPTIONAL { ?article schema:datePublished ?day } OPTIONAL { ?article schema:headline ?title }
    OPTIONAL { ?article schema:url ?url }
  }
  FILTER(STRSTARTS(STR(?graph), "https://w3id.org/autokg/graph/article/"))
} ORDER BY DESC(?day) ?id
"""


def opened(ctx: typer.Context) -> KnowledgeGraph:
    """Open the store for a command that needs one to be there."""
    if not _remote(ctx.obj) and not Path(ctx.obj).exists():
        raise StoreError(
            f"there is no store at {ctx.obj}: run `autokg ingest SOURCE...` first, or name one with --store"
        )
    return KnowledgeGraph.open(ctx.obj)


def _remote(place: str) -> bool:
    return place.startswith(("http://", "https://"))


@contextmanager
def _counting(words: str) -> Iterator[Callable[[int], None]]:
    """Show how many are done, on stderr."""
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn(words), TextColumn("{task.completed:,.0f}"), TimeElapsedColumn()
    console = aside()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done: bar.update(task, completed=done)


def articles(ctx: typer.Context) -> None:
    """List the articles, the latest first, with the ids that `remove` and `reingest` take."""
    from .display import show_articles

    with opened(ctx) as kg:
        rows = [row.asdict() for row in kg.query(ARTICLES)]
    show_articles(console, rows)


def remove(ctx: typer.Context, article: Annotated[str, typer.Argument(help="Id or URL of the article.")]) -> None:
    """Retract one article; what other articles support stays."""
    from .display import counted

    with opened(ctx) as kg:
        change = kg.remove(article)
    console.print(f"article {change.article} removed, {counted(change.retracted, 'statement')} went with it")


def reingest(
    ctx: typer.Context,
    articles: Annotated[
        list[str] | None, typer.Argument(help="Ids or URLs; without one: all.", show_default=False)
    ] = None,
    model: Model = "default",
    workers: Workers = 1,
) -> None:
    """Read the stored articles again, with another model or a newer one; sources are not asked."""
    from ingest import reingest as run

    from .display import show_report

    with opened(ctx) as kg, _counting("read again") as progress:
        report = run(kg, articles or (), model=model, workers=workers, progress=lambda step: progress(step.done))
    if report.skipped and not report.articles:
        raise SourceError(report.skipped[0].source, report.skipped[0].reason)
    show_report(console, report)


def diff(
    ctx: typer.Context,
    before: Annotated[str, typer.Argument(help="The earlier version: a store's folder or URL, or an exported file.")],
) -> None:
    """Show which statements came, went or stand otherwise since an earlier version; exit code 1 if any do."""
    from graph import difference

    from .display import show_rows

    with opened(ctx) as kg, _version(before) as old:
        found = list(difference(old.store, kg.store))
    rows = []
    for one in found:
        sign = "+" if one.before is None else "-" if one.after is None else "~"
        stands = [f"{s.status} {s.confidence:.2f} ({s.sources})" if s else "" for s in (one.before, one.after)]
        rows.append([sign, one.subject, one.relation, one.object, *stands])
    if rows:
        show_rows(console, ["", "subject", "relation", "object", "before", "after"], rows)
        raise typer.Exit(1)
    console.print("no difference")


def _version(place: str) -> KnowledgeGraph:
    """Open a store by folder or URL, or read an exported file into memory."""
    if not _remote(place) and Path(place).is_file():
        kg = KnowledgeGraph()
        kg.load_file(Path(place))
        return kg
    if _remote(place):
        return KnowledgeGraph.open(place)
    if not Path(place).exists():
        raise StoreError(f"there is no store and no file at {place}")
    return KnowledgeGraph(LocalStore.reading(place))  # a backup stays as it is


def export(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="By its ending: .nq .trig .jsonld .ttl .nt .graphml .csv; a new folder for parts.")
    ],
) -> None:
    """Write the graph to a file, or to the part files of a folder, which bulk loaders of engines read."""
    with opened(ctx) as kg, _counting("written") as progress:
        if not file.suffix:
            files = write_parts(kg.store, file, progress)
            console.print(f"{len(files)} part files written to {file}", highlight=False)
            return
        count = kg.export(file, progress)
    what = "nodes and edges" if file.suffix.lower() in (".csv", ".graphml") else "quads"
    written = tables_of(file) if file.suffix.lower() == ".csv" else [file]
    console.print(f"{count} {what} written to {', '.join(map(str, written))}", highlight=False, soft_wrap=True)


def load(
    ctx: typer.Context, file: Annotated[Path, typer.Argument(help="What `autokg export` wrote, in any of its formats.")]
) -> None:
    """Add the articles of an exported file; articles that are in the store already are left alone."""
    from .display import counted

    with KnowledgeGraph.open(ctx.obj) as kg, _counting("read") as progress:
        count = kg.load_file(file, progress)
    if count:
        console.print(f"{counted(count, 'article')} added from {file}", highlight=False, soft_wrap=True)
    else:
        console.print(f"no article added: the store has all articles of {file}", highlight=False, soft_wrap=True)


def backup(ctx: typer.Context, folder: Annotated[Path, typer.Argument(help="A folder that is not there yet.")]) -> None:
    """Copy the store as it is; works while nothing else has it open."""
    from graph import back_up

    with opened(ctx) as kg:
        if not isinstance(kg.store, LocalStore):
            raise StoreError("an engine behind a URL has backups of its own; `autokg export all.nq` works everywhere")
        back_up(kg.store, folder)
    console.print(f"{ctx.obj} copied to {folder}")


def restore(ctx: typer.Context, folder: Annotated[Path, typer.Argument(help="A backup.")]) -> None:
    """Make the store anew from a backup; a store that is there is not touched."""
    from graph import restore as restored

    if _remote(ctx.obj):
        raise StoreError("a backup is restored into a folder: name one with --store")
    restored(folder, Path(ctx.obj))
    with opened(ctx) as kg:
        console.print(f"{ctx.obj} restored from {folder}: {kg.stats()['articles']} articles")


def check(ctx: typer.Context) -> None:
    """Look for whatever breaks a quality rule or a SHACL shape; exit code 1 with the offending rows."""
    from graph import flaws, shorten
    from ingest import load_catalogue
    from queries import breaches, rules

    with opened(ctx) as kg:
        found = breaches(kg, forbidden=load_catalogue().forbidden)
        lines = [f"{breach.rule}: {' '.join(f'{k}={v}' for k, v in breach.details)}" for breach in found]
        lines += [f"{flaw.shape}: {shorten(flaw.node)} {flaw.path}: {flaw.message}" for flaw in flaws(kg.store)]
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True)
    if lines:
        broken = sorted({line.partition(":")[0] for line in lines})
        for name in broken:
            console.print(f"{name}: {rules().get(name, 'the shape of graph/analysis/shapes.ttl')}", style="dim")
        raise typer.Exit(1)
    console.print(f"{len(rules())} rules and the SHACL shapes hold")


def policy(
    ctx: typer.Context,
    confidence: Annotated[float, typer.Argument(min=0.0, max=1.0, help="From 0 to 1; 0.5 unless set.")],
) -> None:
    """Set from which confidence on an asserted statement is a plain triple too."""
    with opened(ctx) as kg:
        kg.set_plain_confidence(confidence)
    console.print(f"asserted statements are plain triples from confidence {confidence:g} on")


def stats(ctx: typer.Context) -> None:
    """Count articles, statements and entities."""
    from .display import show_rows

    with opened(ctx) as kg:
        show_rows(console, ["what", "count"], [[name, count] for name, count in kg.stats().items()])


COMMANDS: dict[str, Callable[..., None]] = {
    "articles": articles,
    "remove": remove,
    "reingest": reingest,
    "diff": diff,
    "export": export,
    "import": load,
    "backup": backup,
    "restore": restore,
    "check": check,
    "policy": policy,
    "stats": stats,
}
