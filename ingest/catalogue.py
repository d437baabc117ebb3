"""The catalogue of known companies, vehicles, people, places ...: entries, their names, files of users."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from graph import CatalogueError, Entity, entity_id, name_key, name_tokens, ontology

from .derivation import bare_names

CATALOGUE = Path(__file__).with_name("catalogue.jsonl")
VARIABLE = "AUTOKG_CATALOGUE"
FORBIDDEN = Path(__file__).with_name("forbidden.jsonl")

Form: TypeAlias = Literal["label", "alias", "badged", "derived", "surname"]
"""How a name belongs to its entry; `derived` names lack the maker ("EV6"), `surname` is a person's last name.

The catalogue has no `badged` ones: that is what those without the maker are in a text, right behind their maker's name.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the catalogue knows; `parent` is the id of its owner, maker, operator, employer or region.

    `ambiguous` lists names of the entry that also mean something else, `context` words that speak for this meaning,
    `renderings` what clumsy translation makes of its name ("Zero Run").
    """

    id: str
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    parent: str = ""
    country: str = ""
    city: str = ""
    type: str = ""
    role: str = ""
    since: str = ""
    ended: str = ""
    founded: str = ""
    ticker: str = ""
    same_as: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    renderings: tuple[str, ...] = ()

    @property
    def entity(self) -> Entity:
        """The entry as the graph knows it."""
        return Entity(self.id, self.kind, self.label, self.aliases, self.same_as)


_LISTS = frozenset(("aliases", "same_as", "ambiguous", "context", "renderings"))
_FIELDS = frozenset(f.name for f in fields(Entry))


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Entries by id and by the keys of their names, and the pairs that are never one thing."""

    entries: Mapping[str, Entry]
    names: Mapping[str, tuple[tuple[Entry, Form], ...]]
    forbidden: frozenset[frozenset[str]] = field(default=frozenset())

    def named(self, name: str) -> tuple[tuple[Entry, Form], ...]:
        """Return the entries that have this name in any spelling, and how they have it."""
        return self.names.get(name_key(name), ())

    def are_distinct(self, a: str, b: str) -> bool:
        """Tell whether two ids are known to be different things."""
        return frozenset((a, b)) in self.forbidden or (a in self.entries and b in self.entries)


def load_catalogue(files: tuple[Path, ...] = ()) -> Catalogue:
    """Return the shipped catalogue, extended by files of users; CatalogueError where a line breaks the format.

    The files that the environment variable AUTOKG_CATALOGUE names come first, so that worker processes know them.
    """
    named = (Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name)
    return _load((*named, *files))


@cache
def _load(files: tuple[Path, ...]) -> Catalogue:
    entries = {entry.id: entry for entry in read_entries(CATALOGUE)}
    for file in files:
        for entry in read_entries(file):
            known = entries.get(entry.id)
            entries[entry.id] = _extended(known, entry) if known else entry
    if files:
        entries = {id: _with_parent(entry, entries) for id, entry in entries.items()}
    pairs = (json.loads(line) for line in FORBIDDEN.read_text(encoding="utf-8").splitlines())
    return Catalogue(entries, _index(entries), frozenset(map(frozenset, pairs)))


def are_distinct(a: str, b: str) -> bool:
    """Tell whether the shipped catalogue knows two entity ids as different things."""
    return load_catalogue().are_distinct(a, b)


