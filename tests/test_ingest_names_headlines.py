"""Headlines in title case: what keeps its capital, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.catalogue import load_catalogue
from ingest.components.sentences import segments
from ingest.names.headlines import LOWER_CASE, in_sentence_case
from ingest.pipeline import load
from ingest.training.corpus import read_corpus
from ingest.training.wordlist import lower_case_words


def calm(text: str) -> str:
    return in_sentence_case(text, segments(text), load_catalogue())


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Sony Surprises Las Vegas With a Car", "Sony surprises Las Vegas with a car"),
        ("Foxconn Agrees to Buy Lordstown Motors Factory", "Foxconn agrees to buy Lordstown Motors factory"),
        ("Eletra and WEG Present Electric Truck", "Eletra and WEG present electric truck"),
        ("Huai Dong Electric Shows Battery Tricycle", "Huai Dong Electric shows battery tricycle"),
        ("Solid Power Sells Cells to Ford and Opens Plant", "Solid Power sells cells to Ford and opens plant"),
        ("Members: Ford Motor, Nissan Motor, Honda Motor", "Members: Ford Motor, Nissan Motor, Honda Motor"),
        ("Ford and Magna sign a supply deal for Cologne", "Ford and Magna sign a supply deal for Cologne"),
        ("FORD TO CUT JOBS IN COLOGNE", "FORD TO CUT JOBS IN COLOGNE"),
        ("Bosch", "Bosch"),
    ],
)
def test_only_names_keep_their_capitals_in_title_case(line: str, read: str) -> None:
    assert calm(line) == read


def test_what_the_running_text_calls_a_name_stays_one() -> None:
    text = "Kasten Order Grows as Plant Opens\n\nThe start-up Kasten Order makes presses. It opened a plant in Ulm."
    assert calm(text).startswith("Kasten Order grows as plant opens\n")


@given(st.text(alphabet="AbC çßİŉ-'.\n:Sales", max_size=80))
def test_no_character_moves(text: str) -> None:
    assert len(calm(text)) == len(text)


@pytest.mark.parametrize("model", ["default", "fast"])
def test_a_headline_in_title_case_invents_no_firm(model: str) -> None:
    doc = load(model)("Rheinmetall Books Pump Orders, Sells Game Changer of a Piston Unit\n\nRheinmetall makes pumps.")
    assert {m.text for m in doc._.mentions if m.kind in ("Company", "Vehicle")} == {"Rheinmetall"}


def test_the_list_is_what_the_corpus_gives() -> None:
    words = lower_case_words(doc for doc in read_corpus() if not doc.held_back)
    assert LOWER_CASE.read_text(encoding="utf-8").split() == words
