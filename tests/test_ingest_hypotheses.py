import pytest

from graph import Article
from ingest.components.hypotheses import is_hypothesis
from ingest.pipeline import facts_in


@pytest.mark.parametrize(
    "sentence",
    [
        "Will Ford buy Rivian?",
        "What if Apple had bought Tesla?",
        "If Tesla had acquired Lucid, Saudi Arabia would have gained a carmaker.",
        "Had Renault merged with Fiat, the group would be the largest of Europe.",
        "Volvo would have supplied Polestar if the plant had opened.",
    ],
)
def test_questions_and_what_was_not_so(sentence: str) -> None:
    assert is_hypothesis(sentence)
    assert facts_in(Article("a", f"News of the day\n\n{sentence}"), "fast") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ford bought Rivian.",
        "Tesla said it would have the plant ready by May.",
        "If all goes well, CATL will supply cells to BMW.",
        "Renault, which had merged with Fiat, supplies Nissan.",
    ],
)
def test_statements_stay(sentence: str) -> None:
    assert not is_hypothesis(sentence)
