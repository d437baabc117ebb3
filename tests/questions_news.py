"""Questions about models, news, rumours and the network, and small graphs on which one can see the answers."""

from __future__ import annotations

from tests.questions import Cases

NEWS: Cases = {
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
        ),
        (
            [
                ("2025-02-01", "ZF | has_metric | €41bn~41e9 EUR | attribute=revenue | period=last year~2024"),
                ("2024-11-01", "ZF | has_metric | €10bn~10e9 EUR | attribute=revenue | period=third quarter~2024-Q3"),
                ("2024-02-01", "ZF | has_metric | €46bn~46e9 EUR | attribute=revenue | period=2023~2023"),
                ("2024-03-01", "ZF | has_metric | €1bn~1e9 EUR | attribute=revenue"),
            ],
            {"entity": "ZF", "attribute": "revenue", "period": "2024"},
            [
                ("revenue", "€41bn", 41e9, "EUR", "last year", ""),
                ("revenue", "€10bn", 10e9, "EUR", "third quarter", ""),
            ],
        ),
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
