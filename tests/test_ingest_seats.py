import pytest

from graph import Article
from ingest.pipeline import facts_in


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("Tesla makes the Model 3. The U.S. automaker had upgraded the plant in July.", set()),
        ("Visteon sells cockpits. The company, based in Germany, supplies Ford.", {("Visteon", "Germany")}),
        (
            "General Motors and Nikola signed a deal. The Detroit automaker will make the Badger, a pickup that the "
            "Phoenix start-up plans to unveil in December.",
            {("General Motors", "Detroit"), ("Nikola", "Phoenix")},
        ),
        ("The U.S.-based start-up Rivian makes the R1T in Normal, Illinois.", {("Rivian", "United States")}),
    ],
)
def test_a_seat_is_where_a_firm_sits_and_no_nationality(text: str, seats: set[tuple[str, str]]) -> None:
    facts = facts_in(Article("a", f"News of the day\n\n{text}"))
    assert {(f.subject.label, f.object.label) for f in facts if f.relation == "headquartered_in"} == seats
