import pytest

from ingest.rules.standing import goes_on, is_held, is_possible


def held(sentence, person, firm, relation="ceo_of"):
    places = ((sentence.index(name), sentence.index(name) + len(name)) for name in (person, firm))
    return is_held(relation, sentence, *places)


@pytest.mark.parametrize(
    ("sentence", "person", "firm", "expected"),
    [
        (
            "Jim Farley has been CEO of Ford since October 2020, when he succeeded Hackett.",
            "Jim Farley",
            "Ford",
            True,
        ),
        ("Uchida, Nissan's chief executive since 2019, gave up half of his pay.", "Uchida", "Nissan", True),
        ("Holger Klein left ZF and was replaced by Mathias Miedreich.", "Mathias Miedreich", "ZF", True),
        (
            "Stellantis appointed Antonio Filosa, its America chief, as chief executive.",
            "Antonio Filosa",
            "Stellantis",
            True,
        ),
        ("Nissan's new CEO Ivan Espinosa will cut jobs.", "Ivan Espinosa", "Nissan", True),
        ("Ivan Espinosa, who took the helm of Nissan in April, will cut jobs.", "Ivan Espinosa", "Nissan", True),
        ("Jim Hackett, chief executive of Ford until 2020, was not asked.", "Jim Hackett", "Ford", False),
        ("Farley has been its CEO since 2020, when he succeeded Jim Hackett.", "Jim Hackett", "its", False),
        (
            "Dana appoints Bruce McDonald, a former vice chairman of Johnson Controls.",
            "Bruce McDonald",
            "Johnson Controls",
            False,
        ),
        (
            "Diess was succeeded by Oliver Blume, who led Porsche until 2025 or previously Seat.",
            "Oliver Blume",
            "Seat",
            False,
        ),
        ("Former Nissan CEO Carlos Ghosn, a fugitive since December 2019, spoke.", "Carlos Ghosn", "Nissan", False),
        ("Herbert Diess, CEO of VW since 2018, was ousted.", "Herbert Diess", "VW", False),
    ],
)
def test_a_post_is_held_or_not(sentence, person, firm, expected):
    assert held(sentence, person, firm) is expected


def test_only_posts_are_held():
    assert not held("Ford has owned the plant since 2019.", "Ford", "plant", "operates_plant_in")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The two called off their merger, but continue to work with", True),
        ("Subaru closed its line, and Toyota began to assemble the Hilux at", True),
        ("The firm will not continue with", False),
        ("It produced the Golf until 2019 at", False),
    ],
)
def test_what_begins_or_continues_has_not_ended(words, expected):
    assert goes_on(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The next Q5 might also be built in", True),
        ("The firm, which could fail, builds the Q5 in", False),
        ("It builds the Q5 in", False),
    ],
)
def test_what_may_come_is_no_fact_yet(words, expected):
    assert is_possible("produced_at", words) is expected
