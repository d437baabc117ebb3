import pytest

from ingest.rules.statuses.clause import status_of_words


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
