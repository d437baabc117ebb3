"""What belongs to a name, and what only stands beside it; offsets always point at the text of the mention."""

import pytest

from ingest.annotation import Annotation
from ingest.catalogue import load_catalogue
from ingest.names.linking import link


def linked(text, *names, confidence=0.9):
    """Link names given as (surface, kind) or (surface, kind, role) at their first places; return all mentions."""
    mentions = []
    for surface, kind, *role in names:
        start = text.index(surface)
        found = Annotation(start, start + len(surface), surface, kind, *role, confidence=confidence)
        mentions.append(found)
    out = link(text, mentions, load_catalogue())
    assert all(text[m.start : m.end] == m.text for m in out)
    return out


def said(text, *names):
    return [(m.text, m.entity.id if m.entity else m.kind) for m in linked(text, *names)]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Shares of Stellantis STLAM.MI fell.", "Stellantis STLAM.MI", ["Stellantis"]),
        ("Cells come from CATL 300750.SZ now.", "CATL 300750.SZ", ["CATL"]),
        ("Volkswagen VOWG_p.DE said so.", "Volkswagen VOWG_p.DE", ["Volkswagen"]),
        ("Ford F.N said so.", "Ford F.N", ["Ford"]),
        ("Hyundai Motor (005380) rose.", "Hyundai Motor (005380)", ["Hyundai Motor"]),
        ("Forvia (EPA: FRVIA) rose.", "Forvia (EPA: FRVIA)", ["Forvia"]),
        ("BYD 002594.SZ rose.", "SZ", []),
        ("Kia (000270) rose.", "000270", []),
        ("Harbor N.V. rose.", "Harbor N.V.", ["Harbor N.V."]),
        ("Solaria S.A. rose.", "Solaria S.A.", ["Solaria S.A."]),
        ("Lumenor (Nord) rose.", "Lumenor (Nord)", ["Lumenor (Nord)"]),
    ],
)
def test_a_ticker_is_no_part_of_a_name(text, name, expected):
    assert [m.text for m in linked(text, (name, "Company"))] == expected


def test_a_model_that_is_called_by_a_number_is_no_ticker():
    assert said("The Peugeot 2008 sells.", ("Peugeot 2008", "Vehicle"))[-1][1] == "vehicle/peugeot-2008"


def test_a_legal_form_belongs_to_the_firm_before_it():
    text = "Fiat Chrysler Automobiles NV and Nikola, Corp. build trucks."
    found = said(text, ("Fiat Chrysler Automobiles", "Company"), ("NV", "Vehicle"), ("Nikola", "Company"))
    assert found[0] == ("Fiat Chrysler Automobiles NV", "company/fiat-chrysler-automobiles")
    found = said("The Hyundai Kona SE is new.", ("Hyundai", "Company"), ("Kona", "Vehicle"), ("SE", "Vehicle"))
    assert found[1] == ("Kona", "vehicle/hyundai-kona")
    text = "Lumenor, SE and Kumoi agreed."
    assert [m.text for m in linked(text, ("Lumenor", "Company"), ("Kumoi", "Company"))] == ["Lumenor", "Kumoi"]


@pytest.mark.parametrize("dash", ["--", "—", " — "])
def test_a_dateline_is_no_part_of_the_firm_behind_its_dash(dash):
    name = f"DETROIT{dash}Lear"
    assert said(f"{name} will build seats.", (name, "Company")) == [
        ("DETROIT", "place/detroit"),
        ("Lear", "company/lear"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Chinese Geely", [("Geely", "company/geely")]),
        ("Germany's Bosch", [("Bosch", "company/bosch")]),
        ("Mercedes' EV tech", [("Mercedes", "company/mercedes-benz")]),
        ("Lumenor's battery arm", [("Lumenor", "company/lumenor")]),
        ("Kia Corp's U.S.", [("Kia Corp", "company/kia")]),
        ("American Axle", [("American Axle", "company/american-axle")]),
        ("American Honda", [("American Honda", "company/american-honda")]),
        ("Chinese Lumenor", [("Chinese Lumenor", "company/chinese-lumenor")]),
        ("Lowe's Tooling", [("Lowe's Tooling", "company/lowe-s-tooling")]),
    ],
)
def test_whose_a_firm_is_does_not_belong_to_its_name(name, expected):
    assert said(f"A deal with {name} is due.", (name, "Company")) == expected


