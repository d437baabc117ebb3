import pytest

from ingest.annotation import Annotation
from ingest.components.mentions import tidy


@pytest.mark.parametrize(
    ("text", "found", "kind", "name"),
    [
        ("The U.S.-based start-up Rivian grows.", "U.", "Place", "U.S."),
        ("Mobileye of Jerusalem and BMW work together.", "Mobileye of", "Company", "Mobileye"),
        ("Foxconn makes the Model C. It is sold in Asia.", "Model C.", "Vehicle", "Model C"),
        ("Sony is still Condition it will enter.", "Sony is still Condition", "Company", "Sony"),
        ("The maker of Jeep SUVs said so.", "Jeep SUVs", "Company", "Jeep"),
        ("Apple Inc. said so.", "Apple Inc.", "Company", "Apple Inc."),
        ("Ford's sales rose.", "Ford's", "Company", "Ford"),
        ("The MEB+ platform is new.", "MEB+ platform", "Platform", "MEB+"),
        ("Dr. Herbert Diess left.", "Dr. Herbert Diess", "Person", "Herbert Diess"),
        ("The Washington D.C. office closed.", "Washington D.C.", "Place", "Washington D.C."),
    ],
)
def test_a_name_gets_its_borders(text: str, found: str, kind: str, name: str) -> None:
    start = text.index(found)
    (mention,) = tidy(text, [Annotation(start, start + len(found), found, kind)])
    assert mention.text == name == text[mention.start : mention.end]
