"""Polite fetching: robots.txt, a pause per host, conditional requests, redirects, limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from graph import FetchError, Visit

from .address import parts_of, refuse_private, refuse_private_peer
from .clock import Clock, WallClock
from .item import LARGEST_PDF

if TYPE_CHECKING:
    import httpx

AGENT = "autokg"
REDIRECTS = 5
ROBOTS_LARGEST = 500_000
"""Bytes of a robots.txt that are read, as RFC 9309 asks."""
ROBOTS_KEPT, FAILURE_KEPT = timedelta(hours=24), timedelta(minutes=10)
"""How long a robots.txt is believed (RFC 9309: not longer), and how long one that failed is not asked for again."""
BUSY = frozenset((408, 425, 429, *range(500, 600)))
"""What a server answers that is busy or broken, and may not be at the next visit."""
LONGEST_PAUSE = 60.0
"""Seconds; a longer Crawl-delay is a way of saying no, and is answered by not reading."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How the web is asked: seconds between two requests to one host, seconds of patience, bytes at most.

    `private` says whether addresses inside the own network may be asked.
    """

    delay: float = 1.0
    timeout: float = 20.0
    largest: int = LARGEST_PDF
    private: bool = False


MANNERS = Manners()


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered; `data` is None where it says that nothing changed since the last visit."""

    url: str
    data: bytes | None
    form: str = ""
    charset: str = ""
    visit: Visit | None = None


@dataclass(frozen=True, slots=True)
class _Robots:
    """The rules of a site (None: all is allowed) or why they could not be had, and until when that is believed."""

    until: datetime
    rules: Any = None
    error: FetchError | None = None


