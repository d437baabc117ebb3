"""Component: names, references and values of a document, from the tag head."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from ..annotation import Annotation, Role
from ..catalogue import load_catalogue
from ..names.descriptions import NATION
from ..names.families import PRODUCTS
from ..names.headlines import in_sentence_case
from ..names.kinds import UNSURE
from ..network.decoding import decode_tags
from ..network.encoding import Encoding, encode_doc
from ..network.labels import NAME_KINDS, is_reference
from ..network.weights import FOLDER, load_weights
from ..values.finding import whole_value
from .sentences import is_lower_case

REPEATED = PRODUCTS | {"Company", "Person"}  # kinds whose untagged repetitions are mentions too
LOWER_CASE = frozenset(("Technology", "Material", "Market", "Component"))  # kinds whose names may have no capital
MEASURES = frozenset(("Quantity", "Count", "Money", "Percent"))
NO_NAMES = frozenset(
    "we i he she it they you our us their his her its the a an this that these those who which what one both here "
    "there and or but if as at in on by for from to of with not no yes all new also now then today company "
    "jv jvs ev evs bev bevs phev phevs oem oems ipo ceo cfo cto coo mou mous loi nda agm egm".split()
)
TOWN = 0.25
"""Part of the votes for a plant from which a name without a word for one is that of its town."""

_SITE = re.compile(r"\b(?:plant|works|factory|gigafactory|foundry|mill|mine|site|hall|centre|center)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_HONORIFIC = re.compile(r"^(?:Dr|Mr|Mrs|Ms|Prof|Sir)\.?\s+")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_VERB = re.compile(r"\s+(?:is|are|was|were|has|have|had|will|would|said|says)\s.*$", re.DOTALL)  # no name has one
_BASED = re.compile(r"[ -]based$")  # "Sterling Heights, Michigan-based"
_BODY = re.compile(r"(?:BE|CU|E|EU|HE|MP|MU|PHE|SU)V(s?)")  # a sort of car; behind an article it refers to one
_ABROAD = re.compile(rf"(?:{NATION}|Asian|European|Western) (?:[a-z-]+ )?(?:[A-Z]*Vs?|[a-z]+s|car|hybrid)")
_ARTICLE = re.compile(r"\b(?:the|this|its|their)\s+$", re.IGNORECASE)
_NOUN = re.compile(r" [a-z][a-z-]+")
_SORT = re.compile(r"(?<=\w)\s+(?:SUVs|cars|models|pickups|sedans|trucks|vans|vehicles)$")  # "Jeep SUVs"
_SPEAKER = re.compile(r"^([^\W\d_][\w'’-]+):(?= )", re.MULTILINE)  # before what is said in an interview
_CROSSED = re.compile(r" [x×](?: |$)")  # between firms that do something together: "Lucid x Nuro"
_LOOSE = re.compile(
    r"(?:\s+(?:a|an|and|at|by|for|from|in|is|of|on|or|the|to|was|with))+$"
)  # words that no name ends with
_OPEN = re.compile(r"\s*(?:[(\[][^)\]]*|[/–—-]+)$")  # a bracket that was cut: "Lear Corp. (LEA"
_PLATFORM = re.compile(r"\s+(?:platform|architecture)$")

for _name, _default in (("mentions", ()), ("claims", ()), ("encoding", None)):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


@Language.factory("autokg_mentions", assigns=["doc._.mentions"], requires=["doc._.segments"])
class MentionFinder:
    """Encodes documents and sets `doc._.mentions`; the vectors stay for the later components."""

    def __init__(self, nlp: Language, name: str, folder: str = "") -> None:
        self.folder = Path(folder) if folder else FOLDER

    def __call__(self, doc: Doc) -> Doc:
        """Find the mentions of one document."""
        text = doc.text
        calm = in_sentence_case(text, doc._.segments, load_catalogue())
        doc._.encoding = encode_doc(calm, doc._.segments, load_weights(self.folder))
        doc._.mentions = tuple(tidy(text, list(_decode(text, doc._.encoding))))
        return doc


def _decode(text: str, encoding: Encoding) -> Iterator[Annotation]:
    for window, tags in zip(encoding.windows, encoding.tags, strict=True):
        if tags is None:
            continue
        for j in window.targets:
            sentence, base = encoding.sentences[j], encoding.segments[j].start
            rows = [p + window.offset[j] for p in sentence.pieces.first[:-1]]
            for first, last, kind, confidence in decode_tags(tags[rows]):
                start = sentence.pieces.words[first][0] + base
                end = sentence.pieces.words[last - 1][1] + base
                role: Role = "name" if kind in NAME_KINDS else "reference" if is_reference(kind) else "value"
                bare = kind.removeprefix("Ref_")
                yield Annotation(start, end, text[start:end], bare, role, round(confidence, 4))
    encoding.tags = []


def tidy(text: str, found: list[Annotation]) -> list[Annotation]:
    """Drop what cannot be a mention, trim names, give one surface one kind and find its repetitions."""
    kept = [part for m in found if re.search(r"\w", m.text) for part in _uncrossed(m)]
    kept = [_trim(m, text) for m in _join_products(text, kept)]
    kept = [_referring(m, text) for m in kept]
    small = is_lower_case(text)
    kept = [m for m in kept if m.role != "name" or _may_be_name(m, small=small)]
    kinds = _surface_kinds(kept, frozenset(_SPEAKER.findall(text)))
    kept = [replace(m, kind=kinds[m.text]) if m.role == "name" else m for m in kept]
    return sorted([*kept, *_repetitions(text, kept)], key=lambda m: (m.start, m.end))


def _uncrossed(m: Annotation) -> Iterator[Annotation]:
    """Yield the names on both sides of the x between partners, which are one product only to the tagger."""
    borders = [b.span() for b in _CROSSED.finditer(m.text)] if m.role == "name" else []
    starts, ends = [0, *(end for _, end in borders)], [*(start for start, _ in borders), len(m.text)]
    for start, end in zip(starts, ends, strict=True):
        if start < end:
            yield replace(m, start=m.start + start, end=m.start + end, text=m.text[start:end])


def _referring(m: Annotation, text: str) -> Annotation:
    """Return a sort of car that is taken for a name as the reference that it is: "the MPV"."""
    sort = _BODY.fullmatch(m.text) if m.kind == "Vehicle" and m.role == "name" else None
    refers = sort and not sort[1] and _ARTICLE.search(text[max(0, m.start - 10) : m.start])
    return replace(m, role="reference") if refers else m


def _may_be_name(m: Annotation, *, small: bool) -> bool:
    if m.kind == "Vehicle" and (_BODY.fullmatch(m.text) or _ABROAD.fullmatch(m.text)):
        return False
    if not re.search(r"\w", m.text) or m.text.lower() in NO_NAMES:
        return False
    telling = m.text != m.text.lower() or any(c.isdigit() for c in m.text)
    return telling or m.kind in LOWER_CASE or small


def _join_products(text: str, found: list[Annotation]) -> list[Annotation]:
    """Join neighbours that are two parts of one product's name."""
    out: list[Annotation] = []
    for m in found:
        last = out[-1] if out else None
        if (
            last
            and {last.kind, m.kind} <= PRODUCTS
            and last.role == m.role == "name"
            and text[last.end : m.start] == " "
        ):
            out[-1] = replace(
                last, end=m.end, text=text[last.start : m.end], confidence=min(last.confidence, m.confidence)
            )
        else:
            out.append(m)
    return out


