from __future__ import annotations

from datetime import date

import pytest

from graph import Article, Entity, Fact
from ingest.annotation import Annotation, Claim, Detail, Segment
from ingest.extraction import facts_of


def fact(sentence: str, relation: str, day: str, published: date | None) -> Fact:
    """Return the fact that a claim becomes whose sentence begins with Nio and names Norway and a day."""
    import spacy

    from ingest.pipeline import load

    load("fast")  # registers what a Doc can hold
    doc = spacy.blank("en").make_doc(sentence)
    place = sentence.index("Norway")
    ends = (
        Annotation(0, 3, "Nio", "Company", entity=Entity("company/nio", "Company", "Nio")),
        Annotation(place, place + 6, "Norway", "Place", entity=Entity("place/norway", "Place", "Norway")),
    )
    start = sentence.index(day)
    details = (Detail("date", start, start + len(day), day),)
    claim = Claim(ends[0], relation, ends[1], "asserted", 0.9, (0, len(sentence)), details=details)
    doc._.segments, doc._.mentions, doc._.claims = (Segment(0, len(sentence)),), ends, (claim,)
    (found,) = facts_of(Article("a", sentence, published=published), doc, "default")
    return found


@pytest.mark.parametrize(
    ("expected", "relation", "day", "published"),
    [
        ("planned", "enters_market", "2027", date(2026, 5, 3)),
        ("planned", "enters_market", "June 2026", date(2026, 5, 3)),
        ("planned", "enters_market", "next year", date(2026, 5, 3)),
        ("asserted", "enters_market", "May 2026", date(2026, 5, 3)),
        ("asserted", "enters_market", "2026", date(2026, 5, 3)),
        ("asserted", "enters_market", "2027", date(2028, 5, 3)),
        ("asserted", "enters_market", "2027", None),
        ("asserted", "enters_market", "June", date(2026, 5, 3)),
        ("asserted", "operates_plant_in", "2027", date(2026, 5, 3)),
    ],
)
def test_what_is_dated_after_publication_is_planned(
    expected: str, relation: str, day: str, published: date | None
) -> None:
    assert fact(f"Nio enters Norway in {day}.", relation, day, published).status == expected
