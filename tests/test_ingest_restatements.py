from __future__ import annotations

from dataclasses import replace

import pytest

from graph import Entity, Status, entity_id
from ingest.annotation import Annotation, Claim, Detail
from ingest.rules.contradictions.restatements import restated


def mention(text: str, name: str, kind: str = "Company") -> Annotation:
    start = text.index(name)
    return Annotation(start, start + len(name), name, kind, entity=Entity(entity_id(kind, name), kind, name))


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Ionity is a joint project of Ford, BMW and Kia.", "partnered_with", "joint_venture_of"),
        ("Ionity, the joint undertaking of BMW and Kia, is growing.", "partnered_with", "joint_venture_of"),
        ("Ionity works on a joint project with Kia.", "partnered_with", "partnered_with"),
        ("Ionity and Kia run a joint project.", "partnered_with", "partnered_with"),
        ("Ionity has a joint venture with Kia.", "joint_venture_of", "joint_venture_with"),
        ("Ionity also runs joint ventures with BMW, as well as with Kia.", "partnered_with", "joint_venture_with"),
        ("Ionity, a joint venture with Kia, is growing.", "joint_venture_of", "joint_venture_of"),
    ],
)
def test_ventures_are_told_from_partners(text: str, relation: str, expected: str) -> None:
    claim = Claim(mention(text, "Ionity"), relation, mention(text, "Kia"), "asserted", 0.9, (0, len(text)))
    found = restated(text, claim)
    assert (found.relation, found.subject.text, found.object.text) == (expected, "Ionity", "Kia")


def test_a_named_venture_keeps_its_parent() -> None:
    text = "Hyundai has formed a joint venture with Aptiv, Motional."
    claim = Claim(mention(text, "Motional"), "joint_venture_of", mention(text, "Hyundai"), "asserted", 0.9, (0, 56))
    assert restated(text, claim) == claim


@pytest.mark.parametrize(
    ("role", "behind", "status", "expected"),
    [
        ("chairman and chief executive officer", ".", "asserted", "ceo_of"),
        ("president and CEO", " said.", "planned", "ceo_of"),
        ("deputy chief executive", ".", "asserted", "works_for"),
        ("former chief executive", ".", "ended", "works_for"),
        ("chief executive", ".", "ended", "works_for"),
        ("CEO and chief technology officer", ".", "asserted", "works_for"),
        ("chief executive", "'s truck unit.", "asserted", "works_for"),
        ("chief executive", " battery unit.", "asserted", "works_for"),
        ("CEO", " Europe.", "asserted", "works_for"),
    ],
)
def test_a_chief_executive_is_one(role: str, behind: str, status: Status, expected: str) -> None:
    text = f"Anna Berg is {role} of Kia{behind}"
    person, firm, at = mention(text, "Anna Berg", "Person"), mention(text, "Kia"), text.index(role)
    details = (Detail("role", at, at + len(role), role),)
    claim = Claim(person, "works_for", firm, status, 0.9, (0, len(text)), details=details)
    assert restated(text, claim).relation == expected


@pytest.mark.parametrize(
    ("text", "supplier"),
    [
        ("Hesai and Bosch are suppliers of Kia.", "Bosch"),
        ("Bosch is one of the largest suppliers to Kia.", "Bosch"),
        ("Kia counts Bosch among its suppliers.", "Bosch"),
        ("Kia has won Bosch as a supplier.", "Bosch"),
        ("Kia supplier Bosch gets an order.", "Bosch"),
        ("Kia's largest suppliers Lear and Bosch are late.", "Bosch"),
        ("Kia is the supplier Bosch wanted.", "Kia"),
        ("Kia and supplier Bosch met.", "Kia"),
        ("Bosch was named with the suppliers of the plant by Kia.", "Kia"),
        ("Kia counts Bosch among its customers.", "Kia"),
    ],
)
def test_who_is_called_the_supplier_supplies(text: str, supplier: str) -> None:
    claim = Claim(mention(text, "Kia"), "supplies", mention(text, "Bosch"), "asserted", 0.9, (0, len(text)))
    found = restated(text, claim)
    assert {found.subject.text, found.object.text} == {"Kia", "Bosch"} and found.subject.text == supplier
    turned = replace(claim, subject=claim.object, object=claim.subject)
    assert supplier == "Kia" or restated(text, turned) == turned
