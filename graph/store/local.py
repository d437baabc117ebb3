"""The embedded store: Oxigraph, in memory or in a folder."""

from __future__ import annotations

import errno
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from ..errors import QueryError, StoreError, StoreLockedError
from ..vocabulary import FACTS_GRAPH, PREFIXES
from .mistakes import mistake
from .operations import data
from .protocol import Answer

UPDATES_PER_FLUSH = 1000
"""Updates after which the engine's buffers are written to disk; 300 updates fill some 50 MB."""


class LocalStore:
    """The embedded store: Oxigraph, in memory or in a folder."""

    atomic = True

    def __init__(self, path: str | Path | None = None) -> None:
        self.path = Path(path) if path is not None else None
        self.read_only = self.path is not None and not _writable(self.path)
        """Whether the folder cannot be written; questions are answered all the same."""
        self._store: pyoxigraph.Store | None = _open(self.path, read_only=self.read_only)

    _updates = 0

    @classmethod
    def reading(cls, path: str | Path) -> Self:
        """Open a store only for reading, as it is now, beside a process that may be writing to it."""
        self = cls.__new__(cls)
        self.path, self.read_only = Path(path), True
        self._store = _open(self.path, read_only=True)
        return self

    @property
    def engine(self) -> pyoxigraph.Store:
        """The open engine."""
        if self._store is None:
            raise StoreError(f"the store {self.path or 'in memory'} was closed: open it again")
        return self._store

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL query; the facts graph is the default graph, the project's prefixes are declared."""
        try:
            return self.engine.query(sparql, prefixes=PREFIXES, default_graph=NamedNode(FACTS_GRAPH))
        except SyntaxError as error:
            raise QueryError(mistake(sparql, str(error))) from None

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match; None matches everything."""
        return self.engine.quads_for_pattern(subject, predicate, object, graph)

    def known(self, quads: Collection[Quad]) -> set[Quad]:
        """Return those of the quads that the store holds."""
        return {quad for quad in quads if quad in self.engine}

    def apply(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Remove and add quads in one atomic step: one SPARQL update is one transaction, and so is one `extend`."""
        removed, added = list(removed), list(added)
        if removed:
            update = ";\n".join([*data("DELETE", removed), *data("INSERT", added)])
            self._write(lambda engine: engine.update(update))
        elif added:
            self._write(lambda engine: engine.extend(added))  # no text to write and to parse
        self._flush_now_and_then()

    def _flush_now_and_then(self) -> None:
        """Write the engine's buffers to disk; left alone, they grow beyond a gigabyte in a long run of updates."""
        self._updates += 1
        if self.path is not None and self._updates % UPDATES_PER_FLUSH == 0:
            with suppress(OSError):
                self.engine.flush()

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads fast, not atomically."""
        self._write(lambda engine: engine.bulk_extend(quads))

    def clear(self, graph: NamedNode) -> None:
        """Remove all quads of a graph, atomically."""
        self._write(lambda engine: engine.update(f"CLEAR SILENT GRAPH {graph}"))

    def backup(self, folder: Path) -> None:
        """Copy the store as it is now into a new folder; `LocalStore(folder)` opens the copy."""
        if self.path is None:
            raise StoreError("a store in memory has no backup: export it to a file")
        self._write(lambda engine: engine.backup(str(folder)))

    def _write(self, action: Callable[[pyoxigraph.Store], object]) -> None:
        if self.read_only:
            raise StoreError(
                f"the store {self.path} can only be read: make its folder writable, or use another --store"
            )
        try:
            action(self.engine)
        except OSError as error:
            full = "no space left" in str(error).lower()
            remedy = (
                "; the disk is full: free some space and run the command again, nothing stored is lost" if full else ""
            )
            raise StoreError(f"cannot write to the store {self.path}: {error}{remedy}") from error

    def close(self) -> None:
        """Write everything to disk and release the lock; using the store afterwards is an error."""
        store, self._store = self._store, None
        if store is not None and self.path is not None and not self.read_only:
            # On a full disk this fails too; what was acknowledged is in the write-ahead log all the same.
            with suppress(OSError):
                store.flush()


def _open(path: Path | None, *, read_only: bool) -> pyoxigraph.Store:
    if path is None:
        return pyoxigraph.Store()
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, not a store: name a folder with --store")
    if _strange(path):
        raise StoreError(f"the folder {path} holds other files, not a store: name a new folder with --store")
    try:
        return pyoxigraph.Store.read_only(str(path)) if read_only else pyoxigraph.Store(str(path))
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreLockedError(str(path)) from None
        raise StoreError(f"cannot open the store {path}: {error}") from None
    except RuntimeError as error:  # what the engine says of damaged files
        raise StoreError(f"cannot open the store {path}: {error}; `autokg restore` brings a backup back") from None


def _strange(path: Path) -> bool:
    """Tell whether a folder holds things, but not those that the engine begins a store with."""
    return path.is_dir() and any(path.iterdir()) and not any((path / name).exists() for name in ("CURRENT", "LOCK"))


def _writable(path: Path) -> bool:
    """Tell whether a store in this folder can be written; a folder that is missing can be made."""
    import tempfile

    if not path.exists():
        return True
    try:
        with tempfile.TemporaryFile(dir=path):
            return True
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS)
