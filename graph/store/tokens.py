"""The words of a query: its keywords, told from names, variables, strings, IRIs and comments."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"""(?P<skip>\#[^\n\r]*|<[^<>"{}|^`\\\s]*>|\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|[?$]\w+|[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*|@[A-Za-z-]+)
    |(?P<word>[A-Za-z]\w*)|(?P<other>.)""",
    re.X | re.S,
)


def words(sparql: str) -> list[str]:
    """Return the keywords of a query in upper case: not what stands in names, variables, strings, IRIs or comments.

    Their order is that of the text; those that only escapes spell follow.

    >>> words("SELECT * { ?service ex:load 'LOAD' } # SERVICE")
    ['SELECT']
    """
    plain = re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", _character, sparql)
    texts = (sparql, plain) if plain != sparql else (sparql,)
    return [match["word"].upper() for text in texts for match in TOKEN.finditer(text) if match["word"]]


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
