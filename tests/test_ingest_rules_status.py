import pytest

from ingest.rules.status import goes_on, is_held, is_possible, status_of_words


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
    ("status", "text"),
    [
        ("planned", "Over the next decade the two companies will run a joint venture"),
        ("asserted", "Over the past year the two companies have been working together"),
        ("planned", "By the end of the year the two companies will develop cars together"),
        ("planned", "Until 2030 the two companies will run a joint venture"),
        ("asserted", "the two companies, which have no other ties, formed a joint venture"),
        ("asserted", "the two companies not only cooperate"),
        ("asserted", "No less than 50 engineers of the two companies work together"),
        ("asserted", "They did not merge, but the two companies formed a joint venture"),
        ("asserted", "Although they had no ties, the two companies formed a joint venture"),
        ("asserted", "The plan was not made public; the two companies have formed a joint venture"),
        ("asserted", "In May the two companies set up a joint venture"),
        ("planned", "the two companies are set to form a joint venture"),
        ("planned", "the two companies agreed to form a joint venture"),
        ("ended", "the two companies ended their joint venture"),
        ("ended", "the two companies will end their joint venture"),
        ("ended", "the partnership is over, and so the two companies called off their joint venture"),
        ("ended", "the two companies no longer cooperate"),
        ("ended", "the two companies do not work together any more"),
        ("ended", "until May the two companies cooperated"),
        ("denied", "the two companies, so far, have not formed a joint venture"),
        ("denied", "the two companies don’t cooperate"),
        ("denied", "It is not true that the two companies cooperate"),
        ("denied", "The carmaker denied that the two companies would merge"),
        ("denied", "Ford ruled out that the two companies could merge"),
        ("rumored", "the two companies may cooperate"),
        ("rumored", "the two companies are in talks on a joint venture"),
    ],
)
def test_the_words_of_a_clause_give_its_status(status, text):
    assert status_of_words(text) == status


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
