"""Every question of the library on a graph so small that its right answer can be seen."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from graph import QueryError, UnknownNameError
from queries import ask, questions
from tests.newsroom import graph

Story = tuple[str, ...]
CASES: dict[str, list[tuple[list[Story], dict[str, str], list[tuple[Any, ...]]]]] = {
    "partners_of": [
        (
            [
                ("2026-01-05", "Sony | partnered_with | Magna Steyr | product=test cars | date=January 2020~2020-01"),
                ("2026-01-06", "Honda | joint_venture_with | Sony"),
                ("2026-01-07", "Sony | partnered_with | Apple | rumored", "BMW | partnered_with | Bosch"),
            ],
            {"company": "Sony"},
            [("Honda", "joint_venture_with", "", ""), ("Magna Steyr", "partnered_with", "test cars", "January 2020")],
        )
    ],
    "suppliers_of": [
        (
            [
                ("2026-01-05", "CATL | supplies | Volkswagen | product=battery cells | date=2027"),
                ("2026-01-06", "Bosch | supplies | Volkswagen | product=brakes"),
                ("2026-01-07", "Gotion | supplies | Vehicle:Volkswagen ID.2 | product=batteries"),
                ("2026-01-08", "Volkswagen | produces | Vehicle:Volkswagen ID.2"),
                ("2026-01-09", "CATL | supplies | BMW | product=battery cells"),
            ],
            {"customer": "VW", "product": "battery"},
            [("Gotion", "batteries", "Volkswagen ID.2", ""), ("CATL", "battery cells", "Volkswagen", "2027")],
        ),
        (
            [
                ("2026-01-05", "Xpeng | uses_component | Component:Nvidia Orin"),
                ("2026-01-06", "Nvidia | produces | Component:Nvidia Orin"),
            ],
            {"customer": "Xpeng"},
            [("Nvidia", "", "Xpeng", "")],
        ),
    ],
    "customers_of": [
        (
            [
                ("2026-01-05", "Bosch | supplies | BMW | product=brakes", "Bosch | supplies | Vehicle:Fiat 500"),
                ("2026-01-06", "Valeo | supplies | BMW"),
            ],
            {"supplier": "bosch", "product": "Brake"},
            [("BMW", "brakes", "")],
        )
    ],
    "customer_changes": [
        (
            [
                ("2024-03-01", "Bosch | supplies | Fiat"),
                ("2024-04-01", "Bosch | supplies | Rover", "Bosch | supplies | Seat"),
                ("2024-05-01", "Bosch | supplies | Seat | ended"),
                ("2025-06-01", "Bosch | supplies | Rover | ended"),
                ("2025-07-01", "Bosch | supplies | BYD", "Bosch | supplies | Kia | planned"),
                ("2026-07-01", "Bosch | supplies | Tata Motors"),
            ],
            {"supplier": "Bosch", "after": "2025", "before": "2025-12-31"},
            [("BYD", "won", ""), ("Kia", "expected", ""), ("Rover", "lost", ""), ("Fiat", "kept", "")],
        )
    ],
    "exposed_to": [
        (
            [
                ("2026-01-01", "Cellmat | supplies | CATL | product=cathodes", "CATL | supplies | BMW"),
                ("2026-01-02", "BMW | produces | Vehicle:BMW i4", "CATL | supplies | Audi | rumored"),
                ("2026-01-03", "Bosch | supplies | Fiat"),
            ],
            {"source": "Cellmat"},
            [
                ("CATL", 1, "Cellmat", "supplies", "cathodes"),
                ("BMW", 2, "CATL", "supplies", ""),
                ("BMW i4", 3, "BMW", "produces", ""),
            ],
        ),
        (
            [("2026-01-01", "Volkswagen | operates_plant_in | Place:Emden")],
            {"source": "Emden", "depth": "1"},
            [("Volkswagen", 1, "Emden", "operates_plant_in", "")],
        ),
    ],
    "single_sources": [
        (
            [
                ("2026-01-01", "CATL | supplies | BMW | product=cells", "Eve | supplies | BMW | product=Cells"),
                ("2026-01-02", "ZF | supplies | BMW | product=gearboxes", "BMW | produces | Vehicle:BMW i4"),
                ("2026-01-03", "Nexteer | supplies | Vehicle:BMW i4 | product=steering"),
            ],
            {"customer": "BMW"},
            [("steering", "Nexteer", "BMW i4"), ("gearboxes", "ZF", "BMW")],
        )
    ],
    "alternatives_for": [
        (
            [
                ("2026-01-01", "CATL | supplies | BMW | product=battery cells"),
                ("2026-01-02", "Eve | supplies | Audi | product=battery packs"),
                ("2026-01-03", "Panasonic | produces | Component:4680 battery", "ZF | supplies | BMW | product=axles"),
            ],
            {"component": "batteries", "without": "CATL"},
            [("Panasonic", "produces", "4680 battery", ""), ("Eve", "supplies", "Audi", "battery packs")],
        )
    ],
    "shared_suppliers": [
        (
            [
                ("2026-01-01", "ZF | supplies | BMW", "ZF | supplies | Volvo | product=axles"),
                ("2026-01-02", "Bosch | supplies | BMW", "Valeo | supplies | Volvo"),
            ],
            {"first": "BMW", "second": "Volvo"},
            [("ZF", "BMW", ""), ("ZF", "Volvo", "axles")],
        )
    ],
    "builders_of": [
        (
            [
                ("2026-01-01", "Magna Steyr | produces | Vehicle:Fisker Ocean | date=2022"),
                ("2026-01-02", "Fisker | launched | Vehicle:Fisker Ocean"),
                ("2026-01-03", "Vehicle:Fisker Ocean | produced_at | Place:Graz"),
            ],
            {"model": "Fisker Ocean"},
            [
                ("", "produced_at", "Graz", "", ""),
                ("", "launched", "", "Fisker", ""),
                ("Magna Steyr", "produces", "", "", "2022"),
            ],
        )
    ],
    "plants_of": [
        (
            [
                ("2026-01-01", "Tesla | builds_plant_in | Place:Monterrey | planned | capacity=1 million cars a year"),
                (
                    "2026-01-02",
                    "Tesla | operates_plant_in | Place:Austin",
                    "Tesla | builds_plant_in | Place:Pune | ended",
                ),
                ("2026-01-03", "Tesla | operates_plant_in | Place:Fremont | ended | jobs=500"),
                ("2026-01-04", "Tesla | operates_plant_in | Place:Berlin | note=will be expanded"),
            ],
            {"company": "Tesla"},
            [
                ("Berlin", "expanded", "", "", "", "", ""),
                ("Fremont", "closed", "", "", "500", "", ""),
                ("Austin", "open", "", "", "", "", ""),
                ("Pune", "scrapped", "", "", "", "", ""),
                ("Monterrey", "planned", "", "1 million cars a year", "", "", ""),
            ],
        )
    ],
    "investments": [
        (
            [
                ("2026-01-01", "Intel | builds_plant_in | Place:Magdeburg | planned | amount=30 bn~30000000000 EUR"),
                ("2026-02-01", "Intel | builds_plant_in | Place:Magdeburg | ended"),
                (
                    "2026-01-02",
                    "Place:Magdeburg | located_in | Place:Saxony",
                    "Place:Saxony | located_in | Place:Germany",
                ),
                ("2026-01-03", "Ford | invested_in | Rivian | amount=$500m~500000000 USD"),
                ("2026-01-04", "BMW | invested_in | Lilium | amount=2 bn~2000000000 EUR"),
                (
                    "2026-01-05",
                    "Lilium | headquartered_in | Place:Germany",
                    "SAP | invested_in | Lilium | amount=9 EUR~9 EUR",
                ),
            ],
            {"min_amount": "1e9", "country": "Germany"},
            [
                ("Intel", "builds_plant_in", "Magdeburg", 30e9, "EUR", "cut"),
                ("BMW", "invested_in", "Lilium", 2e9, "EUR", "made"),
            ],
        )
    ],
    "owners_of": [
        (
            [
                ("2026-01-01", "Volvo Cars | subsidiary_of | Ford | ended | date=2010~2010"),
                ("2026-01-02", "Geely | owns_stake_in | Volvo Cars | share=82 %", "Geely | owns_stake_in | Lotus"),
            ],
            {"company": "Volvo Cars"},
            [("Geely", "owns_stake_in", "82 %", "", "", ""), ("Ford", "subsidiary_of", "", "", "", "2010")],
        )
    ],
    "holdings_of": [
        (
            [
                ("2026-01-01", "Geely | owns_stake_in | Volvo | share=82 %"),
                ("2026-01-02", "Lynk & Co | brand_of | Geely"),
            ],
            {"owner": "Geely"},
            [("Lynk & Co", "brand_of", "", ""), ("Volvo", "owns_stake_in", "82 %", "")],
        )
    ],
    "deals_of": [
        (
            [
                ("2026-01-01", "Tata | acquired | Jaguar | amount=$2.3bn | seller=Ford"),
                ("2026-01-02", "Ford | merged_with | Mazda | denied", "Ford | acquired | Argo AI | rumored"),
            ],
            {"company": "Ford"},
            [
                ("bought", "Argo AI", "talks", "", "", "", ""),
                ("merged with", "Mazda", "denied", "", "", "", ""),
                ("sold", "Jaguar", "closed", "$2.3bn", "", "Ford", ""),
            ],
        )
    ],
    "joint_ventures_of": [
        (
            [
                ("2026-01-01", "Afeela | joint_venture_of | Honda | share=50 %", "Afeela | joint_venture_of | Sony"),
                ("2026-01-02", "Honda | joint_venture_with | GM | ended | product=fuel cells"),
            ],
            {"company": "Honda"},
            [("", "GM", "fuel cells", "", "no"), ("Afeela", "Sony", "", "50 %", "yes")],
        ),
        (
            [("2026-01-01", "Honda | joint_venture_with | Sony", "Honda | joint_venture_with | GM")],
            {"company": "Honda", "partner": "Sony"},
            [("", "Sony", "", "", "yes")],
        ),
    ],
    "rumours": [
        (
            [
                ("2025-01-01", "Apple | acquired | Canoo | rumored", "Apple | acquired | Rimac | rumored"),
                ("2025-02-01", "Apple | acquired | Rimac", "Apple | acquired | Rivian"),
                ("2025-11-01", "Apple | acquired | Lucid | rumored"),
            ],
            {"company": "Apple", "today": "2025-12-01"},
            [
                ("Apple", "acquired", "Rimac", "came true", "2025-01-01"),
                ("Apple", "acquired", "Canoo", "never confirmed", "2025-01-01"),
            ],
        )
    ],
    "disputed": [
        (
            [
                ("2026-01-01", "Isuzu | merged_with | Mazda | rumored | speaker=Nikkei"),
                ("2026-01-02", "Isuzu | merged_with | Mazda | denied | speaker=Isuzu Motors"),
                ("2026-01-03", "BMW | merged_with | Mini"),
            ],
            {},
            [
                (
                    "Isuzu",
                    "merged_with",
                    "Mazda",
                    "Isuzu Motors",
                    "Isuzu merged with Mazda (denied).",
                    "Nikkei",
                )
            ],
        )
    ],
    "models_of": [
        (
            [
                (
                    "2026-01-01",
                    "Kia | unveiled | Vehicle:Kia EV9 | event=CES",
                    "Kia | discontinued | Vehicle:Kia Rio | date=2023",
                ),
                (
                    "2026-01-02",
                    "Vehicle:Kia EV9 | uses_platform | Platform:E-GMP",
                    "Kia | produces | Component:Kia motor",
                ),
                ("2026-01-03", "Kia | launched | Vehicle:Kia EV4 | planned | date=2027 | market=Europe"),
            ],
            {"company": "Kia"},
            [
                ("Kia EV4", "launched", "2027", "Europe", ""),
                ("Kia Rio", "discontinued", "2023", "", ""),
                ("Kia EV9", "unveiled", "", "", "E-GMP"),
            ],
        )
    ],
    "recalls_of": [
        (
            [
                ("2026-01-01", "Ford | recalled | Vehicle:Ford Kuga | count=41,236 | reason=airbag may burst"),
                ("2026-01-02", "Takata | supplies | Ford | product=airbags", "ZF | supplies | Ford | product=axles"),
                ("2026-01-03", "Kia | recalled | Vehicle:Kia Rio"),
            ],
            {"company": "Ford"},
            [("Ford", "Ford Kuga", "41,236", "airbag may burst", "Takata", "", "")],
        )
    ],
    "users_of": [
        (
            [
                (
                    "2026-01-01",
                    "Vehicle:Volvo EX90 | uses_technology | Technology:Lidar",
                    "Audi | uses_technology | Technology:Lidar",
                ),
                ("2026-01-02", "Luminar | supplies | Vehicle:Volvo EX90 | product=lidar sensors"),
            ],
            {"technology": "lidar"},
            [("Volvo EX90", "uses_technology", "Luminar", ""), ("Audi", "uses_technology", "", "")],
        )
    ],
    "executive_moves": [
        (
            [
                (
                    "2026-01-01",
                    "Person:Herbert Diess | ceo_of | Volkswagen | ended",
                    "Person:Oliver Blume | ceo_of | Volkswagen",
                ),
                (
                    "2026-01-02",
                    "Person:Arno Antlitz | works_for | Volkswagen | planned | role=chief financial officer | date=May",
                ),
            ],
            {"company": "Volkswagen"},
            [
                ("Arno Antlitz", "chief financial officer", "Volkswagen", "to come", "May"),
                ("Oliver Blume", "chief executive", "Volkswagen", "in office", ""),
                ("Herbert Diess", "chief executive", "Volkswagen", "left", ""),
            ],
        )
    ],
    "job_cuts": [
        (
            [
                (
                    "2026-01-01",
                    "Continental | has_metric | 7,150 jobs~7150 | attribute=job_cuts | period=2026 | place=Hanover",
                ),
                ("2026-01-02", "Continental | has_metric | 190,000 people~190000 | attribute=employees"),
                (
                    "2026-01-03",
                    "Facility:Continental Gifhorn plant | has_metric | 900~900 | planned | attribute=job_cuts",
                ),
            ],
            {"company": "Continental"},
            [
                ("Continental Gifhorn plant", "900", 900.0, "", ""),
                ("Continental", "7,150 jobs", 7150.0, "2026", "Hanover"),
            ],
        )
    ],
    "legal_cases": [
        (
            [
                (
                    "2026-01-01",
                    "Ouster | sued | Hesai | reason=patents",
                    "Tesla | investigated_by | Government:NHTSA | ended",
                ),
                ("2026-01-02", "Hesai | regulated_by | Government:FCC | amount=$1m"),
            ],
            {"company": "Hesai"},
            [
                ("Hesai", "regulated_by", "FCC", "", "$1m", "", "on record"),
                ("Ouster", "sued", "Hesai", "patents", "", "", "on record"),
            ],
        )
    ],
    "chain_between": [
        (
            [
                ("2026-01-01", "Sony | partnered_with | Magna Steyr", "Magna Steyr | produces | Vehicle:Fisker Ocean"),
                ("2026-01-02", "CATL | supplies | Vehicle:Fisker Ocean", "CATL | supplies | Volkswagen"),
                ("2026-01-03", "Sony | headquartered_in | Place:Tokyo", "Volkswagen | sells_in | Place:Tokyo"),
            ],
            {"first": "Sony", "second": "VW"},
            [
                (1, "Magna Steyr", "partnered_with", "Sony"),
                (2, "Magna Steyr", "produces", "Fisker Ocean"),
                (3, "CATL", "supplies", "Fisker Ocean"),
                (4, "CATL", "supplies", "Volkswagen"),
            ],
        )
    ],
    "central_firms": [
        (
            [
                ("2025-11-01", "Left | partnered_with | Hub", "Left | supplies | Hub"),
                ("2026-02-01", "Hub | partnered_with | Right", "Far | supplies | Right", "Hub | competes_with | Rival"),
            ],
            {"measure": "links", "quarters": "2", "limit": "4"},
            [
                ("2025-Q4", 1, "Hub", 1.0, 2, "new"),
                ("2025-Q4", 2, "Left", 1.0, 2, "new"),
                ("2026-Q1", 1, "Right", 2.0, 2, "new"),
                ("2026-Q1", 2, "Far", 1.0, 1, "new"),
            ],
        )
    ],
    "news_about": [
        (
            [
                ("2025-12-01", "Sony | partnered_with | Magna Steyr"),
                ("2026-01-10", "Sony | joint_venture_with | Honda", "Afeela | joint_venture_of | Sony"),
                ("2026-01-12", "Sony | partnered_with | Honda"),
                ("2026-03-01", "Sony | unveiled | Vehicle:Sony Vision-S"),
            ],
            {"entity": "Sony", "after": "2026-01-01"},
            [
                ("Story a3", 1, "Sony", "unveiled", "Sony Vision-S"),
                ("Story a1", 2, "Honda", "joint_venture_with", "Sony"),
                ("Story a1", 1, "Afeela", "joint_venture_of", "Sony"),
            ],
        )
    ],
    "facts_about": [
        (
            [
                ("2026-01-01", "Vehicle:Kia EV9 | has_attribute | 380 hp~283 kW | attribute=power"),
                ("2026-01-02", "Kia | unveiled | Vehicle:Kia EV9", "Kia | unveiled | Vehicle:Kia EV4"),
            ],
            {"entity": "Kia EV9"},
            [("Kia", "unveiled", "Kia EV9", "", ""), ("Kia EV9", "power", "380 hp", 283.0, "kW")],
        )
    ],
    "figures_of": [
        (
            [
                ("2026-01-01", "Tesla | has_metric | $25bn~25e9 USD | attribute=revenue | period=second quarter"),
                ("2026-01-02", "Tesla | has_metric | 9 %~9 % | attribute=market_share"),
            ],
            {"entity": "Tesla", "attribute": "revenue"},
            [("revenue", "$25bn", 25e9, "USD", "second quarter", "")],
        )
    ],
    "recent_facts": [
        (
            [
                ("2025-12-31", "Kia | sued | Fiat"),
                ("2026-01-02", "Kia | sued | Seat"),
                ("2026-01-03", "BMW | sells_in | Place:Peru"),
            ],
            {"since": "2026", "relation": "sued"},
            [("Kia", "sued", "Seat")],
        )
    ],
}


@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name, cases in CASES.items() for number in range(len(cases))]
)
def test_the_question_has_the_answer_that_one_can_see(name: str, number: int) -> None:
    stories, parameters, expected = CASES[name][number]
    answer = ask(graph(*stories), name, **parameters)
    own = len(answer.question.columns)
    rows = [tuple(str(cell) if hasattr(cell, "isoformat") else cell for cell in row[:own]) for row in answer]
    if answer.question.order != "own":  # the rows of one day have no order that one could see
        rows, expected = sorted(rows, key=repr), sorted(expected, key=repr)
    assert rows == expected
    for row in answer:
        assert row.status and row.sources >= 1 and row.published and row.quote, row


def test_every_question_has_a_case() -> None:
    assert set(questions()) - {"evidence_for", "claim"} == set(CASES)


def test_evidence_lists_every_sentence_with_its_status_and_speaker() -> None:
    kg = graph(
        ("2026-01-01", "Isuzu | merged_with | Mazda | rumored | speaker=Nikkei"),
        ("2026-01-02", "Isuzu | merged_with | Mazda | denied"),
    )
    rows = ask(kg, "evidence_for", subject="Mazda", object="Isuzu").rows
    assert [(row.said_as, row.speaker, row.sentence, row.paper, str(row.day)) for row in rows] == [
        ("rumored", "Nikkei", "Isuzu merged with Mazda (rumored).", "https://news.example/a0", "2026-01-01"),
        ("denied", "", "Isuzu merged with Mazda (denied).", "https://news.example/a1", "2026-01-02"),
    ]
    again = ask(kg, "claim", claim=rows[0].statement)
    assert [(row.said_as, row.speaker, row.certainty) for row in again] == [
        ("rumored", "Nikkei", 0.9),
        ("denied", "", 0.9),
    ]
    assert len({row.origin for row in again}) == 2


def test_filters_narrow_and_say_what_they_hide() -> None:
    kg = graph(
        ("2026-01-01", "Sony | partnered_with | Apple", "Sony | partnered_with | Honda | rumored"),
        ("2026-02-01", "Sony | partnered_with | Apple"),
        ("2026-03-01", "Sony | partnered_with | Kia | confidence=0.4"),
    )

    def partners(**filters: object) -> tuple[list[str], dict[str, int]]:
        answer = ask(kg, "partners_of", company="Sony", **filters)
        return [row.partner for row in answer], dict(answer.hidden)

    assert partners() == (["Kia", "Apple"], {"rumored": 1})
    assert partners(status="any") == (["Kia", "Apple", "Honda"], {})
    assert partners(status="rumored,denied") == (["Honda"], {"asserted": 2})
    assert partners(min_confidence=0.5) == (["Apple"], {"rumored": 1, "min_confidence": 1})
    assert partners(min_sources=2) == (["Apple"], {"min_sources": 2})
    assert partners(since="2026-03") == (["Kia"], {"period": 2})
    assert partners(until="2026-02", status="any") == (["Apple", "Honda"], {"period": 1})
    assert partners(limit=1) == (["Kia"], {"rumored": 1, "limit": 1})


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "needs company, for example: company=Sony"),
        ({"company": "Sony", "colour": "red"}, "no parameter 'colour'; known: company"),
        ({"company": "Sony", "status": "perhaps"}, "unknown status 'perhaps'; known: any, asserted"),
        ({"company": "Sony", "since": "yesterday"}, "since='yesterday' is not a date: write 2026-05-31"),
        ({"company": "Sony", "since": "2026-02-30"}, "is not a date"),
        ({"company": "Sony", "min_sources": "many"}, "min_sources='many' is not a number"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_remedy(parameters: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message.replace("?", r"\?")):
        ask(graph(("2026-01-01", "Sony | partnered_with | Apple")), "partners_of", **parameters)


def test_a_typo_gets_the_name_that_was_meant() -> None:
    kg = graph(("2026-01-01", "Sony | partnered_with | Magna Steyr"))
    with pytest.raises(UnknownNameError, match="did you mean Magna Steyr") as caught:
        ask(kg, "partners_of", company="Magna Styer")
    assert caught.value.near == ("Magna Steyr",)
    with pytest.raises(QueryError, match="unknown question 'partner_of'; known: partners_of"):
        ask(kg, "partner_of", company="Sony")


def test_names_carry_the_id_of_their_entity() -> None:
    row = ask(graph(("2026-01-01", "Sony | partnered_with | Magna Steyr")), "partners_of", company="Sony").rows[0]
    assert (row.partner, row.partner.id) == ("Magna Steyr", "company/magna-steyr")


def test_a_hostile_value_stays_a_value() -> None:
    kg = graph(("2026-01-01", "CATL | supplies | BMW | product=cells"))
    answer = ask(kg, "customers_of", supplier="CATL", product='x") } } DROP ALL # \\')
    assert len(answer) == 0


WALKS = {"exposed_to", "chain_between", "central_firms", "news_about"}
"""Questions whose rows are not one statement each: what they hide are the statements that they did not walk along."""


def rumoured(story: Story) -> Story:
    """Return a story in which what was asserted is rumoured."""
    day, *claims = story
    told = [[part.strip() for part in claim.split("|")] for claim in claims]
    plain = [parts[3:] if len(parts) == 3 or "=" in parts[3] else None for parts in told]
    return day, *(
        " | ".join(parts if rest is None else [*parts[:3], "rumored", *rest])
        for parts, rest in zip(told, plain, strict=True)
    )


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_says_how_many_statements_the_filters_hide(name: str) -> None:
    stories, parameters, _ = CASES.get(name, CASES["partners_of"])[0]
    hidden = 0
    for told, wanted in ((stories, "rumored"), ([rumoured(story) for story in stories], "asserted")):
        kg = graph(*told)
        if name == "evidence_for":
            parameters = {"subject": "Sony", "object": "Honda"}
        if name == "claim":
            parameters = {"claim": ask(kg, "facts_about", entity="Sony", status="any").rows[0].statement}
        everything = ask(kg, name, **parameters | {"status": "any"})
        answer = ask(kg, name, **parameters | {"status": wanted})
        assert {row.status for row in answer} <= {wanted}
        missing = [row.status for row in everything if row.status != wanted]
        if name in WALKS:
            assert set(missing) <= set(answer.hidden)
        else:
            assert answer.hidden == Counter(missing) + Counter(everything.hidden)
        hidden += sum(answer.hidden.values())
    assert hidden, "no filter hid anything: the case tells nothing"
