"""Words and templates: how a question in English becomes a question of the library (english.toml holds both).

A sentence is a lattice: an edge leads from one word to a later one and carries a concept, a figure, a name or just
the word. A template matches when its elements lead from the first word to the last; words that carry nothing may
be skipped, all others must be explained.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

FILE = Path(__file__).with_name("english.toml")

TEXT_LENGTH = 5
"""Words that a text slot may hold."""

SHORTEST, MISSPELT = 5, 88
"""Letters of a word that may be misspelt, and its least likeness (rapidfuzz ratio, 0 to 100) to the word it is for."""

JOINTS = frozenset(("to", "from", "by", "with", "of", "that", "who", "which"))
"""Words that no text slot holds: they lead on to the next part of the question."""

ROLES = frozenset(("SUPPLIER", "CUSTOMER", "PARTNER", "OWNER"))
"""Concepts that are no part of what is supplied: the suppliers of suppliers are another question."""

VERBS = "SUPPLY PARTNER MAKE OWN ACQUIRE MERGE INVEST USE COMPETE SUE LAUNCH BUY JV SELL WORK RECALL UNIT TALK".split()
"""What VERB in a template stands for: the concepts that say what two entities do with each other."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A stretch of words up to word `end`, read as one thing; `name` is an entity's place in the list of names."""

    end: int
    concepts: frozenset[str] = frozenset()
    figure: str = ""
    name: int | None = None


