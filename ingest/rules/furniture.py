"""What of a page is not the article: menus, link lists, consent notes, comment forms, author notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..annotation import Part

TAIL = 0.4
"""Share of a text behind which an end mark or an author's note can stand; before it they are part of a story."""

_LINE = re.compile(
    r"^\W*(skip to|sign in|log ?in|subscribe|share (this|on)|follow us|read (more|next|also)|related\b|more from|"
    r"more on|most read|trending|also read|you may also|recommended|advertisement|sponsored|cookies?\b|we use cookies|"
    r"accept all|privacy|terms of|all rights|copyright|©|\(c\)|comments?\b|leave a (reply|comment)|tags?:|filed under|"
    r"source link|photo:|image:|click here|newsletter|sign up|print this|home\s*[>|›»]|menu\b|search\b|do not sell|"
    r"download (the )?(app|pdf)|click to share|save my name)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(this (web)?site|we and our partners|our partners) uses? cookies|your email address will not be published|"
    r"required fields are marked|by (clicking|continuing|subscribing),? you (agree|accept)|"
    r"notify me of (new|follow-up)|all rights reserved|unauthori[sz]ed (use|reproduction)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^\W*(more from|more on|related|read (more|next|also)|most read|trending|also read|you may also|recommended|"
    r"top stories|latest (news|stories)|popular|around the web|comments?\b)[^.!?]*$",
    re.IGNORECASE,
)
_END = re.compile(
    r"^\W*(source link|leave a (reply|comment)|post a comment|back to top|about the author|your email address will not|"
    r"post navigation|(previous|next) (post|article)|post views)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"^(?:[A-Z][\w.'-]+ ){1,4}(?:is|was) (?:an?|the|our) .{0,60}\b(?:editor|reporter|journalist|writer|correspondent|"
    r"contributor|blogger|columnist)\b|^(?:He|She|They|The author) (?:has|have|covers?|writes?|joined)\b.{0,80}\b"
    r"(?:experience (?:in|as|writing|covering)|writ(?:es?|ing) (?:about|for)|(?:this|our) (?:site|website|blog))\b"
)


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
)


def parts(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Part]:
    """Yield what each paragraph of a text is; the first that is not furniture is the title."""
    listing = ended = titled = False
    last_end = 0
    for start, end in paragraphs:
        line, gap, late = text[start:end], text.count("\n", last_end, start), start >= TAIL * len(text)
        last_end = end
        listing = (listing and gap <= 1 and len(line) <= 140) or bool(_LIST.match(line))
        ended = ended or (late and bool(_END.match(line)))
        if listing or ended or is_furniture(line) or (late and bool(_AUTHOR.match(line))):
            yield "furniture"
        else:
            yield "text" if titled else "title"
            titled = True


def is_furniture(line: str) -> bool:
    """Tell whether a line alone shows that it belongs to the page.

    >>> is_furniture("Home | Cars | Sign in"), is_furniture("Source link"), is_furniture("Ford shares rose.")
    (True, True, False)
    """
    if is_dateline(line):
        return True
    separators = sum(line.count(c) for c in "|·•›»")
    short = len(line) < 200 and not line.rstrip().endswith((".", "!", "?"))
    return (separators >= 2 and len(line) < 400) or (short and bool(_LINE.match(line))) or bool(_NOTICE.search(line))


def is_dateline(line: str) -> bool:
    """Tell whether a line is only the date and the outlet or writer of the article.

    >>> is_dateline("2 March 2026 | Motor Ledger"), is_dateline("By Jo Doe, March 2, 2026")
    (True, True)
    >>> is_dateline("Ford opened its plant on March 2, 2026.")
    False
    """
    found = _DATE.search(line)
    if not found or len(line) > 90 or line.rstrip().endswith((".", "!", "?")):
        return False
    rest = (line[: found.start()] + line[found.end() :]).strip()
    return len(rest.split()) <= 6 and (not rest or bool(re.match(r"^\W|^(?:By|Posted|Published|Updated)\b", rest)))
