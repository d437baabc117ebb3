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
_ASIDE = re.compile(r", (?:which|who|whose|where|while|though|although|despite|without|unlike)\b[^,;]*,")
_FRONTED = re.compile(r"^\s*(?:Although|Though|While|Because|As|After|Before|Without|Despite|Unlike|When)\b[^,;]*, ")
_BORDER = re.compile(r"[;:]|,? \b(?:but|although|though|whereas|because)\b|, (?:and|so|yet|while)\b")
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

POSTS = frozenset(("ceo_of", "works_for"))
_SINCE = re.compile(r"[^.;]*?\bsince (?:\w+ ){0,2}(?:\d{4}\b|last\b|this\b|then\b|[A-Z])")
_LEFT = re.compile(
    r"\b(?:former|ex|once|previously|until|was|were|had|resign\w*|left|leav\w+|step(?:s|ped|ping)? down|retir\w+|"
    r"depart\w*|quits?|dismiss\w*|fired|sacked|replaced|ousted|exit\w*)\b",
    re.IGNORECASE,
)
_CONTINUING = re.compile(
    r"\b(?:continu(?:e|es|ed|ing) (?:to|with|working|producing|supplying)|"
    r"(?:beg[aiu]ns?|start(?:s|ed)?) "
    r"(?:to [a-z]+|(?:series |mass )?production|(?:assembl|build|deliver|mak|sell)ing))\b",
    re.IGNORECASE,
)
_COMING = frozenset(
    "acquired builds_plant_in enters_market invested_in joint_venture_with launched merged_with partnered_with "
    "produced_at supplies".split()
)
"""Relations that begin: of those that last (a seat, a stake, a post) a sentence with "may" often only reminds."""
_POSSIBLE = re.compile(
    r"\b(?:may|might|could) (?:(?:also|soon|even|eventually|later|well|one day|then|instead|in turn) )*"
    r"(?:be \w+(?:ed|en|ilt|old|ught) |build|make|supply|buy|take|sell|acquire|produce|assemble|deliver|join|launch|"
    r"open|invest|partner|work|provide|merge|follow|start|begin|set up)"
)
_RECALLING = re.compile(r"\b(?:is|are|has been|have been) recalling\b|\b(?:has|have) recalled\b", re.IGNORECASE)
_FOLLOWED = re.compile(
    r"(?:\b(?:succeeded|replaced|followed) (?:\w+ )?by (?:[a-z]+ ){0,4}|\b(?:appoint|elect|promot)(?:s|es|ed|ing) |"
    r"\b[Nn]ew (?:[\w-]+ )?(?:CEO|chief executive|chief|boss|head|president|chairman|chairwoman) |\bnam(?:es|ed|ing) )$"
)
_FOLLOWS = re.compile(
    r"(?:,? (?:who|has|had))? (?:succeed(?:s|ed)\b|replace[sd]\b(?! by)|t(?:akes|ook|aken) (?:over|charge|the helm)\b)"
)


def is_held(relation: str, sentence: str, person: tuple[int, int], firm: tuple[int, int]) -> bool:
    """Tell whether a sentence says that a post is held: since a date, or in succession to another person.

    Person and firm are given by their characters in the sentence.

    >>> is_held("ceo_of", "Farley has been its CEO since 2020, when he succeeded Hackett.", (0, 6), (16, 19))
    True
    >>> is_held("ceo_of", "Its CEO Klein was replaced by Miedreich.", (30, 39), (0, 3))
    True
    """
    before, after = sentence[: person[0]], sentence[person[1] :]
    between = sentence[min(person[1], firm[1]) : max(person[0], firm[0])]
    if relation not in POSTS or re.search(r"\b(?:former|ex|previously|until|once|left)\b", between, re.IGNORECASE):
        return False
    lasting = bool(_SINCE.match(after)) and not _LEFT.search(before[-40:] + after.partition(", when")[0])
    return lasting or bool(_FOLLOWED.search(before) or _FOLLOWS.match(after))


def goes_on(words: str) -> bool:
    """Tell whether the words before the later end of a claim say in their last clause that it begins or continues.

    >>> goes_on("They called off their merger, but continue to work with"), goes_on("It will not continue with")
    (True, False)
    """
    clause = _BORDER.split(words)[-1]
    return bool(_CONTINUING.search(clause)) and not _words(clause) & (NEGATION | {"until"})


def is_under_way(relation: str, sentence: str) -> bool:
    """Tell whether a sentence says that a recall is going on, which often tells what will be done as well.

    >>> is_under_way("recalled", "Ford is recalling the F-150; dealers will update it.")
    True
    >>> is_under_way("recalled", "Ford will recall it."), is_under_way("launched", "Ford is recalling it.")
    (False, False)
    """
    return relation == "recalled" and bool(_RECALLING.search(sentence))


def is_possible(relation: str, words: str) -> bool:
    """Tell whether the words before the later end of a claim only say in their last clause that it may come true.

    >>> is_possible("produced_at", "The contract manufacturer may also build the car at its plant in")
    True
    >>> is_possible("produced_at", "It builds the G6 in Graz; it could add"), is_possible("ceo_of", "It may take")
    (False, False)
    """
    return relation in _COMING and bool(_POSSIBLE.search(_BORDER.split(_ASIDE.sub(" ", words))[-1]))


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
    said = _PLAIN.sub(" ", _ASIDE.sub(" ", text).replace("n’t", " not").replace("n't", " not"))
    clause = _BORDER.split(_FRONTED.sub("", said))[-1]
    words = _words(clause)
    denied = bool(_words(said) & DENIAL or RULED_OUT.search(said))
    ahead = words & (PLANNING | {"will", "shall"})
    if not denied and (_ENDED.search(clause) or ("until" in words and not ahead)):
        return "ended"
    if denied or words & NEGATION:
        return "denied"
    if words & TALK or TALKS.search(said) or SOURCES.search(said):
        return "rumored"
    return "planned" if ahead else "asserted"


def _words(text: str) -> set[str]:
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
