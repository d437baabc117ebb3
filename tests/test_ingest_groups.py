"""References to several names: which ones they stand for, and above all when they stand for none that is clear."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.annotation import Annotation
from ingest.catalogue import load_catalogue
from ingest.components.groups import members_of
from ingest.components.sentences import segments
from ingest.names.groups import find_groups
from ingest.names.linking import link

FIRMS = "Honda Nissan Toyota Sony BYD CATL Bosch Valeo Stellantis Renault Volkswagen Rivian Mazda Magna Geely".split()
KINDS = dict.fromkeys([*FIRMS, "Mitsubishi Motors", "LG Electronics", "Kordsa", "Hesta", "Korvo", "Nikkei"], "Company")
KINDS |= dict.fromkeys(["Macan", "Cayenne", "EV6", "Ioniq 5", "C4", "C4 X", "R2", "R3", "R3X"], "Vehicle")
KINDS |= {"Kia": "Company", "Porsche": "Company"}
KINDS |= {"Hyundai": "Company", "Leipzig": "Place", "Regensburg": "Place", "Graz": "Place",
          "Tampere": "Place", "Akio Toyoda": "Person", "Koji Sato": "Person", "Mary Barra": "Person",
          "Tsinghua University": "Organization"}  # fmt: skip


def groups(text: str) -> dict[str, set[str]]:
    """Return {words of each reference: labels of its members, none where it is unresolved} of a text."""
    title, _, body = text.rpartition(" || ")
    text = f"{title or 'News of the day'}\n\n{body}"
    names, taken = [], set()
    for name in sorted(KINDS, key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            if start not in taken:
                names.append(Annotation(start, start + len(name), name, KINDS[name]))
                taken |= set(range(start, start + len(name)))
            start = text.find(name, start + 1)
    mentions = link(text, names, load_catalogue())
    found = {}
    for plural, group in find_groups(text, segments(text), mentions, load_catalogue()):
        members = members_of(text, group) if group else []
        assert all(
            text[m.start : m.end] == m.text and m.role == "reference" and m.link == "coreferent" for m in members
        )
        found[text[plural.start : plural.end]] = {m.entity.label for m in members if m.entity}
    return found


RESOLVED = [
    ("Honda and Nissan have signed. The two companies want to save money.", "The two companies", "Honda Nissan"),
    ("Honda and Nissan have signed. The two will save money.", "The two", "Honda Nissan"),
    ("Honda and Nissan have signed. The pair plan to save money.", "The pair", "Honda Nissan"),
    ("Honda and Nissan have signed. The duo hopes to save money.", "The duo", "Honda Nissan"),
    ("Honda and Nissan have signed. Both carmakers are from Japan.", "Both carmakers", "Honda Nissan"),
    ("Honda and Nissan have signed. Both will save money.", "Both", "Honda Nissan"),
    ("Honda and Nissan have signed. They will save money.", "They", "Honda Nissan"),
    ("Honda and Nissan have signed, the two sides said.", "the two sides", "Honda Nissan"),
    ("Honda and Nissan have signed. The companies gave no price.", "The companies", "Honda Nissan"),
    ("Honda and Nissan have signed. The partners gave no price.", "The partners", "Honda Nissan"),
    ("Honda and Nissan have signed. These two carmakers are small.", "These two carmakers", "Honda Nissan"),
    ("Honda, Nissan and Mazda have signed. The three firms are small.", "The three firms", "Honda Nissan Mazda"),
    ("Honda, Nissan, and Mazda have signed. The trio is small.", "The trio", "Honda Nissan Mazda"),
    ("Honda, Nissan and Mazda have signed. All three are small.", "All three", "Honda Nissan Mazda"),
    ("Honda to buy Nissan || Honda met Nissan in May. The two companies save money.", "The two companies",
     "Honda Nissan"),
    ("Honda to buy Nissan || Honda said it had met Nissan. The two have signed.", "The two", "Honda Nissan"),
    ("Honda to buy Nissan || Honda is small. Nissan is smaller. The two carmakers save money.", "The two carmakers",
     "Honda Nissan"),
    ("Honda and Nissan have signed. Nobody was glad. The two companies want to save money.", "The two companies",
     "Honda Nissan"),
    ("Honda and Nissan will share parts, in a race led by the weather. Both companies are late.", "Both companies",
     "Honda Nissan"),
    ("Stellantis and its partner CATL build a plant. The two companies share the cost.", "The two companies",
     "Stellantis CATL"),
    ("Volkswagen, Europe's largest carmaker, and Rivian share code. The two companies met in May.", "The two companies",
     "Volkswagen Rivian"),
    ("Truck makers Hesta of Graz and Korvo of Tampere have met. The two firms share parts.", "The two firms",
     "Hesta Korvo"),
    ("Bosch and Valeo supply Toyota. The two suppliers are glad.", "The two suppliers", "Bosch Valeo"),
    ("Bosch met Toyota and Mazda. The two Japanese carmakers were glad.", "The two Japanese carmakers", "Toyota Mazda"),
    ("Bosch, Toyota and Mazda met. The two carmakers were glad.", "The two carmakers", "Toyota Mazda"),
    ("Porsche builds the Macan and the Cayenne. Both models sell.", "Both models", "Porsche Macan|Porsche Cayenne"),
    ("The Kia EV6 and the Hyundai Ioniq 5 are new. Both cars have 800 volts.", "Both cars", "Kia EV6|Hyundai Ioniq 5"),
    ("The Kia EV6 and the Hyundai Ioniq 5 are new. Both have 800 volts.", "Both", "Kia EV6|Hyundai Ioniq 5"),
    ("The Kia EV6 and the Hyundai Ioniq 5 are new, both of which have 800 volts.", "both of which",
     "Kia EV6|Hyundai Ioniq 5"),
    ("There are plants in Leipzig and Regensburg. Both sites are safe.", "Both sites", "Leipzig|Regensburg"),
    ("There are plants in Leipzig and Regensburg. The two cities were glad.", "The two cities", "Leipzig|Regensburg"),
    ("Akio Toyoda and Koji Sato spoke. The two men agreed.", "The two men", "Akio Toyoda|Koji Sato"),
    ("Akio Toyoda and Koji Sato spoke. Both executives agreed.", "Both executives", "Akio Toyoda|Koji Sato"),
    ("Toyota and Tsinghua University have met. The two sides signed.", "The two sides", "Toyota|Tsinghua University"),
    ("Honda and Nissan have signed, Nikkei reported. The two companies said nothing.", "The two companies",
     "Honda Nissan"),
    ("Bosch, a rival of both, fell. Honda and Nissan rose. Both companies paid.", "Both companies", "Honda Nissan"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "members"), RESOLVED)
def test_a_group_of_that_kind_and_size_is_meant(text: str, words: str, members: str) -> None:
    expected = set(members.split("|") if "|" in members else members.split())
    assert groups(text)[words] == expected


UNRESOLVED = [
    "Honda met Nissan in May. The two companies want to save money.",  # not joined, nor what the headline is about
    "Honda to buy Nissan from Toyota || Honda met Nissan in May. The two companies want to save money.",
    "Honda to buy Nissan || Honda met the press. The two companies want to save money.",  # as yet only one is named
    "Honda and Nissan have signed. Toyota fell, Mazda rose, and both were glad.",
    "Honda and Nissan have signed. Combined, the two companies sold 8 million cars.",  # neither did
    "Honda and Nissan have signed. The two companies hold 40 % and 60 %, respectively.",
    "Honda, Nissan and Mazda have signed. The two companies want to save money.",  # which two?
    "Honda and Nissan met Toyota and Mazda. The two companies want to save money.",
    "Honda has signed. The two companies want to save money.",
    "Nobody has signed. Both carmakers want to save money.",
    "Honda and Nissan have signed. The three carmakers want to save money.",
    "Honda and Nissan have signed. Both models are late.",  # wrong kind
    "The Macan and the Cayenne are heavy. The two companies are not.",
    "Honda and Nissan have signed. Both men are glad.",
    "Bosch and Valeo have met. Both carmakers are glad.",  # wrong trade
    "Bosch and Toyota have met. The two Japanese firms are glad.",  # wrong country
    "Honda was sold to Toyota, and Nissan rose. It rained. BYD fell. The two companies are late.",
    "Workers at Honda and Nissan walked out. They want more money.",  # the workers do
    "Honda sold its shares in Nissan. They rose.",
    "Honda and Nissan rose. It rained. It snowed. It froze. They said nothing.",  # too far
    "The Kia EV6 and the Hyundai Ioniq 5 met Honda and Nissan. The two will save money.",
]
NONE = [
    "Honda and Nissan have two new plants. The two largest shareholders were glad.",
    "Honda and Nissan have signed. The two other companies have not.",
    "Honda and Nissan have signed. The two-seater is late.",
    "Honda and Nissan have signed. Both in Japan and in China it rained.",
    "Honda and Nissan have signed. Both production and sales fell.",
    "Honda and Nissan have signed. The two engines of the world economy stutter.",
    "Honda and Nissan have signed. The two companies that said no were sad.",
    "Honda and Nissan have signed. The suppliers were glad.",  # any suppliers
    "Honda and Nissan have signed. Their plan is to save money.",  # the plan is
    "Honda and Nissan have signed. The smaller of the two companies was glad.",
    "Honda and Nissan have signed. One of the two carmakers was glad.",
    "Honda and Nissan have signed. Both merging companies are small.",
    "Honda and Nissan show two vans, both EVs, in May.",
    "Honda and Nissan have signed. The cars were late.",
    "The two companies, Honda and Nissan, have signed.",  # named there
    "Both Honda and Nissan have signed.",
    "Honda and Nissan have signed. The pair of shoes was red.",
]


@pytest.mark.parametrize("text", UNRESOLVED)
def test_what_is_not_clear_stays_unresolved(text: str) -> None:
    assert not any(groups(text).values())


@pytest.mark.parametrize("text", NONE)
def test_other_words_are_no_reference_to_a_group(text: str) -> None:
    assert groups(text) == {}


def test_a_group_is_less_sure_than_its_names() -> None:
    text = "News\n\nHonda and Nissan have signed. Honda met Nissan, the two sides said."
    names = [Annotation(m, m + n, text[m : m + n], "Company", confidence=0.8) for m, n in ((6, 5), (16, 6))]
    mentions = link(text, names, load_catalogue())
    ((_, group),) = find_groups(text, segments(text), mentions, load_catalogue())
    assert group is not None
    assert all(m.confidence < 0.8 for m in members_of(text, group))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*FIRMS, "and", ",", "both", "The two companies", "They", "met.", "The pair", "\n", "🚗"]))
)
def test_members_are_of_the_size_that_the_words_say(words: list[str]) -> None:
    for phrase, members in groups(" ".join(words)).items():
        assert len(members) in ((0, 2) if phrase != "They" else range(99))
