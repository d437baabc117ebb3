"""Synthetic articles whose facts are known: for load tests that count exactly.

`stories(n)` writes English that real pipelines can read; `facts_in` reads the claims back, sentence by sentence, so
that a run needs no model and its result can be foretold. The same number and seed give the same story.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from graph import Article, Entity, Evidence, Fact, Mention, Span, entity_id

HEADS = "Alpine Baltic Castor Delphi Eastern Falcon Granite Harbour Indigo Juniper Kestrel Lumen Meridian Nordic Orchid Pioneer Quartz Raven Sierra Tundra Umbra Vector Willow Xenon Yarrow Zephyr".split()
TAILS = "Motors Mobility Automotive Systems Dynamics Electric Vehicles Drives Castings Batteries Electronics Steering Optics Chemicals Wheels Holdings".split()
MODELS = "Aria Bolt Corso Duna Estra Fenn Gala Halo Iris Jura Kova Lira Mira Nova Ondo Pera".split()
TOWNS = (
    "Graz Leipzig Ostrava Szeged Torun Trnava Zaragoza Porto Ghent Lyon Turin Pune Busan Nagoya Toledo Windsor".split()
)
FORMS = {
    "supplies": (" will supply brake modules to ", "Company"),
    "partnered_with": (" has entered a partnership with ", "Company"),
    "acquired": (" has bought ", "Company"),
    "competes_with": (" competes head to head with ", "Company"),
    "produces": (" builds the ", "Vehicle"),
    "unveiled": (" has unveiled the ", "Vehicle"),
    "operates_plant_in": (" runs a factory in ", "Place"),
}
CLAIM = re.compile(
    "(?P<subject>[A-Z][a-z]+ [A-Z][a-z]+ [0-9]+)(?P<form>"
    + "|".join(re.escape(form) for form, _ in FORMS.values())
    + r")(?P<object>[A-Z][\w ]*?)\."
)
NOUNS = """analyst auction axle bank battery bearing board bonus bridge broker budget buyer cable canal carrier cash
chairman charger city clause client clutch coast coil committee contract copper council court crane credit customer
deadline dealer debt delay deposit depot desk diesel district dock driver duty engine engineer estate estimate exhaust
export factory fee ferry filter fleet forecast foreman forge foundry freight fuel gearbox glass grant grid guard hall
harbour harness hinge hybrid import inquiry insurer inventor inverter invoice judge lamp lawyer lease ledger lender
lever licence lorry machine magnet manager margin market mayor mechanic meeting member mill mine minister mirror
mould nickel notice offer office option order output owner painter panel parcel park patent pension permit phone pilot
pipe planner platform pledge port press price profit project proof pump quarter quota rail range recipe record region
rent rescue reserve rival river robot roof rotor route rubber rule salary sample season seat sensor shaft share shed
shift signal site slide smelter software spring staff statue steel storm strike student subsidy supplier survey switch
table target tariff tax team tender test toll tool tower track trade trial truck tunnel turbine union vendor vessel
village visitor voter wage warden warehouse waste wheel winter wire worker workshop yard zone""".split()
ADJECTIVES = """absent ageing ambitious angry annual bitter blunt brief bright broken busy careful cautious cheap clumsy
cold costly crowded curious daily damp dark deep distant doubtful dry dull early eager empty faint fair famous fierce
final firm flat foreign former fragile free fresh frozen gentle grand grey harsh heavy hidden hollow honest hungry idle
joint keen large late lean legal light local lonely long loud lucky major meagre mild minor modest narrow neat new noisy
odd old open patient plain polite poor private proud public quick quiet rapid rare raw remote rich rigid rough royal
rural sad safe secret severe shallow sharp short shy silent simple slim slow small smart soft solid sour spare steep
stern stiff strange strict strong sudden sunny swift tall tame tense thick thin tidy tight tiny tired tough upper urban
useful vague vast warm weak weary wet wide wild wise young""".split()
VERBS = """avoided blamed blocked bothered calmed changed cheered circled cleared counted covered crossed delayed
divided doubled drained eased emptied escaped faced filled followed forgot guarded hailed halved ignored joined knew
lifted limited loaded matched mended missed moved needed noticed offended passed pleased praised pressed puzzled raised
reached refused repaired replaced rescued ruined saved served shaped shared shocked sorted spared split spoiled stopped
strained studied surprised tested thanked topped trailed trusted turned upset used visited warned watched widened
worried""".split()


@dataclass(frozen=True, slots=True)
class Story:
    """An article and the claims that it makes, as (subject, relation, object) in labels."""

    number: int
    title: str
    published: date
    publisher: str
    text: str
    claims: tuple[tuple[str, str, str], ...]

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://news.example/{self.published:%Y/%m}/{self.number}"


def stories(count: int, *, start: int = 0, seed: int = 1) -> Iterator[Story]:
    """Yield stories number `start` to `start + count`."""
    for number in range(start, start + count):
        yield story(number, seed)


def story(number: int, seed: int = 1) -> Story:
    """Return one story of one to six claims, 60 to 400 words."""
    pick = random.Random(seed * 1_000_003 + number)
    claims, paragraphs = [], []
    for _ in range(pick.randint(1, 6)):
        relation, (form, kind) = pick.choice(list(FORMS.items()))
        subject, object = _company(pick), _object(pick, kind)
        if subject != object and (subject, relation, object) not in claims:
            claims.append((subject, relation, object))
            lines = [f"{subject}{form}{object}.", *(_filler(pick) for _ in range(pick.randint(1, 5)))]
            pick.shuffle(lines)
            paragraphs.append(" ".join(lines))
    published = date(2020, 1, 1) + timedelta(days=number % 2200)
    title = f"The {pick.choice(ADJECTIVES)} {pick.choice(NOUNS)}: item {number} of the day"
    return Story(number, title, published, f"Paper {number % 90}", "\n\n".join(paragraphs) + "\n", tuple(claims))


def _company(pick: random.Random) -> str:
    # The square makes some companies far more frequent than others.
    return f"{pick.choice(HEADS)} {pick.choice(TAILS)} {int(40 * pick.random() ** 2) + 1}"


def _object(pick: random.Random, kind: str) -> str:
    if kind == "Company":
        return _company(pick)
    return f"{pick.choice(MODELS)} {pick.randint(1, 99)}" if kind == "Vehicle" else pick.choice(TOWNS)


def _filler(pick: random.Random) -> str:
    """Return a sentence that means little and resembles no other one, so that no story passes for a reprint."""
    nouns, adjectives = pick.sample(NOUNS, 5), pick.sample(ADJECTIVES, 3)
    amount, unit = pick.randint(11, 9999), pick.choice(("cars", "jobs", "orders", "tonnes", "hours", "customers"))
    forms = (
        f"The {adjectives[0]} {nouns[0]} {pick.choice(VERBS)} the {nouns[1]} and the {adjectives[1]} {nouns[2]}",
        f"No {nouns[0]} {pick.choice(VERBS)} the {adjectives[0]} {nouns[1]} or its {adjectives[1]} {nouns[2]}",
        f"Every {adjectives[0]} {nouns[0]} near the {nouns[1]} {pick.choice(VERBS)} {amount} {unit}",
        f"After the {nouns[0]} a {adjectives[0]} {nouns[1]} {pick.choice(VERBS)} some {nouns[2]}",
        f"A {adjectives[0]} {nouns[0]} {pick.choice(VERBS)} {amount} {unit}",
    )
    tails = (
        f", while a {adjectives[2]} {nouns[3]} {pick.choice(VERBS)} the {nouns[4]}.",
        f" before the {nouns[3]} {pick.choice(VERBS)} its {adjectives[2]} {nouns[4]}.",
        f", which {pick.choice(VERBS)} the {adjectives[2]} {nouns[3]}.",
        ".",
    )
    return pick.choice(forms) + pick.choice(tails)


def facts_in(article: Article) -> list[Fact]:
    """Return the claims of a story's text as facts: an extractor that is right by construction."""
    found = []
    for match in CLAIM.finditer(article.text):
        relation, kind = next((name, kind) for name, (form, kind) in FORMS.items() if form == match["form"])
        subject, object = match["subject"], match["object"]
        places = [Mention(match.start(name), match.end(name), match[name]) for name in ("subject", "object")]
        evidence = Evidence(article.id, match[0], Span(*match.span()), *places, extractor="stories")
        ends = Entity(entity_id("Company", subject), "Company", subject), Entity(entity_id(kind, object), kind, object)
        found.append(Fact(ends[0], relation, ends[1], "asserted", 0.9, evidence))
    return found


