import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.components.sentences import LONGEST, segments


def cut(text):
    return [text[s.start : s.end] for s in segments(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Title\n\nOne is here. Two is there.", ["Title", "One is here.", "Two is there."]),
        ("T\nIt makes cars.The plant is new.", ["T", "It makes cars.", "The plant is new."]),
        ("T\nMr. Lee left Tesla Inc. on Jan. 5, 2024.", ["T", "Mr. Lee left Tesla Inc. on Jan. 5, 2024."]),
        ("T\nIt left the U.S. The end.", ["T", "It left the U.S.", "The end."]),
        ("T\nVW builds the ID. Polo. It is small.", ["T", "VW builds the ID. Polo.", "It is small."]),
        ("T\nIt sells the G 310 R. Scooters grow.", ["T", "It sells the G 310 R.", "Scooters grow."]),
        (
            "title\nvw builds it. honda says no plans. it may come.",
            ["title", "vw builds it.", "honda says no plans.", "it may come."],
        ),
        ("T\nSales rose. iPhones fell at Apple Inc. today.", ["T", "Sales rose. iPhones fell at Apple Inc. today."]),
        ('T\n"We won." He smiled.', ["T", '"We won."', "He smiled."]),
        (
            "T\nSee cars.com for J. Smith and the ID.4 at 3.5% now.",
            ["T", "See cars.com for J. Smith and the ID.4 at 3.5% now."],
        ),
        ("T\nThe line was wrapped by a careless editor at fifty\ncolumns, as mails are.", 2),
    ],
)
def test_sentences(text, sentences):
    found = cut(text)
    assert len(found) == sentences if isinstance(sentences, int) else found == sentences


def test_page_furniture_is_told_apart():
    text = (
        "Skip to main content | Sign in | Subscribe\n\nVW buys Scout\n\nVW said so.\n\n"
        "MORE FROM THE STAR\nToyota recalls trucks\nGM in talks over plant\n\nThe deal is done."
    )
    parts = {text[s.start : s.end]: s.part for s in segments(text)}
    assert parts["VW said so."] == parts["The deal is done."] == "text"
    assert parts["Toyota recalls trucks"] == parts["GM in talks over plant"] == "furniture"
    assert parts["Skip to main content | Sign in | Subscribe"] == "furniture"


def test_what_stands_behind_an_end_mark_is_not_the_article():
    text = (
        "Sony seeks a partner\n\n" + "Sony worked with Magna Steyr.\n\n" * 5 + "Source link\n\n"
        "Adib Zahedi is the CEO and Founder of He has experience in IT.\n\nLeave a Reply"
    )
    parts = {text[s.start : s.end]: s.part for s in segments(text)}
    assert parts["Sony worked with Magna Steyr."] == "text"
    assert parts["Adib Zahedi is the CEO and Founder of He has experience in IT."] == "furniture"


def test_an_authors_note_is_furniture_only_at_the_end():
    story = "Plant news\n\nFord opened a plant. " + "It is large. " * 10
    note = "Jane Doe is a senior reporter who has covered cars since 2010."
    late = {s.part for s in segments(f"{story}\n\n{note}") if s.start > len(story)}
    early = {s.part for s in segments(f"Title\n\n{note}\n\n{story}") if s.start == 7}
    assert (late, early) == ({"furniture"}, {"text"})


@given(st.text(st.characters(codec="utf-8"), max_size=300) | st.text("aB. \n\"'!?1", max_size=300))
def test_nothing_but_white_space_is_lost(text):
    end = 0
    for s in segments(text):
        assert end <= s.start < s.end <= len(text)
        assert not text[end : s.start].strip()
        assert s.end - s.start <= LONGEST
        assert text[s.start : s.end].strip() == text[s.start : s.end]
        end = s.end
    assert not text[end:].strip()


def test_a_megabyte_without_a_full_stop_is_cut():
    assert max(len(s) for s in cut("word " * 200_000)) <= LONGEST
    assert max(len(s) for s in cut("x" * 1_000_000)) <= LONGEST
