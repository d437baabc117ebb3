"""Sentences as word pieces: ids, case features and the way back to characters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tokenizers import Encoding, Tokenizer

START_PIECE, END_PIECE = 101, 102  # [CLS] and [SEP] of the base vocabulary
PAD_CASE = 6


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of one sentence."""

    ids: list[int]
    cases: list[int]  # one of 16 case features per piece
    first: list[int]  # number of the first piece of each word, then the number of pieces
    words: list[tuple[int, int]]  # character range of each word in the sentence

    def word_range(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the words [first, last) that overlap a character range, or None."""
        inside = [i for i, (a, b) in enumerate(self.words) if a < end and b > start]
        return (inside[0], inside[-1] + 1) if inside else None


@dataclass(slots=True)
class Span:
    """A mention in one sentence: characters, kind, entity key and where it lies in the pieces."""

    start: int
    end: int
    kind: str  # one of labels.SPAN_KINDS
    entity: str  # key shared by all mentions of one entity; values have their own
    text: str
    words: tuple[int, int] = (0, 0)
    pieces: tuple[int, int] = (0, 0)
    confidence: float = 1.0


@dataclass(slots=True)
class Sentence:
    """A sentence ready for the encoder: its text, pieces and mentions in order."""

    text: str
    title: bool
    pieces: Pieces
    spans: list[Span] = field(default_factory=list)


def case_of(word: str, *, spaced: int) -> int:
    """Return the case feature of a word; spaced is 1 when white space stands before it.

    >>> [case_of(w, spaced=0) for w in ("the", "Sony", "BMW", "A", "iPhone", "4x4", "-")]
    [0, 1, 2, 3, 4, 5, 6]
    """
    if word[0].isdigit():
        shape = 5
    elif not any(c.isalpha() for c in word):
        shape = 6
    elif word.islower():
        shape = 0
    elif len(word) == 1:
        shape = 3
    elif word.isupper():
        shape = 2
    elif word[0].isupper() and word[1:].islower():
        shape = 1
    else:
        shape = 4
    return shape + 8 * spaced


def encode(texts: Sequence[str], tokenizer: Tokenizer) -> list[Pieces]:
    """Cut texts into word pieces with a tokenizer that neither pads nor truncates."""
    found = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [_pieces(text, e) for text, e in zip(texts, found, strict=True)]


def _pieces(text: str, encoding: Encoding) -> Pieces:
    first: list[int] = []
    words: list[tuple[int, int]] = []
    of_word: list[int] = []
    for i, (piece, (start, end)) in enumerate(zip(encoding.tokens, encoding.offsets, strict=True)):
        if piece.startswith("##") and words:
            words[-1] = (words[-1][0], end)
        else:
            words.append((start, end))
            first.append(i)
        of_word.append(len(words) - 1)
    shapes = [case_of(text[a:b] or ".", spaced=int(a == 0 or text[a - 1].isspace())) for a, b in words]
    return Pieces(list(encoding.ids), [shapes[w] for w in of_word], [*first, len(of_word)], words)


def place(spans: Iterable[Span], pieces: Pieces) -> list[Span]:
    """Fill in where spans lie in the pieces; spans that touch no word are dropped."""
    out = []
    for span in spans:
        words = pieces.word_range(span.start, span.end)
        if words is not None:
            span.words = words
            span.pieces = (pieces.first[words[0]], pieces.first[words[1]])
            out.append(span)
    return out
