import pytest

from graph import Entity
from ingest.annotation import Annotation
from ingest.catalogue import load_catalogue
from ingest.names.linking import link
from ingest.names.trims import version_of


def linked(text, names):
    """Link names given as {surface: kind} in a text; return {surface: label}."""
    mentions = [Annotation(text.find(n), text.find(n) + len(n), n, kind) for n, kind in names.items()]
    return {m.text: m.entity.label for m in link(text, mentions, load_catalogue())}


@pytest.mark.parametrize(
    ("text", "vehicles", "labels"),
    [
        ("The EV3 Long Range is out.", ["EV3 Long Range"], ["Kia EV3"]),
        ("The BMW iX3 is out, from 77,300 euros for the xDrive40.", ["iX3", "xDrive40"], ["BMW iX3", "BMW iX3"]),
        (
            "The Mercedes-Benz CLA is out; the 250+ has 200 kW.",
            ["CLA", "250+"],
            ["Mercedes-Benz CLA", "Mercedes-Benz CLA"],
        ),
        ("The Vento 85 beats the Vento.", ["Vento 85", "Vento"], ["Vento", "Vento"]),
        (
            "The Tesla Model 3 and the Hyundai Ioniq 5 N race.",
            ["Model 3", "Ioniq 5 N"],
            ["Tesla Model 3", "Hyundai Ioniq 5 N"],
        ),
        (
            "The BMW iX3, rival of the Tesla Model Y, starts at 77,300 euros as the xDrive40.",
            ["iX3", "Model Y", "xDrive40"],
            ["BMW iX3", "Tesla Model Y", "BMW iX3"],
        ),
        ("BMW showed the iX3 and the 540z.", ["iX3", "540z"], ["BMW iX3", "540z"]),
        ("The Song Plus is a car.", ["Song Plus"], ["BYD Seal U"]),
        ("Long Range is a car that nobody named before.", ["Long Range"], ["Long Range"]),
    ],
)
def test_a_version_is_its_model(text, vehicles, labels):
    makers = {m: "Company" for m in ("BMW", "Hyundai", "Mercedes-Benz", "Tesla") if m in text}
    found = linked(text, makers | dict.fromkeys(vehicles, "Vehicle"))
    assert [found[v] for v in vehicles] == labels


@pytest.mark.parametrize(
    ("surface", "model", "version"),
    [
        ("EV3 Long Range", "Kia EV3", "Long Range"),
        ("xDrive40", "BMW iX3", "xDrive40"),
        ("208", "Peugeot 208", ""),
        ("Polestar 3", "Polestar 3", ""),
        ("Model 3", "Tesla Model 3", ""),
        ("718", "Porsche 718 Cayman", ""),
    ],
)
def test_the_version_is_told_as_a_qualifier(surface, model, version):
    assert version_of(surface, Entity("vehicle/x", "Vehicle", model)) == version
