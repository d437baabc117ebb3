"""Backups of an embedded store: a copy with the digests of its files, restored whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from ..errors import StoreError, StoreLockedError
from .local import LocalStore

DIGESTS = "autokg-backup.json"
"""File in a backup with the SHA-256 of each data file; the engine never changes one of these, it only adds others."""


def back_up(store: LocalStore, folder: Path) -> None:
    """Copy the store as it is now into a new folder."""
    refuse_taken(folder)
    store.backup(folder)
    digests = {file.name: _digest(file) for file in sorted(folder.glob("*.sst"))}
    (folder / DIGESTS).write_text(json.dumps(digests, indent=1), encoding="utf-8")


def restore(folder: Path, place: Path) -> None:
    """Make a store from a backup in a folder that is not there yet: all of it, after its files proved whole, or none.

    The copy is made in a hidden folder beside it, `.NAME-*`; one that was cut off stays there, and may be deleted.
    """
    if not folder.is_dir():
        raise StoreError(f"there is no backup at {folder}")
    refuse_taken(place)
    _refuse_in_use(folder)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent, ignore_cleanup_errors=True) as beside:
            copy = Path(beside) / "store"
            shutil.copytree(folder, copy)
            _refuse_damaged(folder, copy)
            LocalStore(copy).close()
            (copy / DIGESTS).unlink(missing_ok=True)
            copy.rename(place)
    except OSError as error:
        raise StoreError(f"cannot restore {folder} to {place}: {error}") from None


def refuse_taken(folder: Path) -> None:
    """Raise StoreError where something is at a place that a copy is to take."""
    if folder.exists():
        raise StoreError(f"{folder} is there already: name a folder that is not, or move it away")


def _refuse_in_use(folder: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: the engine's files cannot be copied while it has them open
        return
    lock = folder / "LOCK"
    if lock.exists():
        with lock.open("r+b") as file:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise StoreLockedError(str(folder)) from None


def _refuse_damaged(folder: Path, copy: Path) -> None:
    """Raise StoreError where the copy of a backup lacks a file or has another one; old backups have no digests."""
    if not (copy / DIGESTS).exists():
        return
    try:
        digests = json.loads((copy / DIGESTS).read_text(encoding="utf-8"))
    except ValueError:
        raise StoreError(f"the backup {folder} is damaged: {DIGESTS} cannot be read") from None
    for name, digest in digests.items():
        if not (copy / name).exists() or _digest(copy / name) != digest:
            raise StoreError(
                f"the backup {folder} is damaged, or was written to since it was made: {name} is not as it was; "
                "take another backup, or export what can still be read with `autokg --store FOLDER export all.nq`"
            )


def _digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
