"""Wordings: relations that a few words around two names show without a parse, as data.

A line of ingest/patterns/wordings/*.jsonl has a regular expression whose `{subject:Kind}` and `{object:Kind}` stand
for linked names, and whose other named groups fill qualifiers of that name:

    {"id": "place-based", "relation": "headquartered_in", "wording": "{object:Place}-based {subject:Company}", ...}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import PatternError, ontology

from ..annotation import Annotation, Claim, Detail
from .patterns import CONFIDENCE, FOLDER
from .statuses.clause import NEGATION

if TYPE_CHECKING:
    from graph import Status

SLOT = re.compile(r"\{(subject|object):(\w+)\}")
UNSURE = re.compile(r"\b(?:will|would|could|may|might|plans?|reportedly|rumou?red|considering|if)\b", re.I)


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording; `status` is set where the words themselves decide it ("former")."""

    id: str
    relation: str
    expression: re.Pattern[str]
    status: Status
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def wordings() -> tuple[Wording, ...]:
    """Return all shipped wordings, in the order of their files."""
    return tuple(one for file in sorted((FOLDER / "wordings").glob("*.jsonl")) for one in read_wordings(file))


def read_wordings(file: Path) -> Iterator[Wording]:
    """Yield the wordings of a file; a line that breaks the format raises PatternError with file and line."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entry: dict[str, Any] = json.loads(line)
            ontology().relation(entry["relation"])
            yield Wording(
                entry["id"],
                entry["relation"],
                re.compile(SLOT.sub(r"⟦\2:(?P<\1>\\d+)⟧", entry["wording"])),
                entry.get("status", "asserted"),
                tuple(entry["examples"]),
                tuple(entry["counterexamples"]),
            )
        except (json.JSONDecodeError, KeyError, re.error) as error:
            raise PatternError(file.name, number, f"not a wording: {error}") from None


def worded(text: str, start: int, end: int, mentions: Sequence[Annotation]) -> Iterator[Claim]:
    """Yield the claims that the sentence from `start` to `end` shows by its wording."""
    masked, places = _masked(text, start, end, mentions)
    unsure = bool(UNSURE.search(masked)) or any(word in NEGATION for word in masked.lower().split())
    for wording in wordings():
        for match in wording.expression.finditer(masked):
            subject, object = mentions[int(match["subject"])], mentions[int(match["object"])]
            if subject.entity == object.entity:
                continue
            yield Claim(
                subject=subject,
                relation=wording.relation,
                object=object,
                status=wording.status,
                confidence=round(CONFIDENCE * (0.8 if unsure else 1) * min(subject.confidence, object.confidence), 4),
                sentence=(start, end),
                details=tuple(_details(match, text, places)),
                rule=wording.id,
            )


def _masked(text: str, start: int, end: int, mentions: Sequence[Annotation]) -> tuple[str, list[int]]:
    """Return the sentence with each linked name as `⟦Kind:number⟧`, and the place in the text of each character."""
    out, places, last = [], [], start
    for number, mention in enumerate(mentions):
        if mention.entity is None or mention.role != "name" or not last <= mention.start < end:
            continue
        mark = f"⟦{mention.entity.kind}:{number}⟧"
        out += [text[last : mention.start], mark]
        places += [*range(last, mention.start), *[mention.start] * len(mark)]
        last = mention.end
    out.append(text[last:end])
    places += [*range(last, end), end]
    return "".join(out), places


def _details(match: re.Match[str], text: str, places: Sequence[int]) -> Iterator[Detail]:
    for name, words in match.groupdict().items():
        if name not in ("subject", "object") and words:
            start, end = places[match.start(name)], places[match.end(name)]
            yield Detail(name, start, end, text[start:end])
