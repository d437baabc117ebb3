import pytest

from ingest.annotation import Annotation
from ingest.catalogue import load_catalogue
from ingest.names.linking import link


def linked(text, names, confidence=1.0):
    """Link names given as {surface: kind} at all their places; return {surface: id} in text order."""
    mentions = []
    for surface, kind in names.items():
        start = text.find(surface)
        while start >= 0:
            mentions.append(Annotation(start, start + len(surface), surface, kind, confidence=confidence))
            start = text.find(surface, start + 1)
    found = link(text, mentions, load_catalogue())
    assert all(text[m.start : m.end] == m.text for m in found)
    return {m.text: m for m in found}


def ids(text, names):
    return {surface: m.entity.id for surface, m in linked(text, names).items()}


@pytest.mark.parametrize(
    ("text", "name", "kind", "id"),
    [
        ("Volkswagen grows.", "Volkswagen", "Company", "company/volkswagen"),
        ("VW grows.", "VW", "Company", "company/volkswagen"),
        ("Volkswagen AG grows.", "Volkswagen AG", "Company", "company/volkswagen"),
        ("the BMW Group grows.", "the BMW Group", "Company", "company/bmw"),
        ("ŠKODA's plant", "ŠKODA's", "Company", "company/skoda"),
        ("DENSO grows", "DENSO", "Company", "company/denso"),
        ("the Germans at smart say", "smart", "Company", "company/smart"),
        ("SEAT of Martorell", "SEAT", "Company", "company/seat"),
        ("Toyota Tsusho buys cobalt.", "Toyota Tsusho", "Company", "company/toyota-tsusho"),
        ("Toyota Industries buys cobalt.", "Toyota Industries", "Company", "company/toyota-industries"),
        ("LG Chem sells.", "LG Chem", "Company", "company/lg-chem"),
        ("LGES sells.", "LGES", "Company", "company/lg-energy-solution"),
        ("Hyundai Mobis sells.", "Hyundai Mobis", "Company", "company/hyundai-mobis"),
        ("the Audi Q4 e-tron sells", "Audi Q4 e-tron", "Vehicle", "vehicle/audi-q4-e-tron"),
        ("the VW ID.3 sells", "ID.3", "Vehicle", "vehicle/volkswagen-id-3"),
        ("the VW ID.4 sells", "ID.4", "Vehicle", "vehicle/volkswagen-id-4"),
        ("Tesla sells the Model S", "Model S", "Vehicle", "vehicle/tesla-model-s"),
        ("Tesla sells the Model X", "Model X", "Vehicle", "vehicle/tesla-model-x"),
        ("In Lincoln, Alabama, it rains.", "Lincoln", "Place", "place/lincoln-alabama"),
        ("Lincoln unveils an SUV.", "Lincoln", "Company", "company/lincoln"),
        ("shown at CES 2022", "CES 2022", "Event", "event/ces-2022"),
        ("The U.S. grows", "U.S.", "Place", "place/united-states"),
    ],
)
def test_a_known_name_in_any_spelling(text, name, kind, id):
    assert list(ids(text, {name: kind}).values())[-1] == id


def test_maker_and_model_are_two_mentions():
    assert ids("The Kia EV6 is new.", {"Kia EV6": "Vehicle"}) == {"Kia": "company/kia", "EV6": "vehicle/kia-ev6"}


def test_a_maker_that_is_called_by_a_plain_word_takes_only_its_own_products():
    assert list(ids("ZF has the Smart Camera 6.", {"Smart Camera 6": "Component"})) == ["Smart Camera 6"]


def test_behind_a_town_stands_its_state():
    found = ids("In Buffalo, New York, it rains.", {"Buffalo": "Place", "New York": "Place"})
    assert found["New York"] == "place/new-york-state"


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("The works in Holland, Michigan, grows.", "place/holland"),
        ("It sells in Holland, Bavaria and Ohio.", "place/netherlands"),
        ("It sells in Holland, Belgium and France.", "place/netherlands"),
    ],
)
def test_a_town_in_a_state_is_no_country(text, id):
    places = ("Holland", "Michigan", "Bavaria", "Ohio", "Belgium", "France")
    assert ids(text, {name: "Place" for name in places if name in text})["Holland"] == id


