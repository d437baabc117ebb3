"""Questions about supply, and small graphs on which one can see the answers."""

from __future__ import annotations

from tests.questions import Cases

SUPPLY: Cases = {
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
                ("2026-01-05", "LG Energy Solution | supplies | Vehicle:Kia EV9 | product=cells"),
                ("2026-01-06", "Bosch | supplies | Vehicle:Kiara One | product=brakes", "Kia | sued | Fiat"),
            ],
            {"customer": "Kia"},
            [("LG Energy Solution", "cells", "Kia EV9", "")],
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
                ("2026-01-04", "Valeo | supplies | Vehicle:BMW iX | product=wipers"),
            ],
            {"customer": "BMW"},
            [("wipers", "Valeo", "BMW iX"), ("steering", "Nexteer", "BMW i4"), ("gearboxes", "ZF", "BMW")],
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
        ),
        (
            [
                ("2026-01-01", "ZF | supplies | Vehicle:BMW i4", "ZF | supplies | Vehicle:EX90 | product=axles"),
                ("2026-01-02", "Bosch | supplies | Vehicle:BMW i4", "Volvo | launched | Vehicle:EX90"),
                ("2026-01-03", "BMW | sued | Fiat"),
            ],
            {"first": "BMW", "second": "Volvo"},
            [("ZF", "BMW i4", ""), ("ZF", "EX90", "axles")],
        ),
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
        ),
        (
            [("2026-01-01", "Kia | recalled | Vehicle:Kia EV9", "Kia | recalled | Vehicle:Kia Rio")],
            {"model": "Kia EV9"},
            [("Kia", "Kia EV9", "", "", "", "", "")],
        ),
    ],
}
