"""The filters that every question takes: status, confidence, sources and period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from .binding import day, last_day, wanted_statuses


def needed(values: Mapping[str, str]) -> tuple[str, ...]:
    """Return what must be known of a statement to filter and sort it."""
    names = ["status", "confidence", "published"]
    if values["until"]:
        names.append("first_published")
    if float(values["min_sources"]) > 1:
        names.append("sources")
    return tuple(names)


def passing(rows: Sequence[dict[str, Any]], values: Mapping[str, str]) -> tuple[list[dict[str, Any]], Counter[str]]:
    """Return the rows that pass the filters, and how many others there are, by what hides them.

    The status comes last: what it hides is what another status alone would show.
    """
    statuses = wanted_statuses(values["status"])
    confidence, sources = float(values["min_confidence"]), int(float(values["min_sources"]))
    since = date.fromisoformat(day("since", values["since"])) if values["since"] else date.min
    until = date.fromisoformat(last_day("until", values["until"])) if values["until"] else date.max
    kept, hidden = [], Counter[str]()
    for row in rows:
        if "status" not in row:
            continue
        if row["confidence"] < confidence:
            hidden["min_confidence"] += 1
        elif sources > 1 and row["sources"] < sources:
            hidden["min_sources"] += 1
        elif (row.get("published") or date.min) < since or (
            values["until"] and (row.get("first_published") or date.max) > until
        ):
            hidden["period"] += 1
        elif row["status"] not in statuses:
            hidden[row["status"]] += 1
        else:
            kept.append(row)
    return kept, hidden
