"""Where a claim stands by the words around it, whatever else its sentence says: held, begun, going on, possible."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph import Status

from .clause import ASIDE, BORDER, NEGATION, words_of
from .holdings import is_kept, is_offered, is_sold
from .plants import is_closed, is_postponed
from .progress import is_ahead, is_under_way
from .tenures import has_held, is_held, is_to_come
from .ties import Ends, is_agreed, is_broken, is_mooted, is_presupposed, is_signed

_CONTINUING = re.compile(
    r"\b(?:continu(?:e|es|ed|ing) (?:to|with|working|producing|supplying)|"
    r"(?:beg[aiu]ns?|start(?:s|ed)?) "
    r"(?:to [a-z]+|(?:series |mass )?production|(?:assembl|build|deliver|mak|sell)ing))\b"
    r"|\b(?:and|but) (?:now |still )?(?:works|cooperates|collaborates) (?:\w+ )?with (?:[\w'’-]+ ){0,2}$",
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


def goes_on(words: str) -> bool:
    """Tell whether the words before the later end of a claim say in their last clause that it begins or continues.

    >>> goes_on("They called off their merger, but continue to work with"), goes_on("It will not continue with")
    (True, False)
    """
    clause = BORDER.split(words)[-1]
    return bool(_CONTINUING.search(clause)) and not words_of(clause) & (NEGATION | {"until"})


def is_possible(relation: str, words: str) -> bool:
    """Tell whether the words before the later end of a claim only say in their last clause that it may come true.

    >>> is_possible("produced_at", "The contract manufacturer may also build the car at its plant in")
    True
    >>> is_possible("produced_at", "It builds the G6 in Graz; it could add"), is_possible("ceo_of", "It may take")
    (False, False)
    """
    return relation in _COMING and bool(_POSSIBLE.search(BORDER.split(ASIDE.sub(" ", words))[-1]))


@dataclass(frozen=True)
class Told:
    """A relation, the sentence that tells it, and the characters of subject and object in that."""

    relation: str
    sentence: str
    ends: Ends

    @property
    def before(self) -> str:
        """The words before the later end."""
        return self.sentence[: max(self.ends)[0]]

    @property
    def between(self) -> str:
        """The words between the two ends."""
        return self.sentence[min(self.ends)[1] : max(self.ends)[0]]

    @property
    def holding(self) -> tuple[str, str, str]:
        """The relation with the words before and after the firm whose shares an owner named before it has."""
        owner, firm = self.ends
        return (self.relation, self.before, self.sentence[firm[1] :]) if owner < firm else ("", "", "")


_RULES: tuple[tuple[frozenset[Status], Status, Callable[[Told], bool]], ...] = (
    (
        frozenset(("planned", "rumored", "denied")),
        "asserted",
        lambda told: is_presupposed(told.relation, told.between),
    ),
    (frozenset(("planned",)), "asserted", lambda told: is_under_way(told.relation, told.sentence, told.ends)),
    (frozenset(("planned",)), "asserted", lambda told: is_signed(told.relation, told.sentence, told.ends)),
    (
        frozenset(("planned", "rumored")),
        "asserted",
        lambda told: told.ends[0] < told.ends[1] and is_offered(told.relation, told.before, told.ends[0][1]),
    ),
    (
        frozenset(("asserted", "ended")),
        "planned",
        lambda told: is_to_come(told.relation, told.sentence, *told.ends),
    ),
    (frozenset(("ended",)), "planned", lambda told: is_postponed(told.relation, told.sentence, told.ends)),
    (frozenset(("asserted",)), "ended", lambda told: is_closed(told.relation, told.sentence, told.ends)),
    (frozenset(("ended",)), "asserted", lambda told: is_held(told.relation, told.sentence, *told.ends)),
    (frozenset(("ended",)), "asserted", lambda told: goes_on(told.before) or is_kept(*told.holding)),
    (
        frozenset(("asserted", "planned")),
        "rumored",
        lambda told: is_mooted(told.relation, told.sentence, told.ends),
    ),
    (
        frozenset(("asserted", "planned")),
        "ended",
        lambda told: is_broken(told.relation, told.sentence, told.ends),
    ),
    (frozenset(("asserted",)), "ended", lambda told: is_sold(*told.holding)),
    (frozenset(("asserted",)), "ended", lambda told: has_held(told.relation, told.sentence, *told.ends)),
    (frozenset(("asserted",)), "planned", lambda told: is_agreed(told.relation, told.sentence, told.ends)),
    (
        frozenset(("asserted",)),
        "planned",
        lambda told: (
            is_ahead(told.relation, told.sentence, told.before)
            and not is_under_way(told.relation, told.sentence, told.ends)
        ),
    ),
    (frozenset(("asserted",)), "rumored", lambda told: is_possible(told.relation, told.before)),
)
"""Of which statuses the words of a sentence make which other one, by what they tell; the first rule counts."""


def standing(status: Status, relation: str, sentence: str, ends: Ends) -> Status:
    """Return the status of a claim where the words of its sentence leave no other than the given one.

    The ends, subject and object, are given by their characters in the sentence.

    >>> standing("planned", "recalled", "Ford is recalling the F-150; dealers will update it.", ((0, 4), (22, 27)))
    'asserted'
    """
    told = Told(relation, sentence, ends)
    return next((after for before, after, holds in _RULES if status in before and holds(told)), status)
