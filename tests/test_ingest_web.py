"""The web as a source, against a server on loopback: manners, limits, feeds, sitemaps."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from graph import Article, FetchError, KnowledgeGraph, Visit
from ingest import ingest
from ingest.sources import Fetcher, Found, Item, Manners, Reading, Skip, Unchanged, Web, article_of, read
from ingest.sources.address import is_public, refuse_private
from ingest.sources.feed import Entry
from tests.server import Reply, Site, serving

BODY = "Magna Steyr will assemble the Nordfjord N{0} in Graz from the autumn of 2027, the companies said on Tuesday. "
LOCAL = Manners(delay=0, private=True, timeout=5)
READING = Reading(manners=LOCAL)


def page(number: int) -> str:
    text = f"<p>{BODY.format(number) * 2}</p>" * 2
    return f"<html><head><title>Story {number}</title></head><body><article><h1>Story {number}</h1>{text}</article></body></html>"


class FakeClock:
    """Time that passes only while somebody waits."""

    over = False

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


def found_at(url: str, reading: Reading = READING) -> list[Found]:
    with Fetcher(reading.manners) as fetcher:
        return list(Web(fetcher, reading).items(url))


def test_page_is_read_with_its_address() -> None:
    with serving(Site({"/a": Reply(page(1))})) as site:
        (article,) = read([f"{site.url}/a"], READING)
        assert isinstance(article, Article)
        assert (article.title, article.url) == ("Story 1", f"{site.url}/a")


def test_robots_txt_is_obeyed_and_asked_once() -> None:
    rules = "User-agent: *\nDisallow: /private\nAllow: /private/open$\n\nUser-agent: other\nDisallow: /\n"
    pages = {"/robots.txt": Reply(rules, form="text/plain"), "/a": Reply(page(1)), "/private/open": Reply(page(2))}
    with serving(Site({**pages, "/private/b": Reply(page(3))})) as site, Fetcher(LOCAL) as fetcher:
        assert fetcher.fetch(f"{site.url}/a").data
        assert fetcher.fetch(f"{site.url}/private/open").data
        with pytest.raises(FetchError, match=r"robots\.txt"):
            fetcher.fetch(f"{site.url}/private/b")
        assert site.asked("/robots.txt") == 1
        assert site.asked("/private/b") == 0


def test_a_site_whose_rules_fail_is_left_alone() -> None:
    with serving(Site({"/robots.txt": Reply("", 503), "/a": Reply(page(1))})) as site, Fetcher(LOCAL) as fetcher:
        with pytest.raises(FetchError, match="503"):
            fetcher.fetch(f"{site.url}/a")
        assert site.asked("/a") == 0


def test_rules_are_asked_again_after_a_while_whether_they_failed_or_not() -> None:
    clock = FakeClock()
    pages = {"/robots.txt": Reply("", 503), "/a": Reply(page(1))}
    with serving(Site(dict(pages))) as site, Fetcher(LOCAL, clock) as fetcher:
        for _ in range(3):
            with pytest.raises(FetchError, match="503"):
                fetcher.fetch(f"{site.url}/a")
        assert site.asked("/robots.txt") == 1
        site.pages["/robots.txt"] = Reply("User-agent: *\nAllow: /", form="text/plain")
        clock.sleep(11 * 60)
        for _ in range(3):
            assert fetcher.fetch(f"{site.url}/a").data
        assert site.asked("/robots.txt") == 2
        site.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /", form="text/plain")
        clock.sleep(25 * 3600)
        with pytest.raises(FetchError, match="not to read"):
            fetcher.fetch(f"{site.url}/a")


def test_requests_to_one_host_are_spaced() -> None:
    clock = FakeClock()
    start = clock.now()
    with serving(Site({f"/{n}": Reply(page(n)) for n in range(3)})) as site:
        with Fetcher(replace(LOCAL, delay=2.0), clock) as fetcher:
            for number in range(3):
                fetcher.fetch(f"{site.url}/{number}")
        assert (clock.now() - start).total_seconds() == 4.0
        site.pages["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 10", form="text/plain")
        start = clock.now()
        with Fetcher(replace(LOCAL, delay=2.0), clock) as fetcher:
            for number in range(3):
                fetcher.fetch(f"{site.url}/{number}")
        assert (clock.now() - start).total_seconds() == 20.0


def test_conditional_requests_and_redirects() -> None:
    pages = {"/a": Reply(page(1), etag='"v1"'), "/old": Reply("", 301, headers={"Location": "/a"})}
    loop = Reply("", 302, headers={"Location": "/loop"})
    with serving(Site({**pages, "/loop": loop})) as site, Fetcher(LOCAL) as fetcher:
        first = fetcher.fetch(f"{site.url}/old")
        assert first.url == f"{site.url}/a"
        assert first.visit and first.visit.etag == '"v1"' and first.visit.url == f"{site.url}/old"
        assert fetcher.fetch(f"{site.url}/old", first.visit).data is None
        with pytest.raises(FetchError, match="redirects"):
            fetcher.fetch(f"{site.url}/loop")


def test_limits_and_failures_are_one_line() -> None:
    pages = {
        "/big": Reply(b"x" * 3000),
        "/gone": Reply("", 410),
        "/busy": Reply("", 429, headers={"Retry-After": "120"}),
    }
    with serving(Site(dict(pages))) as site, Fetcher(replace(LOCAL, largest=2000)) as fetcher:
        with pytest.raises(FetchError, match="larger"):
            fetcher.fetch(f"{site.url}/big")
        with pytest.raises(FetchError, match="410"):
            fetcher.fetch(f"{site.url}/gone")
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(f"{site.url}/busy")
        assert (caught.value.status, caught.value.again) == (429, 120.0)
        with pytest.raises(FetchError, match="not an http"):
            fetcher.fetch("ftp://x.example/a")
    with Fetcher(LOCAL) as fetcher, pytest.raises(FetchError, match="cannot be reached"):
        fetcher.fetch("http://127.0.0.1:1/a")


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/a", "http://localhost:8080/", "http://[::1]/", "http://10.0.0.7/", "http://169.254.169.254/latest/meta-data",
     "http://192.168.1.1/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://printer.local/"],
)  # fmt: skip
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError, match="private or local"):
        refuse_private(url)


def test_a_redirect_into_the_own_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Site({"/secret": Reply(page(1))})) as site, Fetcher(Manners(delay=0)) as fetcher:
        with pytest.raises(FetchError, match="private or local"):
            fetcher.fetch(f"{site.url}/secret")
        assert not site.log
    assert is_public("93.184.216.34")


def feed(site: str, numbers: list[int], extra: str = "") -> str:
    entries = "".join(
        f"<item><title>Story {n}</title><link>{site}/{n}</link><pubDate>Tue, 0{n} Mar 2026 08:00:00 GMT</pubDate>"
        f"<source url='https://wire.example/'>Alpine Wire</source></item>"
        for n in numbers
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Motor Daily</title>{entries}{extra}</channel></rss>'
    )


def test_feeds_are_followed_to_the_articles() -> None:
    text = "<p>" + BODY.format(9) * 6 + "</p>"
    extra = f"<item><title>Story 9</title><description><![CDATA[{text}]]></description><link>/nine</link></item>"
    with serving(Site({f"/{n}": Reply(page(n)) for n in (1, 2)})) as site:
        site.pages["/feed"] = Reply(feed(site.url, [1, 2, 3], extra), form="application/rss+xml")
        first, second, third, fourth = (
            article_of(x) if isinstance(x, Item) else x for x in found_at(f"{site.url}/feed")
        )
        assert isinstance(first, Article) and isinstance(second, Article)
        assert (first.credit, first.publisher, first.published) == ("Alpine Wire", "Motor Daily", date(2026, 3, 1))
        assert isinstance(third, Skip) and "404" in third.reason
        assert isinstance(fourth, Article) and "N9" in fourth.text  # its page is missing: the feed's own text
        late = found_at(f"{site.url}/feed", replace(READING, since=date(2026, 3, 2)))
        assert [x.source.rsplit("/", 1)[1] for x in late] == ["2", "3", "nine"]


def test_an_address_that_is_none_costs_only_itself() -> None:
    links = ("http://[bad/a", "http://a.example:99999/b", "{0}/away", "{0}/1")
    items = "".join(f"<item><title>T</title><link>{link}</link></item>" for link in links)
    with serving(Site({"/1": Reply(page(1)), "/away": Reply("", 301, headers={"Location": "http://[bad/c"})})) as site:
        site.pages["/rss"] = Reply(f"<rss><channel>{items}</channel></rss>".format(site.url), form="text/xml")
        found = found_at(f"{site.url}/rss")
        assert [type(one) for one in found] == [Skip, Skip, Skip, Item], found


def test_a_feed_in_a_file_is_followed_too(tmp_path: Path) -> None:
    with serving(Site({"/1": Reply(page(1))})) as site:
        file = tmp_path / "feed.xml"
        file.write_text(feed(site.url, [1]))
        (article,) = read([file], READING)
        assert isinstance(article, Article)
        assert (article.title, article.credit) == ("Story 1", "Alpine Wire")


def test_atom_and_sitemaps() -> None:
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>Story 1</title><link href="/1"/><updated>2026-03-04T05:00:00Z</updated></entry></feed>'
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>{0}/2</loc><news:news><news:publication><news:name>Motor Daily</news:name><news:language>en</news:language>"
        "</news:publication><news:publication_date>2026-03-05</news:publication_date><news:title>Story 2</news:title></news:news></url>"
        "<url><loc>{0}/3</loc><lastmod>2026-03-06</lastmod></url></urlset>"
    )
    index = "<sitemapindex><sitemap><loc>{0}/news.xml</loc></sitemap></sitemapindex>"
    with serving(Site({f"/{n}": Reply(page(n)) for n in (1, 2, 3)})) as site:
        site.pages["/atom"] = Reply(atom, form="application/atom+xml")
        site.pages["/news.xml"] = Reply(news.format(site.url), form="text/xml")
        site.pages["/sitemap.xml"] = Reply(index.format(site.url), form="text/xml")
        (first,) = read([f"{site.url}/atom"], READING)
        third, second = read([f"{site.url}/sitemap.xml"], READING)
        assert isinstance(first, Article) and isinstance(second, Article) and isinstance(third, Article)
        assert (first.published, second.published, third.published) == (date(2026, 3, 4), date(2026, 3, 5), None)
        assert third.title == "Story 3"


def test_a_failure_that_may_pass_is_told_by_what_happened_and_not_by_its_words() -> None:
    def slow(asked: int) -> Reply:
        time.sleep(0.5)
        return Reply("late")

    pages = {"/gone": Reply("", 404), "/busy": Reply("", 503), "/slow": slow}
    with serving(Site(dict(pages))) as site, Fetcher(replace(LOCAL, timeout=0.2)) as fetcher:
        urls = [f"{site.url}{path}" for path in pages] + ["http://127.0.0.1:1/a", "ftp://reached.within/a"]
        found = [Web(fetcher, READING).follow(Entry(url), "feed") for url in urls]
        assert [isinstance(one, Skip) and one.passing for one in found] == [False, True, True, True, False]
    with Fetcher(Manners(delay=0)) as fetcher:  # an address inside the own network stays one
        found = [Web(fetcher).follow(Entry("http://within.local/reached"), "feed")]
        assert [isinstance(one, Skip) and one.passing for one in found] == [False]


def test_what_has_not_changed_is_not_sent_again() -> None:
    with serving(Site({"/a": Reply(page(1), etag='"v1"')})) as site:
        kg = KnowledgeGraph()
        first = ingest(kg, [f"{site.url}/a"], model=lambda article: [], reading=READING)
        again = ingest(kg, [f"{site.url}/a"], model=lambda article: [], reading=READING)
        assert (first.articles, first.empty, again.articles, again.unchanged) == (1, 1, 1, 1)
        (found,) = Web(Fetcher(LOCAL), READING, lambda url: Visit(url, datetime.now(UTC), etag='"v1"')).items(
            f"{site.url}/a"
        )
        assert isinstance(found, Unchanged)
        site.pages["/a"] = Reply(page(2), etag='"v2"')
        ingest(kg, [f"{site.url}/a"], model=lambda article: [], reading=READING)
        stored = kg.article(f"{site.url}/a")
        assert stored and "N2" in stored.text
        assert kg.stats()["articles"] == 1
