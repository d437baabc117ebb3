"""Predicted facts against gold facts: strict, with status and pair-only, by one-to-one matching.

Gold and predictions are lists of dicts in the format of `autokg extract`; gold adds `subject_aliases`,
`object_aliases`, `relation_aliases`, `status_aliases`, `attribute_aliases` (all also right) and `optional` (such a
fact counts neither found nor missed).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..names.families import FIRMS_AND_SITES
from ..network.labels import SYMMETRIC

Entry = dict[str, Any]

SUFFIXES = frozenset(
    "ag inc incorporated ltd limited corp corporation group motor motors co company plc se sa nv n.v. spa s.p.a. "
    "gmbh llc ab kg kgaa as oyj holding holdings".split()
)
_UNITS = {
    "kW": "kw kilowatt kilowatts", "kWh": "kwh kilowatt-hours", "hp": "hp bhp horsepower", "PS": "ps cv",
    "Nm": "nm", "lbft": "lb-ft lbft pound-feet", "km": "km kilometres kilometers", "mi": "mi mile miles",
    "km/h": "km/h kph kmh", "mph": "mph", "mm": "mm millimetres millimeters", "kg": "kg kilograms",
    "s": "s sec second seconds", "%": "% percent pct per-cent", "USD": "$ us$ usd dollar dollars",
    "EUR": "€ eur euro euros", "GBP": "£ gbp pounds", "CNY": "yuan rmb cny", "JPY": "yen jpy", "INR": "₹ rs inr rupees",
    "KRW": "₩ won krw",
}  # fmt: skip
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
SCALES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
    "lakh": 1e5, "crore": 1e7, "gw": 1e6, "gwh": 1e6, "mw": 1e3, "mwh": 1e3,
}  # fmt: skip
NUMBERS = {w: str(n) for n, w in enumerate("zero one two three four five six seven eight nine ten".split())}
NUMBERS |= {"single": "1", "dual": "2", "twin": "2", "tri": "3", "quad": "4"}
DRIVES = {"awd": r"\bawd|4wd|4x4|all wheel|four wheel", "rwd": r"\brwd|rear wheel", "fwd": r"\bfwd|front wheel"}


def plain(name: str, *, kind: str = "") -> str:
    """Return a name without case, accents, punctuation, spaces and leading "the"; firms lose their legal form.

    >>> plain("The Škoda Auto") == plain("skoda auto"), plain("Isuzu Motors", kind="Company")
    (True, 'isuzu')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b|(?<=\b\w)\.", "", bare.replace("&", " and ")))
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    while kind in FIRMS_AND_SITES and len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return "".join(words)


def quantities(text: str) -> set[tuple[float, str]]:
    """Return the (number, unit) readings of a text; the unit is '' where none of ours is written.

    >>> quantities("$2.4 billion"), quantities("dual motors")
    ({(2400000000.0, 'USD')}, {(2.0, '')})
    """
    low = text.lower().replace("-", " ").replace("−", "-")
    low = " ".join(NUMBERS.get(w, w) for w in low.split())
    out = set()
    for m in re.finditer(r"(us\$|[$€£₹₩])?\s*(\d[\d,. ]*\d|\d)\s*((?:[a-z/%$€]+\s*){0,3})", low):
        digits = re.sub(r"[ ]", "", m[2])
        digits = (
            digits.replace(",", "") if re.fullmatch(r"[\d.]*(,\d{2,3})+(\.\d+)?", digits) else digits.replace(",", ".")
        )
        if digits.count(".") > 1:
            digits = digits.replace(".", "")
        value, words = float(digits), m[3].split()
        for word in words:
            value *= SCALES.get(word, 1)
        unit = UNITS.get(m[1] or "") or next((UNITS[w] for w in words if w in UNITS), "")
        out.add((value, unit))
    return out


def same_value(gold: str, found: str) -> bool:
    """Tell whether two values agree: a drivetrain, or numbers within 1 % with units that do not contradict."""
    for pattern in DRIVES.values():
        if re.search(pattern, gold.lower().replace("-", " ")):
            return bool(re.search(pattern, found.lower().replace("-", " ")))
    return any(
        abs(a - b) <= 0.01 * abs(a) and (u == v or "" in (u, v))
        for a, u in quantities(gold)
        for b, v in quantities(found)
    )


def _names(gold: Entry, end: str) -> set[str]:
    kind = str(gold.get(f"{end}_kind", ""))
    return {plain(str(n), kind=kind) for n in (gold[end], *gold.get(f"{end}_aliases", ()))}