def test_a_firm_before_a_state_stays_one():
    found = ids("It came from Lincoln, Michigan said.", {"Lincoln": "Company", "Michigan": "Place"})
    assert found["Lincoln"] == "company/lincoln"


def test_a_word_of_trade_alone_is_the_firm_that_ends_in_it():
    text = "Sony: no sale of Mobility stake. Sony Mobility grows."
    names = {"Mobility": "Company", "Sony Mobility": "Company"}
    found = linked(text, names)
    assert found["Mobility"].entity == found["Sony Mobility"].entity


def test_a_maker_that_was_torn_gets_its_second_half():
    found = ids("A new Alfa Romeo Stelvio is due.", {"Alfa": "Company", "Romeo Stelvio": "Vehicle"})
    assert found == {"Alfa Romeo": "company/alfa-romeo", "Stelvio": "vehicle/alfa-romeo-stelvio"}


def test_a_range_of_the_maker_stays_with_the_model():
    found = ids("The Geely Galaxy E5 is new.", {"Geely Galaxy E5": "Vehicle"})
    assert found == {"Geely": "company/geely", "Galaxy E5": "vehicle/geely-galaxy-e5"}


def test_an_unknown_model_is_called_after_the_maker_beside_it():
    found = linked("The Kumoi Otter is here. We drove the Otter.", {"Kumoi": "Company", "Otter": "Vehicle"})
    assert (found["Otter"].entity.label, found["Otter"].entity.aliases) == ("Kumoi Otter", ("Otter",))


def test_an_unknown_model_has_the_name_in_front_that_the_maker_puts_on_its_cars():
    found = linked("Volvo Cars showed the EX27. The Volvo EX27 is small.", {"Volvo": "Company", "EX27": "Vehicle"})
    assert found["EX27"].entity.label == "Volvo EX27"


def test_a_product_behind_another_makers_name_is_not_the_known_one():
    found = ids("The Kumoi Golf is here.", {"Kumoi": "Company", "Golf": "Vehicle"})
    assert found["Golf"] == "vehicle/kumoi-golf"


def test_brackets_introduce_a_short_form():
    text = "Automotive Foil Works (AFW) was sold. AFW made foil."
    found = ids(text, {"Automotive Foil Works": "Company", "AFW": "Company"})
    assert found["AFW"] == found["Automotive Foil Works"] == "company/automotive-foil-works"


def test_brackets_that_hold_the_known_name_explain_the_unknown_one():
    found = ids("cells of Ningde Shidai (CATL)", {"Ningde Shidai": "Company", "CATL": "Company"})
    assert found["Ningde Shidai"] == "company/catl"


def test_short_forms_follow_the_full_name():
    text = "Rennhack wins. Rennhack Interieur GmbH makes seats; Rennhack's seats are soft."
    found = ids(text, {"Rennhack Interieur GmbH": "Company", "Rennhack": "Company"})
    assert set(found.values()) == {"company/rennhack-interieur"}


def test_a_parent_is_not_the_short_form_of_its_unit():
    found = ids("Toyota Industries and Toyota differ.", {"Toyota Industries": "Company", "Toyota": "Company"})
    assert found["Toyota"] == "company/toyota"


def test_a_surname_stands_for_the_person_named_before():
    text = "Jana Reiter leads. Mr. Reiter and Reiter agree."
    found = ids(text, {"Jana Reiter": "Person", "Reiter": "Person"})
    assert found["Reiter"] == "person/jana-reiter"


def test_the_man_is_not_the_company():
    found = ids("Henry Ford founded Ford. Ford was stubborn, said Ford.", {"Henry Ford": "Person", "Ford": "Company"})
    assert found == {"Henry Ford": "person/henry-ford", "Ford": "company/ford"}


def test_a_new_firm_loses_its_legal_form_and_keeps_the_spelling_as_alias():
    entity = linked("Lumenor Oyj grows.", {"Lumenor Oyj": "Company"})["Lumenor Oyj"].entity
    assert (entity.id, entity.label, entity.aliases) == ("company/lumenor", "Lumenor", ("Lumenor Oyj",))


