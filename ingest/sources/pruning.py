"""What is taken off a page before its text is looked for: parts whose names say that they are not the article."""

from __future__ import annotations

import re
from typing import Any

NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|replies|disqus|respond|related|recommended|recirc(?:ulation)?|read-?(?:more|next|also)"
    r"|newsletter|sign-?up|paywall|piano|regwall|cookies?|consent|gdpr|promo|sponsor(?:ed)?|advert\w*|ads?|ad-slot|outbrain|taboola"
    r"|share|sharing|social|author-(?:bio|box|info)|about-(?:the-)?author|breadcrumbs?|modal|popup|push-prompt|smart-banner"
    r"|ticker|most-(?:read|popular)|trending|up-next|next-(?:article|story)|playlist|twitter-tweet|instagram-media"
    r"|fb-post|disclaimer|skip-link|tag-?list|pullquote|pull-quote|press-contact|boilerplate)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Words in the class or id of an element."""
TAGS = ("nav", "form", "dialog", "aside", "iframe", "amp-sidebar", "amp-ad", "amp-consent")
POINTER = re.compile(r"^\W*(?:read|see|watch|listen|also|more on|related|mehr)\b[^.!?]{0,40}:", re.IGNORECASE)
"""How a line begins that only points at another article."""
MOST = 0.4
"""Share of the page's words that a part may have to be taken off: names of classes lie sometimes."""


def prune(tree: Any) -> Any:
    """Take the furniture off a parsed page, in place, and return the page."""
    total = _words(tree)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element.tag in ("html", "body", "main"):
            continue
        if _is_furniture(element) and element.find(".//h1") is None and _words(element) <= MOST * total:
            _drop(element)
    for element in _other_articles(tree):
        _drop(element)
    return tree


def _is_furniture(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        element.tag in TAGS
        or bool(NAMES.search(names))
        or element.get("role") in ("dialog", "navigation", "complementary", "banner")
        or (element.tag == "p" and _only_points(element))
    )


def _only_points(element: Any) -> bool:
    """Tell whether a paragraph is a link to another article, with or without words that say so."""
    text = " ".join("".join(element.itertext()).split())
    linked = sum(len(" ".join("".join(link.itertext()).split())) for link in element.iterfind(".//a"))
    return bool(linked) and (linked >= 0.6 * len(text) if POINTER.match(text) else False)


def _other_articles(tree: Any) -> list[Any]:
    """Return the further <article> parts of a page whose first one holds the headline; posts inside it stay."""
    articles = [one for one in tree.iter("article") if not any(True for _ in one.iterancestors("article"))]
    main = [one for one in articles if one.find(".//h1") is not None]
    return [one for one in articles if one is not main[0]] if main and len(articles) > 1 else []


def _words(element: Any) -> int:
    return len(" ".join(element.itertext()).split())


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
