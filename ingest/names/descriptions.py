"""Words that refer back to a name: pronouns, "the Munich-based carmaker", "the unit", "the Koreans"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADS: dict[str, str] = {
    "Company": "company|firm|group|business|carmaker|automaker|manufacturer|maker|brand|marque|supplier|start-?up|"
    "newcomer|unit|subsidiary|venture|enterprise|concern|producer|giant|operator|miner|chip-?maker|parent|buyer|bidder|"
    "target|bank|"
    "fund|dealer|retailer|builder|corporation|conglomerate|distributor|developer|specialist|provider|assembler|partner|"
    "truck-?maker|battery-?maker|tyre-?maker|tire-?maker|investor|issuer|house",
    "Vehicle": "car|vehicle|model|suv|sedan|saloon|hatchback|hatch|crossover|pickup|van|minivan|truck|lorry|bus|"
    "coup[eé]|roadster|ev|wagon|estate|motorcycle|motorbike|scooter|bike|concept|prototype|supercar|convertible|"
    "limousine|robotaxi",
    "Facility": "plant|factory|works|site|foundry|mill|facility|gigafactory|mine",
    "Place": "city|town|country|state|province|region|village",
    "Government": "ministry|agency|regulator|commission|department|authority|court|watchdog|government",
    "Organization": "union|association|institute|university|exchange|lobby",
    "Person": "executive|manager|founder|engineer|chairman|chairwoman|boss|ceo|chief|spokesman|spokeswoman|minister|"
    "designer|professor|lawyer",
    "Event": "show|fair|exhibition",
    "Component": "battery|chip|pack|motor|system|sensor|processor",
}
KIND_OF = {re.sub(r"[^a-zé-]", "", head): kind for kind, heads in _HEADS.items() for head in heads.split("|")}
_HEAD = "|".join(heads for heads in _HEADS.values())
_NATIONS: dict[str, tuple[str, ...]] = {
    "Germany": ("German", "Germans"),
    "France": ("French",),
    "Japan": ("Japanese",),
    "China": ("Chinese",),
    "South Korea": ("Korean", "South Korean", "Koreans", "South Koreans"),
    "United States": ("American", "US", "U.S.", "Americans"),
    "United Kingdom": ("British", "UK", "Britons"),
    "Italy": ("Italian", "Italians"),
    "Sweden": ("Swedish", "Swedes"),
    "India": ("Indian", "Indians"),
    "Spain": ("Spanish", "Spaniards"),
    "Austria": ("Austrian", "Austrians"),
    "Czech Republic": ("Czech", "Czechs"),
    "Taiwan": ("Taiwanese",),
    "Canada": ("Canadian", "Canadians"),
    "Turkey": ("Turkish", "Turks"),
    "Switzerland": ("Swiss",),
    "Netherlands": ("Dutch",),
    "Norway": ("Norwegian", "Norwegians"),
    "Vietnam": ("Vietnamese",),
    "Israel": ("Israeli", "Israelis"),
    "Russia": ("Russian", "Russians"),
    "Poland": ("Polish", "Poles"),
    "Hungary": ("Hungarian",),
    "Croatia": ("Croatian", "Croats"),
    "Belgium": ("Belgian", "Belgians"),
    "Denmark": ("Danish", "Danes"),
    "Finland": ("Finnish", "Finns"),
    "Australia": ("Australian", "Australians"),
    "Brazil": ("Brazilian", "Brazilians"),
    "Malaysia": ("Malaysian",),
    "Thailand": ("Thai",),
    "Indonesia": ("Indonesian",),
    "Slovakia": ("Slovak",),
    "Romania": ("Romanian",),
}
COUNTRY_OF = {word: country for country, words in _NATIONS.items() for word in words}
COUNTRIES = frozenset(_NATIONS)
_PLURAL = (
    "|".join(w for w in COUNTRY_OF if w.endswith("s") and w != "US") + "|French|Japanese|Chinese|Taiwanese|Swiss|Dutch"
)
NATION = "|".join(sorted(map(re.escape, COUNTRY_OF), key=len, reverse=True))

_PRONOUN = re.compile(r"\b(?:it|its|itself|he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_EXPLETIVE = re.compile(
    r"(?:\s+(?:is|was|will be|would be|has been|may be|might be|could be|remains?|seems?|appears?|became|becomes|"
    r"turned out|emerged|takes?|took|makes sense|rained|follows)|['’]s)\s+(?:\w+\s+){0,3}?"
    r"(?:that|to|whether|when|who|how|clear|unclear|possible|likely|"
    r"unlikely|too early|time|not yet|raining|snowing|easy|hard|difficult)\b",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(
    rf"\b(?:the|this|that)\s+(?:(?P<based>[A-Z][\w-]+)-based\s+)?(?P<words>(?:(?:{NATION}|[A-Za-z][\w-]*[a-z])\s+){{0,3}}?)"
    rf"(?P<head>{_HEAD})\b(?!\s+(?:{_HEAD}|of|in|at)\b|-)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    rf"\b[Tt]he (?P<nation>{_PLURAL})(?= (?:[a-z]+(?:ed|s)|have|are|were|will|would|want|plan|also|now)\b|[,.])"
)
_LEAD = re.compile(
    r"\b(?:the|this|that) (?:(?!(?:the|this|that)\b)(?:(?:[A-Z]\.)+(?:-based)?|[\w&’'-]+) ){0,3}$", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:the|this|that)\b", re.IGNORECASE)
_NOT = frozenset(
    "other same first second new next whole entire latest last only second-hand two three four five".split()
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or description: its characters, what it may stand for, and what it says of that."""

    start: int
    end: int
    form: str  # it, its, person, or the kind of a description
    head: str = ""
    country: str = ""
    city: str = ""
    words: str = ""


