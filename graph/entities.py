"""Find the entities of a store by name, alias or id."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from . import vocabulary as voc
from .aggregation import FACTS
from .errors import UnknownNameError
from .model import Entity
from .statements import read_entities
from .store import Store
from .terms import ALIAS, LABEL, RDF_TYPE, node_of, text_of


def find(store: Store, name: str, kinds: Sequence[str] = ()) -> Entity:
    """Return the one entity of these kinds that has this name, or raise QueryError with near names.

    Exact labels win over aliases, and the first of `kinds` over the later ones.
    """
    names = _names(store, kinds)
    wanted = " ".join(name.casefold().split())
    found = sorted((rank, node.value) for label, rank, node in names if label.casefold() == wanted)
    direct = [node for _, _, node in names if node.value == voc.entity_iri(name)]
    if not found and not direct:
        raise UnknownNameError(name, kinds, _near(wanted, names))
    node = direct[0] if direct else NamedNode(found[0][1])
    described = (quad for predicate in (RDF_TYPE, LABEL, ALIAS) for quad in store.quads(node, predicate, None, FACTS))
    return next(iter(read_entities(described)))


def _names(store: Store, kinds: Sequence[str]) -> list[tuple[str, tuple[int, int], NamedNode]]:
    """Return every label and alias with its rank (alias or not, place of its kind) and node."""
    order = {voc.term(kind): place for place, kind in enumerate(kinds)}
    kind_of = {q.subject: text_of(q.object) for q in store.quads(None, RDF_TYPE, None, FACTS)}
    names = []
    for predicate in (LABEL, ALIAS):
        for quad in store.quads(None, predicate, None, FACTS):
            kind = kind_of.get(quad.subject, "")
            if not kinds or kind in order:
                rank = (int(predicate == ALIAS), order.get(kind, 0))
                names.append((text_of(quad.object), rank, node_of(quad.subject)))
    return names


def _near(wanted: str, names: list[tuple[str, tuple[int, int], NamedNode]]) -> tuple[str, ...]:
    from rapidfuzz import process

    labels = sorted({label for label, _, _ in names})
    return tuple(label for label, _, _ in process.extract(wanted, labels, limit=5, score_cutoff=60))
