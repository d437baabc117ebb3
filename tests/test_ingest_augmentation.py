import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.network.labels import is_name
from ingest.training.augmentation import name_pool, swap_names
from ingest.training.corpus import CORPUS, read_corpus
from ingest.training.material import Note, TrainingSentence, prepare
from ingest.training.noise import disturb, rewrite

DOCS = prepare(read_corpus([CORPUS / "deals.txt", CORPUS / "web.txt"]))
POOL = name_pool(DOCS, {})


def surfaces(sentence):
    return [sentence.text[n.start : n.end] for n in sentence.notes]


@given(st.sampled_from(DOCS), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_swapped_names_stay_whole_and_values_stay_the_same(doc, seed):
    new = swap_names(doc, POOL, random.Random(seed), share=0.8)
    for old, now in zip(doc.sentences, new.sentences, strict=True):
        assert now.facts == old.facts
        for a, b in zip(old.notes, now.notes, strict=True):
            assert (a.kind, a.entity) == (b.kind, b.entity)
            if not is_name(a.kind):
                assert old.text[a.start : a.end] == now.text[b.start : b.end]
            assert now.text[b.start : b.end].strip() == now.text[b.start : b.end] != ""


@given(st.sampled_from(DOCS), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_noise_keeps_mentions_and_facts(doc, seed):
    new = disturb(doc, random.Random(seed))
    letters = {
        (n.entity, "".join(c for c in s.text[n.start : n.end].lower() if c.isalnum()))
        for s in doc.sentences
        for n in s.notes
    }
    for s in new.sentences:
        for n in s.notes:
            assert 0 <= n.start < n.end <= len(s.text)
            words = "".join(c for c in s.text[n.start : n.end].lower() if c.isalnum())
            assert (n.entity, words) in letters or n.entity.startswith("\0dateline") or n.kind == "Place"
    assert [f for s in new.sentences for f in s.facts] == [f for s in doc.sentences for f in s.facts]


@given(st.text("ab ", min_size=6, max_size=30), st.data())
def test_rewriting_moves_mentions_with_their_words(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4, unique=True)))
    a, b, start, end = cuts
    sentence = TrainingSentence(text, False, [Note(start, end, "Company", "x")])
    new = rewrite(sentence, [(a, b, data.draw(st.text("xyz", max_size=5)))])
    assert surfaces(new) == surfaces(sentence)
    inside = rewrite(sentence, [(start, start, "("), (end, end, ")")])
    assert surfaces(inside) == surfaces(sentence)


def test_the_same_seed_gives_the_same_text():
    doc = DOCS[0]
    assert disturb(swap_names(doc, POOL, random.Random(3)), random.Random(4)) == disturb(
        swap_names(doc, POOL, random.Random(3)), random.Random(4)
    )
    assert swap_names(doc, POOL, random.Random(1), share=1.0) != doc == replace(doc)
