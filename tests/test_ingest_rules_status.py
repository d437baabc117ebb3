import pytest

from ingest.rules.status import is_held


def held(sentence, person, firm, relation="ceo_of"):
    places = ((sentence.index(name), sentence.index(name) + len(name)) for name in (person, firm))
    return is_held(relation, sentence, *places)


@pytest.mark.parametrize(
    ("sentence", "person", "firm"),
    [
        (
            "Jim Farley has been CEO of Ford since October 2020, when he succeeded Hackett.",
            "Jim Farley",
            "Ford",
        ),
        ("Uchida, Nissan's chief executive since 2019, gave up half of his pay.", "Uchida", "Nissan"),
        ("Holger Klein left ZF and was replaced by Mathias Miedreich.", "Mathias Miedreich", "ZF"),
        ("Stellantis appointed Antonio Filosa, its America chief, as chief executive.", "Antonio Filosa", "Stellantis"),
        ("Nissan's new CEO Ivan Espinosa will cut jobs.", "Ivan Espinosa", "Nissan"),
        ("Ivan Espinosa, who took the helm of Nissan in April, will cut jobs.", "Ivan Espinosa", "Nissan"),
    ],
)
def test_a_post_is_held(sentence, person, firm):
    assert held(sentence, person, firm)


@pytest.mark.parametrize(
    ("sentence", "person", "firm"),
    [
        ("Jim Hackett, chief executive of Ford until 2020, was not asked.", "Jim Hackett", "Ford"),
        ("Farley has been its CEO since 2020, when he succeeded Jim Hackett.", "Jim Hackett", "its"),
        (
            "Dana appoints Bruce McDonald, a former vice chairman of Johnson Controls.",
            "Bruce McDonald",
            "Johnson Controls",
        ),
        ("Diess was succeeded by Oliver Blume, who led Porsche until 2025 or previously Seat.", "Oliver Blume", "Seat"),
        ("Former Nissan CEO Carlos Ghosn, a fugitive since December 2019, spoke.", "Carlos Ghosn", "Nissan"),
        ("Herbert Diess, CEO of VW since 2018, was ousted.", "Herbert Diess", "VW"),
    ],
)
def test_a_post_is_not_held(sentence, person, firm):
    assert not held(sentence, person, firm)


def test_only_posts_are_held():
    assert not held("Ford has owned the plant since 2019.", "Ford", "plant", "operates_plant_in")