class Fetcher:
    """Asks servers, one request at a time, with a pause between two to the same host; every thread needs its own."""

    def __init__(self, manners: Manners = MANNERS, clock: Clock | None = None) -> None:
        self.manners = manners
        self.clock: Clock = clock or WallClock()
        self._client: httpx.Client | None = None
        self._robots: dict[str, _Robots] = {}
        self._last: dict[str, datetime] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._client:
            self._client.close()

    def fetch(self, url: str, known: Visit | None = None) -> Page:
        """Return the page at a URL, or raise FetchError; `known` makes the request conditional."""
        asked, headers = url, _conditions(known)
        for _ in range(REDIRECTS + 1):
            self._permit(asked)
            page, onward = self._ask(asked, headers)
            if not onward:
                visit = replace(page.visit, url=url) if page.visit else None
                if page.data is None and known and visit:
                    visit = replace(known, visited=visit.visited, failures=0, due=None)
                return replace(page, visit=visit)
            asked = onward
        raise FetchError(url, f"more than {REDIRECTS} redirects")

    # ------------------------------------------------------------ permission

    def _permit(self, url: str) -> None:
        """Raise FetchError unless the address may be asked; wait until its host may be asked again."""
        parts = parts_of(url)
        if not self.manners.private:
            refuse_private(url)
        rules, pause = self._rules(url), self.manners.delay
        if rules is not None:
            if not rules.can_fetch(url, AGENT):
                raise FetchError(url, "the site's robots.txt asks robots not to read this")
            pause = max(pause, float(rules.crawl_delay(AGENT) or 0))
        if pause > LONGEST_PAUSE:
            raise FetchError(url, f"the site's robots.txt asks for {pause:.0f} seconds between two pages")
        self._wait(parts.netloc, pause)

    def _wait(self, host: str, pause: float) -> None:
        last = self._last.get(host)
        if last is not None:
            passed = (self.clock.now() - last).total_seconds()
            if passed < pause:
                self.clock.sleep(pause - passed)
        self._last[host] = self.clock.now()

    def _rules(self, url: str) -> Any:
        """Return the robots.txt of a URL's site; None where there is none."""
        site = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        known = self._robots.get(site)
        if known is None or known.until < self.clock.now():
            known = self._robots[site] = self._asked(site)
        if known.error:
            raise known.error.with_traceback(None)
        return known.rules

    def _asked(self, site: str) -> _Robots:
        from protego import Protego

        try:
            text = self._robots_text(site)
        except FetchError as error:
            return _Robots(self.clock.now() + FAILURE_KEPT, error=error)
        return _Robots(self.clock.now() + ROBOTS_KEPT, None if text is None else Protego.parse(text))

    def _robots_text(self, site: str) -> str | None:
        """Return a site's robots.txt; a refusal means that there are no rules, silence that all is forbidden."""
        asked = f"{site}/robots.txt"
        for _ in range(REDIRECTS + 1):
            try:
                if not self.manners.private:
                    refuse_private(asked)
                page, onward = self._ask(asked, {})
            except FetchError as error:
                if 400 <= error.status < 500:
                    return None
                reason = f"its robots.txt: {error.reason}"
                raise FetchError(site, reason, status=error.status, passing=error.passing, again=error.again) from None
            if not onward:
                return (page.data or b"")[:ROBOTS_LARGEST].decode("utf-8", errors="replace")
            asked = onward
        return None

    # ------------------------------------------------------------ one request

    def _ask(self, url: str, headers: dict[str, str]) -> tuple[Page, str]:
        """Return the answer to one request, and where it redirects to (or '')."""
        import httpx

        try:
            with self._open().stream("GET", url, headers=headers) as reply:
                if not self.manners.private and (peer := _peer(reply)):
                    refuse_private_peer(url, peer)
                if reply.is_redirect and (onward := reply.headers.get("location", "")):
                    return Page(url, None), urljoin(url, onward)
                data = None if reply.status_code == 304 else self._body(url, reply)
                return self._page(url, reply, data), ""
        except httpx.TimeoutException:
            raise FetchError(url, f"no answer within {self.manners.timeout:.0f} s", passing=True) from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:  # ValueError: a redirect to no address
            reason = " ".join(str(error).split()) or type(error).__name__
            passing = isinstance(error, httpx.HTTPError)
            raise FetchError(url, f"cannot be reached: {reason}", passing=passing) from None

    def _body(self, url: str, reply: httpx.Response) -> bytes:
        if reply.status_code >= 400:
            status, again = reply.status_code, self._again(reply)
            raise FetchError(url, f"the server answered {status}", status=status, passing=status in BUSY, again=again)
        parts, size, start = [], 0, self.clock.now()
        for part in reply.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > self.manners.largest:
                raise FetchError(url, f"the page is larger than {self.manners.largest / 1e6:.0f} MB")
            if (self.clock.now() - start).total_seconds() > 3 * self.manners.timeout:
                raise FetchError(url, f"not complete after {3 * self.manners.timeout:.0f} s", passing=True)
        return b"".join(parts)

    def _page(self, url: str, reply: httpx.Response, data: bytes | None) -> Page:
        visit = Visit(
            url=url,
            visited=self.clock.now().replace(microsecond=0),
            etag=reply.headers.get("etag", ""),
            modified=reply.headers.get("last-modified", ""),
        )
        form = reply.headers.get("content-type", "").split(";")[0].strip().lower()
        return Page(url, data, form, reply.charset_encoding or "", visit)

    def _again(self, reply: httpx.Response) -> float | None:
        """Return the seconds of a Retry-After header, a number or a date."""
        text = reply.headers.get("retry-after", "")
        if text.isdigit():
            return float(text)
        try:
            return max(0.0, (parsedate_to_datetime(text).astimezone(UTC) - self.clock.now()).total_seconds())
        except ValueError:
            return None

    def _open(self) -> httpx.Client:
        import httpx

        if self._client is None:
            agent = f"{AGENT} (reads car-industry news into a knowledge graph)"
            self._client = httpx.Client(timeout=self.manners.timeout, headers={"User-Agent": agent})
        return self._client


def _conditions(known: Visit | None) -> dict[str, str]:
    words = {"If-None-Match": known.etag, "If-Modified-Since": known.modified} if known else {}
    return {name: value for name, value in words.items() if value}


def _peer(reply: httpx.Response) -> str:
    stream = reply.extensions.get("network_stream")
    address = stream.get_extra_info("server_addr") if stream else None
    return str(address[0]) if isinstance(address, tuple) else ""
