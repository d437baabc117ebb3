"""Augmentation: names swapped for others of their kind, so that contexts are learned and not names."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..network.labels import is_name
from .material import Note, TrainingDocument, TrainingSentence

SYLLABLES = (
    "ka ve lo ri mar ten sol bro ni dra fel gan hy jor kel lum mor nor or pra quin ros sta tur "
    "ul vin wes xan yor zel ax bel cor dyn el ly on ar is um chi jin tao wu sha"
).split()
FIRM_ENDINGS = (
    "Motors Automotive Technologies Energy Group Systems Battery Mobility Holding Industries AG "
    "GmbH Inc Auto Electronics Power Materials SE Co"
).split()
SWAPPED = ("Company", "Person", "Vehicle", "Place", "Platform", "Component", "Organization")

Pool = dict[str, list[str]]


def name_pool(documents: Sequence[TrainingDocument], extra: Pool) -> Pool:
    """Return the names of each kind in documents, with extra ones of open data."""
    pool: dict[str, set[str]] = defaultdict(set)
    for doc in documents:
        for name, kind in doc.kinds.items():
            pool[kind].add(name)
    for kind, names in extra.items():
        pool[kind].update(names)
    return {kind: sorted(names) for kind, names in pool.items()}


def invent(kind: str, rng: random.Random) -> str:
    """Make up a name of a kind from syllables."""

    def word(n: int) -> str:
        return "".join(rng.choice(SYLLABLES) for _ in range(n)).capitalize()

    if kind == "Person":
        return f"{word(2)} {word(rng.choice((2, 3)))}"
    if kind in ("Vehicle", "Component"):
        tail = rng.choice(["EV", "GT", "Cross", "Sport", "X", "e", "Pro", "Max", "L"])
        code = f"{rng.choice('ABCEGQSTXZ')}{rng.randint(1, 90)}"
        return rng.choice([word(2), word(1) + str(rng.randint(1, 9)), code, f"{word(2)} {tail}"])
    if kind == "Company":
        ending = f"{word(2)} {rng.choice(FIRM_ENDINGS)}"
        return rng.choice([word(2), word(3), ending, word(1).upper(), word(2) + word(1)])
    return word(rng.choice((2, 3)))


def swap_names(
    doc: TrainingDocument, pool: Pool, rng: random.Random, *, share: float = 0.5, made: float = 0.35
) -> TrainingDocument:
    """Return the document with a share of its names replaced everywhere, short forms included.

    A name whose surfaces cannot all be derived from a new name stays. made is the share of the
    new names that are invented; offsets of all mentions stay exact.
    """
    surfaces: dict[str, set[str]] = defaultdict(set)
    for s in doc.sentences:
        for n in s.notes:
            if is_name(n.kind):
                surfaces[n.entity].add(s.text[n.start : n.end])
    forms: dict[str, dict[str, str]] = {}
    for name, kind in doc.kinds.items():
        if kind in SWAPPED and rng.random() < share:
            new = invent(kind, rng) if rng.random() < made else rng.choice(pool[kind])
            found = _forms(name, kind, new, surfaces[name])
            if found is not None:
                forms[name] = found
    return replace(doc, sentences=[_rewrite(s, forms) for s in doc.sentences])


def _forms(name: str, kind: str, new: str, surfaces: set[str]) -> dict[str, str] | None:
    words, out = name.split(), {}
    for surface in surfaces:
        if surface == name:
            out[surface] = new
        elif kind == "Person" and surface == words[-1]:
            out[surface] = new.rsplit(maxsplit=1)[-1]
        elif surface == words[0] and kind != "Place":
            out[surface] = new.split(maxsplit=1)[0] if kind == "Company" else new
        elif surface == name.upper():
            out[surface] = new.upper()
        else:
            return None
    return out


def _rewrite(s: TrainingSentence, forms: dict[str, dict[str, str]]) -> TrainingSentence:
    text, notes, last = "", [], 0
    for n in s.notes:
        text += s.text[last : n.start]
        surface, last = s.text[n.start : n.end], n.end
        if is_name(n.kind) and n.entity in forms:
            surface = forms[n.entity][surface]
        notes.append(Note(len(text), len(text) + len(surface), n.kind, n.entity))
        text += surface
    return replace(s, text=text + s.text[last:], notes=notes)
