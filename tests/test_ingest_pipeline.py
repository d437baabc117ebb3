import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import Article
from ingest.network.weights import FOLDER
from ingest.pipeline import facts_in, load, parse

pytestmark = pytest.mark.skipif(not (FOLDER / "config.json").exists(), reason="no weights in this checkout")

STORY = """Sony and Magna Steyr deepen their partnership

GRAZ, April 18 - Sony has worked with Magna Steyr on the Vision-S 02 since 2018, the company said on Tuesday.
Magna Steyr, which is headquartered in Graz, builds the car at its plant there. Chief executive Kenichiro Yoshida
told reporters that Sony was not in talks to acquire Faraday Future."""

ODD = [
    "",
    "   \n\n\t ",
    "x",
    "\x00\x01\x02 Sony \x1b[31m acquired \x7f Bosch.",
    "🚗🔋 Sony 🤝 Magna Steyr 🚙 in Graz 😀.",
    "شركة Sony وقعت عقدا مع Magna Steyr في غراتس. \u202eSony\u202c bought Bosch.",
    "比亚迪宣布与丰田汽车公司成立合资企业。" * 60,
    "e\u0301\u0301\u0301 Škoda\u200b Auto\ufeff bought \u00a0 Bentley\u2028in Mladá Boleslav.",
    "." * 5000,
    "A" * 20_000,
    "\ud83d Sony bought Bosch.".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
]


def check(text, doc):
    end = 0
    for m in doc._.mentions:
        assert text[m.start : m.end] == m.text != ""
        assert m.start >= end or m.role != "name"
        assert 0 <= m.confidence <= 1
        end = m.start
    for c in doc._.claims:
        start, stop = c.sentence
        assert 0 <= start < stop <= len(text)
        assert c.subject in doc._.mentions or c.subject.link == "implied"
        assert 0 < c.confidence <= 1
        for d in c.details:
            assert text[d.start : d.end] == d.text


def test_a_story_gives_facts():
    facts = facts_in(Article("a", STORY))
    triples = {(f.subject.label, f.relation, f.object.label) for f in facts if hasattr(f.object, "label")}
    assert {("Sony", "partnered_with", "Magna Steyr"), ("Magna Steyr", "headquartered_in", "Graz")} <= triples
    denied = [f for f in facts if f.relation == "acquired"]
    assert [(f.object.label, f.status) for f in denied] == [("Faraday Future", "denied")]


def test_a_post_without_capitals_is_read_too():
    post = "the new prelude\n\nok so honda builds the prelude again. it has 200 hp and costs $42,000 in the US."
    facts = facts_in(Article("a", post))
    assert ("Honda Prelude", "has_attribute") in {(f.subject.label, f.relation) for f in facts}


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_read_with_exact_offsets(text):
    check(text, load()(text))


@given(
    st.lists(
        st.sampled_from([*STORY.split(), "🚗", "\x00", "\n", "שלום", "İ", "ﬁ", "..", "“", "#", "1.5"]), max_size=60
    )
)
@settings(max_examples=25, deadline=None)
def test_any_mixture_has_exact_offsets(words):
    text = " ".join(words)
    check(text, load()(text))


@pytest.mark.parametrize(
    "text", ["Sony bought Bosch and " * 45_000, "Sony " * 100_000, "x" * 1_000_000], ids=["sentence", "tokens", "word"]
)
@pytest.mark.slow
def test_huge_text_takes_bounded_time(text):
    check(text, load()(text))  # the suite's time limit is the bound


def test_reading_alone_or_in_a_batch_or_twice_gives_the_same():
    texts = [STORY, ODD[4], STORY[::-1], STORY.upper()]
    alone = [load()(t)._.claims for t in texts]
    assert [d._.claims for d in load().pipe(texts)] == alone == [d._.claims for d in load().pipe(texts, batch_size=1)]


def test_articles_come_back_with_their_docs():
    articles = [Article("a", STORY), Article("b", "")]
    assert [(a.id, doc.text) for a, doc in parse(articles)] == [("a", STORY), ("b", "")]