def _trim(m: Annotation, text: str) -> Annotation:
    """Return a mention with the right borders: a measure with its unit, a name without what does not belong to it."""
    if m.role == "value" and m.kind in MEASURES:
        kept = _LOOSE.sub("", m.text)
        end = whole_value(text, m.start, m.start + len(kept))
        return replace(m, end=end, text=text[m.start : end])
    if m.role == "reference":
        return _with_noun(m, text)
    if m.role != "name":
        return m
    initials = _INITIALS.match(text, m.start)
    if initials and initials.end() > m.end:  # "U.S.-based" is cut behind the first letter
        return replace(m, end=initials.end(), text=initials[0])
    name = _LOOSE.sub("", _VERB.sub("", _POSSESSIVE.sub("", _OPEN.sub("", m.text))))
    if m.kind in ("Company", "Vehicle"):
        name = _SORT.sub("", name)
    if m.kind == "Place":
        name = _BASED.sub("", name)
    if m.kind == "Platform":
        name = _PLATFORM.sub("", name)
    if m.kind in PRODUCTS and " " in name:
        name = name.removesuffix(".")  # of the sentence; "ID." is the name of a range
    end = m.start + len(name)
    if m.kind == "Person":
        name = _HONORIFIC.sub("", name)
    return replace(m, start=end - len(name), end=end, text=name)


