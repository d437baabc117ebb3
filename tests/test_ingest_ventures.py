"""What a joint venture does is done by none of its parents."""

from __future__ import annotations

import pytest

from ingest.rules.contradictions.ventures import is_done_by_venture


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("Honda has formed a joint venture with LG that is building a plant in Ohio.", "LG", True),
        ("Honda has formed a joint venture with LG that is building a plant in Ohio.", "Honda", True),
        ("Honda said its JV with LG, which will build works in Ohio, is late.", "LG", True),
        ("Honda owns half of Lohas, a joint venture with LG, which is building a plant in Ohio.", "Honda", True),
        ("Honda owns half of Lohas, a joint venture with LG, which is building a plant in Ohio.", "Lohas", False),
        ("Lohas is a joint venture of LG and Honda that is building a plant in Ohio.", "Lohas", False),
        ("A joint venture with Honda called Lohas, which is building a plant in Ohio, is late.", "Lohas", False),
        ("Honda has a joint venture, Lohas, with LG, which is building a plant in Ohio.", "LG", True),
        ("Honda has a joint venture, Lohas, with LG, which is building a plant in Ohio.", "Lohas", False),
        ("Honda has a joint venture with LG, which also has a plant in Ohio.", "LG", False),
        ("Honda, which has a joint venture with LG, is building a plant in Ohio.", "Honda", False),
        ("Honda has a joint venture with LG that is small, and a plant in Ohio.", "Honda", False),
    ],
)
def test_the_clause_behind_a_venture_is_not_of_its_parents(text: str, subject: str, expected: bool) -> None:
    a, b = text.index(subject), text.index("Ohio")
    assert is_done_by_venture("builds_plant_in", text, (a, a + len(subject)), (b, b + 4)) is expected


def test_parents_still_form_the_venture() -> None:
    text = "Honda has formed a joint venture with LG that is building a plant in Ohio."
    assert not is_done_by_venture("joint_venture_with", text, (0, 5), (text.index("LG"), text.index("LG") + 2))
