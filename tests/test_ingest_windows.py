import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.network.decoding import decode_tags
from ingest.network.labels import KIND, LABEL, LABELS, SPAN_KINDS, TAG, TAGS
from ingest.network.pieces import Pieces, Sentence, Span, case_of, place
from ingest.network.windows import CONTEXT, SIZE, TITLE, fill, locate, pair_entities, pair_references, split


@given(st.lists(st.integers(1, SIZE), max_size=60))
def test_every_sentence_is_a_target_once_and_windows_fit(lengths):
    windows = split(lengths)
    assert [j for w in windows for j in w.targets] == list(range(len(lengths)))
    for w in windows:
        assert sum(lengths[j] + 1 for j in w.targets) <= SIZE + 1
        near = w.context[1:] if w.context[:1] == (0,) else w.context  # the first sentence, and those just before
        assert sum(lengths[j] + 1 for j in near) <= CONTEXT
        assert near == tuple(range(w.targets.start - len(near), w.targets.start))


def test_the_first_sentence_is_in_every_context():
    first, second, third = split([20, 200, 250, 260])
    assert (first.context, list(first.targets)) == ((), [0, 1])
    assert (second.context, third.context) == ((0,), (0,))
    assert [w.context for w in split([TITLE + 1, 30, 270, 270])][1:] == [(1,), ()]


def sentence(text, *spans):
    """Words are split at spaces, one piece each."""
    words, at = [], 0
    for word in text.split(" "):
        words.append((at, at + len(word)))
        at += len(word) + 1
    pieces = Pieces(list(range(len(words))), [0] * len(words), list(range(len(words) + 1)), words)
    found = [Span(text.index(t), text.index(t) + len(t), kind, entity, t) for t, kind, entity in spans]
    return Sentence(text, False, pieces, place(found, pieces))


def allowed(*triples):
    out = np.zeros((len(SPAN_KINDS), len(SPAN_KINDS), len(LABELS)), bool)
    for a, label, b in triples:
        out[KIND[a], KIND[b], LABEL[label]] = True
    return out


def test_pairs_join_what_the_schema_allows():
    first = sentence("Sony has a plant", ("Sony", "Company", "sony"))
    second = sentence(
        "it hired Kato in Graz", ("it", "Ref_Company", "sony"), ("Kato", "Person", "k"), ("Graz", "Place", "g")
    )
    sentences = [first, second]
    (window,) = split([4, 5])
    fill(window, sentences)
    kinds = {"sony": "Company", "k": "Person", "g": "Place"}
    mask = allowed(("Person", "works_for", "Company"), ("Company", "headquartered_in", "Place"))
    found = pair_entities(window, locate(window, sentences), kinds, mask)
    assert {(a, b) for _, a, b in found.groups} == {("k", "sony"), ("sony", "g")}
    assert all(found.spans[n][5] in (0, 1) for _, n, _ in found.pairs)
    references = pair_references(window, locate(window, sentences))
    assert [(j, e) for j, _, e in references.groups] == [(1, "sony")]


def test_names_of_the_sentence_before_take_part():
    sentences = [sentence("Sony grew", ("Sony", "Company", "sony")), sentence("Graz cheered", ("Graz", "Place", "g"))]
    (window,) = split([2, 2])
    fill(window, sentences)
    mask = allowed(("Company", "headquartered_in", "Place"))
    found = pair_entities(window, locate(window, sentences), {"sony": "Company", "g": "Place"}, mask)
    assert found.groups == [(1, "sony", "g")]


def implied(*sentences):
    """Return the subjects that other sentences give the places of the last one."""
    (window,) = split([len(s.pieces.ids) for s in sentences])
    fill(window, sentences)
    mask = allowed(("Company", "operates_plant_in", "Place"))
    kinds = {"sony": "Company", "honda": "Company", "kia": "Company", "g": "Place"}
    found = pair_entities(window, locate(window, sentences), kinds, mask)
    return {a for j, a, _ in found.groups if j == len(sentences) - 1}


def test_lines_without_a_subject_are_of_the_head_of_their_section():
    title, line = sentence("Sony and others", ("Sony", "Company", "sony")), sentence("sales rose")
    head, other = (sentence("Honda " + end, ("Honda", "Company", "honda")) for end in (":", "is here"))
    lines, plant = [line, line, line], sentence("plant in Graz", ("Graz", "Place", "g"))
    assert implied(title, head, *lines, plant) == {"honda"}
    assert implied(title, other, *lines, plant) == {"sony"}  # a sentence is no head
    named = sentence("Kia in Graz", ("Kia", "Company", "kia"), ("Graz", "Place", "g"))
    assert implied(title, head, *lines, named) == {"kia", "sony"}


@given(st.lists(st.lists(st.floats(-5, 0, width=32), min_size=len(TAGS), max_size=len(TAGS)), min_size=1, max_size=8))
def test_decoded_spans_are_in_order_and_inside(rows):
    spans = decode_tags(np.array(rows, np.float32))
    ends = [0, *(end for _, end, _, _ in spans)]
    for (start, end, kind, confidence), before in zip(spans, ends, strict=False):
        assert before <= start < end <= len(rows)
        assert kind in SPAN_KINDS
        assert 0 < confidence <= 1


def test_inside_tags_need_a_beginning():
    scores = np.full((3, len(TAGS)), -9.0, np.float32)
    scores[0, TAG["O"]] = scores[1, TAG["I-Company"]] = scores[2, TAG["I-Company"]] = -0.1
    scores[1, TAG["B-Company"]] = -0.5
    assert [(a, b, k) for a, b, k, _ in decode_tags(scores)] == [(1, 3, "Company")]


def test_case_features_tell_shapes_apart():
    assert len({case_of(w, spaced=s) for w in ("the", "Sony", "BMW", "A", "iPhone", "4x4", "-") for s in (0, 1)}) == 14
