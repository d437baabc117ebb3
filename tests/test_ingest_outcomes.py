import pytest

from graph import Article, Entity
from ingest.pipeline import facts_in
from ingest.rules.statuses.outcomes import outcome_of


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("ended", "The deal was called off on Friday."),
        ("ended", "The $8 billion takeover fell through in March."),
        ("ended", "In May the merger was finally blocked by the regulator."),
        ("ended", "The deal, worth $3 billion, has been terminated."),
        ("ended", "Talks collapsed in June."),
        ("ended", "The two companies later abandoned the planned merger."),
        ("asserted", "The takeover was completed on 31 January."),
        ("asserted", "The acquisition closed in March."),
        ("asserted", "They have since completed the transaction."),
        (None, "The deal is expected to be completed in May."),
        (None, "The deal has not been blocked."),
        (None, "An earlier deal was cancelled."),
        (None, "If the deal was blocked, it would have to pay."),
        (None, "The takeover of Xilinx by AMD was completed in February."),
        (None, "They have dropped the word merger from their letters."),
        (None, "The deal failed to impress investors."),
        (None, "The order was cancelled and the plant closed in March."),
    ],
)
def test_a_sentence_tells_what_became_of_the_deal(expected: str | None, sentence: str) -> None:
    told = outcome_of(sentence)
    assert (told and told[0]) == expected


OFFER = "Samsung agreed to buy Harman for $8 billion."


@pytest.mark.parametrize("tier", ["fast", "default"])
@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("planned", f"{OFFER} Harman makes audio systems."),
        ("ended", f"{OFFER} Harman makes audio systems. The deal was called off on Friday."),
        ("asserted", f"{OFFER} The takeover was completed in March."),
        ("planned", f"{OFFER} The two are old friends. They met again. The deal was called off."),
        ("planned", f"{OFFER} Bosch had bid for Valeo as well. The deal was called off."),
        ("planned", "Samsung agreed to buy Harman, which Bosch wanted. Bosch gave in and the offer was withdrawn."),
        ("planned", f"{OFFER} Bosch later scrapped its bid."),
    ],
)
def test_the_next_sentences_tell_what_became_of_a_deal(tier: str, expected: str, text: str) -> None:
    facts = facts_in(Article("a", f"News of the day\n\n{text}"), tier)
    found = {
        f.status
        for f in facts
        if isinstance(f.object, Entity)
        and (f.subject.label, f.relation, f.object.label) == ("Samsung", "acquired", "Harman")
    }
    assert found == {expected}
