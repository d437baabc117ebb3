"""Readers: the characters of a file, and the language that they are in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources import Reading
from ingest.sources.encoding import decode
from ingest.sources.language import language_of
from tests.papers import BODY, PAGE, one, reason, saved


@pytest.mark.parametrize(
    "charset", ["utf-8", "cp1252", "iso-8859-15", "utf-16", "utf-16-le", "gb18030", "shift_jis", "cp1250", "koi8-r"]
)
def test_declared_encodings_are_believed(tmp_path: Path, charset: str) -> None:
    words = {
        "gb18030": "比亚迪 and 宁德时代",
        "shift_jis": "トヨタ and パナソニック",
        "cp1250": "Škoda in Mladá Boleslav",
        "koi8-r": "АвтоВАЗ",
    }
    body = f"{BODY} {words.get(charset, 'Citroën and Škoda’s “Mégane”')} signed it."
    if charset == "iso-8859-15":
        body = f"{BODY} Citroën signed it."
    article = one(saved(tmp_path, "a.html", PAGE.format(charset=charset, body=body).encode(charset)))
    assert body in article.text


@pytest.mark.parametrize("charset", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "latin-1"])
def test_undeclared_western_encodings_are_guessed(charset: str) -> None:
    text = f"{BODY} Citroën’s Mégane costs £30,000 in München." if charset != "latin-1" else f"{BODY} Citroën, München."
    assert decode((text * 3).encode(charset), "a.txt") == text * 3


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(
        lambda t: t[0] != "\ufeff"
    )
)
def test_utf8_is_never_mistaken(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


def test_other_languages_are_named_and_can_be_allowed(tmp_path: Path) -> None:
    german = (
        "Magna Steyr baut den neuen Geländewagen ab 2027 in Graz. Das teilten die beiden Unternehmen am Dienstag mit. "
        * 3
    )
    path = saved(tmp_path, "g.txt", german)
    assert "German" in reason(path) and "--language de" in reason(path)
    assert one(path, Reading(languages=("en", "de"))).language == "de"
    assert one(path, Reading(languages=())).language == "de"
    assert (
        language_of("BYD, CATL, Gotion High-Tech, CALB, EVE Energy, LG Energy Solution, SK On, Panasonic, Samsung SDI")
        == "en"
    )
