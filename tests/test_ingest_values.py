import csv
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values.dates import parse_date
from ingest.values.finding import find_values
from ingest.values.literals import normal_form, read_value
from ingest.values.numbers import DIGITS, digits, number
from ingest.values.quantities import count, money, quantity
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


@pytest.mark.parametrize(
    ("sentence", "losses"),
    [
        ("A net [loss] narrowed to [€84 million].", ["€84 million"]),
        (
            "Its net loss for the first nine months of the year, it said on Friday, came to [€84 million].",
            ["€84 million"],
        ),
        ("Adjusted EBIT was minus [12 million euros].", ["12 million euros"]),
        ("The operating result was −[€40 million], after a profit of [€10 million].", ["€40 million"]),
        ("It posted a net loss of [120 million euros].", ["120 million euros"]),
        ("Ford reported a profit of [$3 billion] after a loss of [$2 billion].", ["$2 billion"]),
        ("Ford reported a loss of [$2 billion] after a profit of [$3 billion].", ["$2 billion"]),
        ("It swung to a [$5 million] profit from a [$10 million] net loss.", ["$10 million"]),
        ("It turned a [5 million-euro] loss into a profit of [7 million euros].", ["5 million-euro"]),
        ("The net loss was [€5 million], compared with [€9 million] a year before.", ["€5 million", "€9 million"]),
        ("It had an EBIT loss of [€5 million].", ["€5 million"]),
        ("The loss before interest and taxes (EBIT) was [€5 million].", ["€5 million"]),
        ("Negative net income of [€5 million] followed.", ["€5 million"]),
        ("Operating profit was [$5 million], net loss [$3 million].", ["$3 million"]),
        ("The loss-making start-up earned [$3 million].", []),
        ("After years of losses it earned [$3 million].", []),
        ("Operating profit – [€40 million] in 2025 – rose.", []),
        ("Profit was €30-[€40 million].", []),
        ("It was [€3 million] in the red.", ["€3 million"]),
        ("It made [€3 million].", []),
    ],
)
def test_the_nearest_profit_or_loss_decides(sentence, losses):
    found = []
    for part in re.finditer(r"\[([^]]*\d[^]]*)\]", sentence):
        around = tuple(re.sub(r"[\[\]]", "", words) for words in (sentence[: part.start()], sentence[part.end() :]))
        value = read_value("profit", part[1], around)
        assert value.text == part[1]
        found += [part[1]] if value.number < 0 else []
    assert found == losses


def test_relative_dates_need_the_day_of_publication():
    assert parse_date("next year") == parse_date("last Tuesday") == parse_date("in October") == ""
    assert parse_date("2027") == "2027"


@pytest.mark.parametrize(
    ("published", "words", "months"),
    [
        ("2026-01-10", "this winter", "2025-12/2026-02"),
        ("2026-02-10", "winter", "2025-12/2026-02"),
        ("2026-01-10", "last winter", "2024-12/2025-02"),
        ("2026-01-10", "next winter", "2026-12/2027-02"),
        ("2026-04-10", "last winter", "2025-12/2026-02"),
        ("2026-12-10", "this winter", "2026-12/2027-02"),
        ("2026-07-10", "last summer", "2025-06/2025-08"),
        ("2026-10-10", "last summer", "2026-06/2026-08"),
        ("2026-07-10", "next spring", "2027-03/2027-05"),
    ],
)
def test_a_season_is_the_running_one_or_the_one_beside_it(published, words, months):
    assert parse_date(words, date.fromisoformat(published)) == months


def test_what_lies_outside_the_calendar_is_no_date():
    for words in ("66 million years ago", "in 5 million days", "in 99999999 months", "in 20,000 years"):
        assert parse_date(words, WEDNESDAY) == ""
    assert parse_date("1,500 years ago", WEDNESDAY) == "0526"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.200,50", 1200.5),
        ("12.500,00", 12500.0),
        ("1.234.567,89", 1234567.89),
        ("1,234,567.89", 1234567.89),
        ("1’200’000", 1.2e6),
        ("1,59,591.5", 159591.5),
        ("1.234", 1.234),
        ("0,125", 0.125),
        ("12,5", 12.5),
        ("1.234.56", None),
        ("3.4.5", None),
        ("10.12.2025", None),
        ("1,200,50", None),
        ("2024,2025", None),
    ],
)
def test_digits_of_all_styles_are_read_and_others_are_no_number(text, value):
    assert digits(text) == value


def test_digits_that_are_no_number_leave_a_value_without_one():
    assert money("€1.200,50").normal == "1200.5 EUR"
    assert money("€1.234.56") is quantity("3.4.5 seconds") is count("10.12.2025 vehicles") is None
    assert read_value("price", "€1.234.56").number is None


@given(
    st.from_regex(DIGITS, fullmatch=True),
    st.sampled_from(["", " million", " km", " lakh crore", " cars", " years ago"]),
)
def test_no_digits_break_the_reader(text, unit):
    digits(text), digits(text, whole=True), number(text + unit), money(f"€{text}{unit}")
    quantity(text + unit), count(text + unit), parse_date(text + unit, WEDNESDAY)


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


@pytest.mark.parametrize(
    ("attribute", "before", "text", "after", "number"),
    [
        ("power", "It has a horsepower of ", "1,500", ".", 1118.55),
        ("power", "Horsepower: ", "486", "", 362.41),
        ("power", "It makes ", "1,020", " total horsepower.", 760.614),
        ("range", "Range (miles): ", "310", "", 498.897),
        ("power", "The 300 hp version now has ", "150", " more.", 150),
        ("power", "It has 300 hp; the other ", "150", ".", 150),
        ("torque", "It has more horsepower and a torque of ", "300", ".", 300),
        ("power", "In hp terms it is ", "150 kW", ".", 150),
    ],
)
def test_a_bare_number_is_in_the_unit_beside_it(attribute, before, text, after, number):
    assert read_value(attribute, text, (before, after)).number == pytest.approx(number, abs=0.001)