def test_a_firm_that_the_document_names_alone_loses_its_nationality():
    text = "Lumenor grows. A deal with Chinese Lumenor is due."
    found = said(text, ("Lumenor", "Company"), ("Chinese Lumenor", "Company"))
    assert {id for _, id in found} == {"company/lumenor"}


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("GM's Q3 deliveries rose.", [("GM", "Company"), ("Q3", "Vehicle")], "Date"),
        ("GM sold more in Q3 and Q4.", [("GM", "Company"), ("Q3", "Vehicle")], "Date"),
        ("Sales in FY2023 rose.", [("FY2023", "Company")], "Date"),
        ("Tata sold 9,000 in H1 2024.", [("H1 2024", "Place")], "Date"),
        ("Audi's Q3 deliveries rose.", [("Audi", "Company"), ("Q3", "Vehicle")], "Date"),
        ("Audi's Q3 is built in Hungary.", [("Audi", "Company"), ("Q3", "Vehicle")], "vehicle/audi-q3"),
        ("The Audi Q3 sales fell.", [("Audi", "Company"), ("Q3", "Vehicle")], "vehicle/audi-q3"),
        ("The Haval H2 is sold.", [("Haval", "Company"), ("H2", "Vehicle")], "vehicle/haval-h2"),
    ],
)
def test_a_quarter_is_a_date_and_a_model_stays_one(text, names, expected):
    assert said(text, *names)[-1][1] == expected


def test_what_compares_two_periods_is_no_name():
    text = "Sales rose 3% QoQ and 9% YoY at Yoto."
    assert [m.text for m in linked(text, ("QoQ", "Company"), ("YoY", "Company"), ("Yoto", "Company"))] == ["Yoto"]


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("Opel left GM's house.", "GM's", ("GM", "company/general-motors")),
        ("Opel said Ford's exit hurts.", "Ford's", ("Ford", "company/ford")),
        ("Lumenor grows. Opel said Lumenor's exit hurts.", "Lumenor's", ("Lumenor", "company/lumenor")),
        ("Opel said the Group pays.", "the Group", ("the Group", "Company")),
        ("Opel is for sale. Target of all is growth.", "Target", ("Target", "Company")),
    ],
)
def test_a_reference_that_is_spelt_like_a_firm_is_its_name(text, surface, expected):
    names = [("Opel", "Company"), (surface, "Company", "reference")]
    found = said(text, *names, *([("Lumenor", "Company")] if "Lumenor" in text else []))
    assert expected in found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lucid Air", ["company/lucid", "vehicle/lucid-air"]),
        ("Mitsubishi Lancer Fiore", ["company/mitsubishi-motors", "vehicle/mitsubishi-lancer-fiore"]),
        ("Mitsubishi Electric", ["company/mitsubishi-electric"]),
        ("Lucid Air Group", ["company/lucid-air-group"]),
        ("Mitsubishi Nordwerk", ["company/mitsubishi-nordwerk"]),
    ],
)
def test_a_firm_that_begins_with_a_maker_and_its_model_is_two_names(name, expected):
    assert [id for _, id in said(f"{name} grows.", (name, "Company"))] == expected


def test_a_supplier_in_a_recall_is_no_vehicle():
    found = said("Ford recalls cars with Takata airbags.", ("Ford", "Company"), ("Takata", "Vehicle"))
    assert found[1] == ("Takata", "company/takata")
    assert linked("The Ford was towed.", ("Ford", "Vehicle"))[0].kind == "Vehicle"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Peugeot 1.2L Turbo 2008", "vehicle/peugeot-2008"),
        ("Toyota Corolla 1.8L Hybrid", "vehicle/toyota-corolla"),
        ("Lumenor 2.0", "vehicle/lumenor-2-0"),
    ],
)
def test_an_engine_is_no_part_of_a_model_name(name, id):
    assert said(f"The {name} sells.", (name, "Vehicle"))[-1][1] == id


@pytest.mark.parametrize(
    ("text", "long", "short", "same"),
    [
        ("Lumenor Nord grows. LNL hires.", "Lumenor Nord", "LNL", True),
        ("Lumenor Nord grows. LNC hires.", "Lumenor Nord", "LNC", True),
        ("Lumenor Nord grows. LNX hires.", "Lumenor Nord", "LNX", False),
        ("Lumenor grows. LI hires.", "Lumenor", "LI", False),
    ],
)
def test_initials_may_have_the_letter_of_a_legal_form(text, long, short, same):
    found = {id for _, id in said(text, (long, "Company"), (short, "Company"))}
    assert (len(found) == 1) == same


def test_a_short_name_behind_the_owner_is_part_of_the_whole():
    text = "Shares of BAIC BJEV rose; BMW Mini fell."
    found = said(text, ("BAIC", "Company"), ("BJEV", "Company"), ("BMW", "Company"), ("Mini", "Company"))
    assert found[0] == ("BAIC BJEV", "company/baic-bjev")
    assert found[1] == ("BMW", "company/bmw")