def test_linking_twice_changes_nothing():
    text = "Kia and the Kia EV6, by Hyundai Motor Group."
    once = link(text, [Annotation(12, 19, "Kia EV6", "Vehicle")], load_catalogue())
    assert link(text, once, load_catalogue()) == once


def test_of_two_models_of_one_name_the_last_named_maker_has_it():
    text = "Chery sells well. Audi drops the A1."
    assert ids(text, {"Chery": "Company", "Audi": "Company", "A1": "Vehicle"})["A1"] == "vehicle/audi-a1"


def test_a_product_tagged_as_a_firm_is_the_product_and_gives_its_family_a_maker():
    text = "Sony shows the Vision-S 03. Bosch worked on the first Vision-S."
    names = {"Sony": "Company", "Vision-S 03": "Vehicle", "Bosch": "Company", "Vision-S": "Company"}
    mentions = [Annotation(text.rfind(name), text.rfind(name) + len(name), name, kind) for name, kind in names.items()]
    found = {m.text: m.entity.id for m in link(text, mentions, load_catalogue())}
    assert found["Vision-S"] == "vehicle/sony-vision-s"
    assert found["Vision-S 03"] == "vehicle/sony-vision-s-03"


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Anadolu Group owns a fifth.", {"Anadolu Group": "Company"}, {"Anadolu Group": "company/anadolu-group"}),
        ("the BMW Group grows", {"BMW Group": "Company"}, {"BMW Group": "company/bmw"}),
        ("a 95-kWh Samsung SDI pack", {"Samsung SDI": "Component"}, {"Samsung SDI": "company/samsung-sdi"}),
        ("bought from Umicore", {"Umicore": "Place"}, {"Umicore": "company/umicore"}),
        ("Johnson Matthey left", {"Johnson Matthey": "Person"}, {"Johnson Matthey": "company/johnson-matthey"}),
        ("enters the Canada market", {"Canada market": "Market"}, {"Canada": "place/canada"}),
        ("its Afeela 1 is here", {"Afeela": "Company", "1": "Vehicle"}, {"Afeela 1": "vehicle/afeela-1"}),
        ("the Renault 5 is here", {"Renault 5": "Vehicle"}, {"Renault 5": "vehicle/renault-5"}),
        (
            "Hino and Mitsubishi Fuso Truck and Bus merge",
            {"Hino": "Company", "Mitsubishi Fuso Truck": "Company", "Bus": "Company"},
            {"Hino": "company/hino", "Mitsubishi Fuso Truck and Bus": "company/mitsubishi-fuso"},
        ),
        ("the ID. Buzz AD drives", {"ID": "Vehicle", "Buzz AD": "Component"},
         {"ID. Buzz AD": "vehicle/volkswagen-id-buzz-ad"}),
        ("software by Plus called SuperDrive", {"Plus": "Company", "SuperDrive": "Component"},
         {"Plus": "company/plus", "SuperDrive": "component/plus-superdrive"}),
        ("Horizon Robotics sells SuperDrive", {"Horizon Robotics": "Company", "SuperDrive": "Component"},
         {"Horizon Robotics": "company/horizon-robotics", "SuperDrive": "component/horizon-robotics-hsd"}),
        ("Chevrolet Blazer EVs go back", {"Chevrolet": "Company", "Blazer EVs": "Vehicle"},
         {"Chevrolet": "company/chevrolet", "Blazer EVs": "vehicle/chevrolet-blazer-ev"}),
    ],
)  # fmt: skip
def test_names_that_a_tagger_cuts_or_kinds_wrongly(text, names, expected):
    assert ids(text, names) == expected


@pytest.mark.parametrize(
    ("text", "names", "kinds"),
    [
        ("Lincoln, Nebraska", {"Lincoln": "Place"}, {"Lincoln": "Place"}),
        ("the Goodyear plant and Saab", {"Saab": "Place"}, {"Saab": "Place"}),  # warned of: also an aircraft maker
        ("built in Oppama", {"Oppama": "Facility"}, {"Oppama": "Facility"}),
        ("Kia and EV6", {"Kia": "Company", "EV6": "Vehicle"}, {"Kia": "Company", "EV6": "Vehicle"}),
        ("Renault, 5 plants", {"Renault": "Company", "5": "Vehicle"}, {"Renault": "Company", "5": "Vehicle"}),
    ],
)
def test_kinds_that_may_be_right_are_left(text, names, kinds):
    assert {m.text: m.kind for m in linked(text, names).values()} == kinds