@dataclass(slots=True)
class Sentence:
    """The words of a question and everything that they may be read as, by first word.

    `told` are stretches (first word, end) that other words say as well: the maker whose model is named.
    """

    words: list[str]
    edges: dict[int, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    told: dict[int, int] = field(default_factory=dict)

    def names(self, start: int) -> set[int]:
        """Return where the capitalised names end that begin with a word."""
        if not self.words[start][0].isupper():
            return set()
        return {edge.end for edge in self.edges.get(start, ()) if edge.name is not None}


@dataclass(frozen=True, slots=True)
class Template:
    """One way to put a question; an element is its alternatives, a slot, and whether it may be missing."""

    question: str
    elements: tuple[tuple[tuple[str, ...], bool], ...]
    presets: Mapping[str, str]

    @property
    def concepts(self) -> frozenset[str]:
        """The concepts that must occur."""
        return frozenset(name for names, optional in self.elements if not optional for name in names if name.isupper())


@dataclass(frozen=True, slots=True)
class Match:
    """The slots that a template filled: entities by their place in the list of names, texts and figures as words.

    `cost` counts the words in text slots: what the template itself explains is the better explanation.
    """

    template: Template
    names: Mapping[str, int]
    texts: Mapping[str, str]
    cost: int


@dataclass(frozen=True)
class Wording:
    """The content of english.toml."""

    drop: frozenset[str]
    concepts: Mapping[tuple[str, ...], frozenset[str]]
    figures: Mapping[tuple[str, ...], str]
    templates: tuple[Template, ...]
    frames: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    never: frozenset[str] = frozenset()

    @cached_property
    def plain(self) -> frozenset[str]:
        """The ordinary words: what carries nothing, and what templates name as it is."""
        elements = (name for template in self.templates for names, _ in template.elements for name in names)
        return self.drop | {name for name in elements if name.islower() and not name.startswith("{")}


@cache
def wording() -> Wording:
    """Return the words and templates of english.toml."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    firms = [phrase.strip() for phrase in data["words"]["FIRM"].split(",")]
    concepts: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for concept, text in data["words"].items():
        for phrase in text.split(","):
            for spelt in [phrase.replace("FIRM", firm) for firm in firms] if "FIRM" in phrase else [phrase]:
                concepts[tuple(spelt.split())].add(concept)
    figures = {tuple(p.split()): name for name, text in data["figures"].items() for p in text.split(",")}
    templates = [
        _template(question, line)
        for question, lines in data["templates"].items()
        for line in lines.strip().splitlines()
    ]
    return Wording(
        drop=frozenset(data["drop"].split()),
        concepts={phrase: frozenset(names) for phrase, names in concepts.items()},
        figures=figures,
        templates=tuple(templates),
        frames={question: tuple(lines.strip().splitlines()) for question, lines in data["frames"].items()},
        never=frozenset(data["never"].split()),
    )


def _template(question: str, line: str) -> Template:
    row, _, presets = line.partition("=>")
    elements = tuple((tuple(part.removesuffix("?").split("|")), part.endswith("?")) for part in row.split())
    return Template(question, elements, dict(part.split("=") for part in presets.split()))


def words_of(text: str) -> list[str]:
    """Return the words of a text without punctuation and the possessive ending.

    >>> words_of("Who are Sony's partners?")
    ['Who', 'are', 'Sony', 'partners']
    """
    bare = re.sub(r"['’]s?(?!\w)", " ", text)
    return re.findall(r"[\w&+](?:[\w&+./’'-]*[\w&+])?", bare)


def sentence_of(words: Sequence[str]) -> Sentence:
    """Return the words with all concepts and figures that they may be read as."""
    known, sentence = wording(), Sentence(list(words))
    lower = [word.lower() for word in words]
    for start in range(len(lower)):
        for end in range(start + 1, min(start + 6, len(lower)) + 1):
            phrase = tuple(lower[start:end])
            if concepts := known.concepts.get(phrase):
                sentence.edges[start].append(Edge(end, concepts=concepts))
            if figure := known.figures.get(phrase):
                sentence.edges[start].append(Edge(end, figure=figure))
    return sentence


@cache
def spelt(word: str) -> frozenset[str]:
    """Return the concepts of the word that an unknown one inflects or misspells.

    >>> sorted(spelt("suplies") & {"SUPPLY"}), sorted(spelt("dividend"))
    (['SUPPLY'], [])
    """
    from rapidfuzz import fuzz, process

    single = {phrase[0]: concepts for phrase, concepts in wording().concepts.items() if len(phrase) == 1}
    if len(word) < SHORTEST or word in wording().plain:
        return frozenset()
    roots = {_root(known): known for known in single if len(known) >= SHORTEST}
    if known := roots.get(_root(word)):
        return single[known]
    near = process.extractOne(word, single.keys(), scorer=fuzz.ratio, score_cutoff=MISSPELT)
    return single[near[0]] if near else frozenset()


def _root(word: str) -> str:
    """Return a word without its endings, roughly.

    >>> _root("delivering") == _root("delivers"), _root("relying") == _root("relies")
    (True, True)
    """
    ending = r"(?<=\w{4})(?:ing|ers?|ed|ies|es|s|ions?|ments?)$"
    bare = re.sub(ending, "", re.sub(ending, "", word))  # deliver-ing, deliv-er-s: one ending may hide another
    return re.sub(r"(?<=\w{3})[yei]$", "", bare)


def matches(sentence: Sentence) -> Iterator[Match]:
    """Yield every way in which a template explains all the words, the cheapest of each template."""
    for template in wording().templates:
        found = list(_walk(sentence, template, 0, 0, {}))
        if not found and template.elements[0][0][0] not in ("WHO", "WHAT"):
            starts = {edge.end for edge in sentence.edges.get(0, ()) if edge.concepts & {"WHO", "WHAT"}}
            later = (match for start in starts for match in _walk(sentence, template, 0, start, {}))
            found = [replace(match, cost=match.cost + 1) for match in later]
        if found:
            yield min(found, key=lambda match: match.cost)


def _walk(
    sentence: Sentence, template: Template, place: int, start: int, filled: dict[str, int | str]
) -> Iterator[Match]:
    words = sentence.words
    if start < len(words) and words[start].lower() in wording().drop:
        yield from _walk(sentence, template, place, start + 1, filled)
    if start in sentence.told:
        yield from _walk(sentence, template, place, sentence.told[start], filled)
    if place == len(template.elements):
        if start == len(words):
            names = {slot: value for slot, value in filled.items() if isinstance(value, int)}
            texts = {slot: value for slot, value in filled.items() if isinstance(value, str)}
            yield Match(template, names, texts, sum(_cost(text) for slot, text in texts.items() if slot != "attribute"))
        return
    alternatives, optional = template.elements[place]
    if optional:
        yield from _walk(sentence, template, place + 1, start, filled)
    if start == len(words):
        return
    if alternatives[0].startswith("{"):
        yield from _slot(sentence, template, place, start, filled)
        return
    ends = {start + 1} if words[start].lower() in alternatives else set()
    wanted = {*alternatives, *(VERBS if "VERB" in alternatives else ())}
    ends |= {edge.end for edge in sentence.edges[start] if edge.concepts & wanted}
    for end in sorted(ends):
        yield from _walk(sentence, template, place + 1, end, filled)


def _cost(text: str) -> int:
    """Return the words of a text; a capitalised word counts like a name that the graph does not have."""
    return sum(3 if word[0].isupper() else 1 for word in text.split())


def _slot(
    sentence: Sentence, template: Template, place: int, start: int, filled: dict[str, int | str]
) -> Iterator[Match]:
    slot = template.elements[place][0][0].strip("{}")
    for edge in sentence.edges[start]:
        if edge.name is not None and slot in ENTITY_SLOTS:
            yield from _walk(sentence, template, place + 1, edge.end, filled | {slot: edge.name})
        if edge.figure and slot == "attribute":
            yield from _walk(sentence, template, place + 1, edge.end, filled | {slot: edge.figure})
    if slot == "attribute" or slot in ENTITY_SLOTS:
        return
    for end in range(start + 1, min(start + TEXT_LENGTH, len(sentence.words)) + 1):
        if _ends_text(sentence, end - 1) or (end - 1 > start and sentence.names(end - 1)):
            break
        if (own := sentence.names(start)) and end not in own:
            continue
        text = " ".join(sentence.words[start:end])
        yield from _walk(sentence, template, place + 1, end, filled | {slot: text})


def _ends_text(sentence: Sentence, place: int) -> bool:
    """Tell whether a word leads on to the next part of the question, compares things, or names a role."""
    word = sentence.words[place].lower()
    roles = any(edge.concepts & ROLES for edge in sentence.edges.get(place, ()))
    return word in JOINTS or word in wording().never or roles


def _entity_slots() -> frozenset[str]:
    from ..library.questions import questions

    plain = ("text", "number", "date", "period", "relation", "statement")
    return frozenset(
        parameter.name
        for question in questions().values()
        for parameter in question.parameters
        if parameter.kind not in plain and "|" not in parameter.kind
    )


ENTITY_SLOTS = _entity_slots()
"""Parameters of the library that take entities; no question uses such a name for a text."""
