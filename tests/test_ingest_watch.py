"""Watching feeds: a week against a server on loopback, with a clock that the test turns."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph import KnowledgeGraph, SourceError, last_visit
from ingest import Feed, Round, read_feeds, watch
from ingest.sources import Manners, Reading
from ingest.watch import seconds
from tests.bench.stories import expected, facts_in, stories
from tests.server import Reply, Site, serving

START = datetime(2026, 3, 2, tzinfo=UTC)
READING = Reading(manners=Manners(delay=1.0, private=True, timeout=5))
ROOT = Path(__file__).parent.parent


class FakeClock:
    """Time that passes only while somebody waits."""

    def __init__(self, hours: float = 24 * 7) -> None:
        self.time = START
        self.end = START + timedelta(hours=hours)

    @property
    def over(self) -> bool:
        return self.time >= self.end

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class Newsroom:
    """A site with a feed of the ten latest stories, a new one every five hours; it can be made to fail."""

    def __init__(self, site: Site, clock: FakeClock) -> None:
        self.site, self.clock = site, clock
        self.stories = list(stories(40))
        self.down = (START + timedelta(hours=50), START + timedelta(hours=74))
        for one in self.stories:
            site.pages[f"/{one.number}"] = lambda asked, one=one: self.page(one.number, asked)
        site.pages["/feed"] = lambda asked: self.feed()

    def published(self) -> int:
        hours = (self.clock.now() - START).total_seconds() / 3600
        return min(40, 1 + int(hours / 5))

    def feed(self) -> Reply:
        if self.down[0] <= self.clock.now() < self.down[1]:
            return Reply("broken", 503)
        count = self.published()
        items = "".join(
            f"<item><title>{one.title}</title><link>{self.site.url}/{one.number}</link></item>"
            for one in self.stories[max(0, count - 10) : count]
        )
        return Reply(
            f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>",
            form="application/rss+xml",
            etag=f'"{count}"',
        )

    def page(self, number: int, asked: int) -> Reply:
        if number == 3 and asked <= 2:
            return Reply("busy", 503)
        if number == 5:
            return Reply("gone", 404)
        one = self.stories[number]
        paragraphs = "".join(f"<p>{part}</p>" for part in one.text.strip().split("\n\n"))
        return Reply(
            f"<html><head><title>{one.title}</title></head><body><article><h1>{one.title}</h1>{paragraphs}</article></body></html>"
        )


def test_a_week(tmp_path: Path) -> None:
    clock = FakeClock()
    with serving(Site()) as site:
        room = Newsroom(site, clock)
        feeds = [Feed(f"{site.url}/feed", every=1800.0), Feed(f"{site.url}/nowhere", every=1800.0)]
        rounds: list[Round] = []
        for days in (3, 7):  # the watch is stopped after three days and begins again
            clock.end = START + timedelta(days=days)
            with KnowledgeGraph.open(tmp_path / "kg") as kg:
                rounds += list(watch(kg, feeds, clock, model=facts_in, reading=READING))
        with KnowledgeGraph.open(tmp_path / "kg") as kg:
            told = [one for one in stories(room.published()) if one.number != 5]
            stats = kg.stats()
            assert {name: stats[name] for name in ("articles", "evidences")} == {
                name: count for name, count in expected(iter(told)).items() if name in ("articles", "evidences")
            }
            skipped = last_visit(kg.store, f"{site.url}/5")
            assert skipped and "404" in skipped.outcome
        assert [site.asked(f"/{n}") for n in range(room.published())] == [
            3 if n == 3 else 1 for n in range(room.published())
        ]
        assert sum(one.report.articles - one.report.unchanged for one in rounds) == len(told)
        # half-hourly polls but for a day of failure, in which the pauses double
        assert 24 * 6 * 2 - 10 <= site.asked("/feed") <= 24 * 6 * 2 + 10
        assert site.asked("/nowhere") <= 14
        assert any("503" in failure.reason for one in rounds for failure in one.failures)


def test_stopping_in_the_middle_of_a_round_loses_nothing() -> None:
    clock = FakeClock(hours=40)
    with serving(Site()) as site:
        room = Newsroom(site, clock)
        clock.time = START + timedelta(hours=39.999)
        kg = KnowledgeGraph()
        feeds = [Feed(f"{site.url}/feed")]
        (first,) = watch(kg, feeds, clock, model=facts_in, reading=READING)
        assert 0 < first.report.articles < room.published() - 1
        clock.end += timedelta(hours=1)
        next(watch(kg, feeds, clock, model=facts_in, reading=READING))
        assert kg.stats()["articles"] == room.published() - 2  # one is gone, one is busy


def test_an_index_of_sitemaps_is_watched_with_the_sitemaps_in_it() -> None:
    clock = FakeClock(hours=5)

    def sitemap(*numbers: int) -> Reply:
        urls = "".join(f"<url><loc>{site.url}/{n}</loc></url>" for n in numbers)
        return Reply(f"<urlset>{urls}</urlset>", form="text/xml", etag=f'"{numbers}"')

    def index(asked: int) -> Reply:
        maps = "".join(f"<sitemap><loc>{site.url}{path}</loc></sitemap>" for path in ("/map.xml", "/a.xml", "/b.xml"))
        old = f"<sitemap><loc>{site.url}/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
        return Reply(f"<sitemapindex>{maps}{old}</sitemapindex>", form="text/xml", etag='"1"')

    with serving(Site()) as site:
        Newsroom(site, clock)
        site.pages |= {"/map.xml": index, "/a.xml": sitemap(0, 1), "/b.xml": sitemap(2), "/old.xml": sitemap(8)}
        kg, feeds = KnowledgeGraph(), [Feed(f"{site.url}/map.xml", every=3600.0)]
        rounds = watch(kg, feeds, clock, model=facts_in, reading=replace(READING, since=START.date()))
        assert next(rounds).report.articles == 3
        site.pages["/b.xml"] = sitemap(2, 4)  # of which the index says nothing
        site.pages["/a.xml"] = Reply("broken", 503)
        second = next(rounds)
        assert (second.report.articles, [failure.source for failure in second.failures]) == (1, [f"{site.url}/a.xml"])
        assert next(rounds).failures == ()  # /a.xml is left alone for two hours
        assert [site.asked(path) for path in ("/map.xml", "/a.xml", "/b.xml", "/old.xml")] == [3, 2, 3, 0]


def test_feeds_file(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(
        'every = "30m"\n[[feed]]\nurl = "https://a.example/rss"\n[[feed]]\nurl = "https://b.example/rss"\nevery = "2h"\n'
    )
    assert read_feeds(file) == [Feed("https://a.example/rss", 1800.0), Feed("https://b.example/rss", 7200.0)]
    for text, words in {
        "feed = 3": "no feeds",
        "feed = ['https://a.example']": "is no table",
        "every = '1 month'\n[[feed]]\nurl = 'https://a.example'": "is no time",
        "[[feed]\n": "TOML",
        "[[feed]]\nurl = 'https://a.example'\nevery = 'soon'": "15m",
        "[[feed]]\nlink = 'x'": "needs url",
        "evry = 3\n[[feed]]\nurl='https://a.example'": "unknown key 'evry'",
    }.items():
        file.write_text(text)
        with pytest.raises(SourceError, match=words):
            read_feeds(file)
    with pytest.raises(SourceError, match="No such file"):
        read_feeds(tmp_path / "none.toml")


@pytest.mark.parametrize(("words", "hours"), [("1w", 168), ("2 weeks", 336), ("1.5 hours", 1.5), ("90 Min", 1.5)])
def test_pauses_in_words(words: str, hours: float) -> None:
    assert seconds("feeds.toml", words) == hours * 3600


def test_command_stops_cleanly_on_a_signal(tmp_path: Path) -> None:
    clock = FakeClock()
    with serving(Site()) as site:
        site.pages["/feed"] = Reply(
            "<rss version='2.0'><channel><title>News</title></channel></rss>", form="application/rss+xml"
        )
        assert clock
        file = tmp_path / "feeds.toml"
        file.write_text(f'[[feed]]\nurl = "{site.url}/feed"\nevery = "1h"\n')
        command = [
            sys.executable,
            "-m",
            "autokg",
            "--store",
            str(tmp_path / "kg"),
            "watch",
            str(file),
            "--allow-private",
            "--delay",
            "0",
        ]
        run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert run.stdout
        line = run.stdout.readline()
        assert "1 feeds; 0 new articles" in line, line + (run.stderr.read() if run.stderr else "")
        time.sleep(0.2)
        os.kill(run.pid, signal.SIGTERM)
        _, said = run.communicate(timeout=20)
        assert run.returncode == 0
        assert said.strip() == "stopped; the same command goes on from here"
