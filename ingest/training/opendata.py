"""Open data that feeds single heads: names with partial labels (tag head), CORE (relation head)."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..network.labels import KIND, LABEL, LABELS, SPAN_KINDS, SYMMETRIC, TAGS
from ..network.pieces import END_PIECE, PAD_CASE, START_PIECE, Pieces, encode
from .augmentation import Pool
from .examples import IGNORE, Example

SIZE, LONGEST = 230, 120  # pieces of a packed window, pieces of a sentence
KNOWN = {"PERSON": ("Person",), "LOC": ("Place",), "ORG": ("Company", "Organization", "Government")}
OPEN_KINDS = set(SPAN_KINDS) - {k for kinds in KNOWN.values() for k in kinds}
# CORE relation -> ours, and whether its arguments are the other way round
CORE = {
    "shareholder_of": ("owns_stake_in", False), "client_of": ("supplies", True), "acquired_by": ("acquired", True),
    "subsidiary_of": ("subsidiary_of", False), "brand_of": ("brand_of", False),
    "competitor_of": ("competes_with", False), "collaboration": ("partnered_with", False),
    "merged_with": ("merged_with", False), "traded_on": ("listed_on", False), "regulated_by": ("regulated_by", False),
}  # fmt: skip
OWNING = {"owns_stake_in", "acquired", "subsidiary_of", "brand_of", "invested_in"}


@dataclass(frozen=True, slots=True)
class NameSentence:
    """A sentence with names [(start, end, label)] and character ranges without annotation."""

    text: str
    names: tuple[tuple[int, int, str], ...]
    missing: tuple[tuple[int, int], ...]
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class CorePair:
    """A CORE item: text, character ranges of both entities, relation and its direction."""

    first: tuple[int, int]
    second: tuple[int, int]
    relation: str
    inverted: bool
    pieces: Pieces


def read_names(path: Path, tokenizer: Any, *, limit: int = 16000) -> list[NameSentence]:
    """Read sentences from a DocBin with labels PERSON, ORG, LOC, MISC and PRODUCT."""
    import spacy
    from spacy.tokens import DocBin

    found = []
    for doc in DocBin().from_disk(path).get_docs(spacy.blank("en").vocab):
        names = tuple((e.start_char, e.end_char, e.label_) for e in doc.ents)
        missing = tuple((t.idx, t.idx + len(t)) for t in doc if t.ent_iob == 0)
        if 10 < len(doc.text) < 600:
            found.append((doc.text, names, missing))
    found = random.Random(0).sample(found, min(limit, len(found)))
    pieces = encode([text for text, _, _ in found], tokenizer)
    return [NameSentence(*item, p) for item, p in zip(found, pieces, strict=True) if len(p.ids) <= LONGEST]


def open_names(sentences: Iterable[NameSentence]) -> Pool:
    """Return plain names of persons, places and firms for name swapping."""
    pool: dict[str, set[str]] = defaultdict(set)
    for s in sentences:
        for a, b, label in s.names:
            name = s.text[a:b]
            words = len(name.split())
            if label == "PERSON" and words == 2 and name.istitle():
                pool["Person"].add(name)
            elif label == "LOC" and words < 3 and name[0].isupper():
                pool["Place"].add(name)
            elif label == "ORG" and words < 4 and len(name) > 3 and name[0].isupper():
                pool["Company"].add(name)
    return {kind: sorted(names) for kind, names in pool.items()}


def names_example(sentences: list[NameSentence], rng: random.Random) -> Example:
    """Pack sentences into one window; for each first piece, the tags that may be right."""
    out = Example([START_PIECE], [PAD_CASE], [IGNORE], allowed=[None])
    rows = out.allowed or []
    while True:
        s = rng.choice(sentences)
        if len(out.ids) + len(s.pieces.ids) > SIZE:
            break
        here: list[Any] = [None] * len(s.pieces.ids)
        for (a, b), first in zip(s.pieces.words, s.pieces.first, strict=False):
            here[first] = _possible(s, a, b)
        rows += [*here, None]
        _extend(out, s.pieces)
    out.allowed = rows
    return out


def _possible(s: NameSentence, a: int, b: int) -> Any:
    name = next((n for n in s.names if n[0] < b and n[1] > a), None)
    if name and name[2] in KNOWN:
        prefix = "B" if a <= name[0] else "I"
        return np.array([t[2:] in KNOWN[name[2]] and t[0] == prefix for t in TAGS])
    if name or any(m[0] < b and m[1] > a for m in s.missing):
        return np.ones(len(TAGS), bool)
    return np.array([t == "O" or t[2:] in OPEN_KINDS for t in TAGS])


def _extend(out: Example, pieces: Pieces) -> None:
    out.ids += [*pieces.ids, END_PIECE]
    out.cases += [*pieces.cases, PAD_CASE]
    out.tags += [IGNORE] * (len(pieces.ids) + 1)


def read_core(path: Path, tokenizer: Any) -> list[CorePair]:
    """Read CORE items whose relation has a counterpart of ours, or none at all."""
    items = [
        x for x in json.loads(path.read_text(encoding="utf-8"))
        if x["relation"] in CORE or x["relation"] == "undefined"
    ]  # fmt: skip
    joined = [_join(x["context"]) for x in items]
    out = []
    for x, (_, at), p in zip(items, joined, encode([t for t, _ in joined], tokenizer), strict=True):
        ends = [(at[x[f"{e}_start"]][0], at[x[f"{e}_end"]][1]) for e in ("e1", "e2")]
        if len(p.ids) <= LONGEST and all(p.word_range(*e) for e in ends):
            out.append(CorePair(*ends, x["relation"], int(x["invert_relation"]) == 1, p))
    return out


def _join(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    text, at = "", []
    for raw in words:
        word = raw.replace("``", '"').replace("''", '"')
        tight = not text or word in ",.;:)%?!'" or word.startswith("'") or text[-1] in "($"
        text += "" if tight else " "
        at.append((len(text), len(text) + len(word)))
        text += word
    return text, at


def core_example(items: list[CorePair], rng: random.Random) -> Example:
    """Pack CORE items into one window: one pair each, both ways, only the labels that CORE knows."""
    out, number = Example([START_PIECE], [PAD_CASE], [IGNORE]), 0
    while True:
        item = rng.choice(items)
        if len(out.ids) + len(item.pieces.ids) + 1 > SIZE:
            return out
        relation, turned = CORE.get(item.relation, ("", False))
        inverted = bool(relation) and item.inverted != turned
        other = {"listed_on": "Organization", "regulated_by": "Government"}.get(relation, "Company")
        kinds = (other, "Company") if inverted else ("Company", other)
        first = len(out.spans)
        for kind, range_ in zip(kinds, (item.first, item.second), strict=True):
            words = item.pieces.word_range(*range_) or (0, 1)
            p, q = (len(out.ids) + item.pieces.first[w] for w in words)
            low, high = len(out.ids), len(out.ids) + len(item.pieces.ids)
            out.spans.append((p, q, KIND[kind], low, high, number))
        known = {r for r, _ in CORE.values() if not (relation in OWNING and r in OWNING)} | {relation}
        mask = np.array([label in known for label in LABELS])
        for forward in (True, False):
            right = relation and (relation in SYMMETRIC or forward != inverted)
            out.masks.append(mask)
            out.labels.append([LABEL[relation]] if right else [])
            ends = (first, first + 1) if forward else (first + 1, first)
            out.pairs.append((len(out.masks) - 1, *ends))
        _extend(out, item.pieces)
        number += 1