def _with_noun(m: Annotation, text: str) -> Annotation:
    """Return a reference that was cut behind its article with the noun that it needs: "The works"."""
    noun = _NOUN.match(text, m.end) if m.text.lower() == "the" else None
    return replace(m, end=noun.end(), text=text[m.start : noun.end()]) if noun else m


def _surface_kinds(mentions: list[Annotation], speakers: frozenset[str]) -> dict[str, str]:
    """Return one kind for each surface of a name: the best supported; a surname of a named person is a Person.

    So is one that begins the lines of an interview, whatever the tagger thinks of it.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    first: dict[str, int] = {}
    surest: dict[str, float] = defaultdict(float)
    for m in mentions:
        if m.role == "name":
            votes[m.text][m.kind] += m.confidence
            first.setdefault(m.text, m.start)
            surest[m.text] = max(surest[m.text], m.confidence)
    for surface in list(votes):  # datelines and headlines in capitals
        if surface.isupper() and len(surface) > 3 and surface.title() in votes:
            votes[surface] = votes[surface.title()]
    kinds = {surface: max(found, key=lambda k: (found[k], k)) for surface, found in votes.items()}
    for surface, found in votes.items():  # "its Debrecen plant" of which only the town was tagged
        if kinds[surface] == "Facility" and found["Place"] > TOWN * found["Facility"] and not _SITE.search(surface):
            kinds[surface] = "Place"
    surnames: dict[str, int] = {}
    for surface, kind in kinds.items():
        words = surface.split()
        if kind == "Person" and len(words) > 1:
            surnames[words[-1]] = min(first[surface], surnames.get(words[-1], first[surface]))
    for surface in surnames.keys() & votes.keys():
        disputed = votes[surface]["Person"] > 0.2 * sum(votes[surface].values())
        unsure = kinds[surface] == "Company" and surest[surface] < UNSURE
        if unsure or surface in speakers or (disputed and first[surface] > surnames[surface]):
            kinds[surface] = "Person"
    return kinds


def _repetitions(text: str, mentions: list[Annotation]) -> list[Annotation]:
    """Return untagged places where the surface of a tagged name stands again."""
    kinds = {m.text: m.kind for m in mentions if m.role == "name" and m.kind in REPEATED}
    surfaces = [s for s in kinds if len(s) > 2 and s[0].isupper()]
    if not surfaces:
        return []
    taken = {i for m in mentions for i in range(m.start, m.end)}
    pattern = "|".join(re.escape(s) for s in sorted(surfaces, key=len, reverse=True))
    role: Literal["name"] = "name"
    return [
        Annotation(x.start(), x.end(), x[0], kinds[x[0]], role, 0.5)
        for x in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text)
        if taken.isdisjoint(range(x.start(), x.end()))
    ]
