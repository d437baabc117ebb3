"""Relation patterns as data: what to look for around a trigger word in a dependency parse.

A pattern is a line of ingest/patterns/*.jsonl:

    {"id": "supply-verb", "relation": "supplies", "trigger": "supply supplies supplied supplying",
     "subject": "nsubj", "object": "obl:to", "examples": [...], "counterexamples": [...]}

`trigger` lists forms of one word. `subject` and `object` are paths from the trigger to a mention: steps joined by
`/`, each a universal dependency label, `label:case` for a noun with that preposition, `^` for the governor;
alternatives are joined by `|`. `when` asks for more words on paths, as in `{"obj": "stake shares"}`. Conjuncts count
with the word that they are joined to. `about` names the qualifier that a path's words fill; `attribute` says of which
attribute or metric the value on the object's path is, for the relations that have a value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import OntologyError, PatternError, ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

FOLDER = Path(__file__).parents[1] / "patterns"
KEYS = {
    "id",
    "relation",
    "trigger",
    "subject",
    "object",
    "when",
    "about",
    "status",
    "attribute",
    "examples",
    "counterexamples",
}

CONFIDENCE = 0.67
"""Share of right claims among those that patterns, wordings and measures gave: 68 of 102 on the 46 gold articles."""

SYNONYMS = {
    "obj": ("dobj",),
    "nsubj:pass": ("nsubjpass",),
    "aux:pass": ("auxpass",),
    "compound:prt": ("prt",),
    "nmod:poss": ("poss",),
    "acl:relcl": ("relcl",),
    "iobj": ("dative",),
}
"""Labels of the scheme that the pipelines `en_core_web_*` use for the same thing."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying a relation; `status` is set where the words themselves decide it (`former`)."""

    id: str
    relation: str
    trigger: frozenset[str]
    subject: str
    object: str
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    status: str = ""
    attribute: str = ""
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return all shipped patterns, in the order of their files."""
    return tuple(pattern for file in sorted(FOLDER.glob("*.jsonl")) for pattern in read_patterns(file))


def read_patterns(file: Path) -> Iterator[Pattern]:
    """Yield the patterns of a file; a line that breaks the format raises PatternError with file and line."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            if unknown := set(entry) - KEYS:
                raise PatternError(file.name, number, f"unknown keys {', '.join(sorted(unknown))}")
            ontology().relation(entry["relation"])
            yield _pattern(entry)
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise PatternError(file.name, number, f"not a pattern: {error}") from None
        except OntologyError as error:
            raise PatternError(file.name, number, str(error)) from None


def _pattern(entry: Mapping[str, Any]) -> Pattern:
    return Pattern(
        id=entry["id"],
        relation=entry["relation"],
        trigger=frozenset(entry["trigger"].split()),
        subject=entry["subject"],
        object=entry["object"],
        when={path: frozenset(words.split()) for path, words in entry.get("when", {}).items()},
        about=entry.get("about", {}),
        status=entry.get("status", ""),
        attribute=entry.get("attribute", ""),
        examples=tuple(entry.get("examples", ())),
        counterexamples=tuple(entry.get("counterexamples", ())),
    )


def applies(pattern: Pattern, trigger: Token) -> bool:
    """Tell whether the further words that a pattern asks for stand on their paths."""
    return all(
        any(token.lower_ in words for token in follow(trigger, path)) if words else not list(follow(trigger, path))
        for path, words in pattern.when.items()
    )


def follow(token: Token, path: str) -> Iterator[Token]:
    """Yield the tokens that a path leads to from a token, with their conjuncts, in text order."""
    found: dict[int, Token] = {}
    for alternative in path.split("|"):
        here = [token]
        for step in alternative.split("/"):
            here = [reached for start in here for reached in _step(start, step)]
        found |= {reached.i: reached for start in here for reached in (start, *conjuncts(start))}
    yield from (found[i] for i in sorted(found))


def _step(token: Token, step: str) -> Iterable[Token]:
    if step == ".":
        return [token]
    if step.startswith("^"):
        return [token.head] if token.head is not token and _label_fits(token, step[1:]) else []
    found = [child for child in token.children if _label_fits(child, step)] or _below_preposition(token, step)
    if found or step not in ("nsubj", "nsubj:pass", "aux", "obl:by"):
        return [_antecedent(child) for child in found]
    return _shared_subject(token, step)


def _label_fits(token: Token, step: str) -> bool:
    """Tell whether a token hangs as `nsubj`, `nsubj:pass`, or with a preposition as `obl:to`; empty fits anything."""
    label, _, case = step.partition(":")
    if not step or token.dep_ in (step, *SYNONYMS.get(step, ())):
        return True
    if label in ("obl", "nmod") and case and token.dep_ in ("obl", "nmod", "obl:agent"):
        return any(child.dep_ == "case" and child.lower_ == case for child in token.children)
    return not case and token.dep_ == label


def _below_preposition(token: Token, step: str) -> list[Token]:
    """Return the nouns of a prepositional phrase in the scheme where the preposition governs them (CLEAR)."""
    label, _, case = step.partition(":")
    if label not in ("obl", "nmod") or not case:
        return []
    heads = [child for child in token.children if child.dep_ in ("prep", "agent", "dative") and child.lower_ == case]
    return [noun for head in heads for noun in head.children if noun.dep_ in ("pobj", "pcomp")]


def _antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for."""
    if token.lower_ not in ("which", "that", "who"):
        return token
    verb = token.head
    while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.head is not verb:
        verb = verb.head
    return verb.head if verb.dep_ in ("acl:relcl", "relcl") else token


def _shared_subject(token: Token, step: str) -> list[Token]:
    """Return the subject that a verb without one shares with the verb it is joined to or hangs on."""
    if token.dep_ == "acl" and step in ("nsubj:pass", "nsubj"):
        return [token.head]
    if step in ("nsubj", "nsubj:pass") and token.dep_ in ("conj", "xcomp", "advcl") and token.head is not token:
        direct = [_antecedent(child) for child in token.head.children if child.dep_ in ("nsubj", "nsubj:pass")]
        return direct or _shared_subject(token.head, step)
    return []


def conjuncts(token: Token) -> list[Token]:
    """Return what is joined to a token by `and`, directly or along a chain."""
    direct = [child for child in token.children if child.dep_ == "conj"]
    return direct + [further for child in direct for further in conjuncts(child)]
