from collections import Counter

import pytest

from ingest.network.labels import NAME_KINDS, RELATIONS, STATUSES
from ingest.training.corpus import CORPUS, read_corpus, unmark
from ingest.training.material import normal, prepare


@pytest.fixture(scope="module")
def documents():
    return read_corpus()


def test_corpus_has_no_mistakes(documents):
    assert [m for d in documents for m in d.mistakes] == []
    assert len(documents) > 900


def test_corpus_ids_are_unique(documents):
    assert [i for i, n in Counter(d.id for d in documents).items() if n > 1] == []


def test_corpus_covers_the_schema(documents):
    facts = [f for d in documents for s in d.sentences for f in s.facts]
    assert {f.relation for f in facts} == {*RELATIONS, "has_attribute", "has_metric"}
    assert {f.status for f in facts} == set(STATUSES)
    assert {m.kind for d in documents for s in d.sentences for m in s.marks if m.form == "name"} == set(NAME_KINDS)


def test_held_back_share_is_about_a_tenth(documents):
    assert 0.07 < sum(d.held_back for d in documents) / len(documents) < 0.13


def test_marks_give_text_and_offsets():
    text, marks = unmark("[[Company:VW|Volkswagen]] said ((VW|it)) paid {{Money|$5 million}}.")
    assert text == "Volkswagen said it paid $5 million."
    assert [(text[m.start : m.end], m.form, m.name) for m in marks] == [
        ("Volkswagen", "name", "VW"),
        ("it", "reference", "VW"),
        ("$5 million", "value", None),
    ]


@pytest.mark.parametrize(
    ("lines", "mistake"),
    [
        ("S: [[Brand:VW]] x", "unknown kind Brand"),
        ("S: [[Company:VW] x", "unbalanced mark"),
        ("S: [[Company:VW]] x\nF: VW | likes | VW | asserted", "unknown relation likes"),
        ("S: [[Company:VW]] x\nF: VW | acquired | BMW | asserted", "object 'BMW' has no name mention so far"),
        ("S: [[Company:VW]] x\nF: VW | has_metric | 5 | asserted", "wants attribute=value"),
        ("S: [[Company:VW]] x\nF: VW | acquired | VW | maybe", "unknown status maybe"),
        ("X: what", "unknown line"),
    ],
)
def test_mistakes_are_found(tmp_path, lines, mistake):
    path = tmp_path / "x.txt"
    path.write_text(f"# doc x-1\n{lines}\n", encoding="utf-8")
    (doc,) = read_corpus([path])
    assert any(mistake in m and m.startswith("x.txt:") for m in doc.mistakes)
    assert prepare([doc]) == []


def test_facts_are_tied_to_their_mentions(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text(
        "# doc x-1\nS: [[Company:VW]] bought [[Company:Skoda]] for {{Money|$5 million}} in March, ((VW|it)) said.\n"
        "F: VW | acquired | Skoda | asserted | amount=$5 million; date=March; speaker=VW\n",
        encoding="utf-8",
    )
    (doc,) = prepare(read_corpus([path]))
    (sentence,) = doc.sentences
    (fact,) = sentence.facts
    words = {n.entity: sentence.text[n.start : n.end] for n in sentence.notes}
    assert {name: words[key] for name, key in fact.qualifiers} == {"amount": "$5 million", "date": "March"}
    assert doc.kinds == {"VW": "Company", "Skoda": "Company"}


def test_nearly_all_values_are_found(documents):
    docs = prepare(documents)
    marked = sum(len(s.facts) for d in documents if not d.mistakes for s in d.sentences)
    tied = sum(len(s.facts) for d in docs for s in d.sentences)
    assert tied / marked > 0.995
    assert all(0 <= n.start < n.end <= len(s.text) for d in docs for s in d.sentences for n in s.notes)


def test_normal_form_of_values():
    assert normal("€1.5 million") == "1.5million"
    assert (CORPUS / "FORMAT.md").exists()
