"""The store as other libraries see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import StoreError
from ..store.local import LocalStore
from ..vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

    from ..store.protocol import Store


def as_rdflib(store: Store) -> Dataset:
    """Return an rdflib Dataset over an embedded store, its default graph the union of all graphs.

    The data is shared, not copied; what rdflib writes goes past the statements' bookkeeping, so read only.
    """
    if not isinstance(store, LocalStore):
        raise StoreError("as_rdflib() needs an embedded store: for a remote engine use rdflib's SPARQLStore on its URL")
    import oxrdflib
    import rdflib

    dataset = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=store.engine), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    return dataset
