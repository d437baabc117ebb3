"""`autokg merge`, `split` and `same`: who is who, decided by people."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from graph import DecisionError, KnowledgeGraph, Sameness

from .store import opened
from .terminal import screen

By = Annotated[str, typer.Option(help="Who decides; the login name by default.")]
Name = Annotated[str, typer.Argument(help="Name or id of an entity.")]


def merge(
    ctx: typer.Context,
    kept: Name,
    other: Name,
    by: By = "",
    force: Annotated[bool, typer.Option("--force", help="Also what the catalogue keeps apart.")] = False,
) -> None:
    """Make two entities one from now on: OTHER is known as KEPT, also in articles that are read later."""
    with opened(ctx) as kg:
        if not force:
            refuse_known_as_two(kg, kept, other)
        judgement = kg.judge(kept, other, "same", by=by or getpass.getuser())
        screen().print(f"{judgement.merged.label} is {judgement.kept.label} from now on.")


def split(ctx: typer.Context, kept: Name, other: Name, by: By = "") -> None:
    """Take a merge back, or say that two entities with like names are different."""
    _judge(ctx, kept, other, "different", by)


def same(
    ctx: typer.Context,
    kept: Annotated[str, typer.Argument(help="With OTHER: nobody knows whether these are one.")] = "",
    other: Annotated[str, typer.Argument(help="Name or id of the other entity.")] = "",
    limit: Annotated[int, typer.Option(help="Length of the list.")] = 20,
    by: By = "",
) -> None:
    """List entities that may be one and that nobody judged yet; with two names: put that pair aside as unsure."""
    if kept and other:
        _judge(ctx, kept, other, "unsure", by)
        return
    console = screen()
    with opened(ctx) as kg:
        found = [pair for pair in kg.likely_same(limit) if not _kept_apart(pair[1].id, pair[2].id)]
    if not found:
        console.print("No two entities look alike.")
    for likeness, a, b in found:
        console.print(f"{likeness:3.0f} %  {a.kind}  {a.label} ({a.id})  =?  {b.label} ({b.id})", highlight=False)


def _judge(ctx: typer.Context, kept: str, other: str, ruling: Sameness, by: str) -> None:
    with opened(ctx) as kg:
        judgement = kg.judge(kept, other, ruling, by=by or getpass.getuser())
        screen().print(f"{judgement.kept.label} and {judgement.merged.label}: {ruling}.")


def refuse_known_as_two(kg: KnowledgeGraph, kept: str, other: str) -> None:
    """Raise DecisionError where the catalogue knows two entities of the graph as two things."""
    a, b = kg.find(kept), kg.find(other)
    if a.id != b.id and _kept_apart(a.id, b.id):
        raise DecisionError(
            f"the catalogue knows {a.label} and {b.label} as two: `autokg merge --force` makes them one"
        )


def _kept_apart(a: str, b: str) -> bool:
    """Tell whether the shipped catalogue has both, or forbids to merge them."""
    from ingest import are_distinct

    return are_distinct(a, b)
