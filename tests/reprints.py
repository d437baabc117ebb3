"""Synthetic coverage for measuring origins: for each event, reports written apart and edited reprints of them.

Reports on one event share names, figures and the two sentences that a spokesman said, as real ones do; every other
sentence is drawn from several ways to say it. Reprints are edited: new headline and dateline, words replaced,
sentences dropped or added, cut to a part, wire tag or not.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from graph import Article

FIRMS = "Aldora Benteron Corvanta Delphon Eskara Fentora Galvix Hellmar Ivoteq Jantar Korvex Lumida".split()
TOWNS = "Graz Leipzig Gdansk Porto Nagoya Monterrey Pune Busan Zaragoza Brno Tampa Windsor".split()
PARTS = "battery packs|axle drives|seat frames|lidar sensors|brake systems|wiring looms|power modules".split("|")

FORMS = [line.partition(" ") for line in (Path(__file__).parent / "data" / "coverage.txt").read_text().splitlines()[1:]]
LEADS, BODY, SAID = ([form for kind, _, form in FORMS if kind == wanted] for wanted in ("lead", "body", "said"))
WIRES = ("(Reuters) -", "(dpa) -", "(AFP) -")
REWORDED = {
    "million": "m",
    "percent": "%",
    "said": "told the press",
    "euros": "EUR",
    "about": "around",
    "firms": "groups",
}


@dataclass(frozen=True)
class Coverage:
    """The articles and, by article id, the report that each one is or repeats."""

    articles: list[Article]
    origin: dict[str, str]


def coverage(events: int = 60, *, seed: int = 7) -> Coverage:
    """Return the coverage of some events; about six articles each, half of them reprints."""
    chance = random.Random(seed)
    articles, origin = list[Article](), dict[str, str]()
    for event in range(events):
        facts = _facts(chance)
        day = date(2026, 1, 1) + timedelta(days=event)
        for report in range(chance.randint(2, 4)):
            sentences = _report(chance, facts)
            wire = chance.choice(WIRES) if chance.random() < 0.4 else ""
            first = _article(f"e{event}r{report}", sentences, day, chance, wire)
            articles.append(first)
            origin[first.id] = first.id
            for copy in range(chance.choice((0, 0, 1, 2, 3))):
                later = day + timedelta(days=chance.randint(0, 3))
                again = _article(f"{first.id}c{copy}", _edited(chance, sentences), later, chance, wire)
                articles.append(again)
                origin[again.id] = first.id
    return Coverage(articles, origin)


def _facts(chance: random.Random) -> dict[str, str]:
    facts = dict(zip("ABC", chance.sample(FIRMS, 3), strict=True))
    facts |= {"N": str(chance.randint(2, 90) * 20), "M": str(chance.randint(3, 90) * 10)}
    return facts | {"Y": str(chance.randint(2026, 2030)), "T": chance.choice(TOWNS), "P": chance.choice(PARTS)}


def _report(chance: random.Random, facts: dict[str, str]) -> list[str]:
    body = [*chance.sample(BODY, chance.randint(8, 12)), *chance.sample(SAID, chance.randint(0, 2))]
    chance.shuffle(body)
    return [_said(chance, form, facts) for form in (chance.choice(LEADS), *body)]


def _said(chance: random.Random, form: str, facts: dict[str, str]) -> str:
    text = re.sub(r"\{([A-Z])\}", lambda part: facts[part[1]], form)
    return re.sub(r"\{([^{}]*)\}", lambda part: chance.choice(part[1].split("|")), text)


def _edited(chance: random.Random, sentences: list[str]) -> list[str]:
    kept = [one for one in sentences if chance.random() > 0.12]
    if chance.random() < 0.35:  # cut from the end, as papers do
        kept = kept[: max(5, len(kept) * 2 // 3)]
    for old, new in chance.sample(sorted(REWORDED.items()), 3):
        kept = [one.replace(old, new) for one in kept]
    if chance.random() < 0.4:
        kept.append(f"Read more about suppliers on page {chance.randint(2, 30)} of this paper.")
    return kept


def _article(id: str, sentences: list[str], day: date, chance: random.Random, wire: str) -> Article:
    title = f"{chance.choice(('Order', 'Deal', 'Contract', 'News'))} of the day {chance.randint(1, 999)}"
    lead = f"{chance.choice(TOWNS).upper()} {wire} " if wire else ""
    return Article(id, f"{title}\n\n{lead}{' '.join(sentences)}", title, f"https://{id}.example/story", published=day)
