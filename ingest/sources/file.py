"""Files: plain text, Markdown and HTML, with their encoding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graph import Article, SourceError

from .html import read_html
from .text import read_text

LARGEST = 5_000_000
"""Bytes; a news article has some thousand, so that a larger file is a dump or a mistake."""

Reader = Callable[[str, str], Article]
ENDINGS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".text": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}


def read_file(path: Path) -> Article:
    """Return the article in a file, or raise SourceError."""
    data = _bytes(path)
    if not data.strip():
        raise SourceError(str(path), "the file is empty")
    text = decode(data, str(path))
    reader = ENDINGS.get(path.suffix.lower()) or (read_html if _looks_like_html(text) else read_text)
    return reader(text, path.resolve().as_uri())


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise SourceError(str(path), "this is a folder")
        if size > LARGEST:
            raise SourceError(str(path), f"{size / 1e6:.0f} MB is too large for one article: split it (at most 5 MB)")
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(str(path), "no such file or folder") from None
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror}") from None


def decode(data: bytes, source: str) -> str:
    """Return the characters of a file: UTF-8 or UTF-16 by its mark, UTF-8 if valid, else the best guess."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").lstrip("\ufeff")
    if b"\x00" in data:
        raise SourceError(source, "this is a binary file, not text or HTML")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        guess = from_bytes(data).best()
    if guess is None:
        raise SourceError(source, "neither text nor HTML: no text encoding fits")
    return str(guess)


def _looks_like_html(text: str) -> bool:
    return text.lstrip()[:1] == "<" and "</" in text
