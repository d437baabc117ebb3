"""What readers pass on: one document as its source holds it, before anything of it is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from graph import Visit

Kind: TypeAlias = Literal["text", "markdown", "html", "pdf", "mail"]

LARGEST = 5_000_000
"""Bytes of one document; a news article has some thousand, so that a larger one is a dump or a mistake."""
LARGEST_PDF = 50_000_000
"""Bytes of one PDF, where pictures count."""


@dataclass(frozen=True, slots=True)
class About:
    """What a source says of a document: a feed of its entries, a table of its rows."""

    title: str = ""
    published: date | None = None
    publisher: str = ""
    author: str = ""
    credit: str = ""
    language: str = ""


NOTHING = About()
"""Of a document of which its source says nothing."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document: its bytes, what they are, and where they came from.

    `source` is its name in reports, `url` its address, `charset` the encoding that its server declared. `visit`
    is what to remember of its address once the article is stored.
    """

    source: str
    kind: Kind
    data: bytes
    url: str = ""
    charset: str = ""
    about: About = NOTHING
    visit: Visit | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that was not read, and why; `visit` is what to remember of its address.

    `passing` tells that another visit may find it: a server that failed, no answer.
    """

    source: str
    reason: str
    visit: Visit | None = None
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address whose article is in the store and which has not changed since it was read."""

    source: str
    visit: Visit | None = None
