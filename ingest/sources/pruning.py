"""What is taken off a page before its text is looked for: parts whose names say that they are not the article.

A page of today has thousands of elements, most of them furniture; they are looked for by XPath, because a Python
object for each of them would cost more than all the rest of the reading.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|replies|disqus|respond|related|recommended|recirc(?:ulation)?|read-?(?:more|next|also)"
    r"|newsletter|sign-?up|paywall|piano|regwall|cookies?|consent|gdpr|promo|sponsor(?:ed)?|advert\w*|ads?|ad-slot|outbrain|taboola"
    r"|share|sharing|social|breadcrumbs?|modal|popup|push-prompt|smart-banner"
    r"|ticker|most-(?:read|popular)|trending|up-next|next-(?:article|story)|playlist|twitter-tweet|instagram-media"
    r"|fb-post|disclaimer|skip-link|tag-?list|pullquote|pull-quote|press-contact|boilerplate)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Words in the class or id of an element."""
BIOGRAPHIES = re.compile(r"(?:^|[\s_-])(?:author-(?:bio|box|info)|about-(?:the-)?author)(?:$|[\s_-])", re.IGNORECASE)
"""The same for what may hold the author's name, which is read before."""
PARTS = ("nav", "form", "dialog", "aside", "iframe", "amp-sidebar", "amp-ad", "amp-consent")
ROLES = ("dialog", "navigation", "complementary", "banner")
OTHERS = (*PARTS, "footer", "*/@role/..", "p[.//a]")
"""Paths of what may be furniture beside what is called so."""
POINTER = re.compile(r"^\W*(?:read|see|watch|listen|also|more on|related|mehr)\b[^.!?]{0,40}:", re.IGNORECASE)
"""How a line begins that only points at another article."""
MOST = 0.4
"""Share of the page's words that a part may have to be taken off: names of classes lie sometimes."""


def prune(tree: Any) -> Any:
    """Take the furniture off a parsed page, in place, and return the page; biographies of authors stay."""
    _take_off(tree, NAMES, OTHERS)
    for element in _other_articles(tree):
        _drop(element)
    return tree


def prune_biographies(tree: Any) -> Any:
    """Take what is told about the author off a parsed page, in place, and return the page."""
    _take_off(tree, BIOGRAPHIES, ())
    return tree


def _take_off(tree: Any, names: re.Pattern[str], others: tuple[str, ...]) -> None:
    """Drop the elements whose class or id is such a name, and others that may be furniture."""
    called = [name for name in dict.fromkeys(_xpath("//@class | //@id")(tree)) if _matches(names, name)]
    given = {f"n{place}": name for place, name in enumerate(called)}
    ways = [*others, *(f"*/@{name}[.=${place}]/.." for place in given for name in ("class", "id"))]
    if not ways:
        return
    total = len(_words(tree))
    for element in tree.xpath(" | ".join(f"descendant::{way}" for way in ways), **given):
        if element.getparent() is None or element.tag in ("html", "body", "main"):
            continue
        if _is_furniture(element, names) and element.find(".//h1") is None and len(_words(element)) <= MOST * total:
            _drop(element)


@lru_cache(maxsize=4096)
def _matches(names: re.Pattern[str], name: str) -> bool:
    return bool(names.search(name))


def _is_furniture(element: Any, names: re.Pattern[str]) -> bool:
    """Tell whether a part is furniture by its kind or name; the footer of an article may hold its date and author."""
    return (
        element.tag in PARTS
        or (element.tag == "footer" and next(element.iterancestors("article", "main"), None) is None)
        or any(_matches(names, element.get(name) or "") for name in ("class", "id"))
        or element.get("role") in ROLES
        or (element.tag == "p" and _only_points(element))
    )


def _only_points(element: Any) -> bool:
    """Tell whether a paragraph is a link to another article, with words that say so."""
    text = " ".join("".join(element.itertext()).split())
    if not POINTER.match(text):
        return False
    linked = sum(len(" ".join("".join(link.itertext()).split())) for link in element.iterfind(".//a"))
    return bool(linked) and linked >= 0.6 * len(text)


def _other_articles(tree: Any) -> list[Any]:
    """Return the further <article> parts of a page whose first one holds the headline; posts inside it stay."""
    articles = [one for one in tree.iter("article") if not any(True for _ in one.iterancestors("article"))]
    main = [one for one in articles if one.find(".//h1") is not None]
    return [one for one in articles if one is not main[0]] if main and len(articles) > 1 else []


def _words(element: Any) -> list[str]:
    return " ".join(_xpath(".//text()")(element)).split()


@cache
def _xpath(path: str) -> Any:
    """Return a compiled path whose strings do not keep the page alive."""
    from lxml import etree

    return etree.XPath(path, smart_strings=False)


def _drop(element: Any) -> None:
    """Take an element out; the words behind it stay."""
    parent = element.getparent()
    if parent is None:
        return
    if tail := element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
