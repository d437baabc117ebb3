"""`autokg serve`: the options and what is printed at the start."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from graph import StoreError

from .terminal import aside


def serve(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any.")] = 8000,
    name: Annotated[list[str] | None, typer.Option("--name", help="Host name it is reached by; repeatable.")] = None,
    origin: Annotated[list[str] | None, typer.Option(help="Origin whose pages may read, or *; repeatable.")] = None,
    seconds: Annotated[float, typer.Option(help="Longest time for one query.")] = 20.0,
    megabytes: Annotated[int, typer.Option(help="Most memory for one worker.")] = 2048,
    rows: Annotated[int, typer.Option(min=1, help="Most rows of a SPARQL answer.")] = 100_000,
    workers: Annotated[int, typer.Option(help="Queries that run at once.")] = 2,
) -> None:
    """Serve explorer, pages, questions and a SPARQL endpoint; read-only unless $AUTOKG_WRITE_TOKEN is set."""
    from queries import LOCAL_HOSTS, Limits, Settings
    from queries import serve as run

    place: str = ctx.obj
    if "://" not in place and not Path(place).is_dir():
        raise StoreError(f"there is no store at {place}: run `autokg ingest SOURCE...` first, or name one with --store")
    local = host in ("127.0.0.1", "::1", "localhost")
    settings = Settings(
        limits=Limits(seconds=seconds, megabytes=megabytes, workers=workers, rows=rows),
        token=os.environ.get("AUTOKG_WRITE_TOKEN", ""),
        hosts=(*LOCAL_HOSTS, *(name or ())) if local or name else ("*",),
        origins=tuple(origin or ()),
        distinct="ingest:are_distinct",
    )
    console = aside()
    console.print(
        f"autokg serves {place} at http://{host}:{port}/ (explorer, questions, /sparql, /api); Ctrl-C ends it"
    )
    run(place, host=host, port=port, settings=settings)
