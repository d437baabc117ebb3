"""From feeds to the number of independent sources: what a feed names as the source of a reprint decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import Article, Entity, Evidence, Fact, KnowledgeGraph, Mention, Span
from ingest import ingest
from ingest.sources import Manners, Reading
from tests.server import Site, serving

SHARED = (
    "Sony works with Magna Steyr on a prototype that is to be shown in Las Vegas at the beginning of the year. "
    "The car carries forty sensors, which watch the road, the driver and the passengers, the two companies said. "
    "Neither side wanted to say on Tuesday whether the prototype will ever be built in larger numbers in Graz. "
)
OWN = (
    "Readers of our region know the plant well: five thousand people earn their living between its old brick halls. "
    "The mayor hopes for new jobs, the union asks for a contract, and the football club has already found a sponsor. "
    "Last year the lines stood still for weeks. ",
    "Analysts in Tokyo were surprised by the choice, because the electronics group had long denied any such ambition. "
    "Its shares rose by two percent in early trading, while rivals at home and abroad hardly moved during the session. "
    "A second model, an off-roader, could follow. ",
)
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Styria Daily</title><item><title>Sony in Graz</title>
<link>{site}/a</link><pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate>{source}
<description><![CDATA[<p>{text}</p>]]></description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tokyo Markets</title><entry><title>A surprise</title>
<link href="{site}/b"/><updated>2026-03-04T05:00:00Z</updated>{source}<content type="html">&lt;p&gt;{text}&lt;/p&gt;
</content></entry></feed>"""


def facts_in(article: Article) -> list[Fact]:
    """Return the one fact that the test is about, where the text states it."""
    quote = SHARED.partition(".")[0] + "."
    start = article.text.index(quote)
    ends = (Mention(start, start + 4, "Sony"), Mention(start + 16, start + 27, "Magna Steyr"))
    evidence = Evidence(article.id, quote, Span(start, start + len(quote)), *ends)
    sony, magna = (
        Entity(f"company/{id}", "Company", name) for id, name in (("sony", "Sony"), ("magna", "Magna Steyr"))
    )
    return [Fact(sony, "partnered_with", magna, "asserted", 0.9, evidence)]


@pytest.mark.parametrize(
    ("rss", "atom", "sources"),
    [("Alpine Wire", "Alpine Wire News", 1), ("Alpine Wire", "Nippon Press", 2), ("", "", 2), ("Tokyo Markets", "", 1)],
)
def test_a_story_that_two_feeds_credit_to_one_source_counts_once(
    tmp_path: Path, rss: str, atom: str, sources: int
) -> None:
    """Two papers rewrite a story so freely that only the source that they name tells that it is one."""
    with serving(Site({})) as site:  # the pages are gone: the text of the feed stands in
        named = f"<source url='https://wire.example/'>{rss}</source>" if rss else ""
        (tmp_path / "a.xml").write_text(RSS.format(site=site.url, source=named, text=SHARED + OWN[0]))
        named = f"<source><title>{atom}</title></source>" if atom else ""
        (tmp_path / "b.xml").write_text(ATOM.format(site=site.url, source=named, text=OWN[1] + SHARED))
        kg = KnowledgeGraph()
        reading = Reading(manners=Manners(delay=0, private=True, timeout=5))
        report = ingest(kg, [tmp_path / "a.xml", tmp_path / "b.xml"], model=facts_in, reading=reading)
    assert (report.articles, report.skipped) == (2, ())
    assert sorted(filter(None, (article.credit for id in kg.articles() if (article := kg.article(id))))) == sorted(
        filter(None, (rss, atom))
    )
    (row,) = kg.query("SELECT ?articles ?sources { ?s auto:articles ?articles ; auto:sources ?sources }")
    assert (int(row.articles), int(row.sources)) == (2, sources)
