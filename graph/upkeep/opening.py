"""Make a store ready for use when it is opened: write its settings, migrate it, mend what was cut off."""

from __future__ import annotations

from ..errors import StoreError
from ..statements.articles import article_ids
from ..store.protocol import Store
from .migrations import migrate
from .rebuilding import drop_cut_off
from .settings import FORMAT, Settings, read_settings, write_settings


def settled(store: Store) -> Settings:
    """Return the settings of a store that is ready for use: written, migrated, mended."""
    settings = read_settings(store)
    if settings and settings.format == FORMAT and not settings.pending:
        return settings
    empty = settings is None and next(article_ids(store), None) is None
    if store.read_only:
        if empty or settings is None or settings.format != FORMAT:
            raise StoreError("this store has to be brought up to date first: make its folder writable once")
        return settings
    if empty:
        write_settings(store, Settings())
    elif settings is None or settings.format != FORMAT:
        migrate(store, settings or Settings())
    else:
        drop_cut_off(store, settings)
    return read_settings(store) or Settings()
