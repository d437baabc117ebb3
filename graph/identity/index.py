"""Find entities by name: an index over all labels and aliases that follows every write.

Exact names are looked up in a dict. Misspelt ones go through an inverted index of letter trigrams, whose best
candidates are then compared letter by letter (rapidfuzz).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from pyoxigraph import NamedNode, Quad

from .. import vocabulary as voc
from ..errors import UnknownNameError
from ..model import Entity
from ..names import join_key, name_key, name_tokens, without_legal_form
from ..statements.articles import in_articles
from ..statements.facts import read_entities
from ..store.protocol import Store
from ..terms import ALIAS, FACTS, LABEL, RDF_TYPE, SAME_AS, literal, text_of

CANDIDATES = 120  # names with the most trigrams in common that are compared letter by letter
SHORT = 6  # letters of a name that may share no three in a row with what it is mistyped as
LIKE = 60.0  # likeness (0 to 100) from which a name counts as near


class EntityIndex:
    """Names of the entities of a store; `apply` keeps it in step with the quads that a write adds and removes."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, bool]] = []  # IRI, name, whether it is an alias
        self._live: dict[tuple[str, str, bool], int] = {}
        self._by_key: dict[str, set[int]] = {}
        self._kinds: dict[str, str] = {}
        self._postings: dict[str, array[int]] = {}
        self._sizes = array("I")  # trigrams of each row
        self._grams = 0  # rows that are in the postings

    @classmethod
    def of(cls, store: Store) -> EntityIndex:
        """Read the names of a store."""
        index = cls()
        for predicate in (RDF_TYPE, LABEL, ALIAS):
            index.apply((), store.quads(None, predicate, None, FACTS))
        return index

    def __len__(self) -> int:
        return len(self._live)

    def apply(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Follow a write; quads that name nothing are passed over."""
        for quad in removed:
            if row := _name(quad):
                self._drop(row)
        for quad in added:
            if row := _name(quad):
                self._add(row)
            elif quad.predicate == RDF_TYPE and quad.graph_name == FACTS:
                iri = text_of(quad.subject)
                if iri.startswith(voc.ENTITY):
                    self._kinds[iri] = voc.shorten(text_of(quad.object))

    def _add(self, row: tuple[str, str, bool]) -> None:
        if row not in self._live:
            self._live[row] = number = len(self._rows)
            self._rows.append(row)
            for key in _keys(row[1]):
                self._by_key.setdefault(key, set()).add(number)

    def _drop(self, row: tuple[str, str, bool]) -> None:
        number = self._live.pop(row, None)
        if number is not None:
            for key in _keys(row[1]):
                self._by_key[key].discard(number)

    def labelled(self) -> Iterator[tuple[str, str, str]]:
        """Yield IRI, label and kind of every entity, in the order of the IRIs."""
        for iri, name, alias in sorted(self._live):
            if not alias:
                yield iri, name, self._kinds.get(iri, "")

    def exact(self, name: str, kinds: Sequence[str] = ()) -> list[str]:
        """Return the IRIs of the entities that have this name in some spelling, best first.

        The spelling itself comes before other spellings, labels before aliases, the first kind before later ones.
        """
        wanted = " ".join(name.casefold().split())
        keys = _keys(name)
        found = []
        for place, key in enumerate(keys):
            for number in self._by_key.get(key, ()):
                iri, text, alias = self._rows[number]
                kind = self._kinds.get(iri, "")
                if not kinds or kind in kinds:
                    rank = (text.casefold() != wanted, place, alias, kinds.index(kind) if kinds else 0)
                    found.append((rank, iri))
        return list(dict.fromkeys(iri for _, iri in sorted(found)))

    def near(self, name: str, *, kinds: Sequence[str] = (), limit: int = 5) -> list[tuple[float, str, str]]:
        """Return likeness (0 to 100), IRI and name of the entities whose names are like this one, best first."""
        from rapidfuzz import fuzz

        key = name_key(name)
        best: dict[str, tuple[float, str, str]] = {}
        for number in self._candidates(key):
            iri, text, alias = self._rows[number]
            if self._live.get((iri, text, alias)) != number or (kinds and self._kinds.get(iri) not in kinds):
                continue
            other = name_key(text)
            likeness = fuzz.ratio(key, other)
            if other.startswith(key) and len(key) > 1:
                likeness = max(likeness, 75.0 + 25.0 * len(key) / len(other))
            likeness -= 0.1 * alias
            if likeness >= LIKE and likeness > best.get(iri, (0.0,))[0]:
                best[iri] = likeness, iri, text
        return sorted(best.values(), key=lambda found: (-found[0], found[1]))[:limit]

    def _candidates(self, key: str) -> list[int]:
        """Return the rows that share the largest part of their trigrams with a key."""
        import numpy as np

        self._fill()
        grams = _trigrams(key)
        lists = [np.frombuffer(found, np.uint32) for gram in grams if (found := self._postings.get(gram))]
        if not lists:
            return []
        common: Any = np.bincount(np.concatenate(lists), minlength=len(self._rows))
        rows = np.nonzero(common)[0]
        sizes = np.frombuffer(self._sizes, np.uint32)[rows]
        shared = common[rows]
        score = shared / (len(grams) + sizes - shared) + 0.5 * shared / len(grams)
        if len(rows) > CANDIDATES:
            rows = rows[np.argpartition(-score, CANDIDATES)[:CANDIDATES]]
        return [int(row) for row in rows]

    def _fill(self) -> None:
        """Bring the trigrams up to the rows that came since the last search for a misspelt name."""
        for number in range(self._grams, len(self._rows)):
            grams = _trigrams(name_key(self._rows[number][1]))
            self._sizes.append(len(grams))
            for gram in grams:
                self._postings.setdefault(gram, array("I")).append(number)
        self._grams = len(self._rows)


def _name(quad: Quad) -> tuple[str, str, bool] | None:
    """Return the row of a quad that gives an entity a name."""
    if quad.predicate not in (LABEL, ALIAS) or quad.graph_name != FACTS:
        return None
    return text_of(quad.subject), text_of(quad.object), quad.predicate == ALIAS


def _keys(name: str) -> list[str]:
    """Return the key of a name and, where it ends in a legal form, that of the name without it."""
    tokens = name_tokens(name)
    key, short = join_key(tokens), join_key(without_legal_form(tokens))
    return [key, short] if short and short != key else [key]


def _trigrams(key: str) -> set[str]:
    """Return what likely names share: groups of three letters, of a short name also its letters in any order."""
    padded = f"^{key}$"
    grams = {padded[i : i + 3] for i in range(len(padded) - 2)} or {padded}
    return grams | {"".join(sorted(key))} if 3 < len(key) <= SHORT else grams  # "frod" and "ford" share no other


def find(store: Store, names: Callable[[], EntityIndex], name: str, kinds: Sequence[str] = ()) -> Entity:
    """Return the one entity of these kinds that has this name or id, or raise UnknownNameError with near names.

    The exact name is asked of the store; only another spelling needs the index.
    """
    iri = voc.entity_iri(name)
    if "/" in name and (found := _read(store, iri)):
        return found
    if literally := bearers(store, name, kinds):
        return min(literally, key=lambda e: (e.label != name, kinds.index(e.kind) if kinds else 0, e.id))
    for iri in names().exact(name, kinds):
        if found := _read(store, iri):
            return found
    raise UnknownNameError(name, kinds, tuple(text for _, _, text in names().near(name, kinds=kinds)))


def bearers(store: Store, name: str, kinds: Sequence[str] = (), *, without: str = "") -> list[Entity]:
    """Return the entities that have exactly this label or alias; asked of the store, which needs no index for it.

    What only the article of the id `without` calls so is left out.
    """
    iris = _named(store, name)
    if without:
        iris = [iri for iri in iris if _is_told_elsewhere(store, iri, name, voc.article_graph(without))]
    return [e for e in map(partial(_read, store), iris) if e and (not kinds or e.kind in kinds)]


def _is_told_elsewhere(store: Store, iri: str, name: str, own: str) -> bool:
    """Tell whether an article with another graph than this one calls the entity so."""
    told = (quad for p in (LABEL, ALIAS) for quad in in_articles(store, p, literal(name), subject=NamedNode(iri)))
    return any(text_of(quad.graph_name) != own for quad in told)


def _named(store: Store, name: str) -> list[str]:
    """Return the IRIs of what has exactly this label or alias."""
    found = (quad for p in (LABEL, ALIAS) for quad in store.quads(None, p, literal(name), FACTS))
    return list(dict.fromkeys(text_of(quad.subject) for quad in found))


def search(
    store: Store, index: EntityIndex, name: str, *, kinds: Sequence[str] = (), limit: int = 10
) -> Iterator[Entity]:
    """Yield the entities whose names are this one or like it, best first."""
    exact = index.exact(name, kinds)
    near = [iri for _, iri, _ in index.near(name, kinds=kinds, limit=limit + len(exact))]
    for iri in list(dict.fromkeys((*exact, *near)))[:limit]:
        if found := _read(store, iri):
            yield found


def _read(store: Store, iri: str) -> Entity | None:
    node = NamedNode(iri)
    described = (q for p in (RDF_TYPE, LABEL, ALIAS, SAME_AS) for q in store.quads(node, p, None, FACTS))
    return next(iter(read_entities(described)), None)