def test_a_person_taken_for_a_firm_without_being_sure_is_a_person_under_the_surname_too():
    text = "Katharina Brandl takes over at Leoni. Brandl comes from Valeo."
    names = {"Katharina Brandl": "Company", "Leoni": "Company", "Brandl": "Company", "Valeo": "Company"}
    found = {name: m.entity.id for name, m in linked(text, names, confidence=0.4).items()}
    assert found["Katharina Brandl"] == found["Brandl"] == "person/katharina-brandl"
    text, names = "Ellen Grace Batteries grows. Ellen Grace wins.", ("Ellen Grace Batteries", "Ellen Grace")
    found = linked(text, dict.fromkeys(names, "Company"), confidence=0.4)
    assert found["Ellen Grace"].entity.id == "company/ellen-grace-batteries"


def test_a_surname_after_the_full_name_is_no_firm():
    found = ids(
        "Helmut Brandl died. VW bought it when Brandl was there.", {"Helmut Brandl": "Person", "Brandl": "Company"}
    )
    assert set(found.values()) == {"person/helmut-brandl"}
    found = ids("Helmut Brandl runs Brandl GmbH. Brandl grows.", {"Helmut Brandl": "Person", "Brandl GmbH": "Company"})
    assert found["Brandl GmbH"] == "company/brandl"
    found = ids(
        "Brandl grows, says Helmut Brandl. Brandl has 90 people.", {"Helmut Brandl": "Person", "Brandl": "Company"}
    )
    assert found["Brandl"] == "company/brandl"


def test_a_model_year_is_no_part_of_a_known_name():
    found = ids(
        "The 2025 Ford F-150 and the Peugeot 2008 sell.", {"2025 Ford F-150": "Vehicle", "Peugeot 2008": "Vehicle"}
    )
    assert {"vehicle/ford-f-150", "vehicle/peugeot-2008"} <= set(found.values())


def test_a_sure_firm_stays_one_whatever_its_first_word():
    for name in ("Florence Copper", "Carmen Logistics", "Maria Cement", "Sandra Tooling", "Thomas Cook"):
        assert linked(f"{name} grows.", {name: "Company"}, confidence=0.9)[name].kind == "Company"


def test_a_short_code_is_no_model_of_a_maker_that_is_named_only_later():
    later = ids(
        "Jaguar builds a four-door GT. Ford drops the Fiesta.",
        {"Jaguar": "Company", "Ford": "Company", "GT": "Vehicle"},
    )
    assert later["GT"] != "vehicle/ford-gt"
    before = ids("Ford revives its car. The GT is fast.", {"Ford": "Company", "GT": "Vehicle"})
    assert before["GT"] == "vehicle/ford-gt"


def test_an_alias_behind_another_maker_is_that_makers_where_its_own_is_not_named():
    found = ids("The Ligier JS4 is small.", {"Ligier": "Company", "JS4": "Vehicle"})
    assert found["JS4"] == "vehicle/ligier-js4"


def test_a_nationality_is_its_country_and_no_misspelling():
    found = linked("The Austrian works are from Graz.", {"Austrian": "Place"})["Austrian"]
    assert (found.entity.id, found.link) == ("place/austria", "alias")


def test_a_name_that_brackets_explain_may_begin_a_longer_one():
    text = "CATL grows\n\nZellwerk Nord (CATL) opened a plant. Zellwerk Nord Energy will help."
    found = ids(text, {"CATL": "Company", "Zellwerk Nord": "Company", "Zellwerk Nord Energy": "Company"})
    assert found["Zellwerk Nord"] == found["CATL"] == "company/catl"
    assert found["Zellwerk Nord Energy"] == "company/zellwerk-nord-energy"
