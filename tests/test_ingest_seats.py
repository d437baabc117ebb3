import pytest

from graph import Article, Entity
from ingest.annotation import Annotation, Claim
from ingest.names.seats import is_misplaced, seated
from ingest.pipeline import facts_in


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("Tesla makes the Model 3. The U.S. automaker had upgraded the plant in July.", set()),
        ("Visteon sells cockpits. The company, based in Germany, supplies Ford.", {("Visteon", "Germany")}),
        ("The U.S.-based start-up Rivian makes the R1T in Normal, Illinois.", {("Rivian", "United States")}),
    ],
)
def test_a_seat_is_where_a_firm_sits_and_no_nationality(text: str, seats: set[tuple[str, str]]) -> None:
    facts = facts_in(Article("a", f"News of the day\n\n{text}"))
    assert {(f.subject.label, f.object.label) for f in facts if f.relation == "headquartered_in"} == seats


@pytest.mark.parametrize(
    ("text", "misplaced"),
    [
        ("Based in Germany, ZF supplies BMW.", False),
        ("Headquartered in Germany, ZF grows.", False),
        ("Germany's ZF supplies BMW.", True),
        ("In Germany ZF supplies BMW.", True),
    ],
)
def test_a_country_before_a_firm_is_a_seat_only_where_it_says_so(text: str, misplaced: bool) -> None:
    place, firm = (
        Annotation(text.index(n), text.index(n) + len(n), n, k, entity=Entity(f"{k.lower()}/x", k, n))
        for n, k in (("Germany", "Place"), ("ZF", "Company"))
    )
    claim = Claim(firm, "headquartered_in", place, "asserted", 0.9, (0, len(text)))
    assert is_misplaced(text, claim, seated(text, [place, firm])) is misplaced


def test_the_place_before_a_firm_is_the_seat_of_no_other_firm() -> None:
    text = "The Detroit automaker will make the pickup that the Phoenix start-up plans."
    found = {"Detroit": "Place", "automaker": "Company", "Phoenix": "Place", "start-up": "Company"}
    mentions = {
        n: Annotation(text.index(n), text.index(n) + len(n), n, kind, entity=Entity(f"{kind.lower()}/{n}", kind, n))
        for n, kind in found.items()
    }
    firms = seated(text, list(mentions.values()))
    misplaced = {
        (firm, place): is_misplaced(
            text, Claim(mentions[firm], "headquartered_in", mentions[place], "asserted", 0.9, (0, len(text))), firms
        )
        for firm in ("automaker", "start-up")
        for place in ("Detroit", "Phoenix")
    }
    assert [pair for pair, wrong in misplaced.items() if not wrong] == [
        ("automaker", "Detroit"),
        ("start-up", "Phoenix"),
    ]
