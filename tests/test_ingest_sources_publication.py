"""When an article was published: what texts and pages say of it, and never a guess."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources.html import read_html
from ingest.sources.publication import dateline, day
from ingest.sources.text import read_text

BODY = "<p>" + "Nordfjord picked Graz for its new plant after a search of many months. " * 4 + "</p>"
RELEASE = "<p>DETROIT, Oct. 14, 2026 /PRNewswire/ -- Nordfjord said on Tuesday that it will build in Graz.</p>"


@pytest.mark.parametrize("text", ["2026", "March 2026", "2026-03", "12 2026", "10:30", "14 October", "31 April 2026"])
def test_a_month_or_a_year_names_no_day(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Oct. 14, 2026 at 9:30 a.m. EDT", "2026-10-14"),
        ("03.10.2026", "2026-10-03"),
        ("10/14/2026", "2026-10-14"),
        ("20260303", "2026-03-03"),
        ("2026-03-03T23:00:00Z", "2026-03-03"),
    ],
)
def test_a_day_is_read_in_any_notation(text: str, iso: str) -> None:
    assert day(text) == date.fromisoformat(iso)


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers_of_days(text: str) -> None:
    day(text), dateline([text])


@pytest.mark.parametrize(
    ("line", "iso", "publisher"),
    [
        ("Turin, 14 October 2026 | Wire", "2026-10-14", "Wire"),
        ("Stuttgart, Germany, May 18, 2026", "2026-05-18", ""),
        ("Words: Helen Marsh. 18 May 2026 | Motor Week", "2026-05-18", "Motor Week"),
        ("By Jane Roe, 3 March 2026", "2026-03-03", ""),
        ("Motor Ledger | 2 March 2026", "2026-03-02", "Motor Ledger"),
        ("Oct. 14, 2026 at 9:30 a.m. EDT", "2026-10-14", ""),
        ("Updated 18 May 2026, 09:12 | Wire", "2026-05-18", "Wire"),
        ("(14.10.2026)", "2026-10-14", ""),
        ("Tuesday, 3 March 2026", "2026-03-03", ""),
        ("DETROIT, Oct. 14, 2026 /PRNewswire/ -- Ford said it will build.", "2026-10-14", ""),
        ("Turin, 14 October 2026 - Fiat today said it builds", "2026-10-14", ""),
    ],
)
def test_a_dateline_gives_day_and_publisher(line: str, iso: str, publisher: str) -> None:
    article = read_text(f"Nordfjord picks Graz\n{line}\n\nIt builds.", "file:///a.txt")
    assert (article.published, article.publisher) == (date.fromisoformat(iso), publisher)


@pytest.mark.parametrize(
    "line",
    ["The plant opened on 3 March 2026", "Founded 3 March 1998", "Sales until 3 March 2026", "May 2026 | Wire"],
)
def test_a_date_in_a_sentence_is_no_dateline(line: str) -> None:
    assert read_text(f"Nordfjord picks Graz\n{line}\n\nIt builds.", "file:///a.txt").published is None


def published(head: str = "", body: str = "", url: str = "https://n.example/story") -> str:
    title = "Nordfjord picks Graz"
    page = f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}{BODY}</body></html>"
    return str(read_html(page, url).published or "")


@pytest.mark.parametrize(
    ("head", "body", "iso"),
    [
        ("", "<p>Founded in 1998, the firm built a plant on 3 March 2011. In 2018 it moved.</p>", ""),
        ("", "<p>© 2026 Nordfjord, written on 12 May 2024</p>", ""),
        ('<meta name="date" content="2026-03">', "", ""),
        ('<meta name="date" content="2026-03-07">', "", "2026-03-07"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"},'
            '{"@type": ["NewsArticle"], "datePublished": "2026-03-03T10:00"}]}</script>',
            "",
            "2026-03-03",
        ),
        ('<script type="application/ld+json">{"@type": </script>', "", ""),
        ("", '<span itemprop="datePublished" content="2026-02-02">today</span>', "2026-02-02"),
        ("", '<time datetime="2026-05-18T10:00">yesterday</time>', "2026-05-18"),
        ("", '<time datetime="2026-05-18">a</time><time datetime="2026-05-12">b</time>', ""),
        (
            "",
            '<time datetime="2026-05-18">a</time><time pubdate datetime="2026-05-12">b</time>',
            "2026-05-12",
        ),
        ("", '<p class="byline">By Eszter Halmos · 3 February 2026</p>', "2026-02-03"),
        ("", '<div class="entry-meta">Posted on 24 April 2026 by admin | Leave a comment</div>', "2026-04-24"),
        ("", RELEASE, "2026-10-14"),
    ],
)
def test_a_page_is_dated_by_what_it_declares(head: str, body: str, iso: str) -> None:
    assert published(head, body) == iso


def test_the_address_dates_a_page_by_a_whole_day_only() -> None:
    addresses = ["2026/03/07/story", "2026-03-07/story", "2026/03/7-charts", "2026/story"]
    assert [published(url=f"https://n.example/{path}") for path in addresses] == ["2026-03-07", "2026-03-07", "", ""]