@pytest.mark.parametrize(
    ("name", "kind", "id"),
    [
        ("CS75 Plus", "Vehicle", "vehicle/changan-cs75-plus"),
        ("CS75", "Vehicle", "vehicle/changan-cs75"),
        ("Maruti S-Cross", "Vehicle", "vehicle/suzuki-s-cross"),
        ("Suzuki SX4", "Vehicle", "vehicle/suzuki-sx4"),
        ("Bugatti La Voiture Noire", "Vehicle", "vehicle/bugatti-la-voiture-noire"),
        ("Beijing Automotive New Energy", "Company", "company/baic-bjev"),
        ("Shinjin Motors", "Company", "company/shinjin-motors"),
    ],
)
def test_what_was_hidden_in_another_entry_is_an_entry(name, kind, id):
    assert id in [entry.id for entry, _ in load_catalogue().named(name) if entry.kind == kind]


def test_a_nationality_alone_is_no_firm():
    assert [m.text for m in linked("Swedish Scania grows.", ("Swedish", "Company"), ("Scania", "Company"))] == [
        "Scania"
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind", "id"),
    [
        ("In Quebec City it rains.", "Quebec City", "Place", "place/quebec-city"),
        ("In Guangdong province it rains.", "Guangdong province", "Place", "place/guangdong"),
        ("The Audi e-tron concept was shown.", "e-tron concept", "Vehicle", "vehicle/e-tron-concept"),
        ("The Sony Vision-S concept was shown.", "Vision-S concept", "Vehicle", "vehicle/sony-vision-s"),
        ("The Kona crossover was shown.", "Kona crossover", "Vehicle", "vehicle/hyundai-kona"),
    ],
)
def test_a_last_word_that_tells_another_thing_stays(text, name, kind, id):
    assert said(text, (name, kind))[0][1] == id


def test_volvo_in_a_text_about_trucks_is_the_group():
    assert said("Daimler Truck and Volvo build trucks.", ("Volvo", "Company"))[0][1] == "company/volvo-group"
    assert said("Volvo and Polestar build cars.", ("Volvo", "Company"))[0][1] == "company/volvo-cars"


@pytest.mark.parametrize(
    ("text", "name", "kind", "link"),
    [
        ("The seals come from Elring Clinger, it is said.", "Elring Clinger", "Company", "repaired"),
        ("The steel comes from ArceIorMittal, it is said.", "ArceIorMittal", "Company", "repaired"),
        ("Ford South America said it will grow.", "Ford South America", "Company", "new"),
        ("Porsche will sell the Cayenne S Hybrid there.", "Cayenne S Hybrid", "Vehicle", "new"),
    ],
)
def test_in_plain_english_only_what_sounds_or_looks_alike_is_misspelt(text, name, kind, link):
    assert linked(text, (name, kind))[-1].link == link


def test_an_exchange_before_a_ticker_is_a_name():
    assert said("Tesla (NASDAQ: TSLA) grows.", ("NASDAQ", "Organization"), ("TSLA", "Company"))[0][0] == "NASDAQ"


def test_several_of_a_model_that_is_called_by_a_letter():
    found = said("Tesla built 5,000 Model Ys.", ("Tesla", "Company"), ("Model Ys", "Vehicle"))
    assert found[1] == ("Model Ys", "vehicle/tesla-model-y")


def test_a_model_that_is_called_by_a_plain_word_is_known_behind_its_maker():
    assert said("The Lucid Air sells.", ("Lucid", "Company"), ("Air", "Component"))[1][1] == "vehicle/lucid-air"
    assert said("GM's BrightDrop vans sell.", ("GM", "Company"), ("BrightDrop", "Component"))[1][1] == (
        "vehicle/chevrolet-brightdrop"
    )
    assert said("Kumoi makes Air filters.", ("Kumoi", "Company"), ("Air", "Component"))[1][1] != "vehicle/lucid-air"


def test_the_house_of_tata_is_known_by_its_name_alone():
    assert said("The Tata Punch EV sells.", ("Tata", "Company"), ("Punch EV", "Vehicle")) == [
        ("Tata", "company/tata-motors"),
        ("Punch EV", "vehicle/tata-punch-ev"),
    ]
    assert said("The Tata Group and Tata grow.", ("Tata Group", "Company"))[0][1] == "company/tata-group"


def test_a_model_of_a_brand_is_known_where_its_owner_is_named():
    text = "GM said so. At the works the Colorado is made; Acme makes none."
    assert said(text, ("GM", "Company"), ("Colorado", "Vehicle"))[1][1] == "vehicle/chevrolet-colorado"
    assert said(text, ("Acme", "Company"), ("Colorado", "Vehicle"))[0][1] != "vehicle/chevrolet-colorado"
    assert said("GM said so in Colorado.", ("GM", "Company"), ("Colorado", "Place"))[1][1] == "place/colorado"
