"""Bytes -> characters: by mark, by declaration, by validity, and only then by a guess."""

from __future__ import annotations

import codecs
import re

from graph import SourceError

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
META = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
BROWSERS = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
"""What browsers read a declared encoding as, because it is what pages mean (WHATWG Encoding)."""
WESTERN = frozenset("“”‘’‚„–—…•™€‰‹› ¡£¥§©«®°±²³´µ¶·¸¹º»¼½¾¿ÄÅÆÇÉÍÑÓÖØÚÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŠšŽž×")
"""What western text holds beyond ASCII; other characters mean that the bytes are not Windows-1252."""
MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"RIFF", b"\xd0\xcf\x11\xe0", b"OggS", b"ID3", b"SQLite")
CONTROL = bytes(code for code in range(1, 32) if code not in (9, 10, 12, 13, 27))
"""Bytes that texts in one-byte encodings and UTF-8 do not hold."""
SAMPLE = 100_000
"""Bytes that a guess looks at."""


def decode(data: bytes, source: str, declared: str = "") -> str:
    """Return the characters of a document, or raise SourceError if it is no text."""
    return data.decode(charset_of(data, source, declared), errors="replace")


def charset_of(data: bytes, source: str, declared: str = "") -> str:
    """Return the name of the encoding of a text, or raise SourceError if it is none."""
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return name
    if wide := _wide(data):
        return wide
    if data.startswith(MAGIC) or b"\x00" in data or _noise(data):
        raise SourceError(source, "this is a binary file, not text or HTML")
    meta = META.search(data[:4096])
    for name in ("utf-8", declared, meta[1].decode("ascii") if meta else "", "cp1252"):
        if codec := _fitting(data, name):
            return codec
    return _guess(data, source)


def _wide(data: bytes) -> str:
    """Return the name of UTF-16 without a mark, by the zeros in every other byte of ASCII letters."""
    head = data[:2000]
    if len(head) >= 4 and head.count(0) > 0.3 * len(head):
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if min(even, odd) == 0:
            return "utf-16-le" if odd else "utf-16-be"
    return ""


def _noise(data: bytes) -> bool:
    head = data[:SAMPLE]
    return len(head) - len(head.translate(None, CONTROL)) > 0.02 * len(head) + 2


def _fitting(data: bytes, name: str) -> str:
    """Return the codec that browsers use for a declared encoding, or '' where the bytes do not fit it."""
    try:
        codec = codecs.lookup(name).name if name else ""
        codec = BROWSERS.get(codec, codec)
        text = data.decode(codec) if codec else ""
    except (LookupError, UnicodeDecodeError, ValueError):
        return ""
    return codec if codec != "cp1252" or _reads_as_western(text) else ""


def _reads_as_western(text: str) -> bool:
    """Tell whether all beyond ASCII is western and rare enough for a language written in Latin letters."""
    beyond = [character for character in text if character > "\x7f"]
    return len(beyond) <= 0.15 * len(text) and sum(character not in WESTERN for character in beyond) <= len(beyond) / 50


def _guess(data: bytes, source: str) -> str:
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:SAMPLE]).best()
    if guess is None:
        raise SourceError(source, "neither text nor HTML: no text encoding fits")
    return str(guess.encoding)
