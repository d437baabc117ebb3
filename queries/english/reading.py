"""Questions in English: which question of the library is meant, and with which parameters; no language model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph import KnowledgeGraph, UnknownQuestionError, ontology

from ..library.binding import SPAN
from ..library.details import labels, named
from ..library.questions import FILTERS, Parameter, Question, question, questions
from .conditions import conditions
from .frames import frame_matches
from .wording import Edge, Match, Sentence, matches, sentence_of, spelt, wording, words_of

NAME_LENGTH = 6
"""Words that the name of an entity may have."""

MODEL_LENGTH = 3
"""Words that the name of a model without its maker may have."""

MEANINGS = 8
"""Entities of one name that are looked at."""

KINDS = {kind.lower(): kind for kind in ontology().kinds}
"""The kinds as ids spell them."""

ALIKE = 88
"""Least similarity (rapidfuzz ratio, 0 to 100) at which an unknown word is read as a misspelt name."""

GUESS, STRANGER = 1, 3
"""What reading a misspelt and an unknown name costs, in words of a text slot."""

RANKING = frozenset(("biggest", "largest"))
"""Words that ask for an order that no answer has."""

QUESTION_WORDS = frozenset(("WHO", "WHAT", "WHERE", "WHEN", "WHY", "HOW", "HOWMANY", "FIRM", "ABOUT"))
"""Concepts that do not say what is asked: they alone make no question of an unknown name."""


@dataclass(frozen=True, slots=True)
class Known:
    """A name in the question with the entities that it may mean, (id, label) by kind; none for an unknown name.

    `inside` tells that it follows "in": then it is rather a place than a firm, where it may be both or is unknown.
    """

    text: str
    entities: Mapping[str, tuple[str, str]]
    cost: int = 0
    inside: bool = False

    def cost_as(self, parameter: Parameter) -> int:
        """Return what it costs to read the name as a value of a parameter."""
        place = self.inside and (not self.entities or "Place" in self.entities)
        return self.cost + (place and "Place" not in parameter.kind.split(","))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question in English asks; `others` may be meant instead, `notes` say how names were read."""

    question: Question
    parameters: Mapping[str, str]
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def understand(kg: KnowledgeGraph, text: str) -> Reading:
    """Return the question of the library that a text asks, or raise UnknownQuestionError.

    Every word must be explained: by a template, a name, a date, an amount or a status.
    """
    rest, given = conditions(text)
    sentence = sentence_of(words_of(rest))
    names = _add_names(kg, sentence)
    kinds = [frozenset(kind.lower() for kind in name.entities) for name in names]
    found = _read(matches(sentence), names, given) or _read(frame_matches(sentence, kinds), names, given)
    if not found:
        raise UnknownQuestionError(text, _near(sentence))
    found.sort(key=lambda one: one[0])
    _, asked, parameters, match = found[0]
    return Reading(
        question=asked,
        parameters=parameters,
        others=tuple(dict.fromkeys(one[1].name for one in found if one[1] != asked))[:3],
        notes=(*_notes(asked, match, names), *_unranked(asked, sentence.words)),
    )


def _read(
    read: Iterable[Match], names: Sequence[Known], given: Mapping[str, str]
) -> list[tuple[int, Question, dict[str, str], Match]]:
    """Return cost, question and parameters of the matches that give a question all that it needs."""
    found = []
    for match in read:
        asked = question(match.template.question)
        parameters = _parameters(asked, match, names, given)
        if parameters is not None:
            known = {parameter.name: parameter for parameter in asked.parameters}
            cost = match.cost + sum(names[number].cost_as(known[slot]) for slot, number in match.names.items())
            found.append((cost, asked, parameters, match))
    return found


def _parameters(
    asked: Question, match: Match, names: Sequence[Known], given: Mapping[str, str]
) -> dict[str, str] | None:
    """Return the parameters that a match gives to its question, or None where they do not fit it."""
    known = {parameter.name: parameter for parameter in asked.parameters}
    values = dict(match.template.presets)
    said = match.template.concepts - QUESTION_WORDS
    for slot, number in match.names.items():
        value = _entity(known[slot], names[number])
        if not said and not names[number].entities:
            return None
        if value is None or value in values.values():
            return None
        values[slot] = value
    for slot, text in match.texts.items():
        if slot == "_":
            continue
        words = [word for word in text.split() if word.lower() not in wording().drop]
        if not words:
            return None
        values[slot] = " ".join(words)
    if "period" in known and SPAN.fullmatch(given.get("since", "")) and given["since"] == given.get("until"):
        values["period"] = given["since"]  # "revenue in 2024" is that of 2024, whenever it was reported
        given = {name: value for name, value in given.items() if name not in ("since", "until")}
    for name, value in given.items():
        renamed = {"since": "after", "until": "before"}.get(name, name)
        values[renamed if renamed in known else name] = value
    missing = [parameter for parameter in asked.parameters if parameter.default is None]
    fits = all(name in known or name in FILTERS for name in values)
    return values if fits and all(parameter.name in values for parameter in missing) else None


def _entity(parameter: Parameter, known: Known) -> str | None:
    """Return the id of the entity of the right kind; an unknown name stands for itself."""
    if not known.entities:
        return known.text
    kinds = list(ontology().kinds) if parameter.kind == "any" else parameter.kind.split(",")
    return next((known.entities[kind][0] for kind in kinds if kind in known.entities), None)


def _notes(asked: Question, match: Match, names: Sequence[Known]) -> Iterator[str]:
    known = {parameter.name: parameter for parameter in asked.parameters}
    for slot, number in match.names.items():
        id = _entity(known[slot], names[number])
        label = next((label for other, label in names[number].entities.values() if other == id), "")
        if names[number].cost and label:
            yield f"{names[number].text!r} read as {label}"