def read_entries(file: Path) -> Iterator[Entry]:
    """Yield the entries of a JSONL or CSV file; a row needs `kind` and `label`, lists in CSV are cut at `;`."""
    if not file.is_file():
        raise CatalogueError(str(file), None, "no such file")
    try:
        for number, row in _rows(file):
            yield _entry(row, file, number)
    except OSError as error:
        raise CatalogueError(str(file), None, f"cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError(str(file), None, f"not a table or lines of JSON in UTF-8: {error}") from None


def _rows(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        if file.suffix.lower() == ".csv":
            reader = csv.DictReader(lines)
            for row in reader:
                if any(row.get(None) or ()):
                    reason = (
                        'more cells than columns: set lists in one cell, cut at ";", and text with commas in quotes'
                    )
                    raise CatalogueError(str(file), reader.line_num, reason)
                yield reader.line_num, {k: v for k, v in row.items() if k and v}
            return
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise CatalogueError(str(file), number, f"not JSON: {error}") from error
            if not isinstance(row, dict):
                raise CatalogueError(str(file), number, "an entry is a JSON object")
            yield number, {k: v for k, v in row.items() if v is not None}


def _entry(row: dict[str, Any], file: Path, number: int) -> Entry:
    unknown = row.keys() - _FIELDS
    if unknown:
        known = ", ".join(sorted(_FIELDS))
        raise CatalogueError(str(file), number, f"unknown field {min(unknown)!r}; known: {known}")
    for name, value in row.items():
        if not _fits(name, value):
            wanted = "a text or a list of texts" if name in _LISTS else "a text"
            raise CatalogueError(str(file), number, f"{name!r} must be {wanted}, but is {json.dumps(value)}")
    kind, label = row.get("kind", ""), row.get("label", "")
    if kind not in ontology().kinds or not name_key(label):
        wrong = f"unknown kind {kind!r}" if kind not in ontology().kinds else "an entry needs a label"
        raise CatalogueError(str(file), number, f"{wrong}; kinds: {', '.join(ontology().kinds)}")
    for name in row.keys() & _LISTS:
        value = row[name]
        items = value.split(";") if isinstance(value, str) else value
        row[name] = tuple(item for item in map(str.strip, items) if item)
    row.setdefault("id", entity_id(kind, label))
    return Entry(**row)


def _fits(name: str, value: Any) -> bool:
    if name in _LISTS and isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str)


def _extended(known: Entry, entry: Entry) -> Entry:
    """Return a known entry with what a user's line adds or changes."""
    given: dict[str, Any] = {name: getattr(entry, name) for name in _FIELDS - _LISTS if getattr(entry, name)}
    lists: dict[str, Any] = {
        name: tuple(dict.fromkeys((*getattr(known, name), *getattr(entry, name)))) for name in _LISTS
    }
    renamed = (known.label,) if entry.label != known.label else ()
    return replace(known, **given, **{**lists, "aliases": (*renamed, *lists["aliases"])})


def _with_parent(entry: Entry, entries: Mapping[str, Entry]) -> Entry:
    """Return the entry with its parent as an id where a user's file gives a label."""
    if not entry.parent or entry.parent in entries:
        return entry
    ids = (entity_id(kind, entry.parent) for kind in ("Company", "Place", "Organization", "Government"))
    return replace(entry, parent=next((id for id in ids if id in entries), ""))


def _index(entries: Mapping[str, Entry]) -> dict[str, tuple[tuple[Entry, Form], ...]]:
    found: dict[str, tuple[tuple[Entry, Form], ...]] = {}
    for key, entry, form in _names(entries):
        there = found.get(key)
        if there is None:
            found[key] = ((entry, form),)
        elif all(entry is not other for other, _ in there):
            found[key] = (*there, (entry, form))
    return found


def _names(entries: Mapping[str, Entry]) -> Iterable[tuple[str, Entry, Form]]:
    everything = entries.values()
    for entry in everything:
        yield name_key(entry.label), entry, "label"
    for entry in everything:
        for alias in entry.aliases:
            yield name_key(alias), entry, "alias"
    for entry in everything:
        maker = entries.get(entry.parent)
        if maker and entry.kind in ("Vehicle", "Component", "Platform"):
            for bare in bare_names((entry.label, *entry.aliases), (maker.label, *maker.aliases)):
                yield name_key(bare), entry, "derived"
        elif entry.kind == "Person":
            yield name_tokens(entry.label)[-1], entry, "surname"
