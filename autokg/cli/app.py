"""The command line: `autokg [--store DIR] COMMAND`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from graph import AutokgError, QueryError, SourceError

from .identity import merge, same, split
from .ingest import Model, extract, ingest, watch
from .review import review
from .serve import serve
from .store import COMMANDS, opened
from .terminal import aside, screen

app = typer.Typer(
    help="Car-industry articles in, a knowledge graph with sources out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
console = screen()

FORMS = ("table", "json", "csv")
Form = Annotated[str, typer.Option("--format", help="table, json or csv.")]


@app.callback()
def settings(
    ctx: typer.Context,
    store: Annotated[
        str, typer.Option(envvar="AUTOKG_STORE", help="Folder of the store, or URL of a SPARQL 1.1 engine.")
    ] = "autokg-data",
    catalogue: Annotated[
        list[Path] | None, typer.Option(help="More names, CSV or JSONL: see docs/linking.md. May be given again.")
    ] = None,
) -> None:
    """Name the store that the command works on, and files of names that it should know."""
    ctx.obj = store
    if catalogue:
        os.environ["AUTOKG_CATALOGUE"] = os.pathsep.join(str(file.resolve()) for file in catalogue)


app.command()(ingest)
app.command()(extract)
app.command()(watch)
app.command()(review)
app.command()(merge)
app.command()(split)
app.command()(same)
for name, command in COMMANDS.items():
    app.command(name)(command)
app.command()(serve)


@app.command()
def ask(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(help="A question in English, or the name of one; without: the list.")] = "",
    parameters: Annotated[list[str] | None, typer.Argument(help="name=value ...")] = None,
    form: Form = "table",
    sparql: Annotated[bool, typer.Option("--sparql", help="Show the query that found the facts, too.")] = False,
) -> None:
    """Answer a question: `ask "who supplies batteries to Volkswagen?"` or `ask suppliers_of customer=Volkswagen`."""
    from queries import ask as run
    from queries import asks_in_english, questions, understand

    from .display import answer_text, show_answer, show_questions, show_reading, show_sparql

    if form not in FORMS:
        raise QueryError(f"an answer cannot be written as {form!r}", FORMS)
    if not question.strip():
        show_questions(console, list(questions().values()))
        return
    given = dict(_pair(text) for text in parameters or [])
    with opened(ctx) as kg:
        if asks_in_english(question):
            reading = understand(kg, question)
            show_reading(aside(), reading)
            question, given = reading.question.name, dict(reading.parameters) | given
        answer = run(kg, question, **given)
    if sparql:
        show_sparql(aside(), answer)
    if form == "table":
        show_answer(console, answer)
    else:
        print(answer_text(answer, form))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise QueryError(f"{text!r} is not name=value, as in company=Sony")
    return name.strip(), value.strip()


@app.command()
def query(
    ctx: typer.Context,
    sparql: Annotated[str, typer.Argument(help="SPARQL, or @file.rq.")],
    form: Annotated[str, typer.Option("--format", help="table, json, csv, xml, tsv or turtle.")] = "table",
) -> None:
    """Answer a SPARQL query; the project's prefixes are declared."""
    from graph import shorten, unknown_terms

    from .display import show_rows

    if sparql.startswith("@"):
        try:
            sparql = Path(sparql[1:]).read_text(encoding="utf-8")
        except OSError as error:
            raise SourceError(sparql[1:], f"cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise SourceError(sparql[1:], "is not a query in UTF-8") from None
    for name, near in unknown_terms(sparql):
        hint = f": did you mean auto:{near}?" if near else ""
        print(f"autokg: the ontology has no term auto:{name}{hint}", file=sys.stderr)
    with opened(ctx) as kg:
        found = kg.query(sparql)
        answer: Any = found.answer  # the engine's own terms: a table needs no rdflib
        if form != "table":
            sys.stdout.buffer.write(found.serialize(form))
        elif hasattr(answer, "variables"):
            rows = [["" if term is None else shorten(term.value) for term in row] for row in answer]
            show_rows(console, list(found.columns), rows)
        else:
            sys.stdout.buffer.write(found.serialize("json" if hasattr(answer, "__bool__") else "turtle"))


@app.command()
def entity(ctx: typer.Context, name: Annotated[str, typer.Argument(help="Name, alias or id.")]) -> None:
    """Show what is said about one entity, whatever its status."""
    from queries import ask as run

    from .display import show_answer

    with opened(ctx) as kg:
        found = kg.find(name)
        aliases = f"  also {', '.join(found.aliases)}" if found.aliases else ""
        console.print(Text.assemble((found.label, "bold"), f"  {found.kind}{aliases}"))
        show_answer(console, run(kg, "facts_about", entity=found.id, status="any"))


@app.command()
def explore(
    ctx: typer.Context,
    entity: Annotated[str, typer.Argument(help="Name, alias or id to open on; without one: the overview.")] = "",
    out: Annotated[Path, typer.Option("-o", "--out", help="The HTML file to write.")] = Path("explorer.html"),
) -> None:
    """Write the graph explorer: one HTML file that opens in any browser and needs no network."""
    from queries import explore as run

    with opened(ctx) as kg:
        file = run(kg, entity or None, path=out)
    console.print(f"{file} written ({file.stat().st_size / 1e6:.1f} MB): open it in a browser", soft_wrap=True)


@app.command()
def demo(model: Model = "default") -> None:
    """Read the shipped sample articles, answer two questions, write the explorer file."""
    from .demo import run

    run(console, model)


def main() -> None:
    """Run the command line; what users can mend is one line on stderr and exit code 1."""
    try:
        app(standalone_mode=True)
    except SystemExit as end:
        # Typer turns a Ctrl-C that no command caught into exit code 130 without a word.
        if isinstance(getattr(end.__context__, "__cause__", None), KeyboardInterrupt):
            print("autokg: stopped", file=sys.stderr)
        raise
    except AutokgError as error:
        print(f"autokg: {' '.join(str(error).split())}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # A reader such as `head` went away; Python would complain again when it flushes stdout at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # an output that cannot be written, a disk that is full, a service that does not answer
        place = f"{error.filename}: " if error.filename else ""
        print(f"autokg: {place}{error.strerror or error}", file=sys.stderr)
        sys.exit(1)