def find_references(text: str) -> Iterator[Reference]:
    """Yield pronouns and descriptions in text order; "it rains" and "it is clear that" are none."""
    found = [*_pronouns(text), *_described(text)]
    end = -1
    for reference in sorted(found, key=lambda r: (r.start, -r.end)):
        if reference.start >= end:
            yield reference
            end = reference.end


def _pronouns(text: str) -> Iterator[Reference]:
    for m in _PRONOUN.finditer(text):
        word = m[0].lower()
        if word == "it" and (m[0] == "IT" or _EXPLETIVE.match(text, m.end())):
            continue
        form = "its" if word == "its" else "it" if word in ("it", "itself") else "person"
        yield Reference(m.start(), m.end(), form, "she" if word in ("she", "her", "hers", "herself") else word[:2])


def _described(text: str) -> Iterator[Reference]:
    for m in _DESCRIPTION.finditer(text):
        words = m["words"].strip()
        if any(word.lower() in _NOT for word in words.split()) or (
            m["head"].isupper() and m["head"] not in ("SUV", "EV", "CEO")
        ):
            continue
        reference = describe(text[m.start() : m.end()], m.start())
        if reference:
            yield reference
    for m in _PEOPLE.finditer(text):
        yield Reference(m.start(), m.end("nation"), "Company", "", COUNTRY_OF[m["nation"]])


def description(text: str, start: int, end: int) -> str:
    """Return the words of a description from its article on, of which a mention may have but the last.

    >>> description("Shares of the U.S. automaker rose.", 19, 28)
    'the U.S. automaker'
    """
    lead = None if _ARTICLE.match(text, start) else _LEAD.search(text, max(0, start - 40), start)
    return text[lead.start() if lead else start : end]


def describe(surface: str, start: int = 0) -> Reference | None:
    """Return what a description says, or None where its last word is no known head.

    >>> describe("the Munich-based carmaker")
    Reference(start=0, end=25, form='Company', head='carmaker', country='', city='Munich', words='')
    """
    bare = re.sub(r"['’]s?$", "", surface.strip())
    words = bare.split()
    if not words:
        return None
    if words[-1] in COUNTRY_OF and len(words) == 2:
        return Reference(start, start + len(bare), "Company", "", COUNTRY_OF[words[-1]])
    head = words[-1].lower()
    kind = KIND_OF.get(head) or KIND_OF.get(head.replace("-", ""))
    if kind is None:
        return None
    based = re.search(r"\b([A-Z][\w-]*?)-based\b", bare)
    nation = re.search(rf"(?<![\w-])({NATION})(?![\w-])", bare)  # "Italian-American" is of neither country alone
    middle = " ".join(w for w in words[1:-1] if "-based" not in w and w not in COUNTRY_OF)
    country = COUNTRY_OF[nation[1]] if nation else ""
    return Reference(start, start + len(bare), kind, head, country, based[1] if based else "", middle)
