import pytest

from ingest.annotation import Annotation
from ingest.components.mentions import tidy


@pytest.mark.parametrize(
    ("text", "found", "kind", "name"),
    [
        ("The U.S.-based start-up Rivian grows.", "U.", "Place", "U.S."),
        ("Mobileye of Jerusalem and BMW work together.", "Mobileye of", "Company", "Mobileye"),
        ("Foxconn makes the Model C. It is sold in Asia.", "Model C.", "Vehicle", "Model C"),
        ("Sony is still Condition it will enter.", "Sony is still Condition", "Company", "Sony"),
        ("The maker of Jeep SUVs said so.", "Jeep SUVs", "Company", "Jeep"),
        ("It sells electric cars.", "electric cars", "Market", "electric cars"),
        ("VW's ID. range grows.", "ID.", "Vehicle", "ID."),
        ("Apple Inc. said so.", "Apple Inc.", "Company", "Apple Inc."),
        ("Ford's sales rose.", "Ford's", "Company", "Ford"),
        ("The MEB+ platform is new.", "MEB+ platform", "Platform", "MEB+"),
        ("Dr. Herbert Diess left.", "Dr. Herbert Diess", "Person", "Herbert Diess"),
        ("The Sterling Heights, Michigan-based firm grows.", "Michigan-based", "Place", "Michigan"),
        ("Lear Corp. (LEA) grows.", "Lear Corp. (LEA", "Company", "Lear Corp."),
        ("Forvia (EPA: FRVIA) grows.", "Forvia (EPA: FRVIA)", "Company", "Forvia (EPA: FRVIA)"),
        ("General Motors (GM) grows.", "General Motors (", "Company", "General Motors"),
        ("The Volvo/Geely pact holds.", "Volvo/", "Company", "Volvo"),
        ("Lear – the supplier – grows.", "Lear –", "Company", "Lear"),
        ("The Washington D.C. office closed.", "Washington D.C.", "Place", "Washington D.C."),
    ],
)
def test_a_name_gets_its_borders(text: str, found: str, kind: str, name: str) -> None:
    start = text.index(found)
    (mention,) = tidy(text, [Annotation(start, start + len(found), found, kind)])
    assert mention.text == name == text[mention.start : mention.end]


def test_a_sort_of_car_is_no_name_but_may_refer_to_one() -> None:
    text = "The MPV is new. Every SUV sells."
    found = [Annotation(text.index(n), text.index(n) + 3, n, "Vehicle") for n in ("MPV", "SUV")]
    (mention,) = tidy(text, found)
    assert (mention.text, mention.role) == ("MPV", "reference")


def test_a_reference_is_more_than_its_article() -> None:
    text = "Ford is in Saarlouis. The works is old."
    (mention,) = tidy(text, [Annotation(22, 25, "The", "Facility", "reference")])
    assert mention.text == "The works"


def test_a_surname_that_is_hardly_a_firm_is_the_person() -> None:
    text = "Trump delays tariffs. Donald Trump spoke; Mike Austin did not, in Austin."
    names = {"Trump": ("Company", 0.53), "Donald Trump": ("Person", 0.9), "Mike Austin": ("Person", 0.9)}
    found = [Annotation(text.index(n), text.index(n) + len(n), n, k, confidence=c) for n, (k, c) in names.items()]
    found.append(Annotation(text.rindex("Austin"), text.rindex("Austin") + 6, "Austin", "Place", confidence=0.55))
    kinds = {m.text: m.kind for m in tidy(text, found)}
    assert kinds["Trump"] == "Person"
    assert kinds["Austin"] == "Place"


@pytest.mark.parametrize(("line", "kind"), [("Heyn: We bought it.", "Person"), ("Heyn builds it.", "Company")])
def test_who_speaks_in_an_interview_is_a_person(line: str, kind: str) -> None:
    text = f"Bosch's Markus Heyn on chips\n{line}"
    found = [Annotation(8, 19, "Markus Heyn", "Person"), Annotation(29, 33, "Heyn", "Company")]
    assert tidy(text, found)[1].kind == kind


@pytest.mark.parametrize("found", ["Lucid x Uber x Nuro", "Lucid x Uber", "Lucid x"])
def test_partners_that_are_crossed_are_several_names(found: str) -> None:
    text = "Lucid x Uber x Nuro: a deal for 20,000 cars"
    assert [m.text for m in tidy(text, [Annotation(0, len(found), found, "Vehicle")])] == [
        name for name in found.split(" ") if name != "x"
    ]


def test_an_abbreviation_that_everybody_uses_is_no_name() -> None:
    text = "Hyundai delays its JV plant."
    assert tidy(text, [Annotation(19, 21, "JV", "Component")]) == []


def test_a_value_ends_with_no_loose_word() -> None:
    text = "It sold 17,59,881 or so, at 4.5 million rupees."
    found = [Annotation(8, 20, "17,59,881 or", "Count", "value"), Annotation(28, 39, "4.5 million", "Money", "value")]
    assert [m.text for m in tidy(text, found)] == ["17,59,881", "4.5 million"]


def test_cars_of_a_country_are_no_model() -> None:
    text = "It sells European EVs, Japanese hybrids, the Indian Scout and the American Spirit."
    names = ("European EVs", "Japanese hybrids", "Indian Scout", "American Spirit")
    found = [Annotation(text.index(n), text.index(n) + len(n), n, "Vehicle") for n in names]
    assert [m.text for m in tidy(text, found)] == ["Indian Scout", "American Spirit"]


@pytest.mark.parametrize(("name", "kind"), [("Debrecen", "Place"), ("Debrecen plant", "Facility")])
def test_a_name_without_a_word_for_a_plant_is_its_town(name: str, kind: str) -> None:
    text = f"Its {name} plant opens. It is in {name}, Hungary."
    places = text.index(name), text.rindex(name)
    found = [
        Annotation(start, start + len(name), name, kind, confidence=confidence)
        for start, kind, confidence in zip(places, ("Facility", "Place"), (0.9, 0.6), strict=True)
    ]
    assert {m.kind for m in tidy(text, found)} == {kind}
