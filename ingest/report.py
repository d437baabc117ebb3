"""What a run did."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from graph import Change

from .sources import Skip
from .stages import Extracted


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: articles and statements that came, were known already or went, and what was skipped and why.

    Of the `articles` that were read, `unchanged` brought nothing new, most of these because they were in the store,
    and in `empty` ones no fact was found.
    """

    articles: int = 0
    unchanged: int = 0
    empty: int = 0
    words: int = 0
    facts: int = 0
    added: int = 0
    known: int = 0
    retracted: int = 0
    skipped: tuple[Skip, ...] = field(default=())
    seconds: float = 0.0

    def stored(self, one: Extracted, change: Change) -> Report:
        """Return the report after an article was stored."""
        same = not change.added and not change.retracted
        return replace(
            self,
            articles=self.articles + 1,
            unchanged=self.unchanged + (same and bool(one.facts)),
            empty=self.empty + (not one.facts),
            words=self.words + len(one.article.text.split()),
            facts=self.facts + len(one.facts),
            added=self.added + change.added,
            known=self.known + change.known,
            retracted=self.retracted + change.retracted,
        )

    def loaded(self, one: Extracted) -> Report:
        """Return the report after an article was handed to a bulk load."""
        words = self.words + len(one.article.text.split())
        facts, empty = self.facts + len(one.facts), self.empty + (not one.facts)
        return replace(self, articles=self.articles + 1, words=words, facts=facts, empty=empty)

    def plus(self, other: Report) -> Report:
        """Return the sum of two reports."""
        names = [field.name for field in fields(self)]
        return Report(*(getattr(self, name) + getattr(other, name) for name in names))

    def same(self) -> Report:
        """Return the report after an article was found in the store."""
        return replace(self, articles=self.articles + 1, unchanged=self.unchanged + 1)


def report_json(report: Report) -> dict[str, Any]:
    """Return a report as JSON: its counts, its rates, and every skip with its reason."""
    entry = asdict(report) | {"skipped": [{"source": one.source, "reason": one.reason} for one in report.skipped]}
    seconds = max(report.seconds, 1e-9)
    rates = {"articles": report.articles / seconds, "words": report.words / seconds}
    return entry | {"seconds": round(report.seconds, 3), "per_second": {k: round(v, 2) for k, v in rates.items()}}
