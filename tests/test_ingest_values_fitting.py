"""Which attributes the words of a value can be of, and where a value ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import ontology
from ingest.components.relations import fitting_labels
from ingest.network.labels import LABEL
from ingest.values.finding import whole_value
from ingest.values.fitting import attributes_of
from ingest.values.surroundings import acceleration, attribute_named, excluded_by


@pytest.mark.parametrize(
    ("text", "fitting", "unfitting"),
    [
        ("2185kg", "weight", "power range length price"),
        ("3,000 tonnes", "capacity production weight", "torque"),
        ("140kW", "power charging_power", "weight torque battery_capacity"),
        ("160 h.p.", "power", "range"),
        ("450 Nm", "torque", "power length"),
        ("195 pound-feet", "torque", "price weight"),
        ("455 lb.-ft.", "torque", "weight"),
        ("6,700 pounds", "weight price", "torque"),
        ("96.8kWh", "battery_capacity", "power charging_power"),
        ("39 GWh", "capacity production sales", "range"),
        ("410 km", "range", "weight length"),
        ("12,000 km", "", "range"),
        ("340 metres", "range length", "weight"),
        ("4.43 m", "length wheelbase", "power"),
        ("93mph", "top_speed", "range"),
        ("5.3 seconds", "acceleration_0_100 acceleration_0_60", "power"),
        ("20 minutes", "charging_time", "range"),
        ("$42,270", "price revenue profit", "sales weight"),
        ("1 trillion 736.8 billion won", "price revenue", "sales"),
        ("28%", "market_share", "price sales revenue"),
        ("four-wheel drive", "drivetrain", "sales"),
        ("front", "drivetrain", "power"),
        ("AWD", "drivetrain", "weight"),
        ("1,100 workers", "employees job_cuts", "drivetrain"),
        ("five", "seating_capacity motor_count", "drivetrain"),
        ("140", "power range price", "drivetrain"),
        ("about", "", "sales price"),
        ("half a million", "sales production", "drivetrain"),
        ("0-100 km/h in 3.2 seconds", "acceleration_0_100 acceleration_0_60", "top_speed"),
    ],
)
def test_a_value_fits_the_attributes_of_its_unit(text: str, fitting: str, unfitting: str) -> None:
    found = attributes_of(text)
    assert set(fitting.split()) <= found
    assert not set(unfitting.split()) & found


@pytest.mark.parametrize(
    "text", ["3.0-litre", "5.7 liters", "800V", "1,998 cc", "6,000 rpm", "5-door", "0-62 mph", "0 to 100 km/h"]
)
def test_a_measure_that_the_ontology_lacks_fits_nothing(text: str) -> None:
    assert attributes_of(text) == frozenset()


@pytest.mark.parametrize(
    ("before", "after", "excluded"),
    [
        ("The car is 4.7 m long, ", " wide and 1.4 m high.", "length wheelbase range"),
        ("The car is ", " long.", "wheelbase"),
        ("It uses ", " per 100 km.", "battery_capacity"),
        ("It sprints from 0 to ", " in six seconds.", "top_speed"),
        ("Revenue fell ten percent to ", ".", "profit"),
        ("Its net profit was ", " on sales of 9 billion euros.", "revenue"),
        ("It made 2 billion in profit on sales of ", ".", "profit"),
        ("Tesla posted ", " in revenue.", ""),
        ("Profit rose as it took in ", " in revenue.", ""),
        ("Sales of Peugeot fell ", " in 2012.", "market_share profit"),
        ("The firm listed ", " in assets.", "price profit revenue"),
        ("Ford intends to close ", " factories by 2012.", "employees job_cuts production sales"),
        ("Its share slipped to 3% from ", ".", "employees job_cuts market_share production profit revenue sales"),
        (
            "Sales rose from ",
            " to 412,000 cars.",
            "employees job_cuts market_share price production profit revenue sales",
        ),
        ("Sales fell 5% and Nissan posted a ", " loss.", ""),
        ("On revenue of $44 billion GM earned ", ".", "revenue"),
        ("Losses narrowed as Rivian took in ", " in third-quarter revenue.", ""),
        ("The firm has ", " and factories in Cheonan.", ""),
        ("The wheelbase is ", " long.", "length range"),
        ("It is 4.8 m long, with a width of ", " and a wheelbase of 2.8 m.", "length range wheelbase"),
        ("It has a width of 1.9 m and a wheelbase of ", ".", "length range"),
        ("It measures ", ", 1,980 mm and 1,790 mm in length, width and height.", "range wheelbase"),
        ("It measures 5,060 mm, ", " and 1,790 mm in length, width and height.", "length range wheelbase"),
        ("Length, width and height are 5030/", "/1690mm.", "length range wheelbase"),
        ("It measures 4,343 x ", " x 1,656 mm.", "length range wheelbase"),
        ("With its old width and height it is ", " long.", "wheelbase"),
        ("The long-wheelbase version has ", ".", ""),
        ("It is now larger in height; it has a range of ", ".", ""),
        ("It is a ", "-door car.", "motor_count seating_capacity"),
        ("Chinese brands gained ", " of the European market.", ""),
        (
            "Chevrolet cut the price of the Bolt by up to ",
            " to $28,195.",
            "employees market_share price production profit revenue sales",
        ),
        ("The V8 became ", " cheaper.", "price"),
        ("The EV costs ", " more than the diesel.", "market_share price"),
        (
            "Lotus cut the price of the Eletre from ",
            " to $119,900.",
            "employees job_cuts market_share price production profit revenue sales",
        ),
        ("Prices range from ", " to $40,000.", "employees job_cuts market_share production profit revenue sales"),
        ("The battery holds ", " and the car goes far.", ""),
        ("Order intake was ", ".", "profit revenue"),
        ("Forvia's order intake rose to ", ".", "profit revenue"),
        ("Sales fell while free cash flow reached ", ".", "profit revenue"),
        ("Profit, hit by write-downs, was ", ".", "revenue"),
        ("Profit after write-downs was ", ".", "revenue"),
        ("Revenue on strong orders was ", ".", "profit"),
        ("Order intake was €7bn and profit ", ".", "revenue"),
        ("It booked ", " in new orders.", "price profit revenue"),
        ("It had an ", " order backlog.", "price profit revenue"),
        ("It took orders of ", ".", ""),
        (
            "Sales were €9.4 billion (H1 2025: ",
            ").",
            "employees job_cuts market_share production profit revenue sales",
        ),
        (
            "It sold 60,000 cars (a year earlier: ",
            ").",
            "employees job_cuts market_share production profit revenue sales",
        ),
        ("Three plants (Graz since 2019: ", ") grew.", ""),
        ("Profit fell by ", " to €10 billion.", "employees market_share price production profit revenue sales"),
        ("It cut its workforce by ", ".", "employees market_share price production profit revenue sales"),
        ("It sold ", " more cars.", "market_share"),
        ("Registrations leapt ", " in May.", "market_share"),
        ("It saw growth of ", ".", "market_share"),
        ("Output grew (+", ").", "market_share"),
        ("It has ", " more market share.", ""),
        ("It has a share of ", ", up from 12%.", ""),
        ("Its share edged up to ", ".", ""),
        ("Its share saw a rise to ", ".", ""),
        ("It sold 60,000 cars (FY2024: ", ").", "employees job_cuts market_share production profit revenue sales"),
        (
            "Analysts polled by LSEG had expected ",
            ".",
            "employees job_cuts market_share production profit revenue sales",
        ),
        (
            "It sold more than the average estimate of ",
            ".",
            "employees job_cuts market_share production profit revenue sales",
        ),
        ("Wall Street was looking for ", " cars.", "employees job_cuts market_share production profit revenue sales"),
        ("Analysts like it, and it expects ", " cars.", ""),
        ("Its own estimates are ", " cars.", ""),
        ("It beat analysts' estimates with ", ".", ""),
        ("The car has ", " on the clock.", "range"),
        ("It had covered ", " before.", "range"),
        ("It can cover ", ".", ""),
        ("It tows ", ".", "weight"),
    ],
)
def test_the_words_around_a_value_exclude_attributes(before: str, after: str, excluded: str) -> None:
    assert excluded_by(before, after) == frozenset(excluded.split())


@pytest.mark.parametrize(
    ("before", "after", "attribute"),
    [
        ("It does 0-60 mph in ", ", 0-100 km/h in 3.7.", "acceleration_0_60"),
        ("It does 0-60 mph in 3.5 seconds, 0-100 km/h in ", ".", "acceleration_0_100"),
        ("It needs ", " from 0 to 62 mph.", "acceleration_0_100"),
        ("Zero-to-60 takes ", ".", "acceleration_0_60"),
        ("0-100 mph takes ", ".", ""),
        ("Charging takes ", ".", ""),
    ],
)
def test_a_time_is_of_the_sprint_beside_it(before: str, after: str, attribute: str) -> None:
    assert acceleration(before, after) == attribute


@given(st.text(), st.text())
def test_what_is_excluded_is_known(before: str, after: str) -> None:
    assert excluded_by(before, after) <= set(ontology().attributes)


@given(st.text())
def test_any_text_fits_known_attributes_only(text: str) -> None:
    assert attributes_of(text) <= set(ontology().attributes)


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("the B05 (4.43 m, 160 kW)", "4.43", "4.43 m"),
        ("a 3.0-litre V6", "3.0", "3.0-litre"),
        ("the 3.6-liter engine", "3.6-", "3.6-liter"),
        ("costs $3 million more", "$3", "$3 million"),
        ("sold 2 million cars", "2", "2 million"),
        ("ranked 5 in 2024", "5", "5"),
        ("sold 3,000. It", "3,000", "3,000"),
        ("in 12 months", "12", "12"),
        ("makes 160 kW and", "160 kW", "160 kW"),
    ],
)
def test_a_value_that_was_cut_before_its_unit_gets_it(text: str, span: str, whole: str) -> None:
    start = text.index(span)
    assert text[start : whole_value(text, start, start + len(span))] == whole


@given(st.text(), st.data())
def test_no_value_shrinks_or_leaves_the_text(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    assert end <= whole_value(text, start, end) <= len(text)


def test_only_exchanges_list_firms() -> None:
    labels = [
        "Tokyo Stock Exchange", "Nasdaq Stockholm", "STAR Market", "Deutsche Börse", "Borsa Istanbul", "BSE", "NYSE",
    ]  # fmt: skip
    others = ["Stock Market", "Strathmore University", "Family Undertaking", "IG Metall", "UPV"]
    assert all(fitting_labels("", label)[LABEL["listed_on"]] for label in labels)
    assert not any(fitting_labels("", label)[LABEL["listed_on"]] for label in others)
    assert fitting_labels("", "IG Metall")[LABEL["supplies"]]


@pytest.mark.parametrize(
    ("before", "attribute"),
    [
        ("Power: ", "power"),
        ("Max. power output (kW): ", "power"),
        ("Charging power: ", "charging_power"),
        ("It charges at a power of ", "charging_power"),
    ],
)
def test_a_line_of_a_table_names_its_attribute(before: str, attribute: str) -> None:
    assert attribute_named("charging_power", before, "") == attribute
