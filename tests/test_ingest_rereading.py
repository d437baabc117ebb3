"""Re-reading the stored articles gives what reading them with the other model in the first place gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph import Article, Fact, KnowledgeGraph
from ingest import reingest
from tests.strategies import articles, facts


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_rereading_is_like_reading_with_the_other_model(data: st.DataObject) -> None:
    stored = [data.draw(articles(id)) for id in "abc"]
    stored = list({article.url or article.id: article for article in stored}.values())
    first, second = ({a.id: data.draw(st.lists(facts(a.id), max_size=3)) for a in stored} for _ in range(2))
    kg, fresh = KnowledgeGraph(), KnowledgeGraph()
    for article in stored:
        kg.add(article, first[article.id])
        fresh.add(article, second[article.id])

    def other(article: Article) -> list[Fact]:
        return second[article.id]

    report = reingest(kg, model=other)
    assert (report.articles, report.skipped) == (len(stored), ())
    assert set(kg.store.quads()) == set(fresh.store.quads())


def test_named_articles_and_unknown_ones() -> None:
    kg = KnowledgeGraph()
    kg.add(Article("a", "Some words."), [])
    report = reingest(kg, ["a", "zzz"], model=lambda article: [])
    assert (report.articles, [(skip.source, skip.reason) for skip in report.skipped]) == (
        1,
        [("zzz", "no such article in the store")],
    )
