"""Which entities share statements: an index in memory over a store that is open for reading only.

Such a store never changes, so the index needs no care: whoever looks at a newer state opens the store anew. It is built
in the background, about 30 microseconds a statement; until then, and for all other stores, the engine is asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary, ref

from graph import ENTITY, FACTS_GRAPH, STATEMENT, KnowledgeGraph, Store, entity_id_of, shorten

MOST = 4_000_000
"""Statements above which no index is made: it would take more than a worker may have."""

QUERY = f"""SELECT ?st ?s ?o ?n ?status ?r WHERE {{ GRAPH <{FACTS_GRAPH}> {{
  ?st rdf:subject ?s ; rdf:object ?o ; auto:sources ?n ; auto:status ?status ; rdf:predicate ?r }} }}"""

Statement: TypeAlias = tuple[bytes, str, str, int, str, str]
"""Id of a statement, IRIs of subject and object ('' for a value), number of sources, status, relation."""


class Links:
    """Every statement as numbers, sorted so that those of one entity are read in one piece, by subject or by object."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        import numpy as np

        numbers: dict[str, int] = {}
        words: dict[str, int] = {}
        table: list[tuple[int, int, int, int, int]] = []
        names: list[bytes] = []
        for statement, subject, object, sources, status, relation in statements:
            a = numbers.setdefault(subject, len(numbers))
            b = numbers.setdefault(object, len(numbers)) if object else -1
            table.append((a, b, sources, words.setdefault(status, len(words)), words.setdefault(relation, len(words))))
            names.append(statement)
        self._words = words
        self._iris = list(numbers)
        self._number = {entity_id_of(iri): number for iri, number in numbers.items()}
        self._ids = list(self._number)
        self._table: Any = np.array(table, dtype=np.int32).reshape(-1, 5)
        self._names: Any = np.array(names, dtype="S")
        self._order: Any = [np.argsort(self._table[:, end], kind="stable") for end in (0, 1)]
        self._starts: Any = [
            np.searchsorted(self._table[order, end], np.arange(len(numbers) + 1))
            for end, order in zip((0, 1), self._order, strict=True)
        ]

    def _of(self, number: int, end: int) -> Any:
        """Return the statements (places in the table) that have an entity as subject (0) or object (1)."""
        starts = self._starts[end]
        return self._order[end][starts[number] : starts[number + 1]]

    def degree(self, id: str) -> int:
        """Return how many statements name an entity."""
        number = self._number.get(id)
        return 0 if number is None else sum(len(self._of(number, end)) for end in (0, 1))

    def most_connected(self, limit: int, kind: str = "") -> list[str]:
        """Return the entities that the most statements between entities name, most connected first."""
        import numpy as np

        linked = self._table[self._table[:, 1] >= 0]
        counts: Any = np.bincount(linked[:, :2].ravel(), minlength=len(self._ids))
        folder = f"{kind.lower()}/"
        found = [
            (-int(counts[n]), self._iris[n], id) for n, id in enumerate(self._ids) if id.startswith(folder) or not kind
        ]
        return [id for count, _, id in sorted(found)[:limit] if count]

    def ranked(self, id: str) -> list[str]:
        """Return the neighbours of an entity, those that the most independent sources name with it first."""
        number, weight = self._number.get(id, -1), dict[int, int]()
        for end in (0, 1) if number >= 0 else ():
            own = self._table[self._of(number, end)]
            for other, sources in zip(own[:, 1 - end].tolist(), own[:, 2].tolist(), strict=True):
                if other not in (-1, number):
                    weight[other] = weight.get(other, 0) + sources
        return [self._ids[n] for n in sorted(weight, key=lambda n: (-weight[n], self._ids[n]))]

    def between(self, ids: Sequence[str], others: Sequence[str]) -> list[str]:
        """Return the ids of the statements that join one of these entities with another of them or of the others."""
        import numpy as np

        known = np.zeros(len(self._ids) + 1, dtype=bool)  # the last place is that of -1, a value
        known[[self._number[id] for id in (*ids, *others) if id in self._number]] = True
        found: set[int] = set()
        for id in ids:
            for end in (0, 1) if id in self._number else ():
                own = self._of(self._number[id], end)
                found.update(own[known[self._table[own, 1 - end]]].tolist())
        return sorted(self._names[place].decode() for place in found)

    def neighbours(self, ids: Sequence[str], statuses: Sequence[str], relations: Sequence[str]) -> dict[str, set[str]]:
        """Return the entities that share a statement of these statuses and relations (none: any) with each entity."""
        import numpy as np

        wanted = [[self._words.get(word, -1) for word in words] for words in (statuses, relations)]
        found: dict[str, set[str]] = {}
        for id in ids:
            for end in (0, 1) if id in self._number else ():
                own = self._table[self._of(self._number[id], end)]
                for column, codes in zip((3, 4), wanted, strict=True):
                    own = own[np.isin(own[:, column], codes)] if codes else own
                found.setdefault(id, set()).update(self._ids[n] for n in own[:, 1 - end].tolist() if n >= 0)
        return found


def _statements(store: Store, wanted: Callable[[], bool]) -> Iterator[Statement]:
    """Yield all statements; raise CancelledError once there are too many, or nobody needs them any more."""
    answer: Any = store.query(QUERY)
    short: dict[str, str] = {}
    for number, (statement, subject, object, sources, status, relation) in enumerate(answer):
        if number % 1000 == 0 and (number > MOST or not wanted()):
            raise CancelledError
        words = [short.get(one.value) or short.setdefault(one.value, shorten(one.value)) for one in (status, relation)]
        other = object.value if object.value.startswith(ENTITY) else ""
        id = statement.value.removeprefix(STATEMENT).encode()
        yield id, subject.value, other, int(sources.value), words[0], words[1]


class _Building:
    """An index that a thread makes."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.links: Links | None = None
        known = ref(kg)
        arguments = (kg.store, lambda: known() is not None)
        self._thread = threading.Thread(target=self._build, args=arguments, daemon=True)
        self._thread.start()

    def _build(self, store: Store, wanted: Callable[[], bool]) -> None:
        with suppress(CancelledError):
            self.links = Links(_statements(store, wanted))

    def wait(self) -> Links | None:
        """Return the index when it is there."""
        self._thread.join()
        return self.links


_KNOWN: WeakKeyDictionary[KnowledgeGraph, _Building] = WeakKeyDictionary()
_LOCK = threading.Lock()


def links_of(kg: KnowledgeGraph) -> Links | None:
    """Return the index of a graph that is open for reading only; None where there is none, or none yet."""
    building = _building(kg)
    return building.links if building else None


def links_awaited(kg: KnowledgeGraph) -> Links | None:
    """Return the index when it is ready; for what would cost as much without it."""
    building = _building(kg)
    return building.wait() if building else None


def _building(kg: KnowledgeGraph) -> _Building | None:
    if not kg.store.read_only:
        return None
    with _LOCK:
        if kg not in _KNOWN:
            _KNOWN[kg] = _Building(kg)
        return _KNOWN[kg]
