"""Pairs of entities that may be one: nearly the same name, no other model code, and nobody judged them yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set

from .. import vocabulary as voc
from ..model import Entity
from ..names import name_tokens
from .index import EntityIndex
from .judgements import Judgement

LIKE = 90.0  # likeness of names (0 to 100) from which two entities may be one


def likely_pairs(
    names: EntityIndex,
    judgements: Iterable[Judgement],
    find: Callable[[str], Entity],
    limit: int,
    *,
    among: Iterable[str] = (),
) -> list[tuple[float, Entity, Entity]]:
    """Return pairs of entities that may be one by their names and that nobody judged yet, likeliest first.

    With `among` (ids), one of the two is one of these.
    """
    known = {frozenset((one.kept.id, one.merged.id)) for one in judgements}
    wanted = {voc.entity_iri(id) for id in among}
    pairs = sorted(likely_same(names, known, limit, among=wanted), key=lambda pair: (-pair[0], pair[1:]))
    return [(like, find(voc.entity_id_of(a)), find(voc.entity_id_of(b))) for like, a, b in pairs]


def likely_same(
    index: EntityIndex, judged: set[frozenset[str]], limit: int, *, among: Set[str] = frozenset()
) -> Iterator[tuple[float, str, str]]:
    """Yield pairs of entities of one kind with nearly the same name (likeness, IRI, IRI) that nobody judged yet."""
    seen = set(judged)
    count = 0
    for iri, name, kind in index.labelled():
        if among and iri not in among:
            continue
        for likeness, other, text in index.near(name, kinds=[kind], limit=4):
            pair = frozenset((voc.entity_id_of(iri), voc.entity_id_of(other)))
            if other != iri and likeness >= LIKE and pair not in seen and _code(name) == _code(text):
                seen.add(pair)
                yield likeness, iri, other
                count += 1
                if count >= limit:
                    return


def _code(name: str) -> tuple[str, ...]:
    """Return what tells models of one maker apart, which are never confused: digits and single letters.

    >>> _code("Model S"), _code("Audi Q4 e-tron")
    (('s',), ('q', '4', 'e'))
    """
    return tuple(token for token in name_tokens(name) if token.isdigit() or len(token) == 1)
