"""Graphs to look at: facts of the shipped samples as a reader would note them, and large random ones."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from graph import (
    Article,
    Entity,
    Evidence,
    Fact,
    KnowledgeGraph,
    LocalStore,
    Mention,
    Qualifier,
    Span,
    Value,
    entity_id,
)
from graph.statements.aggregation import Testimony, aggregate, statement_quads
from graph.statements.articles import article_quads
from graph.statements.facts import entity_quads
from graph.statements.testimonies import testimonies_of
from graph.terms import FACTS

SAID = Path(__file__).with_name("data") / "said.tsv"
CLOCK = date(2026, 1, 12)
DAYS = {"pacific-wire": 0, "electric-dispatch": 2, "motor-ledger": 49, "styria-courier": 50, "supplier-gazette": 67}
ALIASES = {"Sony": ("Sony Group",), "Magna Steyr": ("Magna",), "Foxconn": ("Hon Hai",), "Bosch": ("Robert Bosch GmbH",)}
START = 40
"""Where the quoted sentence starts in its article."""


def named(kind: str, label: str, *aliases: str) -> Entity:
    return Entity(entity_id(kind, label), kind, label, aliases or ALIASES.get(label, ()))


def stated(article: str, quote: str, said: tuple[str, str, str], **claim: Any) -> Fact:
    """Return a fact whose subject, trigger and object are looked up in the quote by their words."""
    spans = [Span(START + max(0, at := quote.find(words)), START + max(0, at) + len(words)) for words in said]
    mentions = [Mention(span.start, span.end, words, _link(words)) for words, span in zip(said, spans, strict=True)]
    evidence = Evidence(
        article=article,
        quote=quote,
        sentence=Span(START, START + len(quote)),
        subject=mentions[0],
        object=mentions[2],
        trigger=spans[1] if said[1] else None,
        extractor="hand/1",
    )
    return Fact(evidence=evidence, **claim)


def _link(words: str) -> Any:
    if not words:
        return "implied"
    return "coreferent" if words.lower().split()[0] in ("it", "its", "the", "his") else "exact"


def samples() -> KnowledgeGraph:
    """Return the graph that a careful reader makes of the shipped samples (in part)."""
    facts: dict[str, list[Fact]] = {name: [] for name in DAYS}
    with SAID.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            ends = {name: named(*row[name].split(":", 1)) for name in ("subject", "object")}
            said = (row["said_subject"], row["trigger"], row["said_object"])
            claim = {"relation": row["relation"], "status": row["status"], "confidence": float(row["confidence"])}
            facts[row["article"]].append(stated(row["article"], row["quote"], said, **ends, **claim))
    facts["motor-ledger"].append(_price())
    kg = KnowledgeGraph()
    for name, days in DAYS.items():
        title = name.replace("-", " ").title()
        article = Article(
            id=name,
            text=" ".join([name, *(fact.evidence.quote for fact in facts[name])]),
            title=f"{title}: Sony's car",
            url=f"https://{name}.example/sony",
            published=CLOCK + timedelta(days=days),
            publisher=title,
        )
        kg.add(article, facts[name])
    return kg


def told(status: str, left: Entity, relation: str, right: Entity) -> Fact:
    said = (left.label, "", right.label)
    claim: dict[str, Any] = {"subject": left, "relation": relation, "object": right, "confidence": 0.9}
    return stated(status, f"{left.label} and {right.label}", said, status=status, **claim)


def disputed() -> KnowledgeGraph:
    """Return a person of two companies that one article calls partners and another does not."""
    person, north, south = named("Person", "Ada Falk"), named("Company", "Nordvik"), named("Company", "Sudhal")
    jobs = [told("asserted", person, "works_for", north), told("asserted", person, "works_for", south)]
    kg = KnowledgeGraph()
    for status, more in (("asserted", jobs), ("denied", [])):
        text = f"{status} {'.' * 200}"
        article = Article(status, text, status, f"https://{status}.example/", published=CLOCK, publisher=status)
        kg.add(article, [told(status, north, "partnered_with", south), *more])
    return kg


def figures() -> KnowledgeGraph:
    """Return the figures of a car, and a company that a better known one has as another name."""
    car, small, large = named("Vehicle", "Zephyr"), named("Company", "Stella"), named("Company", "Auro", "Stella")
    values = [
        Value("torque", "290 Nm", 290, "N*m"),
        Value("price", "€1.1 million", 1.1e6, "EUR"),
        Value("power", "400 hp", 298.28, "kW"),
        Value("charging_time", "21 minutes", 1260, "s"),
    ]
    claim: dict[str, Any] = {"relation": "has_attribute", "status": "asserted", "confidence": 0.9}
    said = [
        stated("asserted", f"Zephyr: {v.text}", ("Zephyr", "", v.text), subject=car, object=v, **claim) for v in values
    ]
    known = [told("asserted", large, relation, car) for relation in ("produces", "unveiled", "launched")]
    kg = KnowledgeGraph()
    kg.add(
        Article("asserted", "figures", "figures", published=CLOCK),
        [*said, *known, told("asserted", small, "produces", car)],
    )
    return kg


def _price() -> Fact:
    return stated(
        "motor-ledger",
        "The Vision-S 03 is to go on sale in Japan and Germany at the end of 2028, at a price of about 69,000 euros.",
        ("The Vision-S 03", "price", "about 69,000 euros"),
        subject=named("Vehicle", "Sony Vision-S 03"),
        relation="has_attribute",
        object=Value("price", "about 69,000 euros", 69000, "EUR"),
        status="planned",
        confidence=0.8,
        qualifiers=(Qualifier("date", "at the end of 2028", "2028-Q4"), Qualifier("market", "Japan and Germany")),
    )


FITS = (
    ("supplies", "Company", "Company"),
    ("partnered_with", "Company", "Company"),
    ("acquired", "Company", "Company"),
    ("produces", "Company", "Vehicle"),
    ("ceo_of", "Person", "Company"),
    ("operates_plant_in", "Company", "Place"),
)
FIRST = "Nordic Volta Argo Titan Zephyr Orion Helix Kestrel Falk Auro Stella Terra Meridian Boreal".split()
BATCH = 100
"""Facts of one article of the random graph."""

SECOND = "Motors Components Drive Seating Semicon Powertrain Mobility Electric Group".split()


def random_graph(entities: int, facts: int, *, seed: int = 7, store: LocalStore | None = None) -> KnowledgeGraph:
    """Return a graph of random facts over eight years, in which few entities have many facts.

    It is written in one go, which is many times faster than article by article; every article is its own origin.
    """
    dice = random.Random(seed)
    kinds = ["Company"] * 6 + ["Vehicle"] * 2 + ["Person", "Place"]
    pool: dict[str, list[Entity]] = {kind: [] for kind in kinds}
    for number in range(entities):
        kind = kinds[number % len(kinds)]
        pool[kind].append(named(kind, f"{dice.choice(FIRST)} {dice.choice(SECOND)} {number}"))
    quads: set[Quad] = set()
    for start in range(0, facts, BATCH):
        id = f"a{start}"
        day = date(2018, 1, 1) + timedelta(days=2900 * start // max(1, facts))
        made = [_random_fact(dice, pool, id, number) for number in range(start, min(facts, start + BATCH))]
        article = Article(id, f"{id} text", f"Report {id}", f"https://news.example/{id}", "", day, publisher="News")
        quads |= article_quads(article, [fact for fact in made if fact.subject != fact.object])
    grouped: dict[str, list[Testimony]] = {}
    for one in testimonies_of(quads):
        grouped.setdefault(one.claim.iri, []).append(replace(one, origin=one.article))
    for own in grouped.values():
        quads |= statement_quads(aggregate(own))
    for entity in (entity for known in pool.values() for entity in known):
        quads |= entity_quads(entity, FACTS)
    kg = KnowledgeGraph(store)
    kg.store.load(quads)
    return kg


def _random_fact(dice: random.Random, pool: dict[str, list[Entity]], article: str, number: int) -> Fact:
    relation, left, right = dice.choice(FITS)
    ends = []
    for kind in (left, right):
        known = pool[kind]
        hub = min(len(known) - 1, int(dice.paretovariate(0.6)) - 1)
        ends.append(known[hub if dice.random() < 0.4 else dice.randrange(len(known))])
    words = relation.replace("_", " ")
    return stated(
        article,
        f"{ends[0].label} {words} {ends[1].label} (report {number}).",
        (ends[0].label, words, ends[1].label),
        subject=ends[0],
        relation=relation,
        object=ends[1],
        status=dice.choice(["asserted"] * 6 + ["planned"] * 2 + ["rumored", "denied", "ended"]),
        confidence=round(dice.uniform(0.4, 0.99), 2),
    )


HOSTILE = [
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    '<img src=x onerror="window.hacked=3">',
    "\"'><svg onload=window.hacked=4>",
    '<a href="javascript:window.hacked=5">href</a>',
    "line\u2028separator\u2029paragraph",
    "\u202eright-to-left\u202c mark \u200f",
    "<!-- <script> -->",
    "${window.hacked=6} {{ 7*7 }} {% raw %}",
    '=HYPERLINK("https://evil.example","click")',
    "__proto__",
    "constructor",
    "x" * 10_000,
    "比亚迪 🚗 e\u0301",
]


def hostile() -> tuple[KnowledgeGraph, list[str]]:
    """Return a graph with hostile text in every field, and its labels."""
    entities = [
        Entity(f"company/{n}-{i}", "Company", n, (n + " alias",), ("javascript:alert(1)",))
        for i, n in enumerate(HOSTILE)
    ]
    hub = named("Company", "Hub")
    kg = KnowledgeGraph()
    urls = ["javascript:window.hacked=8", "data:text/html,<script>window.hacked=9</script>", "https://ok.example/"]
    for number, entity in enumerate(entities):
        id = f"{number} <b>&amp;"
        text = HOSTILE[number]
        fact = stated(
            id,
            f"Hub {text} {text}",
            ("Hub", text, text),
            subject=hub,
            relation="partnered_with",
            object=entity,
            status="asserted",
            confidence=0.9,
            speaker=text,
            qualifiers=(Qualifier("reason", text, text),),
        )
        kg.add(
            Article(id, text, text, f"{urls[number % 3]}#{number}", publisher=text, author=text, published=CLOCK),
            [fact],
        )
    return kg, [hub.label, *HOSTILE]
