"""States, counties, towns and the plants that are called by them."""

import re

import pytest

from ingest.annotation import Annotation
from ingest.catalogue import load_catalogue
from ingest.components.gazetteer import known_names
from ingest.names.linking import link


def said(text, *names):
    """Link names given as (surface, kind) at their first places; return all mentions with their entities."""
    mentions = [Annotation(text.index(s), text.index(s) + len(s), s, kind, confidence=0.9) for s, kind in names]
    return [(m.text, m.entity.id) for m in link(text, mentions, load_catalogue())]


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("The plant in Flint, Mich., grows.", "Mich.", "place/michigan"),
        ("The plant in Spring Hill, Tenn. grows.", "Tenn", "place/tennessee"),
        ("The plant in Greer, S.C., grows.", "S.C.", "place/south-carolina"),
    ],
)
def test_a_state_is_known_as_addresses_shorten_it(text, name, id):
    assert said(text, (name, "Place")) == [(name, id)]
    assert id in [known.id for known in _known(text)]


def test_a_shortened_state_has_its_point():
    assert not [e for e in _known("Miss Lee spoke of Mass production, NEV sales and SC trims.") if e.kind == "Place"]


def _known(text):
    catalogue = load_catalogue()
    for m in known_names(text, catalogue):
        yield from (entry for entry, _ in catalogue.named(m.text) if entry.kind == m.kind)


@pytest.mark.parametrize(
    ("text", "firms", "name", "expected"),
    [
        ("Volkswagen grows. The Zwickau plant hires.", ["Volkswagen"], "Zwickau plant", "volkswagen-zwickau-plant"),
        ("At Zwickau works, says Volkswagen.", ["Volkswagen"], "Zwickau works", "volkswagen-zwickau-plant"),
        ("The VW Zwickau factory hires.", [], "VW Zwickau factory", "volkswagen-zwickau-plant"),
        (
            "Toyota Motor North America grows. The Georgetown plant hires.",
            ["Toyota Motor North America"],
            "Georgetown plant",
            "toyota-georgetown-plant",
        ),
        ("Ford grows. The Zwickau plant hires.", ["Ford"], "Zwickau plant", "zwickau-plant"),
        ("BMW and Porsche grow. The Leipzig plant too.", ["BMW", "Porsche"], "Leipzig plant", "leipzig-plant"),
        ("BMW and Porsche: BMW's Leipzig plant grows.", ["Porsche", "BMW"], "Leipzig plant", "bmw-leipzig-plant"),
        ("BMW buys from Lumenor's Leipzig plant.", ["BMW", "Lumenor"], "Leipzig plant", "leipzig-plant"),
    ],
)
def test_a_plant_that_is_called_by_its_town_is_that_of_the_firm_named(text, firms, name, expected):
    mentions = [Annotation(m.start(), m.end(), m[0], "Company") for firm in firms for m in re.finditer(firm, text)]
    start = text.index(name)
    found = link(text, [*mentions, Annotation(start, start + len(name), name, "Facility")], load_catalogue())
    assert [m.entity.id for m in found if m.kind == "Facility"] == [f"facility/{expected}"]


def test_a_county_is_no_town():
    assert said("In Spartanburg County it rains.", ("Spartanburg County", "Place"))[0][1] == "place/spartanburg-county"
    assert said("In Bryan County it rains.", ("Bryan County", "Place"))[0][1] == "place/bryan-county"
    assert said("In Aichi Prefecture it rains.", ("Aichi Prefecture", "Place"))[0][1] == "place/aichi"


@pytest.mark.parametrize(
    ("text", "town", "state", "id"),
    [
        ("In Cleveland, N.C., trucks are built.", "Cleveland", "N.C.", "place/cleveland-north-carolina"),
        ("In Dublin, Virginia, trucks are built.", "Dublin", "Virginia", "place/dublin-virginia"),
        ("In Dublin, Virginia and Ohio it grows.", "Dublin", "Virginia", "place/dublin"),
        ("In Dublin, Ireland, it grows.", "Dublin", "Ireland", "place/dublin"),
        ("In Wolfsburg, Dublin, Virginia, it grows.", "Dublin", "Virginia", "place/dublin"),
        ("In Cleveland, Ohio, it grows.", "Cleveland", "Ohio", "place/cleveland"),
        ("In Turin, Piedmont, it grows.", "Turin", "Piedmont", "place/turin"),
        ("In Lumenor, Ohio, it grows.", "Lumenor", "Ohio", "place/lumenor"),
    ],
)
def test_a_town_of_another_state_is_not_the_known_one(text, town, state, id):
    assert said(text, (town, "Place"), (state, "Place"))[0][1] == id


def test_a_shortened_state_is_a_place_whatever_the_tagger_thinks():
    assert said("It comes from Decherd, Tenn., now.", ("Tenn.", "Person"))[0][1] == "place/tennessee"
