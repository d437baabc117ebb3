"""Origins: which articles tell one story, reprinted.

`same_story` decides for two articles; an origin is a connected component of that relation, so that it depends on
the set of articles alone. `traces` are the keys under which candidates meet: two articles that share none are never
compared, and never the same story.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from .. import vocabulary as voc
from ..model import Article

SHINGLE = 3
"""Words per shingle."""
BANDS, ROWS = 32, 3
"""MinHash bands: pairs of Jaccard similarity 0.3, 0.4, 0.5 and 0.6 meet with probability 0.58, 0.88, 0.99 and 1.00."""
SEED = 1

REPRINT = 0.5
"""Least Jaccard similarity of a reprint, edited or not."""
EXCERPT = 0.7
"""Least share of the shorter text that stands in the longer one, for a reprint that was cut."""
WIRE = 0.4
"""The same where both name the same wire service or source: agencies' stories are rewritten more freely."""
TEMPLATE = 0.9
"""Least Jaccard similarity of texts published more than DAYS apart: monthly reports follow a template."""
DAYS = 10
LEAST = 20
"""Shingles below which a text is too short to be like another one: it is the same or it is not."""

WIRES = (
    r"Reuters|Associated Press|AP|AFP|Agence France-Presse|dpa|Bloomberg(?: News)?|Xinhua|Kyodo(?: News)?|Nikkei"
    r"|Jiji(?: Press)?|Yonhap|PTI|IANS|ANI|TASS|ANSA|EFE|Dow Jones(?: Newswires)?|Interfax|Press Association"
    r"|PR ?Newswire|Business ?Wire|Globe ?Newswire|ACCESSWIRE|Newsfile(?: Corp\.?)?|Canadian Press|CNW(?: Group)?"
)
CREDIT = re.compile(
    rf"\((?:Source: )?(?P<bracket>{WIRES})\)|/(?P<slash>{WIRES})/|^(?:By|Source:|Via) (?P<line>{WIRES})\b"
    rf"|(?P<copyright>{WIRES})(?: contributed| - All rights reserved)|(?:©|\(c\)|Copyright)[ \d]*(?P<right>{WIRES})\b",
    re.MULTILINE,
)
HEAD, FOOT = 500, 300
"""Characters at the start and end of a text where a wire service is named as the source."""
TRACKING = re.compile(r"utm_|fbclid$|gclid$|mc_|ref$|source$|cmp$|ncid$|guccounter$|rss$|partner$|output$", re.I)


def traces(article: Article) -> frozenset[int]:
    """Return the keys under which an article meets its reprints: its web addresses and the bands of its MinHash."""
    keys = {_number(f"url {address}") for address in addresses(article)}
    signature = list(_signature(article.text))
    for band in range(BANDS):
        rows = signature[band * ROWS : (band + 1) * ROWS]
        keys.add(_number(f"band {band} {rows}"))
    return frozenset(keys)


def same_story(one: Article, other: Article) -> bool:
    """Tell whether two articles that share a trace are the same story: same address, or nearly the same words."""
    if addresses(one) & addresses(other):
        return True
    first, second = shingles(one.text), shingles(other.text)
    shorter, common = min(len(first), len(second)), len(first & second)
    if shorter < LEAST:
        return first == second
    similarity, share = common / len(first | second), common / shorter
    if one.published and other.published and abs((one.published - other.published).days) > DAYS:
        return similarity >= TEMPLATE
    return similarity >= REPRINT or share >= (WIRE if _same_source(one, other) else EXCERPT)


def credits(article: Article) -> frozenset[str]:
    """Return whom an article names as its source, in lower case: wire tags, the source that its feed names."""
    found = {part[part.lastgroup or 0] for end in _ends(article.text) for part in CREDIT.finditer(end)}
    return frozenset(_voice(name) for name in (*found, article.credit) if name)


def _same_source(one: Article, other: Article) -> bool:
    """Tell whether both name one source, or one names the other's publisher."""
    named, also = credits(one), credits(other)
    return bool(named & (also | {_voice(other.publisher)}) or also & {_voice(one.publisher)})


def _voice(name: str) -> str:
    return re.sub(r"[^a-z]|news(wires)?$|press$", "", name.lower())


def _ends(text: str) -> tuple[str, ...]:
    return (text[:HEAD], text[-FOOT:]) if len(text) > HEAD + FOOT else (text,)


def addresses(article: Article) -> frozenset[str]:
    """Return the web addresses of an article in normal form; home pages and files identify no story."""
    return frozenset(filter(None, map(story_url, (article.url, article.canonical_url))))


def story_url(url: str) -> str:
    """Return a web address without what does not matter: scheme, `www.`, tracking, mobile and AMP forms; or ''.

    >>> story_url("https://www.News.example/a/b/amp/?utm_source=x&id=7#comments")
    'news.example/a/b?id=7'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = re.sub(r"(/amp)?/*(index\.html?)?$", "", parts.path)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not TRACKING.match(name)]
    if parts.scheme not in ("http", "https") or not (path or kept):
        return ""
    host = re.sub(r"^(www|m|mobile|amp)\.", "", (parts.hostname or "").lower())
    fragment = f"#{parts.fragment}" if re.match(r"\d|line|row|item", parts.fragment) else ""
    return host + path + (f"?{urlencode(sorted(kept))}" if kept else "") + fragment


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"\w+", text.casefold())


@lru_cache(maxsize=512)
def shingles(text: str) -> frozenset[str]:
    """Return every run of SHINGLE words of a text; a shorter text is one shingle."""
    found = words(text) or [text.strip()]
    count = max(1, len(found) - SHINGLE + 1)
    return frozenset(" ".join(found[place : place + SHINGLE]) for place in range(count))


@lru_cache(maxsize=8)
def _signature(text: str) -> tuple[int, ...]:
    """Return the MinHash of a text: its value never changes, because traces are kept in the store.

    These are the numbers of `datasketch.MinHash(num_perm, seed=1, scheme="affine32")`, as a test holds; the library
    loads scipy, which costs 0.4 s and 57 MB. An article's traces are asked for twice in an update, and the
    sketch is a quarter of its cost.
    """
    import numpy as np

    words = [hashlib.sha1(shingle.encode("utf-8", "surrogatepass")).digest()[:4] for shingle in shingles(text)]
    hashes = np.frombuffer(b"".join(words), dtype="<u4").astype(np.uint32).reshape(-1, 1)
    factors, summands = _permutations()
    sketch: list[int] = (_mixed(hashes) * factors + summands).min(axis=0).tolist()
    return tuple(sketch)


@cache
def _permutations() -> tuple[Any, Any]:
    """Return factors and summands of the permutations of 32-bit numbers; an odd factor makes each one to one."""
    import numpy as np

    draw = np.random.RandomState(SEED)  # the numbers of this generator are frozen for all versions
    factors = draw.randint(0, 1 << 31, BANDS * ROWS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, draw.randint(0, 1 << 32, BANDS * ROWS, dtype=np.uint32)


def _mixed(hashes: Any) -> Any:
    """Return 32-bit numbers mixed by the finalizer of MurmurHash3."""
    import numpy as np

    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        hashes = (hashes ^ (hashes >> np.uint32(shift))) * np.uint32(factor)
    return hashes ^ (hashes >> np.uint32(16))


def _number(key: str) -> int:
    """Return a key as a positive 60-bit integer: engines keep integers without a dictionary entry."""
    return int(voc.digest(key, 15), 16)
