"""Status of a clause from its words: tense and modality, negation, reported talk, endings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph import Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

PLANNING = frozenset(
    """plan plans planned planning agree agrees agreed intend intends intended aim aims aimed want wants wanted expect
    expects expected prepare preparing prepares set due announce announces wish hope hopes seek seeks seeking
    commit""".split()
)
TALK = frozenset(
    """consider considers considering considered weigh weighs weighing mull mulls mulling explore exploring discuss
    discussing negotiate negotiating study studying evaluate evaluating may might could would reportedly allegedly
    rumored rumoured apparently speculation rumors rumours""".split()
)
DENIAL = frozenset(
    """deny denies denied denying reject rejects rejected dismiss dismisses dismissed refute refuted""".split()
)
ENDING = frozenset(
    """former ex formerly ended ends end terminate terminated cancel cancelled canceled scrap scrapped dissolved
    expired abandon abandoned halted stopped discontinued over finished""".split()
)
NEGATION = frozenset("not n't never no neither nor without".split())
_ENDED = re.compile(
    r"\b(?:ended|ends|end (?:all|its|the|their)|terminat(?:ed?|es)|cancel(?:s|led|ed)?|scrap(?:s|ped)?|dissolved|"
    r"expired|abandon(?:s|ed)?|halted|stopped|discontinued|called off|former(?:ly)?|finished|no longer|"
    r"(?:is|are|was|were|been) over|not (?:[\w-]+ ){1,4}any ?more)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?i:\b(?:not (?:only|just|merely|least)|no (?:doubt|less than|fewer than)|set up)\b)|\bMay\b")
"""What only looks like a negation, a plan or a doubt."""
ASIDE = re.compile(r", (?:which|who|whose|where|while|though|although|despite|without|unlike)\b[^,;]*,")
_FRONTED = re.compile(r"^\s*(?:Although|Though|While|Because|As|After|Before|Without|Despite|Unlike|When)\b[^,;]*, ")
BORDER = re.compile(r"[;:]|,? \b(?:but|although|though|whereas|because)\b|, (?:and|so|yet|while)\b")
"""Where a clause begins that what was said before does not govern."""
TALKS = re.compile(
    r"\b(?:in|hold(?:s|ing)?|held|under) (?:advanced |early |preliminary )?(?:talks|negotiations?|discussions?)\b", re.I
)
SOURCES = re.compile(
    r"\b(?:people|persons?|sources?) (?:familiar|close|with knowledge)|\b(?:is|are) said to\b"
    r"|\bit is (?:also )?heard\b",
    re.I,
)
DOUBT = re.compile(
    r"\b(?:not|no|never|would|could|may|might|plans?|will|wants?|talks|deny|denied|denies)\b|n't\b", re.I
)
"""Words that make a sentence anything but a plain statement."""

RULED_OUT = re.compile(
    r"\brul(?:ed|es|ing) out\b|\bno (?:plans?|intention|talks|such)\b|\bnot (?:correct|true)\b", re.I
)


def status_of(trigger: Token, sentence: Span) -> Status:
    """Return the status of the claim that a trigger word carries, from its clause and the verbs that govern it."""
    words = _scope(trigger)
    lower = {word.lower_ for word in words}
    text = sentence.text
    if lower & DENIAL or lower & NEGATION or RULED_OUT.search(text):
        return "denied"
    if lower & ENDING:
        return "ended"
    if lower & TALK or TALKS.search(text) or SOURCES.search(text):
        return "rumored"
    if lower & PLANNING or _future(trigger, words):
        return "planned"
    return "asserted"


def status_of_words(text: str) -> Status:
    """Return the status of what the words of a clause say, read without a parse.

    >>> status_of_words("the two agreed to form a venture"), status_of_words("the two have ended their alliance")
    ('planned', 'ended')
    >>> status_of_words("Over the next year the two will cooperate"), status_of_words("the two not only cooperate")
    ('planned', 'asserted')
    """
    said = _PLAIN.sub(" ", ASIDE.sub(" ", text).replace("n’t", " not").replace("n't", " not"))
    clause = BORDER.split(_FRONTED.sub("", said))[-1]
    words = words_of(clause)
    denied = bool(words_of(said) & DENIAL or RULED_OUT.search(said))
    ahead = words & (PLANNING | {"will", "shall"})
    if not denied and (_ENDED.search(clause) or ("until" in words and not ahead)):
        return "ended"
    if denied or words & NEGATION:
        return "denied"
    if words & TALK or TALKS.search(said) or SOURCES.search(said):
        return "rumored"
    return "planned" if ahead else "asserted"


def words_of(text: str) -> set[str]:
    """Return the words of a text in small letters, without apostrophes and digits."""
    return set(re.findall(r"[a-z]+", text.lower()))


def _scope(trigger: Token) -> list[Token]:
    """Return the trigger, the words that modify it, and those of the verbs and nouns above it in its clause."""
    words, here = [trigger, *_modifiers(trigger)], trigger
    while here.head is not here and here.dep_ in (
        "xcomp",
        "ccomp",
        "acl",
        "obj",
        "obl",
        "nmod",
        "conj",
        "advcl",
        "nsubj",
    ):
        here = here.head
        words += [here, *(_modifiers(here) if here.dep_ != "conj" else [])]
    return words


def _modifiers(token: Token) -> list[Token]:
    return [
        child
        for child in token.children
        if child.dep_ in ("aux", "aux:pass", "advmod", "amod", "det", "compound", "cop")
    ]


def _future(trigger: Token, words: list[Token]) -> bool:
    if any(word.lower_ in ("will", "shall", "'ll", "would") for word in words):
        return True
    marked = any(child.dep_ == "mark" and child.lower_ == "to" for child in trigger.children)
    return marked and trigger.dep_ in ("acl", "xcomp", "root", "ROOT")
