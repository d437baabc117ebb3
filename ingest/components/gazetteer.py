"""Component: names without a trained tagger, from the catalogue and from what unknown names look like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from graph import fold, join_key, name_token_spans

from ..annotation import Annotation
from ..catalogue import Catalogue, Entry, Form, load_catalogue
from ..names.headlines import in_sentence_case
from ..names.towns import is_shortened
from ..rules.parser import names_of, without_overlaps

LONGEST = 7
"""Tokens of a name; letters and digits count apart ("ID.4" has two)."""

KINDS = frozenset("Company Person Vehicle Platform Component Facility Place Event Government Organization".split())
"""Kinds whose names are proper names; technologies, markets and materials read like any other noun."""

NO_NAME = re.compile(r"\d[\d.,]*|[Tt]he [a-z]+")
"""Numbers, and "The two" at the beginning of a sentence, are no models although some are called so."""

FIRM = re.compile(
    r"(?<![\w.])((?:[A-Z][\w&'-]*[ -]){1,3}(?:Motors?|Automotive|Autos?|Technolog(?:y|ies)|Batter(?:y|ies)|Energy|"
    r"Mobility|Group|Holdings?|Systems|Electronics|Industries|Materials|Robotics|Semiconductors?|Vehicles|AG|GmbH|SE|Inc|Corp|"
    r"Ltd|LLC|plc|NV|SpA|Co)\b(?:\.|(?= |,|$))?)"
)
TITLED = re.compile(
    r"\b(?:CEO|CFO|CTO|chairman|chairwoman|president|chief executive|spokesman|spokeswoman|Mr\.?|Ms\.?|Mrs\.?|Dr\.?) "
    r"((?:[A-Z][\w'-]+ ){1,2}[A-Z][\w'-]+)"
)
SAYING = re.compile(
    r"\b((?:[A-Z][\w'-]+ ){1,2}[A-Z][\w'-]+), (?:the )?(?:chief|CEO|CFO|chairman|head|president|founder)\b"
)


@Language.factory("autokg_gazetteer", assigns=["doc._.mentions"], requires=["doc._.segments"])
class Gazetteer:
    """Sets `doc._.mentions` to the known names, the names of the base pipeline's own tagger, and likely new ones."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.own_tagger = "ner" in nlp.pipe_names

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one document."""
        proper = frozenset(token.idx for token in doc if token.tag_.startswith("NNP"))
        text = in_sentence_case(doc.text, doc._.segments, load_catalogue())
        found = list(known_names(text, load_catalogue(), proper))
        for more in (names_of(doc), list(likely_names(text))):
            found = without_overlaps(found, more)
        doc._.mentions = tuple(found)
        return doc


def known_names(text: str, catalogue: Catalogue, proper: frozenset[int] = frozenset()) -> Iterator[Annotation]:
    """Yield the catalogue's names in a text, longest first at each place, with the kind of their likeliest entry.

    `proper` are the characters where the tagger sees a proper noun begin: an everyday word that opens a sentence
    ("Smart cars", "Target said") is a name only there.
    """
    tokens = name_token_spans(text)
    folded = [fold(text[start:end]) for start, end in tokens]
    i = 0
    while i < len(tokens):
        step = 1
        if _can_start(text, tokens[i][0]):
            for length in range(min(LONGEST, len(tokens) - i), 0, -1):
                start, end = tokens[i][0], tokens[i + length - 1][1]
                named = catalogue.names.get(join_key(folded[i : i + length]), ())
                entry = _entry(text, start, end, named, start in proper)
                if entry:
                    yield Annotation(start, end, text[start:end], entry.kind)
                    step = length
                    break
        i += step


def _can_start(text: str, start: int) -> bool:
    return (text[start].isupper() or text[start].isdigit()) and (start == 0 or not text[start - 1].isalnum())


def _entry(text: str, start: int, end: int, named: Sequence[tuple[Entry, Form]], proper: bool) -> Entry | None:
    """Return the entry that a surface means, or None where it may as well be another word or part of one."""
    surface = text[start:end]
    if "\n" in surface or len(surface) < 2 or (end < len(text) and text[end].isalnum()):
        return None
    for entry, form in named:
        if entry.kind not in KINDS or form == "surname":
            continue
        if NO_NAME.fullmatch(surface) or (form == "derived" and len(surface) < 3):
            continue
        if is_shortened(entry, surface) and text[start : end + 1] not in entry.aliases and surface not in entry.aliases:
            continue
        if _common(surface, entry) and not (proper or _in_context(text, start, entry)):
            continue
        return entry
    return None


def _common(surface: str, entry: Entry) -> bool:
    return surface in entry.ambiguous or surface.casefold() in {word.casefold() for word in entry.ambiguous}


def _in_context(text: str, start: int, entry: Entry) -> bool:
    """Tell whether an ambiguous name stands inside a sentence, or near words that speak for this meaning."""
    before = text[max(0, start - 2) : start].strip()
    inside = bool(before) and before[-1] not in '.!?"“:\n'
    near = text[max(0, start - 200) : start + 200].casefold()
    return inside or any(word.casefold() in near for word in entry.context)


def likely_names(text: str) -> Iterator[Annotation]:
    """Yield names that look like a firm's ("Lumenor Motors") or a person's ("CEO Jane Doe")."""
    for wording, kind in ((FIRM, "Company"), (TITLED, "Person"), (SAYING, "Person")):
        for match in wording.finditer(text):
            if "\n" not in match[1]:
                yield Annotation(match.start(1), match.end(1), match[1], kind, confidence=0.7)
