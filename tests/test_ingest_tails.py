"""Last words that a headline or a translation hangs on a name, and those that belong to it."""

import pytest

from ingest.annotation import Annotation
from ingest.catalogue import load_catalogue
from ingest.names.linking import link
from ingest.names.tails import without_tails


def kept(text, name, kind):
    """Return what is left of a name at its first place in a text, '' where it is none."""
    start = text.find(name)
    found = list(without_tails(text, [Annotation(start, start + len(name), name, kind)], load_catalogue()))
    assert all(text[m.start : m.end] == m.text for m in found)
    return found[0].text if found else ""


@pytest.mark.parametrize(
    ("text", "name", "kind", "left"),
    [
        ("Kumoi Otter Unveiled", "Kumoi Otter Unveiled", "Vehicle", "Kumoi Otter"),
        ("Kumoi Otter Concept Unveiled", "Kumoi Otter Concept Unveiled", "Vehicle", "Kumoi Otter Concept"),
        ("Otter Concept Photo Gallery", "Otter Concept Photo Gallery", "Vehicle", "Otter Concept"),
        ("Concept Unveiled in Tokyo", "Concept Unveiled", "Vehicle", ""),
        ("A Concept Photo of it", "Concept Photo", "Vehicle", ""),
        ("Otter Prices Announced", "Otter Prices Announced", "Vehicle", "Otter"),
        ("The Otter Price is high. The Otter is here.", "Otter Price", "Vehicle", "Otter"),
        ("Otter X2 Specs", "Otter X2 Specs", "Component", "Otter X2"),
        ("Lumenor Motors Acquired", "Lumenor Motors Acquired", "Company", "Lumenor Motors"),
        ("Vision-S Revealed", "Vision-S Revealed", "Vehicle", "Vision-S"),
        ("Magna Wins Contract for Seats", "Magna Wins", "Company", "Magna"),
        ("Lumenor Opens Plant", "Lumenor Opens", "Company", "Lumenor"),
    ],
)
def test_what_a_headline_says_of_a_name_is_no_part_of_it(text, name, kind, left):
    assert kept(text, name, kind) == left


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Mirai Limited is here", "Mirai Limited", "Vehicle"),
        ("The LF-Z Electrified is here", "LF-Z Electrified", "Vehicle"),
        ("The Ceed is here", "Kia Ceed", "Vehicle"),
        ("Toyota Motor Sales grows", "Toyota Motor Sales", "Company"),
        ("Automotive News reports", "Automotive News", "Company"),
        ("The Otter Launch is here. We drove the Otter Launch.", "Otter Launch", "Vehicle"),  # the document says so
        ("The Otter Concept is here", "Otter Concept", "Vehicle"),
        ("unveiled", "unveiled", "Vehicle"),
        ("Unveiled is a firm", "Unveiled", "Company"),
    ],
)
def test_words_that_belong_to_a_name_stay(text, name, kind):
    text = text if name in text else f"{text}: {name}"
    assert kept(text, name, kind) == name


def test_a_name_without_its_tail_is_the_known_one():
    text = "Sony Vision-S Unveiled at CES"
    found = link(text, [Annotation(0, 22, text[:22], "Vehicle")], load_catalogue())
    assert [m.entity.id for m in found] == ["company/sony", "vehicle/sony-vision-s"]
