"""Rows of JSON lines, JSON arrays and CSV tables: one article each, its columns found by name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph import SourceError

from .encoding import SAMPLE, charset_of
from .item import LARGEST, LARGEST_PDF, About, Item, Skip
from .publication import day
from .stream import Found, Opened, lines

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "maintext", "article_text", "article", "plain_text", "full_text"),
    "html": ("html", "raw_html", "content_html", "body_html"),
    "title": ("title", "headline", "name"),
    "url": ("url", "link", "uri", "canonical_url", "source_url"),
    "published": ("published", "date", "date_published", "datePublished", "published_at", "publish_date", "pubDate"),
    "publisher": ("publisher", "source", "site", "sitename", "source_domain", "domain", "outlet", "feed"),
    "author": ("author", "authors", "byline", "creator"),
    "credit": ("credit", "agency"),
    "language": ("language", "lang"),
}
"""What a column may be called; `Reading.fields` names one that is called otherwise."""
LONGEST = 2 * LARGEST
"""Bytes of a line."""


def json_items(opened: Opened, fields: Mapping[str, str]) -> Iterator[Found]:
    """Yield the articles of a JSON document: an object, or an array of them; JSON lines are recognised."""
    data = opened.content(LARGEST_PDF)
    try:
        rows = json.loads(data)
    except ValueError:
        yield from jsonl_items(opened.inside("", io.BytesIO(data)), fields)
        return
    rows = rows if isinstance(rows, list) else [rows]
    found = [_item(opened, number, row, fields) for number, row in enumerate(rows, start=1)]
    skips = [one for one in found if isinstance(one, Skip)]
    if len(found) > 1 and len(skips) == len(found):
        yield Skip(opened.name, f"none of its {len(found)} entries is an article: {skips[0].reason}")
    else:
        yield from found


def jsonl_items(opened: Opened, fields: Mapping[str, str]) -> Iterator[Found]:
    """Yield the articles of JSON lines; a line that is not JSON is skipped."""
    for number, line in enumerate(lines(opened.stream, LONGEST), start=1):
        if not line.strip():
            continue
        try:
            if len(line) == LONGEST:
                raise ValueError("the line is longer than 10 MB")
            row = json.loads(line)
        except ValueError as error:
            yield Skip(f"{opened.name}:{number}", f"not valid JSON: {error}")
            continue
        yield _item(opened, number, row, fields)


def csv_items(opened: Opened, fields: Mapping[str, str]) -> Iterator[Found]:
    """Yield the articles of a table whose first row names the columns; comma, semicolon, tab or bar part them."""
    head = opened.stream.peek(SAMPLE)[:SAMPLE]
    charset = charset_of(head[: head.rfind(b"\n") + 1] or head, opened.name)
    text = io.TextIOWrapper(opened.stream, encoding=charset, errors="replace", newline="")
    line = head.split(b"\n")[0].decode(charset, errors="replace")
    csv.field_size_limit(LARGEST)
    table = csv.DictReader(lines(text, LONGEST), delimiter=max(",;\t|", key=line.count))
    while True:
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield Skip(f"{opened.name}:{table.line_num}", f"not a row of a table: {error}")
            continue
        yield _item(opened, table.line_num, row, fields)


def _item(opened: Opened, number: int, row: Any, fields: Mapping[str, str]) -> Found:
    name = f"{opened.name}:{number}"
    if not isinstance(row, Mapping):
        return Skip(name, "not an object with fields")
    found = {field: _value(row, field, fields) for field in FIELDS}
    text = found["html"] or found["text"]
    if not text.strip():
        known = ", ".join(list(map(str, row))[:12])
        return Skip(name, f"no text among the fields {known}: name its field with --field text=NAME")
    if len(text) > LARGEST:
        return Skip(name, "larger than 5 MB, too large for one article")
    return Item(
        source=name,
        kind="html" if found["html"] or text.lstrip()[:1] == "<" else "text",
        data=text.encode("utf-8", "replace"),
        url=found["url"] if found["url"].startswith("http") else f"{opened.url}#line{number}",
        charset="utf-8",
        about=About(
            title=found["title"],
            published=day(found["published"]),
            publisher=found["publisher"],
            author=found["author"],
            credit=found["credit"],
            language=found["language"],
        ),
    )


def _value(row: Mapping[str, Any], field: str, fields: Mapping[str, str]) -> str:
    """Return the words of a field; a dot in a name leads into an object, lists are joined."""
    for name in [fields[field]] if field in fields else FIELDS[field]:
        value: Any = row
        for part in [name] if name in row else name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if text := _words(value):
            return text
    return ""


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_words, value)))
    if isinstance(value, Mapping):
        return _words(value.get("name") or value.get("title"))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Return the mapping that `field=column` pairs spell, or raise SourceError with the known fields.

    >>> mapping(["text=story.body"])
    {'text': 'story.body'}
    """
    found = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or field not in FIELDS:
            raise SourceError(f"--field {pair}", f"give FIELD=COLUMN; the fields are {', '.join(FIELDS)}")
        found[field] = column
    return found