def _unranked(asked: Question, words: Iterable[str]) -> Iterator[str]:
    """Yield a note on words that ask for an order by size: amounts are in many currencies, and none is converted."""
    for word in words:
        if word.lower() in RANKING and asked.analysis != "centrality":
            yield f"{word!r} is passed over: answers are not ranked by size"


def _near(sentence: Sentence) -> tuple[str, ...]:
    """Return the questions whose templates share most with the sentence."""
    heard = frozenset().union(*(edge.concepts for edges in sentence.edges.values() for edge in edges))
    heard -= QUESTION_WORDS
    shared: dict[str, float] = defaultdict(float)
    for template in wording().templates:
        if template.concepts:
            share = len(heard & template.concepts) / len(template.concepts)
            shared[template.question] = max(shared[template.question], share)
    best = sorted((name for name, share in shared.items() if share > 0), key=lambda name: (-shared[name], name))
    return tuple(best[:3])


# ---------------------------------------------------------------- names


def _add_names(kg: KnowledgeGraph, sentence: Sentence) -> list[Known]:
    """Add an edge for every name of the graph in the sentence, and for capitalised words that the graph lacks."""
    index = kg.names()
    names: list[Known] = []
    covered: set[int] = set()
    for start in range(len(sentence.words)):
        for end in range(min(start + NAME_LENGTH, len(sentence.words)), start, -1):
            text = " ".join(sentence.words[start:end])
            if (found := index.exact(text)) and not _common(sentence, start, end):
                sentence.edges[start].append(Edge(end, name=len(names)))
                names.append(Known(text, _meanings(kg, found), inside=_inside(sentence, start)))
                covered |= set(range(start, end))
    covered |= _add_models(kg, sentence, names)
    for start, end in _strangers(sentence, covered):
        text = " ".join(sentence.words[start:end])
        if end == start + 1 and (text.islower() or start == 0) and (concepts := spelt(text.lower())):
            sentence.edges[start].append(Edge(end, concepts=concepts))
            continue
        near = _alike(kg, text)
        if near or text[0].isupper():
            sentence.edges[start].append(Edge(end, name=len(names)))
            names.append(Known(text, near, GUESS if near else STRANGER, _inside(sentence, start)))
    return names


def _inside(sentence: Sentence, start: int) -> bool:
    return start > 0 and sentence.words[start - 1].lower() == "in"


def _add_models(kg: KnowledgeGraph, sentence: Sentence, names: list[Known]) -> set[int]:
    """Add the models whose maker is named elsewhere ("does Kia build the EV9?"), and return the places of their words.

    The maker may then be passed over: the model says it.
    """
    makers = [
        (start, edge.end, names[edge.name].entities["Company"][1])
        for start, edges in sentence.edges.items()
        for edge in edges
        if edge.name is not None and "Company" in names[edge.name].entities
    ]
    covered: set[int] = set()
    for first, last, maker in makers:
        for start in range(len(sentence.words)):
            for end in range(start + 1, min(start + MODEL_LENGTH, len(sentence.words)) + 1):
                if start < last and first < end:
                    continue
                called = " ".join(sentence.words[start:end])
                found = kg.names().exact(f"{maker} {called}", ("Vehicle",)) or _of_maker(kg, called, maker)
                if found:
                    sentence.edges[start].append(Edge(end, name=len(names)))
                    names.append(Known(called, _meanings(kg, found)))
                    sentence.told[first] = last
                    covered |= set(range(start, end))
    return covered


def _of_maker(kg: KnowledgeGraph, name: str, maker: str) -> list[str]:
    """Return the models of this name whose labels begin with that of the maker."""
    found = kg.names().exact(name, ("Vehicle",))
    known = labels(kg, found) if found else {}
    return [iri for iri in found if str(known.get(iri, "")).startswith(f"{maker} ")]


def _meanings(kg: KnowledgeGraph, iris: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return id and label of entities by kind, of each kind the first."""
    found: dict[str, tuple[str, str]] = {}
    ordered = list(iris)[:MEANINGS]
    known = labels(kg, ordered)
    for iri in ordered:
        name = known.get(iri) or named(iri)
        kind = KINDS.get(name.id.partition("/")[0], "")
        found.setdefault(kind, (name.id, str(name)))
    return found


def _common(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a single lower-case word is better read as an ordinary word than as a name (`seat`, `smart`)."""
    word = sentence.words[start]
    ordinary = word in wording().plain or any(edge.end == start + 1 for edge in sentence.edges[start])
    return end == start + 1 and word.islower() and (ordinary or len(word) < 2)


def _strangers(sentence: Sentence, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of words that are neither known names nor words of the templates."""

    def strange(place: int) -> bool:
        word = sentence.words[place]
        ordinary = word.lower() in wording().plain or bool(sentence.edges[place])
        return place not in covered and not ordinary and (word[0].isupper() or len(word) > 4)

    start = 0
    while start < len(sentence.words):
        end = start
        while end < len(sentence.words) and strange(end) and sentence.words[end][0].isupper():
            end += 1
        if end == start and strange(start):
            end = start + 1
        if end > start:
            yield start, end
        start = max(end, start + 1)


def _alike(kg: KnowledgeGraph, text: str) -> dict[str, tuple[str, str]]:
    """Return the entities whose name a text misspells."""
    near = kg.names().near(text, limit=MEANINGS)
    like = [iri for likeness, iri, name in near if likeness >= ALIKE and abs(len(name) - len(text)) <= 2]
    return _meanings(kg, like)


def asks_in_english(text: str) -> bool:
    """Tell whether a text is a question in English rather than the name of one."""
    return " " in text.strip() and text not in questions()
