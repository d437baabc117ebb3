from hypothesis import given
from hypothesis import strategies as st

from graph import Article, Fact
from graph.statements.articles import article_quads, read_article
from graph.statements.facts import fact_quads, read_facts, statement_node
from tests.strategies import articles, facts


@given(facts())
def test_facts_survive_the_rdf_border(fact: Fact) -> None:
    assert read_facts(fact_quads([fact], fact.evidence.article)) == [fact]


@given(articles(), st.lists(facts(), max_size=3))
def test_articles_survive_the_rdf_border(article: Article, said: list[Fact]) -> None:
    assert read_article(article.id, article_quads(article, said)) == article


@given(facts())
def test_symmetric_claims_are_one_statement(fact: Fact) -> None:
    from dataclasses import replace

    from graph import Entity, ontology

    if isinstance(fact.object, Entity):
        turned = replace(fact, subject=fact.object, object=fact.subject)
        same = statement_node(turned) == statement_node(fact)
        assert same == (ontology().relation(fact.relation).symmetric or fact.subject.id == fact.object.id)
