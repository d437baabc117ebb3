"""Words that stand for several names at once: "the two companies", "both models", "the pair", "They"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .descriptions import COUNTRY_OF, KIND_OF, NATION
from .families import COMPANIES

KINDS: dict[str, frozenset[str]] = {
    "Company": COMPANIES,
    "Facility": frozenset(("Facility", "Place")),
    "Organization": frozenset(("Organization", "Government")),
}
"""Kinds of the members, where they are not just the one that the noun says."""

_SIZES = {"both": 2, "two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "quartet": 4, "five": 5}
_MORE = {"side": "Company", "party": "Company", "rival": "Company", "ally": "Company", "owner": "Company",
         "shareholder": "Company", "man": "Person", "woman": "Person", "brother": "Person", "sister": "Person",
         "machine": "Vehicle"}  # fmt: skip
_PLURALS = {"man": "men", "woman": "women"}
_NOT_PLURAL = frozenset(("works", "chief", "ceo", "government", "parent", "target", "house", "concern", "enterprise"))
_LONE = frozenset(("companies", "partners"))
"""Nouns that stand for named ones also without a number; "the cars" or "the suppliers" are mostly just any."""

_KNOWN = frozenset("south big large small old young great listed state-owned industrial electric main".split())
"""Words before the noun that leave it as it is; "the two other firms", "both merging firms" are different ones."""

_VERBS = (
    "are|were|have|had|will|would|can|could|may|might|must|shall|should|do|did|share|use|run|come|go|get|make|made|"
    "build|built|sit|stand|ride|sell|sold|say|said|plan|want|hope|aim|intend|expect|agree|hold|held|own|set|sign|form|"
    "found|work|compete|cooperate|co-operate|collaborate|belong|supply|develop|produce|offer|cost|weigh|seat|reach|need|"
    "keep|kept|began|begin|start|went|came|took|take|gave|give|put|won|lost|bought|buy|drive|draw|drew|deny|remain|"
    "join|invest|merge|operate|team|split|pay|paid|met|meet|know|knew|led|lead|left|grew|rose|fell|now|also|already|still|"
    "then|together|jointly|never|not|both|again|once|since|employ|launch|debut|feature|carry|receive"
)
_BEHIND = "in|on|at|to|for|from|with|as|and|but|by|after|before|because"
_NEXT = rf"(?=[,.;:!?)”\"’]|$| (?:{_VERBS}|(?!hundred)[a-z]+ed|{_BEHIND})\b)"


def _plural(noun: str) -> str:
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("y") and noun[-2] not in "aeo":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s")


_NOUNS = {_plural(noun): kind for noun, kind in {**KIND_OF, **_MORE}.items() if noun not in _NOT_PLURAL}
_NOUNS |= {f"{front}-{noun}": kind for noun, kind in _NOUNS.items() for front in ("chip", "truck", "battery", "tyre")}
_NOUNS |= {"start-ups": "Company"}
_ALSO_PLURAL = ("Japanese", "Chinese", "French")
_PEOPLES = {w: c for w, c in COUNTRY_OF.items() if (w[-1] == "s" and w != "US") or w in _ALSO_PLURAL}
_NOUN = "|".join(sorted(_NOUNS, key=len, reverse=True))
_NUMBER = "two|three|four|five"

_COUNTED = re.compile(
    rf"\b(?:(?:the|these|those|all)(?: the)? (?P<number>{_NUMBER})|(?P<both>both)(?: of)?(?: the| these)?)"
    rf" (?P<words>(?:[\w-]+ ){{0,2}}?)(?P<noun>{_NOUN})\b(?!-| (?:of|that|whose|named|called|mentioned)\b)",
    re.IGNORECASE,
)
_UNCOUNTED = re.compile(
    rf"\b(?:the|these) (?P<words>)(?P<noun>{'|'.join(sorted(_LONE))})\b(?!-| (?:of|that|whose)\b)", re.IGNORECASE
)
_PEOPLE = re.compile(
    rf"\b(?:(?:[Tt]he|[Tt]hese) (?P<number>{_NUMBER})|(?P<both>[Bb]oth)(?: the)?) (?P<words>)"
    rf"(?P<noun>{'|'.join(_PEOPLES)}){_NEXT}"
)
_BARE = re.compile(
    rf"\b(?:(?:(?:the|these) (?P<number>{_NUMBER})|all (?P<all>{_NUMBER}))(?:['’]s?)?{_NEXT}"
    rf"|the (?P<set>pair|duo|trio|quartet)(?!-|\w| of\b))",
    re.IGNORECASE,
)
_BOTH = re.compile(
    rf"(?:(?<=[,;] )|(?<=and )|(?<=that )|(?<=because )|(?<=^))both(?= (?:{_VERBS})\b)|\bboth of (?:which|whom|them)\b"
    rf"|(?<=\bof )both(?=[,.;])|(?<=\bfor )both(?=[,.;])|(?<=\bwith )both(?=[,.;])|(?<=\bby )both(?=[,.;])"
    rf"|(?<=\bfrom )both(?=[,.;])",
    re.IGNORECASE,
)
_HINT = re.compile(rf"\b(?:both|they|{_NUMBER}|pair|duo|trio|quartet|{'|'.join(sorted(_LONE))})\b", re.IGNORECASE)
_THEY = re.compile(r"^They\b")
_PART = re.compile(r"\b(?:\w+er|one|which|some|any|none|all|first|last|third) of $", re.IGNORECASE)
"""Before a reference: only one of the members is meant."""


@dataclass(frozen=True, slots=True)
class Plural:
    """A reference to several names: its characters, the kinds of its members (none: any) and how many they are.

    `size` is 0 where the words do not say it. `near` ones stand only for what the clause before is about, `loose` ones
    also for the two that the headline is about.
    """

    start: int
    end: int
    kinds: frozenset[str] = frozenset()
    size: int = 0
    noun: str = ""
    country: str = ""
    near: bool = False
    loose: bool = False


def find_plurals(text: str, start: int, end: int) -> Iterator[Plural]:
    """Yield the references to several names in a sentence, in text order and without overlaps.

    >>> text = "The two Japanese carmakers and both sides met the two largest firms."
    >>> [(p.size, p.noun) for p in find_plurals(text, 0, len(text))]
    [(2, 'carmakers'), (2, 'sides')]
    """
    if not _HINT.search(text, start, end):
        return
    sentence = text[start:end]
    found = [*_with_nouns(sentence), *_without(sentence)]
    last = -1
    for plural in sorted(found, key=lambda p: (p.start, -p.end)):
        if plural.start >= last and not _PART.search(sentence[: plural.start]):
            last = plural.end
            yield replace(plural, start=plural.start + start, end=plural.end + start)


def _with_nouns(sentence: str) -> Iterator[Plural]:
    for wording in (_COUNTED, _UNCOUNTED, _PEOPLE):
        for m in wording.finditer(sentence):
            words = m["words"].split()
            if m["noun"].isupper() or _is_apposed(sentence, m):
                continue
            if not all(word in COUNTRY_OF or word.lower() in _KNOWN for word in words):
                continue
            noun, groups = m["noun"], m.groupdict()
            size = _SIZES.get((groups.get("number") or groups.get("both") or "").lower(), 0)
            country = _PEOPLES.get(noun, "") or next((COUNTRY_OF[w] for w in words if re.fullmatch(NATION, w)), "")
            kind = _NOUNS.get(noun.lower(), "Company")
            loose = kind == "Company"
            yield Plural(
                m.start(), m.end(), KINDS.get(kind, frozenset((kind,))), size, noun.lower(), country, loose=loose
            )


def _is_apposed(sentence: str, m: re.Match[str]) -> bool:
    """Tell whether words only say what kind of things were named: "two new models, both SUVs, ..."."""
    return sentence[: m.start()].endswith((", ", "(")) and sentence[m.end() :].startswith((",", ".", ")"))


def _without(sentence: str) -> Iterator[Plural]:
    for m in _BARE.finditer(sentence):
        yield Plural(m.start(), m.end(), loose=True, size=_SIZES[(m["number"] or m["all"] or m["set"]).lower()])
    for m in _BOTH.finditer(sentence):
        yield Plural(m.start(), m.end(), size=2, near=" " in m[0])
    for m in _THEY.finditer(sentence):
        yield Plural(m.start(), m.end(), near=True)
