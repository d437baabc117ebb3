"""Files that hold an article in one form or another, for the tests of the readers, and what reading them gives."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from graph import Article
from ingest.sources import Reading, Skip, read

BODY = (
    "Magna Steyr will assemble the Nordfjord N4 in Graz from the autumn of 2027, the two companies said on Tuesday. "
    "The contract covers 60,000 cars a year, and Bosch delivers the electric motors for both axles."
)
PAGE = (
    "<html lang='en'><head><title>Nordfjord picks Graz</title><meta charset='{charset}'></head><body><nav><a href='/'>"
    "Home</a></nav><article><h1>Nordfjord picks Graz</h1><p>{body}</p><p>{body} Again.</p></article></body></html>"
)

ENGLISH = Reading()


def one(path: Path, reading: Reading = ENGLISH) -> Article:
    (article,) = read([path], reading)
    assert isinstance(article, Article), article
    return article


def reason(path: Path) -> str:
    (skip,) = read([path])
    assert isinstance(skip, Skip), skip
    assert "\n" not in skip.reason
    return skip.reason


def saved(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
