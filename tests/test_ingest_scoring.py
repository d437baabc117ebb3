import pytest

from ingest.training.scoring import Score, add_document, same_value, strict, with_status


def fact(subject, relation, obj, status="asserted", **more):
    return {"subject": subject, "relation": relation, "object": obj, "status": status, **more}


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("536 hp", "536 horsepower", True),
        ("536 hp", "536 PS", False),
        ("$2.4 billion", "2,400 million dollars", True),
        ("€2.4 billion", "$2.4 billion", False),
        ("1,19,000 rupees", "₹1.19 lakh", True),
        ("dual motors", "two motors", True),
        ("all-wheel drive", "AWD", True),
        ("500 km", "505.1 km", False),
    ],
)
def test_values(gold, found, same):
    assert same_value(gold, found) is same


def test_a_gold_fact_is_credited_once():
    gold = [fact("Sony", "partnered_with", "Magna Steyr", subject_aliases=["SGC"])]
    found = [fact("Sony", "partnered_with", "Magna Steyr"), fact("Magna Steyr", "partnered_with", "SGC")]
    score = Score()
    add_document(score, gold, found)
    assert score.prf("strict")[:2] == (0.5, 1.0)
    assert score.prf("strict", "partnered_with")[:2] == (0.5, 1.0)


def test_direction_status_and_attribute_count():
    gold = fact("A", "acquired", "B", "planned")
    assert strict(gold, fact("A", "acquired", "B"))
    assert not with_status(gold, fact("A", "acquired", "B"))
    assert not strict(gold, fact("B", "acquired", "A"))
    power = fact("X", "has_attribute", "100 kW", qualifiers={"attribute": "power"})
    assert strict(power, fact("X", "has_attribute", "100 kW", attribute="power"))
    assert not strict(power, fact("X", "has_attribute", "100 kW", attribute="charging_power"))


def test_optional_facts_cost_nothing():
    gold = [fact("A", "acquired", "B"), fact("A", "sued", "C", optional=True)]
    missed, hit = Score(), Score()
    add_document(missed, gold, [fact("A", "acquired", "B")])
    add_document(hit, gold, [fact("A", "acquired", "B"), fact("A", "sued", "C")])
    assert missed.prf("strict") == hit.prf("strict") == pytest.approx((1, 1, 1))


def test_products_may_carry_their_maker():
    gold = fact("Vision-S 02", "unveiled_at", "CES", subject_kind="Vehicle")
    assert strict(gold, fact("Sony Vision-S 02", "unveiled_at", "CES"))
    assert not strict(fact("Sony", "acquired", "CES", subject_kind="Company"), fact("Big Sony", "acquired", "CES"))
