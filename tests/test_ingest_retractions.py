import pytest

from graph import Article
from ingest.annotation import Annotation, Claim
from ingest.pipeline import facts_in
from ingest.rules.contradictions import is_hypothesis, is_official, is_seller


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


@pytest.mark.parametrize(
    ("text", "relation", "subject", "object"),
    [
        ("Continental is looking for a buyer for ContiTech.", "acquired", "Continental", "ContiTech"),
        ("Volvo was sold by Ford to Geely in 2010.", "acquired", "Ford", "Volvo"),
        ("Chief Minister M K Stalin met VinFast CEO Pham Sanh Chau.", "ceo_of", "M K Stalin", "VinFast"),
    ],
)
def test_the_words_speak_against_a_claim(text: str, relation: str, subject: str, object: str) -> None:
    assert contradicted(text, relation, subject, object)


@pytest.mark.parametrize(
    ("text", "relation", "subject", "object"),
    [
        ("Bosch, which sold its starter unit, bought Hansen.", "acquired", "Bosch", "Hansen"),
        ("Ford sold Volvo to Geely.", "acquired", "Geely", "Volvo"),
        ("BYD, the best-selling maker, completed its acquisition of Jabil.", "acquired", "BYD", "Jabil"),
        ("KKR, the preferred buyer for Marelli, was pleased.", "acquired", "KKR", "Marelli"),
        ("Former transport minister Matthias Wissmann heads the VDA.", "ceo_of", "Matthias Wissmann", "VDA"),
        ("CEO Jim Farley of Ford met the minister.", "ceo_of", "Jim Farley", "Ford"),
    ],
)
def test_claims_that_the_words_bear_out_stay(text: str, relation: str, subject: str, object: str) -> None:
    assert not contradicted(text, relation, subject, object)


def contradicted(text: str, relation: str, subject: str, object: str) -> bool:
    person = relation == "ceo_of"
    a, b = (
        Annotation(text.index(n), text.index(n) + len(n), n, kind)
        for n, kind in ((subject, "Person" if person else "Company"), (object, "Company"))
    )
    claim = Claim(a, relation, b, "asserted", 0.9, (0, len(text)))
    return is_seller(text, claim) or is_official(text, claim)
