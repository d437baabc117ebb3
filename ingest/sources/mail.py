"""E-mails and newsletters: subject, date and sender are the metadata, the body is the article."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from graph import Article, SourceError

from ..article import clean
from .html import read_html
from .item import NOTHING, About
from .publication import day
from .text import read_text

LINK = re.compile(r"[<\[(]?https?://[^\s>\])]+[>\])]?")
FOOT = re.compile(
    r"^(?:-- $|unsubscribe\b|to unsubscribe|view (?:this|it) (?:email|in your browser)"
    r"|you (?:are receiving|received) this|manage your (?:preferences|subscription)|update your preferences"
    r"|this (?:email|message) was sent|©|copyright\b)",
    re.IGNORECASE,
)


def read_mail(data: bytes, source: str, url: str, about: About = NOTHING) -> Article:
    """Return the article of an e-mail: its HTML where an article is found in it, else its plain text."""
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    sender, address = parseaddr(str(message.get("from", "")))
    given = About(
        title=about.title or " ".join(str(message.get("subject", "")).split()),
        published=about.published or day(str(message.get("date", ""))),
        publisher=about.publisher or sender or address.partition("@")[2],
        credit=about.credit,
        language=about.language,
    )
    plain, rich = (_part(message, kind) for kind in ("plain", "html"))
    if rich:
        try:
            found = read_html(rich, url, given)
        except SourceError:
            found = None
        if found and len(found.text) > 0.3 * len(plain):
            return found
    text = without_foot(plain)
    if not text:
        raise SourceError(source, "this e-mail has no text")
    return read_text(text, url, given)


def without_foot(text: str) -> str:
    """Return the words of a plain mail without bare links and without what stands below its last article."""
    lines = LINK.sub("", clean(text)).splitlines()
    kept = []
    for place, line in enumerate(lines):
        if FOOT.match(line.strip() if line != "-- " else line):
            if place > len(lines) / 2:
                break
            continue
        kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, KeyError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""
