"""Questions about firms, and small graphs on which one can see the answers: holdings, plants, deals, people, suits."""

from __future__ import annotations

from tests.questions import Cases

FIRMS: Cases = {
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
    "plants_of": [
        (
            [
                ("2026-01-01", "Tesla | operates_plant_in | Place:Berlin", "Place:Berlin | located_in | Place:Germany"),
                ("2026-01-02", "BMW | builds_plant_in | Place:Germany", "BMW | operates_plant_in | Place:Pune"),
            ],
            {"place": "Germany"},
            [("BMW", "Germany", "under construction", *[""] * 5), ("Tesla", "Berlin", "open", *[""] * 5)],
        ),
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
                ("Tesla", "Berlin", "expanded", "", "", "", "", ""),
                ("Tesla", "Fremont", "closed", "", "", "500", "", ""),
                ("Tesla", "Austin", "open", "", "", "", "", ""),
                ("Tesla", "Pune", "scrapped", "", "", "", "", ""),
                ("Tesla", "Monterrey", "planned", "", "1 million cars a year", "", "", ""),
            ],
        ),
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
                ("2026-01-01", "Tata | acquired | Jaguar | amount=$2.3bn~2300000000 USD"),
                ("2026-01-02", "Ford | merged_with | Mazda", "Ford | acquired | Argo AI | amount=$1m~1000000 USD"),
            ],
            {"min_amount": "1e9"},
            [("Tata", "bought", "Jaguar", "closed", "$2.3bn", "", "", "")],
        ),
        (
            [("2026-01-01", "Tata | acquired | Jaguar"), ("2026-01-02", "Mazda | merged_with | Ford")],
            {},
            [("Ford", "merged with", "Mazda", "closed", *[""] * 4), ("Tata", "bought", "Jaguar", "closed", *[""] * 4)],
        ),
        (
            [
                ("2026-01-01", "Tata | acquired | Jaguar | amount=$2.3bn | seller=Ford"),
                ("2026-01-02", "Ford | merged_with | Mazda | denied", "Ford | acquired | Argo AI | rumored"),
            ],
            {"company": "Ford"},
            [
                ("Ford", "bought", "Argo AI", "talks", "", "", "", ""),
                ("Ford", "merged with", "Mazda", "denied", "", "", "", ""),
                ("Ford", "sold", "Jaguar", "closed", "$2.3bn", "", "Ford", ""),
            ],
        ),
    ],
    "joint_ventures_of": [
        (
            [
                ("2026-01-01", "Afeela | joint_venture_of | Honda", "Afeela | joint_venture_of | Sony"),
                ("2026-01-02", "Honda | joint_venture_with | GM"),
            ],
            {"since": "2026-01-02"},
            [("GM", "", "Honda", "", "", "yes")],
        ),
        (
            [
                ("2026-01-01", "Afeela | joint_venture_of | Honda | share=50 %", "Afeela | joint_venture_of | Sony"),
                ("2026-01-02", "Honda | joint_venture_with | GM | ended | product=fuel cells"),
            ],
            {"company": "Honda"},
            [("Honda", "", "GM", "fuel cells", "", "no"), ("Honda", "Afeela", "Sony", "", "50 %", "yes")],
        ),
        (
            [("2026-01-01", "Honda | joint_venture_with | Sony", "Honda | joint_venture_with | GM")],
            {"company": "Honda", "partner": "Sony"},
            [("Honda", "", "Sony", "", "", "yes")],
        ),
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
                ("Oliver Blume", "chief executive", "Volkswagen", "in office", ""),
                ("Arno Antlitz", "chief financial officer", "Volkswagen", "to come", "May"),
                ("Herbert Diess", "chief executive", "Volkswagen", "left", ""),
            ],
        )
    ],
    "job_cuts": [
        (
            [
                ("2026-01-01", "ZF | has_metric | 500~500 | attribute=job_cuts | place=Hanover"),
                (
                    "2026-01-02",
                    "ZF | has_metric | 70~70 | attribute=job_cuts",
                    "Place:Hanover | located_in | Place:Germany",
                ),
                ("2026-01-03", "BMW | has_metric | 20~20 | attribute=job_cuts | place=Germany"),
            ],
            {"place": "Germany"},
            [("BMW", "20", 20.0, "", "Germany"), ("ZF", "500", 500.0, "", "Hanover")],
        ),
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
        ),
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
}