def _named(gold: Entry, end: str, found: str) -> bool:
    names, kind = _names(gold, end), str(gold.get(f"{end}_kind", ""))
    if plain(found, kind=kind) in names:
        return True
    words = found.split()  # a product may carry its maker in front
    return kind in ("Vehicle", "Component", "Platform") and any(plain(" ".join(words[i:])) in names for i in (1, 2))


def _attribute(fact: Entry) -> str:
    details = fact.get("qualifiers") or {}
    name = fact.get("attribute") or fact.get("metric") or details.get("attribute") or details.get("metric") or ""
    return plain(str(name))


def same_ends(gold: Entry, found: Entry) -> bool:
    """Tell whether subject and object agree, for symmetric relations in either order."""
    if gold["relation"] in ("has_attribute", "has_metric"):
        values = (gold["object"], *gold.get("object_aliases", ()))
        return _named(gold, "subject", found["subject"]) and any(same_value(str(v), found["object"]) for v in values)
    if _named(gold, "subject", found["subject"]) and _named(gold, "object", found["object"]):
        return True
    turned = gold["relation"] in SYMMETRIC
    return turned and _named(gold, "subject", found["object"]) and _named(gold, "object", found["subject"])


def strict(gold: Entry, found: Entry) -> bool:
    """Tell whether relation, subject, object and attribute agree."""
    if found["relation"] not in {gold["relation"], *gold.get("relation_aliases", ())}:
        return False
    right = {
        _attribute(gold),
        *map(plain, gold.get("attribute_aliases", ())),
        *map(plain, gold.get("metric_aliases", ())),
    }
    return _attribute(found) in right and same_ends(gold, found)


def with_status(gold: Entry, found: Entry) -> bool:
    """Tell whether facts agree in the status too."""
    return found["status"] in {gold["status"], *gold.get("status_aliases", ())} and strict(gold, found)


def match(gold: Sequence[Entry], found: Sequence[Entry], agree: Callable[[Entry, Entry], bool]) -> dict[int, int]:
    """Return the largest one-to-one matching, gold number -> found number."""
    options = [[j for j, f in enumerate(found) if agree(g, f)] for g in gold]
    owner: dict[int, int] = {}

    def assign(i: int, seen: set[int]) -> bool:
        for j in options[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or assign(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        assign(i, set())
    return {i: j for j, i in owner.items()}


@dataclass
class Score:
    """Counts by (level, relation); levels are strict, status and pair, relation '' is all."""

    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    gold: Counter[tuple[str, str]] = field(default_factory=Counter)

    def prf(self, level: str = "strict", relation: str = "") -> tuple[float, float, float]:
        """Return precision, recall and F1."""
        key = level, relation
        p, r = self.right[key] / max(1, self.found[key]), self.right[key] / max(1, self.gold[key])
        return p, r, 2 * p * r / max(1e-9, p + r)


LEVELS: dict[str, Callable[[Entry, Entry], bool]] = {"strict": strict, "status": with_status, "pair": same_ends}


def add_document(score: Score, gold: Sequence[Entry], found: Sequence[Entry]) -> None:
    """Count one document into a score; equal predictions count once, optional gold facts not at all."""
    ordered = sorted(gold, key=lambda g: bool(g.get("optional")))
    needed = sum(not g.get("optional") for g in ordered)
    for level, agree in LEVELS.items():
        unique = _unique(found, level)
        pairs = match(ordered, unique, agree)
        free = {j for i, j in pairs.items() if i >= needed}
        for j, f in enumerate(unique):
            score.found.update({(level, ""): j not in free, (level, f["relation"]): j not in free})
        for i, g in enumerate(_unique(ordered[:needed], level) if level == "pair" else ordered[:needed]):
            hit = i in pairs if level != "pair" else any(same_ends(g, f) for f in unique)
            score.gold.update({(level, ""): 1, (level, g["relation"]): 1})
            score.right.update({(level, ""): hit, (level, g["relation"]): hit})


def _unique(facts: Sequence[Entry], level: str) -> list[Entry]:
    seen: dict[tuple[str, ...], Entry] = {}
    for f in facts:
        ends = plain(str(f["subject"])), plain(str(f["object"]))
        key = tuple(sorted(ends)) if f["relation"] in SYMMETRIC else ends
        if level != "pair":
            key = (*key, f["relation"], _attribute(f), f["status"] if level == "status" else "")
        seen.setdefault(key, f)
    return list(seen.values())
