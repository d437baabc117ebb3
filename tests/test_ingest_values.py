import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values.dates import parse_date
from ingest.values.finding import find_values
from ingest.values.literals import normal_form, read_value
from ingest.values.units import UNITS, unit_key

TABLE = Path(__file__).with_name("data") / "values.tsv"
CASES = [tuple(row) for row in csv.reader(TABLE.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
WEDNESDAY = date(2026, 5, 13)


def test_the_table_is_long_enough():
    assert len({case[:2] for case in CASES}) >= 200


@pytest.mark.parametrize(("name", "words", "value"), CASES)
def test_words_become_values(name, words, value):
    if name in ("amount", "share", "date"):
        assert normal_form(name, words, WEDNESDAY) == value
    else:
        read = read_value(name, words)
        assert (f"{read.number:.15g} {read.unit}" if read.number is not None else "") == value
        assert read.text == words


def test_factors_agree_with_pint():
    pint = pytest.importorskip("pint")
    units = pint.UnitRegistry()
    names = {"hp": "horsepower", "PS": "metric_horsepower", "lb-ft": "foot_pound", "mile": "mile", "mph": "mph"}
    names |= {
        "kgf·m": "kilogram_force * meter",
        "inch": "inch",
        "lb": "pound",
        "min": "minute",
        "GWh": "GWh",
        "ft": "foot",
    }
    bases = {"N*m": "newton * meter", "km/h": "kilometer / hour"}
    for spelling, name in names.items():
        base, factor = UNITS[unit_key(spelling)]
        assert units.Quantity(1, name).to(bases.get(base, base)).magnitude == pytest.approx(factor, rel=1e-6), spelling


def test_a_loss_is_a_negative_profit():
    assert read_value("profit", "$3 million", around="posted a net loss of").number == -3e6
    assert read_value("profit", "$3 million", around="posted a profit of").number == 3e6


def test_relative_dates_need_the_day_of_publication():
    assert parse_date("next year") == parse_date("last Tuesday") == parse_date("in October") == ""
    assert parse_date("2027") == "2027"


def test_values_are_found_where_a_text_gives_them():
    text = (
        "The €2.5bn plant, paid by two banks, has 1,200 employees and makes 50 GWh a year. The 536 hp car runs 600 km, "
        "costs $29,900, up 5 percent, and came on March 26, 2025. It may sell well in May. All-wheel drive is standard."
    )
    found = [(m.kind, m.text) for m in find_values(text)]
    assert found == [
        ("Money", "€2.5bn"),
        ("Count", "1,200 employees"),
        ("Quantity", "50 GWh"),
        ("Quantity", "536 hp"),
        ("Quantity", "600 km"),
        ("Money", "$29,900"),
        ("Percent", "5 percent"),
        ("Date", "March 26, 2025"),
        ("Date", "May"),
        ("Quantity", "All-wheel drive"),
    ]


@given(st.text(max_size=60), st.sampled_from(["power", "sales", "price", "profit", "charging_time", "capacity"]))
def test_no_text_breaks_the_reader(text, attribute):
    read_value(attribute, text)
    for name in ("amount", "share", "count", "date", "capacity", "jobs"):
        normal_form(name, text, WEDNESDAY)
    assert all(text[m.start : m.end] == m.text for m in find_values(text))


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_a_full_date_is_read_as_itself_whatever_the_day_of_publication(day, published):
    for words in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", day.isoformat()):
        assert parse_date(words, published) == day.isoformat()
