"""Synthetic news: articles with facts whose entities, claims and reprints are as unevenly spread as in real news.

Names are made up, sentences follow a few forms. Which company is in the news follows Zipf's law, so that a few
statements have hundreds of evidences and most have one. `news(n)` is the same for the same `n` and seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from graph import Article, Entity, Evidence, Fact, Mention, Qualifier, Span, Status, Value, entity_id, ontology

SYLLABLES = tuple(
    "al ber cor dan el fer gra hol in jo kar lum mar no or pol qua ri sol tra ul ven wes xi yo zan".split()
)
WORDS = tuple(
    """output demand margin supplier contract battery software factory line quarter analyst market launch model shift
    order price share investor region engineer test platform charging range cost target delay agreement""".split()
)
VERBS = ("rose above", "fell below", "surprised", "worried", "followed", "preceded", "shaped", "limited", "widened")
STATUSES: tuple[Status, ...] = ("asserted", "planned", "rumored", "denied", "ended")
WEIGHTS = (70, 14, 8, 4, 4)
FACTS = 8
"""Facts per article, on average."""
REPRINTS = 0.2
"""Share of articles that repeat an earlier one with another headline."""
PRODUCTS = tuple(
    f"{kind}{thing}"
    for thing in "battery cells,battery packs,chips,seats,brakes,axles,motors,lidar,cameras,inverters".split(",")
    for kind in ("", "rear ", "heavy-duty ", "low-cost ")
)
REASONS = ("faulty brakes", "fire risk of the battery packs", "failing cameras", "loose seats", "software error")
DETAILS = {
    "supplies": ("product", "amount"),
    "partnered_with": ("product",),
    "licensed_to": ("product",),
    "joint_venture_with": ("product", "share"),
    "joint_venture_of": ("share",),
    "owns_stake_in": ("share", "amount"),
    "acquired": ("amount", "share"),
    "invested_in": ("amount",),
    "funded_by": ("amount",),
    "builds_plant_in": ("product", "amount", "capacity", "jobs"),
    "operates_plant_in": ("product", "capacity", "jobs"),
    "recalled": ("count", "reason"),
    "sued": ("reason",),
    "regulated_by": ("reason", "amount"),
    "launched": ("market",),
    "has_metric": ("period",),
}
"""Qualifiers that facts of a relation have, each with the chance DETAILED."""
DETAILED = 0.6


class World:
    """The entities of the synthetic industry, drawn by Zipf's law."""

    def __init__(self, size: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.details = random.Random(seed)
        self.entities: dict[str, list[Entity]] = {}
        shares = {"Company": 0.3, "Vehicle": 0.3, "Person": 0.1, "Place": 0.1}
        for kind in ontology().kinds:
            count = max(20, int(size * shares.get(kind, 0.025)))
            self.entities[kind] = [self._entity(kind, number) for number in range(count)]
        longest = max(map(len, self.entities.values()))
        self.weights = list(accumulate(1.0 / (rank + 1) for rank in range(longest)))

    def _entity(self, kind: str, number: int) -> Entity:
        stem = "".join(self.random.choices(SYLLABLES, k=3)).title()
        label = f"{stem} {kind} {number}"
        aliases = (stem + str(number),) if self.random.random() < 0.3 else ()
        return Entity(entity_id(kind, label), kind, label, aliases)

    def draw(self, kind: str) -> Entity:
        known = self.entities[kind]
        return self.random.choices(known, cum_weights=self.weights[: len(known)])[0]

    def detail(self, name: str) -> Qualifier:
        """Return a qualifier as the extractor writes it; of products the first are the most frequent."""
        number = self.details.randint(1, 900)
        if name in ("product", "reason"):
            wares = PRODUCTS if name == "product" else REASONS
            weights = [1.0 / (rank + 1) for rank in range(len(wares))]
            return Qualifier(name, self.details.choices(wares, weights)[0])
        if name == "market":
            place = self.details.choice(self.entities["Place"])
            return Qualifier(name, place.label, place.id)
        if name == "period":
            return Qualifier(name, f"in {2015 + number % 12}", str(2015 + number % 12))
        words, normal = {
            "amount": (f"{number} million dollars", f"{number}000000 USD"),
            "share": (f"{number % 100} percent", f"{number % 100} %"),
            "capacity": (f"{number},000 units a year", f"{number}000"),
        }.get(name, (str(number), str(number)))
        return Qualifier(name, words, normal)

    def sentence(self) -> str:
        pick = self.random.choices
        return f"The {' '.join(pick(WORDS, k=4))} {pick(VERBS)[0]} the {' '.join(pick(WORDS, k=3))} this week."


def news(count: int, *, seed: int = 1) -> Iterator[tuple[Article, list[Fact]]]:
    """Yield `count` articles with their facts."""
    world = World(max(200, count // 4), seed)
    recent: list[tuple[Article, list[Fact]]] = []
    for number in range(count):
        if recent and world.random.random() < REPRINTS:
            article, facts = _reprint(world, number, *world.random.choice(recent))
        else:
            article, facts = _story(world, number)
            recent = [*recent[-19:], (article, facts)]
        yield article, facts


def _story(world: World, number: int) -> tuple[Article, list[Fact]]:
    id = f"n{number:07d}"
    text, facts = f"Report {number}\n\n", list[Fact]()
    for _ in range(max(1, round(world.random.gauss(FACTS, 3)))):
        text += " ".join(world.sentence() for _ in range(world.random.randint(0, 3))) + " "
        text, fact = _fact(world, id, text)
        facts.append(fact)
    published = date(2019, 1, 1) + timedelta(days=number % 2500)
    article = Article(id, text, f"Report {number}", f"https://news.example/{id}", published=published, publisher="Wire")
    return article, facts


def _fact(world: World, id: str, text: str) -> tuple[str, Fact]:
    relation = world.random.choice(list(ontology().relations.values()))
    subject = world.draw(world.random.choice(sorted(relation.domain)))
    object: Entity | Value
    if relation.range:
        object = world.draw(world.random.choice(sorted(relation.range)))
        words = object.label
    else:
        attribute = world.random.choice([a for a in ontology().attributes.values() if a.relation == relation.name])
        number = world.random.randint(1, 900)
        words = f"{number} {attribute.unit or 'EUR'}"
        object = Value(attribute.name, words, float(number), attribute.unit or "EUR")
    start, verb = len(text), f" {relation.label} "
    quote = f"{subject.label}{verb}{words}."
    ends = start + len(subject.label), start + len(subject.label) + len(verb)
    evidence = Evidence(
        article=id,
        quote=quote,
        sentence=Span(start, start + len(quote)),
        subject=Mention(start, ends[0], subject.label),
        object=Mention(ends[1], ends[1] + len(words), words, "exact" if relation.range else "value"),
        trigger=Span(ends[0] + 1, ends[1] - 1),
        extractor="synthetic/1",
    )
    status = world.random.choices(STATUSES, WEIGHTS)[0]
    year = str(world.random.randint(2015, 2026))
    qualifiers: tuple[Qualifier, ...] = (Qualifier("date", f"in {year}", year),) if world.random.random() < 0.3 else ()
    qualifiers += tuple(
        map(world.detail, (n for n in DETAILS.get(relation.name, ()) if world.details.random() < DETAILED))
    )
    confidence = round(world.random.uniform(0.3, 1.0), 4)
    return f"{text}{quote} ", Fact(subject, relation.name, object, status, confidence, evidence, qualifiers)


def _reprint(world: World, number: int, article: Article, facts: list[Fact]) -> tuple[Article, list[Fact]]:
    id = f"n{number:07d}"
    copy = replace(article, id=id, url=f"https://reprints.example/{id}", publisher=f"Paper {number % 300}")
    copy = replace(copy, text=article.text + world.sentence())
    return copy, [replace(fact, evidence=replace(fact.evidence, article=id)) for fact in facts]
