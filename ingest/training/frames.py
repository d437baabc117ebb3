"""Fill the sentence frames of frames.txt with names: trees that teach the parser the verbs of the car industry.

    python -m ingest.training.frames TREEBANK.spacy OUT.spacy [--each 45]

writes the treebank's documents and `each` fillings of every frame, shuffled, seed fixed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from ..catalogue import CATALOGUE

FRAMES = Path(__file__).with_name("frames.txt")
SLOTS = {"{C}": "Company", "{V}": "Vehicle", "{P}": "Person", "{L}": "Place"}
NOUNS = (
    "cells batteries seats brakes cameras chips sensors inverters axles motors software lidar tyres wiring harnesses "
    "modules displays lamps steel aluminium cathodes"
).split()
NUMBERS = (("$", "1.8", "billion"), ("15", "percent"), ("200,000",), ("€", "400", "million"), ("40", "%"))
EVENTS = (("CES",), ("IAA", "Mobility"), ("Auto", "Shanghai"), ("CES", "2022"))

Node = tuple[str, str, str, int]
"""Form, tag, label, head (0-based; a root is its own head)."""


def main() -> None:
    """Write the treebank with the filled frames."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("treebank", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--each", type=int, default=45)
    given = options.parse_args()
    nlp = spacy.blank("en")
    rng = random.Random(1)
    docs = list(DocBin().from_disk(given.treebank).get_docs(nlp.vocab))
    docs += list(filled(given.each, rng, nlp))
    rng.shuffle(docs)
    DocBin(attrs=["TAG", "HEAD", "DEP", "SENT_START", "SPACY"], docs=docs).to_disk(given.out)
    print(f"{len(docs)} documents written to {given.out}")


def filled(each: int, rng: random.Random, nlp: spacy.language.Language) -> Iterator[Doc]:
    """Yield documents of eight sentences, every frame filled `each` times."""
    names = _names()
    lines = [line for line in FRAMES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    sentences = [fill(line, names, rng) for line in lines for _ in range(each)]
    rng.shuffle(sentences)
    for start in range(0, len(sentences), 8):
        nodes: list[Node] = []
        for sentence in sentences[start : start + 8]:
            offset = len(nodes)
            nodes += [(form, tag, label, head + offset) for form, tag, label, head in sentence]
        yield Doc(
            nlp.vocab,
            words=[node[0] for node in nodes],
            tags=[node[1] for node in nodes],
            deps=[node[2] for node in nodes],
            heads=[node[3] for node in nodes],
        )


def _names() -> Mapping[str, Sequence[tuple[str, ...]]]:
    names: dict[str, list[tuple[str, ...]]] = {}
    for line in CATALOGUE.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        words = tuple(entry["label"].split())
        if len(words) <= 3:
            names.setdefault(entry["kind"], []).append(words)
    return names


def fill(line: str, names: Mapping[str, Sequence[tuple[str, ...]]], rng: random.Random) -> list[Node]:
    """Return one frame with its slots filled; persons are flat, other names compounds with the last word as head."""
    parts = [token.rsplit("/", 3) for token in line.split()]
    words: list[tuple[str, ...]] = []
    for form, *_ in parts:
        words.append(_filler(form, names, rng))
    starts = [sum(len(w) for w in words[:i]) for i in range(len(words))]
    # Persons and money are headed by their first word, other names by their last.
    first = [parts[i][0] in ("{P}", "{M}") for i in range(len(parts))]
    heads = [starts[i] + (0 if first[i] else len(words[i]) - 1) for i in range(len(parts))]
    nodes: list[Node] = []
    for i, (form, tag, label, head) in enumerate(parts):
        for j, word in enumerate(words[i]):
            here = starts[i] + j
            if here == heads[i]:
                nodes.append((word, tag, label, heads[int(head) - 1] if int(head) else here))
            else:
                inner = "flat" if form == "{P}" else "nummod" if form == "{M}" else "compound"
                nodes.append((word, tag, inner, heads[i]))
    return nodes


def _filler(form: str, names: Mapping[str, Sequence[tuple[str, ...]]], rng: random.Random) -> tuple[str, ...]:
    if form in SLOTS:
        return rng.choice(names[SLOTS[form]])
    if form == "{N}":
        return (rng.choice(NOUNS),)
    if form == "{M}":
        return rng.choice(NUMBERS)
    if form == "{E}":
        return rng.choice(EVENTS)
    return (str(rng.randint(1998, 2031)),) if form == "{Y}" else (form,)


if __name__ == "__main__":
    main()
