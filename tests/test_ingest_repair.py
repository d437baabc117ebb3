import json
from pathlib import Path

import pytest

from ingest.annotation import Annotation
from ingest.catalogue import load_catalogue
from ingest.names.linking import link
from ingest.names.translation import translatedness

FILE = Path(__file__).with_name("data") / "repairs.jsonl"
STORIES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def linked(story):
    """Return (what the name means or None for an innocent one, mention) of every judged name."""
    text = story["text"]
    names = [Annotation(n["start"], n["end"], text[n["start"] : n["end"]], n["kind"]) for n in story["names"]]
    found = {m.end: m for m in link(text, names, load_catalogue())}
    return [(n["means"], found[n["end"]]) for n in story["names"] if "means" in n]


def test_repairs_are_right_and_innocent_names_are_left_alone():
    judged = [pair for story in STORIES for pair in linked(story)]
    garbled = [(means, m) for means, m in judged if means]
    assert len(garbled) >= 150 and len(judged) - len(garbled) >= 150
    right = sum(m.entity.id == means for means, m in garbled)
    repaired = [(means, m) for means, m in judged if m.link == "repaired"]
    assert sum(m.entity.id == means for means, m in repaired) / len(repaired) >= 0.93
    assert right / len(garbled) >= 0.88


def test_repaired_links_keep_the_spelling_and_say_that_they_are_less_sure():
    text = STORIES[0]["text"]
    for means, m in linked(STORIES[0]):
        assert m.text == text[m.start : m.end] and m.entity.id == means
        assert m.link == "repaired" and m.confidence < 0.95


def test_without_translated_context_a_short_unknown_name_stays_what_it_is():
    text = "Officials at Bush and Valle, two law firms from Leeds, said on Monday that the merger would go ahead."
    names = [Annotation(text.find(n), text.find(n) + len(n), n, "Company") for n in ("Bush", "Valle")]
    assert {m.link for m in link(text, names, load_catalogue())} == {"new"}


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (STORIES[0]["text"], 0.5, 1.0),
        (STORIES[1]["text"], 0.5, 1.0),
        ("The carmaker said on Monday that it would build a second plant in Ohio, which is due to open in 2027 and "
         "will employ 1,200 people. It did not say how much it would invest, nor whether the state would help.",
         0.0, 0.2),
    ],
)  # fmt: skip
def test_translated_text_is_told_from_ordinary_english(text, least, most):
    assert least <= translatedness(text) <= most


@pytest.mark.parametrize(("text", "found"), [(STORIES[0]["text"], False), ("", True)])
def test_a_noun_with_a_capital_is_no_name_in_a_translation(text, found):
    text += " In the end the Cooperation has been done with the Sony."
    start = text.index("Cooperation")
    mentions = link(text, [Annotation(start, start + 11, "Cooperation", "Company")], load_catalogue())
    assert bool(mentions) is found


@pytest.mark.parametrize("name", ["Duraki", "Hartung", "Feilong", "Lunaro"])
def test_an_invented_name_in_a_translation_is_no_known_one_that_sounds_a_little_like_it(name):
    text = STORIES[0]["text"] + f" The parts come from the {name} which is make them."
    start = text.index(name)
    assert link(text, [Annotation(start, start + len(name), name, "Company")], load_catalogue())[0].link == "new"
