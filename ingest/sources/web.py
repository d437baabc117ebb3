"""Pages of the web, fetched over http(s)."""

from __future__ import annotations

from graph import Article, SourceError

from .html import read_html
from .text import read_text

TIMEOUT = 20.0
"""Seconds until a silent server is given up."""
LARGEST = 5_000_000
"""Bytes."""


def read_url(url: str) -> Article:
    """Return the article at a URL, or raise SourceError."""
    import httpx

    try:
        with httpx.stream(
            "GET", url, timeout=TIMEOUT, follow_redirects=True, headers={"User-Agent": "autokg"}
        ) as reply:
            reply.raise_for_status()
            data = b""
            for part in reply.iter_bytes():
                data += part
                if len(data) > LARGEST:
                    raise SourceError(url, "the page is larger than 5 MB")
    except httpx.HTTPStatusError as error:
        raise SourceError(url, f"the server answered {error.response.status_code}") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SourceError(url, f"cannot be reached: {error or type(error).__name__}") from None
    text = data.decode(reply.encoding or "utf-8", errors="replace")
    kind = reply.headers.get("content-type", "text/html")
    return read_text(text, url) if "text/plain" in kind else read_html(text, url)
