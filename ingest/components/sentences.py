"""Sentences of web text: lines, full stops with and without a space, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from ..annotation import Segment
from ..rules.furniture import parts

if TYPE_CHECKING:
    from re import Match

LONGEST = 700  # characters; a longer run of text is cut at a space

_TITLES = frozenset("mr mrs ms dr prof gen col sen rep st vs no nos fig ca approx est e.g i.e resp ing dipl".split())
_CLOSERS = frozenset(
    "inc co corp ltd llc jr sr bros plc u.s u.k u.n e.u a.m p.m s.p.a n.v a.g s.a b.v etc al mt "
    "id jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun".split()
)
_STARTERS = frozenset(
    "the a an it its he she they we i in on at for as and but this that these those with while when if "
    "after before since however meanwhile according both among under by to there here our their his her".split()
)
_STOP = re.compile(r"(?P<stop>[.!?…。！？]+)(?P<close>[\"'”’»)\]]*)(?P<space>\s*)(?=(?P<next>[\"'“‘«(\[]*\w))")
_VERSION = re.compile(r"(?<=\d )[A-Z]$")  # the last letter of a model's name is no initial: "G 310 R"
_CAPITALS = 30  # words for each with a capital; news have one in five
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c]+")


def is_lower_case(text: str) -> bool:
    """Tell whether a text is written without capitals, but for abbreviations and a word now and then.

    >>> is_lower_case("i drove the new prelude for a week and it is no ford mustang"), is_lower_case("Ford grows")
    (True, False)
    """
    words = text.split()
    return sum(word[:2].istitle() for word in words) * _CAPITALS < len(words)


def segments(text: str) -> list[Segment]:
    """Return the sentences of a text in order; characters between them are white space only.

    >>> [text[s.start:s.end] for text in ["Plan\\n\\nA Inc. won.The U.S. lost 3.5% vs. B."] for s in segments(text)]
    ['Plan', 'A Inc. won.', 'The U.S. lost 3.5% vs. B.']
    """
    paragraphs, small = list(_paragraphs(text)), is_lower_case(text)
    return [
        Segment(a, b, part)
        for (start, end), part in zip(paragraphs, parts(text, paragraphs), strict=True)
        for a, b in _split(text, (start, end), small=small)
    ]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield ranges of lines; a line that goes on in the next one (hard wrap) is joined with it."""
    start = end = -1
    for m in _LINE.finditer(text):
        a, b = _strip(text, m.start(), m.end())
        if a == b:
            continue
        if start >= 0 and _wrapped(text, start, end, a):
            end = b
            continue
        if start >= 0:
            yield start, end
        start, end = a, b
    if start >= 0:
        yield start, end


def _wrapped(text: str, start: int, end: int, then: int) -> bool:
    line_start = max(start, text.rfind("\n", start, end) + 1)
    one_break = text.count("\n", end, then) <= 1
    return one_break and end - line_start >= 50 and text[end - 1] not in '.!?:"”' and text[then].islower()


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _split(text: str, paragraph: tuple[int, int], *, small: bool) -> Iterator[tuple[int, int]]:
    start, end = paragraph
    last = start
    for m in _STOP.finditer(text, start, end):
        if m.end() < end and _is_boundary(text, last, m, small=small):
            yield from _cut(text, *_strip(text, last, m.end("close")))
            last = m.end()
    yield from _cut(text, *_strip(text, last, end))


def _is_boundary(text: str, start: int, m: Match[str], *, small: bool) -> bool:
    stop, following = m.start("stop"), m["next"].lstrip("\"'“‘«([")
    word_start = max(text.rfind(" ", start, stop), text.rfind("\n", start, stop), start - 1) + 1
    word = text[word_start:stop].lstrip("(\"'“‘[")
    if not m["space"]:
        return _is_glued(text, m, word)
    if not (following[0].isupper() or following[0].isdigit() or m["next"][0] in '"“‘«'):
        ends = m["stop"] != "." or (len(word) > 1 and word.lower() not in _TITLES | _CLOSERS)
        return small and ends and m["stop"] != "..."
    if m["stop"] != ".":
        return True
    lower = word.lower()
    next_word = re.match(r"\w+", text[m.end() + len(m["next"]) - 1 : m.end() + 20])
    starts = bool(next_word) and next_word is not None and next_word[0].lower() in _STARTERS
    if lower in _TITLES:
        return False
    short = lower in _CLOSERS or re.fullmatch(r"[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]", word)
    if short and not _VERSION.search(text, max(0, word_start - 2), stop):
        return starts and following[0].isupper()
    return True


def _is_glued(text: str, m: Match[str], word: str) -> bool:
    """Tell whether a full stop without a space ends a sentence: "its cars.The plant"."""
    after = text[m.end() : m.end() + 3].lstrip("\"'“‘«([")
    upper = after[:1].isupper() and (after[1:2].islower() or after[1:2] in (" ", ""))
    if m["close"] and upper:
        return True
    before = len(word) > 2 and word[-1].isalnum() and word.lower() not in _CLOSERS | _TITLES
    return bool(upper and before and "/" not in word and "@" not in word and "www" not in word)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        at = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = at if at > 0 else start + LONGEST
        a, b = _strip(text, start, at)
        if a < b:
            yield a, b
        start, _ = _strip(text, at, end)
    if start < end:
        yield start, end


@Language.component("autokg_sentences", assigns=["token.is_sent_start", "doc._.segments"])
def mark_sentences(doc: Doc) -> Doc:
    """Set `doc._.segments` and the sentence starts of the tokens."""
    found = segments(doc.text)
    doc._.segments = tuple(found)
    starts = [s.start for s in found]
    flags: Any = np.full((len(doc), 1), -1, np.int64)  # -1: the token starts no sentence
    flags[:1] = 1
    i = 0
    for token in doc:
        if i < len(starts) and token.idx >= starts[i]:
            flags[token.i] = 1
            while i < len(starts) and starts[i] <= token.idx:
                i += 1
    doc.from_array(["SENT_START"], flags.astype(np.uint64))
    return doc


if not Doc.has_extension("segments"):
    Doc.set_extension("segments", default=())
