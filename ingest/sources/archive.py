"""Zip and tar archives: every readable file in them, in the archive's order."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import PurePosixPath

from .form import ENDINGS, OFFICE
from .item import Skip
from .stream import DAMAGE, Members, Opened, seekable


def zip_members(opened: Opened) -> Members:
    """Yield the readable files of a zip archive."""
    try:
        archive = zipfile.ZipFile(seekable(opened))
    except DAMAGE as error:
        yield Skip(opened.name, f"a damaged zip archive: {error}")
        return
    for member in archive.infolist():
        if member.is_dir() or not is_readable(member.filename):
            continue
        try:
            if member.flag_bits & 0x1:
                raise NotImplementedError("encrypted: unpack it first")
            stream = archive.open(member)
        except (*DAMAGE, NotImplementedError) as error:
            yield Skip(f"{opened.name}/{member.filename}", str(error))
            continue
        with stream:
            yield opened.inside(member.filename, stream)


def tar_members(opened: Opened) -> Members:
    """Yield the readable files of a tar archive, packed or not."""
    try:
        with tarfile.open(fileobj=opened.stream, mode="r|*") as archive:
            for member in archive:
                if member.isfile() and is_readable(member.name) and (stream := archive.extractfile(member)):
                    yield opened.inside(member.name, stream)
    except DAMAGE as error:
        yield Skip(opened.name, f"a damaged tar archive, read up to the damage: {error}")


def is_readable(name: str) -> bool:
    """Tell whether a file of a folder or archive is read, or told of as one that is not, by its name.

    >>> is_readable("news/a.html"), is_readable("b.jsonl.gz"), is_readable("logo.png"), is_readable("__MACOSX/a.txt")
    (True, True, False, False)
    """
    path = PurePosixPath(name.lower())
    ending = PurePosixPath(path.stem).suffix if path.suffix in (".gz", ".bz2", ".xz") else path.suffix
    return (ending in ENDINGS or ending in OFFICE) and not any(
        part.startswith((".", "__macosx")) for part in path.parts
    )
