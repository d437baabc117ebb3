from __future__ import annotations

import pytest

from graph import Entity
from ingest.annotation import Annotation, Claim
from ingest.catalogue import load_catalogue
from ingest.names.badges import is_foreign


def mention(text: str, name: str, kind: str) -> Annotation:
    entries = [entry for entry, _ in load_catalogue().named(name) if entry.kind == kind]
    entity = entries[0].entity if entries else Entity(f"{kind.lower()}/x", kind, name)
    return Annotation(text.index(name), text.index(name) + len(name), name, kind, entity=entity)


def foreign(text: str, firm: str, relation: str, model: str) -> bool:
    ends = mention(text, firm, "Company"), mention(text, model, "Vehicle")
    claim = Claim(ends[0], relation, ends[1], "asserted", 0.9, (0, len(text)))
    return is_foreign(text, claim, load_catalogue())


@pytest.mark.parametrize(
    ("text", "firm", "relation", "model"),
    [
        ("Kia calls cars back, and the Hyundai Santa Fe goes first.", "Kia", "recalled", "Hyundai Santa Fe"),
        ("Kia and Ford speak of the Ford Transit.", "Kia", "produces", "Ford Transit"),
        ("The newcomer faces the Ford S-Max.", "Ford", "produces", "S-Max"),
        ("It competes with the Dacia Spring and the BYD Dolphin.", "BYD", "produces", "Dolphin"),
    ],
)
def test_a_model_is_not_given_to_others_than_its_maker(text: str, firm: str, relation: str, model: str) -> None:
    assert foreign(text, firm, relation, model)


@pytest.mark.parametrize(
    ("text", "firm", "relation", "model"),
    [
        ("Kia recalls the Kia EV6.", "Kia", "recalled", "Kia EV6"),
        ("Volkswagen recalls the Audi Q5.", "Volkswagen", "recalled", "Audi Q5"),
        ("General Motors recalls the Chevrolet Bolt.", "General Motors", "recalled", "Chevrolet Bolt"),
        ("PSA recalls the Peugeot 107.", "PSA", "recalled", "Peugeot 107"),
        ("Kia recalls the Sorentino.", "Kia", "recalled", "Sorentino"),
        ("Volkswagen builds the Ford Transit in Hanover.", "Volkswagen", "produces", "Ford Transit"),
        ("Magna shows the Mercedes-Benz G-Class.", "Magna", "produces", "Mercedes-Benz G-Class"),
        ("The Ford S-Max faces rivals.", "Ford", "produces", "S-Max"),
        ("Ford faces a strike over its S-Max.", "Ford", "produces", "S-Max"),
    ],
)
def test_makers_owners_and_builders_keep_their_models(text: str, firm: str, relation: str, model: str) -> None:
    assert not foreign(text, firm, relation, model)
