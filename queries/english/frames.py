"""Frames: what a question must speak of, in any order, for wordings that no template foresees.

A frame names concepts and words that must occur and slots for names; behind `+` it lists concepts that may occur too.
A slot may say where its name stands: `to` behind that word, `<USE` before and `>USE` behind a word of that concept, one
of these at least; `!by` never behind that word. As in templates, every word must be explained: a word that neither
the frame nor a text slot takes makes it a question that we do not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations

from .wording import ENTITY_SLOTS, ROLES, VERBS, Edge, Match, Sentence, Template, wording

EVERYWHERE = frozenset(("WHO", "WHAT", "FIRM"))
"""Concepts that every frame takes; why, when and how many are taken only where a frame says so."""

LINKS = frozenset(
    "to from by with of for in at on and or between into across around among over behind as vs together".split()
)
"""Words that lead from one part of a question to the next."""

THINGS = frozenset(("technology", "component", "material", "platform"))
"""Kinds whose names may be part of what is supplied."""

WARES = frozenset(("TECH", "PART", "BASED", "CAR"))
"""Concepts whose words may be part of what is supplied (chips, seats): other concepts must be explained."""

LONGEST_TEXT = 4
"""Words of a text slot."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A parameter, whether it may be missing, and where its name may stand."""

    name: str
    optional: bool
    places: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """The alternatives that must occur, the concepts that may, and the slots."""

    question: str
    needed: tuple[frozenset[str], ...]
    allowed: frozenset[str]
    slots: tuple[Slot, ...]
    presets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the question with everything that it may be read as; `word` is what stands there, lower-case."""

    start: int
    word: str
    concepts: frozenset[str] = frozenset()
    figure: str = ""
    name: int | None = None


@cache
def frames() -> tuple[Frame, ...]:
    """Return the frames of english.toml."""
    return tuple(read_frame(question, line) for question, lines in wording().frames.items() for line in lines)


def read_frame(question: str, line: str) -> Frame:
    """Return the frame of a line of english.toml.

    >>> read_frame("customers_of", "CUSTOMER {supplier:!to,<GET} {product}? + SUPPLY").slots[1].optional
    True
    """
    head, _, presets = line.partition("=>")
    must, _, may = head.partition("+")
    elements = must.split()
    needed = tuple(frozenset(one.split("|")) for one in elements if not one.startswith("{"))
    slots = tuple(_slot(one) for one in elements if one.startswith("{"))
    allowed = EVERYWHERE.union(may.split(), *needed)
    return Frame(question, needed, allowed, slots, dict(part.split("=") for part in presets.split()))


def _slot(text: str) -> Slot:
    name, _, places = text.rstrip("?").strip("{}").partition(":")
    told = set(filter(None, places.split(",")))
    never = {place[1:] for place in told if place.startswith("!")}
    return Slot(name, text.endswith("?"), frozenset(told - {f"!{place}" for place in never}), frozenset(never))


def frame_matches(sentence: Sentence, kinds: Sequence[frozenset[str]]) -> Iterator[Match]:
    """Yield the ways in which frames explain all words, with costs that grow with what is merely allowed.

    `kinds` are the kinds of the entities that each name of the sentence may mean.
    """
    pieces = list(_pieces(sentence))
    told = [role for piece in pieces for role in piece.concepts & ROLES]
    unknown = any(piece.name is not None and not kinds[piece.name] for piece in pieces)
    if unknown or len(told) > len(set(told)):  # the suppliers of a supplier are another question
        return
    for frame in frames():
        yield from _fits(frame, pieces, kinds)


def _pieces(sentence: Sentence) -> Iterator[Piece]:
    """Yield the words of a question joined to the longest names, concepts and figures."""
    start = 0
    while start < len(sentence.words):
        edges = sentence.edges.get(start, [])
        end = max((edge.end for edge in edges), default=start + 1)
        if sentence.told.get(start) == end:
            start = end
            continue
        here: list[Edge] = [edge for edge in edges if edge.end == end]
        word = " ".join(sentence.words[start:end])
        if here or word.lower() not in wording().drop:
            concepts = frozenset().union(*(edge.concepts for edge in here))
            figure = next((edge.figure for edge in here if edge.figure), "")
            name = next((edge.name for edge in here if edge.name is not None), None)
            yield Piece(start, word.lower(), concepts, figure, name)
        start = end


def _fits(frame: Frame, pieces: Sequence[Piece], kinds: Sequence[frozenset[str]]) -> Iterator[Match]:
    texts = [slot for slot in frame.slots if slot.name not in ENTITY_SLOTS and slot.name != "attribute"]
    figures = any(slot.name == "attribute" for slot in frame.slots)
    words, names, used = list[Piece](), list[Piece](), set[str]()
    attribute, extra = "", 0
    for piece in pieces:
        thing = piece.name is not None and bool(kinds[piece.name] & THINGS)
        if figures and piece.figure and not attribute:
            attribute = piece.figure
        elif taken := _taken(piece, frame):
            used |= taken
            extra += not any(taken & needed for needed in frame.needed)
        elif piece.name is not None and not (texts and thing):
            names.append(piece)
        elif piece.word in LINKS:
            continue
        elif texts and piece.concepts <= WARES:
            words.append(piece)
        else:
            return
    if not all(used & needed for needed in frame.needed) or figures != bool(attribute):
        return
    if not (text := _text(words)) and (words or any(not slot.optional for slot in texts)):
        return
    told = {slot.name: text for slot in texts if text} | ({"attribute": attribute} if attribute else {})
    slots = [slot for slot in frame.slots if slot.name in ENTITY_SLOTS]
    for filled in _filled(slots, names, pieces):
        said = tuple((tuple(sorted(one)), False) for one in frame.needed)
        template = Template(frame.question, said, frame.presets)
        cost = 2 * extra - 3 * len(frame.needed) + (2 if text else 0)
        yield Match(template, filled, told, cost)


def _taken(piece: Piece, frame: Frame) -> frozenset[str]:
    """Return the concepts or the word for which a frame takes a piece that is no name."""
    if piece.name is not None:
        return frozenset()
    wanted = frame.allowed | (frozenset(VERBS) if "VERB" in frame.allowed else frozenset())
    taken = piece.concepts & wanted
    return taken or (frozenset((piece.word,)) if piece.word in frame.allowed else frozenset())


def _text(words: Sequence[Piece]) -> str:
    """Return what stands together as one text, '' where words are scattered, too many, or compare things."""
    if not words or any(piece.word in wording().never for piece in words):
        return ""
    ends = [piece.start + len(piece.word.split()) for piece in words]
    apart = any(piece.start != end for piece, end in zip(words[1:], ends, strict=False))
    length = ends[-1] - words[0].start
    return "" if apart or length > LONGEST_TEXT else " ".join(piece.word for piece in words)


def _filled(slots: Sequence[Slot], names: Sequence[Piece], pieces: Sequence[Piece]) -> Iterator[dict[str, int]]:
    """Yield the ways to fill slots with all the names, in the order of the sentence where it does not matter."""
    least = sum(not slot.optional for slot in slots)
    if not least <= len(names) <= len(slots):
        return
    for chosen in permutations(slots, len(names)):
        missing = [slot for slot in slots if slot not in chosen and not slot.optional]
        if not missing and all(_stands(slot, name, pieces) for slot, name in zip(chosen, names, strict=True)):
            yield {slot.name: name.name for slot, name in zip(chosen, names, strict=True) if name.name is not None}


def _stands(slot: Slot, name: Piece, pieces: Sequence[Piece]) -> bool:
    place = pieces.index(name)
    before = pieces[place - 1].word if place else ""
    if before in slot.never:
        return False
    found = {before}
    found |= {f">{concept}" for piece in pieces[:place] for concept in piece.concepts}
    found |= {f"<{concept}" for piece in pieces[place + 1 :] for concept in piece.concepts}
    return not slot.places or bool(found & slot.places)