def expected(told: Iterator[Story]) -> dict[str, int]:
    """Return what a graph of these stories must count."""
    articles, evidences, statements = 0, 0, set()
    for one in told:
        articles += 1
        evidences += len(one.claims)
        for subject, relation, object in one.claims:
            both = tuple(sorted((subject, object))) if relation in SYMMETRIC else (subject, object)
            statements.add((relation, *both))
    entities = {name for _, *both in statements for name in both}
    return {"articles": articles, "evidences": evidences, "statements": len(statements), "entities": len(entities)}


SYMMETRIC = ("partnered_with", "competes_with")


def write_jsonl(told: Iterator[Story], file: Path) -> Path:
    """Write stories as JSON lines and return the file."""
    with file.open("w", encoding="utf-8") as out:
        for one in told:
            row = {
                "title": one.title,
                "text": one.text,
                "url": one.url,
                "published": str(one.published),
                "publisher": one.publisher,
            }
            out.write(json.dumps(row) + "\n")
    return file


def write_pages(told: Iterator[Story], folder: Path) -> Path:
    """Write stories as HTML pages with furniture around them and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in told:
        paragraphs = "".join(f"<p>{part}</p>" for part in one.text.strip().split("\n\n"))
        menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("Home", "Markets", "Plants", "People"))
        page = (
            f"<html lang='en'><head><title>{one.title}</title><link rel='canonical' href='{one.url}'>"
            f"<meta property='article:published_time' content='{one.published}'><meta property='og:site_name' content='{one.publisher}'>"
            f"</head><body><nav><ul>{menu}</ul></nav><main><article><h1>{one.title}</h1>{paragraphs}</article></main>"
            f"<aside><h3>Most read</h3><ul>{menu}</ul></aside><footer>All rights reserved</footer></body></html>"
        )
        (folder / f"{one.number:07d}.html").write_text(page, encoding="utf-8")
    return folder


def heavy_page(one: Story, others: list[Story]) -> str:
    """Return a story as a page of some 120 kB: styles, scripts, a large menu, teasers twice, links at its foot."""
    slot = "<div class='ad-slot'><script>ads.push(function () { ads.display('slot'); });</script></div>"
    paragraphs = slot.join(f"<p class='article-body__p'>{part}</p>" for part in one.text.strip().split("\n\n"))
    style = "".join(f".c{n} {{ color: #fff; margin: {n}px; padding: 0 {n}px }}" for n in range(800))
    scripts = "".join(f"<script>var data{n} = '{'x' * 1500}';</script>" for n in range(20))
    menu = "".join(
        f"<li class='nav-item level-{n % 3}'><a href='/section/{n}' data-track='{n}'><span>Section {n}</span></a></li>"
        for n in range(180)
    )
    teasers = "".join(
        f"<div class='teaser card c{n}'><a href='/story/{n}'><figure><img src='/{n}.jpg' alt='picture {n}'></figure>"
        f"<h3>{other.title}</h3><p>{other.text[:120]}</p></a><time datetime='2024-01-01'>1 January</time></div>"
        for n, other in enumerate(others)
    )
    foot = "".join(f"<a href='/about/{n}'>About {n}</a>" for n in range(80))
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{one.title}</title><style>{style}</style>"
        f"<link rel='canonical' href='{one.url}'><meta property='article:published_time' content='{one.published}'>"
        f"{scripts}</head><body><nav class='main-nav'><ul>{menu}</ul></nav><main><article><h1>{one.title}</h1>{paragraphs}"
        f"</article><section class='related-stories'>{teasers}</section></main><aside class='rail'>{teasers}</aside>"
        f"<footer><div class='footer-links'>{foot}</div></footer></body></html>"
    )
