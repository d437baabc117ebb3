"""What a stream of bytes holds, by its first bytes and by its name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

Form: TypeAlias = Literal[
    "text", "markdown", "html", "pdf", "mail", "xml", "json", "jsonl", "csv", "warc", "zip", "tar", "packed", "office"
]

ENDINGS: dict[str, Form] = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".rdf": "xml",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "csv",
    ".pdf": "pdf", ".eml": "mail", ".warc": "warc",
    ".zip": "zip", ".tar": "tar", ".tgz": "tar", ".tbz2": "tar", ".txz": "tar",
}  # fmt: skip
"""What is read in folders and archives; `.gz`, `.bz2` or `.xz` after any of them too."""
OFFICE = (".doc", ".docx", ".odt", ".rtf", ".epub", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp")
"""What is not read, and says so in folders and archives too, because there may be articles in it."""

HTML = re.compile(rb"<!doctype html|<html|<head|<body|<(article|div|p|h1)[ >]", re.IGNORECASE)
MAIL = re.compile(rb"\A(?:From |(?:Received|Return-Path|MIME-Version|Delivered-To|Message-ID): )", re.IGNORECASE)
FEED = re.compile(rb"<(?:\w+:)?(rss|feed|RDF)[\s>]")
SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
"""How gzip, bzip2 and xz begin."""
TARBALL = re.compile(r"\.(?:tar\.(?:gz|bz2|xz)|tgz|tbz2|txz)\Z")
OBJECTS = re.compile(rb"\[\s*\{|\{\s*[\r\n]")
"""How JSON begins that is no JSON lines: an array of objects, or an object over several lines."""
HEAD = 4096
"""Bytes that are looked at."""


def form_of(name: str, head: bytes) -> Form:
    """Return what the bytes are: packed and binary forms tell, then the name, then how the text begins."""
    ending = PurePosixPath(name.lower()).suffix
    packed = _packed(name.lower(), ending, head)
    if packed:
        return packed
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if ending in (".xml", ".rss", ".atom", ".rdf") or start.startswith(b"<?xml"):
        return "html" if HTML.search(head) and not FEED.search(head) and not SITEMAP.search(head) else "xml"
    if ending in ENDINGS:
        return ENDINGS[ending]
    return _by_content(start, head)


def _packed(name: str, ending: str, head: bytes) -> Form | None:
    if head.startswith(PACKED):
        crawl = name.endswith((".warc.gz", ".wet.gz", ".wat.gz"))
        return "warc" if crawl else "tar" if TARBALL.search(name) else "packed"
    if head.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return "office"
    if head.startswith(b"PK\x03\x04"):
        return "office" if ending in OFFICE else "zip"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(b"WARC/"):
        return "warc"
    return "pdf" if head[:1024].lstrip().startswith(b"%PDF") else None


def _by_content(start: bytes, head: bytes) -> Form:
    if FEED.search(head) or SITEMAP.search(head):
        return "xml"
    if MAIL.match(start):
        return "mail"
    if OBJECTS.match(start):
        return "json"
    if start[:1] == b"{":
        return "jsonl"
    return "html" if start[:1] == b"<" and (HTML.search(head) or b"</" in head) else "text"
