"""Web noise: the damage that real news pages carry, done to clean sentences with exact offsets."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from .material import Note, TrainingDocument, TrainingSentence

Edit = tuple[int, int, str]  # characters [start, end) become this text

EXCHANGES = ("NYSE: {}", "NASDAQ: {}", "TSE: {}", "{}.DE", "{}.HK", "{}.T", "{}.KS", "{}.SS", "HKG: {}", "NYSE:{}")
AGENCIES = ("(Reuters)", "(Bloomberg)", "(AFP)", "(Kyodo)", "(Xinhua)", "/PRNewswire/", "(ANI)", "(AP)")
CITIES = ("SEOUL", "BERLIN", "Shanghai", "DETROIT", "TOKYO", "MUNICH", "New Delhi", "PARIS", "Beijing", "LONDON")
MONTHS = ("Jan", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept", "October", "Nov.", "Dec")
GLUED = (
    "Advertisement ", "ADVERTISEMENT", "By Staff Writer ", "Share on Facebook Tweet ", "Listen to this article ",
    "Updated 3 hours ago ", "Photo: handout ", "Image credit: company ", "Save Article ", "Published 09:12 GMT ",
    "1 min read ", "- ", "• ", "» ", "UPDATE 2- ", "EXCLUSIVE: ", "Getty Images ", "[Photo] ",
)  # fmt: skip
FURNITURE = (
    "Skip to main content", "Share this article", "Sign up for our newsletter", "Read more", "Related articles",
    "We use cookies to improve your experience on this site.", "Accept all cookies", "All rights reserved.",
    "Comments (0)", "Leave a reply", "Your email address will not be published.", "Most read", "Home > News > Autos",
    "Subscribe now for unlimited access.", "Follow us on social media", "Terms of use | Privacy policy | Contact",
    "The author has no position in any of the shares mentioned.", "Click here to view the gallery.", "Next article",
    "Source: company release", "Tags: electric cars, batteries, charging", "Print this page", "Log in Register",
    "Get the best stories delivered to your inbox every morning.", "5 min read", "Posted on 12 May 2023 at 10:32 am",
    "This story has been corrected to fix a spelling error.", "(Reporting by our staff; editing by the desk)",
    "Enter your email address to receive notifications of new posts.", "Photo gallery: 24 pictures", "Back to top",
)  # fmt: skip


def rewrite(s: TrainingSentence, edits: list[Edit]) -> TrainingSentence:
    """Apply edits that do not overlap to a sentence; mentions move and grow with them."""
    text, last, shift, moves = "", 0, 0, []
    for start, end, new in sorted(edits):
        text += s.text[last:start] + new
        last, shift = end, shift + len(new) - (end - start)
        moves.append((start, end, shift))
    text += s.text[last:]

    def moved(position: int, *, closing: bool) -> int:
        out = position
        for start, end, total in moves:
            if end < position or (end == position and ((closing and start < end) or not closing)):
                out = position + total
        return out

    notes = [Note(moved(n.start, closing=False), moved(n.end, closing=True), n.kind, n.entity) for n in s.notes]
    return replace(s, text=text, notes=notes)


def disturb(doc: TrainingDocument, rng: random.Random) -> TrainingDocument:
    """Return the document as a careless web page might show it."""
    sentences = [_disturb(s, rng) for s in doc.sentences]
    if rng.random() < 0.12:
        sentences = [_upper(s, rng) if s.title else s for s in sentences]
    if rng.random() < 0.10:
        first = next((i for i, s in enumerate(sentences) if not s.title), None)
        if first is not None:
            sentences[first] = _dateline(sentences[first], rng)
    if rng.random() < 0.25:
        sentences = _furnish(sentences, rng)
    if rng.random() < 0.15:
        sentences = _run_on(sentences, rng)
    return replace(doc, sentences=sentences)


def _disturb(s: TrainingSentence, rng: random.Random) -> TrainingSentence:
    draw = rng.random()
    for share, damage in DAMAGES:
        draw -= share
        if draw < 0:
            return damage(s, rng)
    return s


def _glue(s: TrainingSentence, rng: random.Random) -> TrainingSentence:
    return rewrite(s, [(0, 0, rng.choice(GLUED))])


def _lower(s: TrainingSentence, rng: random.Random) -> TrainingSentence:
    return replace(s, text="".join(_same_length(c, c.lower()) for c in s.text))


def _quotes(s: TrainingSentence, rng: random.Random) -> TrainingSentence:
    plain = {"’": "'", "‘": "'", "“": '"', "”": '"'}
    if rng.random() < 0.5:
        plain = {"'": "’"}
    return rewrite(s, [(i, i + 1, plain[c]) for i, c in enumerate(s.text) if c in plain])


def _truncate(s: TrainingSentence, rng: random.Random) -> TrainingSentence:
    if s.facts:
        return s
    cut = rng.randint(len(s.text) // 3, len(s.text))
    notes = [n for n in s.notes if n.end <= cut]
    return replace(s, text=s.text[:cut] + rng.choice(("", "...", " …")), notes=notes)


def _same_length(old: str, new: str) -> str:
    return new if len(new) == len(old) else old


def _upper(s: TrainingSentence, rng: random.Random) -> TrainingSentence:
    return replace(s, text="".join(_same_length(c, c.upper()) for c in s.text))


def _ticker(s: TrainingSentence, rng: random.Random) -> TrainingSentence:
    firms = [n for n in s.notes if n.kind == "Company" and not s.text[n.end :].startswith(("'", "’", "-"))]
    if not firms:
        return s
    at = rng.choice(firms).end
    code = "".join(rng.choice("ABCDEFGHKLMNOPRSTVX") for _ in range(rng.randint(2, 4)))
    code = rng.choice((code, f"{rng.randint(1, 9999):04d}"))
    return rewrite(s, [(at, at, f" ({rng.choice(EXCHANGES).format(code)})")])


def _spaces(s: TrainingSentence, rng: random.Random) -> TrainingSentence:
    gaps = [i for i, c in enumerate(s.text) if c == " " and s.text[i - 1 : i] in tuple(",;:)%")]
    if rng.random() < 0.5 or not gaps:
        return rewrite(s, [(i, i + 1, rng.choice(("  ", "\u00a0"))) for i, c in enumerate(s.text)
                           if c == " " and rng.random() < 0.2])  # fmt: skip
    return rewrite(s, [(i, i + 1, "") for i in gaps if rng.random() < 0.6])


def _dateline(s: TrainingSentence, rng: random.Random) -> TrainingSentence:
    city, date = rng.choice(CITIES), f"{rng.choice(MONTHS)} {rng.randint(1, 30)}"
    head = f"{city}, {date} {rng.choice(AGENCIES)} {rng.choice(('-', '--', '—', '–'))} "
    out = rewrite(s, [(0, 0, head)])
    day = len(city) + 2
    city_note = Note(0, len(city), "Place", city.title())
    date_note = Note(day, day + len(date), "Date", "\0dateline")
    return replace(out, notes=[city_note, date_note, *out.notes])


def _furnish(sentences: list[TrainingSentence], rng: random.Random) -> list[TrainingSentence]:
    out = list(sentences)
    for _ in range(rng.randint(1, 3)):
        line = " ".join(rng.sample(FURNITURE, rng.choice((1, 1, 2, 3))))
        out.insert(rng.randint(1, len(out)), TrainingSentence(line, False, []))
    return out


def _run_on(sentences: list[TrainingSentence], rng: random.Random) -> list[TrainingSentence]:
    """Join two neighbours as a splitter would that misses the full stop between them."""
    i = rng.randrange(len(sentences))
    if i + 1 >= len(sentences) or sentences[i].title or sentences[i + 1].title:
        return sentences
    a, b = sentences[i], sentences[i + 1]
    gap = rng.choice(("", " "))
    shift = len(a.text) + len(gap)
    notes = [Note(n.start + shift, n.end + shift, n.kind, n.entity) for n in b.notes]
    joined = TrainingSentence(a.text + gap + b.text, False, [*a.notes, *notes], [*a.facts, *b.facts])
    return [*sentences[:i], joined, *sentences[i + 2 :]]


DAMAGES: tuple[tuple[float, Callable[[TrainingSentence, random.Random], TrainingSentence]], ...] = (
    (0.012, _upper),
    (0.010, _lower),
    (0.023, _glue),
    (0.030, _ticker),
    (0.025, _spaces),
    (0.060, _quotes),
    (0.020, _truncate),
)
"""The share of sentences that suffer each damage."""
