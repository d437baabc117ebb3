"""autokg: car-industry articles in, a knowledge graph with sources out.

Each public name is loaded on first use, so that `import autokg` is free.

>>> from autokg import KnowledgeGraph
>>> kg = KnowledgeGraph()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph import Article, AutokgError, Entity, Evidence, Fact, KnowledgeGraph, Statement, Value
    from ingest import Report, extract, ingest
    from queries import Answer, ask, explore

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Article",
    "AutokgError",
    "Entity",
    "Evidence",
    "Fact",
    "KnowledgeGraph",
    "Report",
    "Statement",
    "Value",
    "ask",
    "explore",
    "extract",
    "ingest",
]

_HOME = {
    "ingest": ("Report", "extract", "ingest"),  # the functions; the package of that name is `import ingest`
    "queries": ("Answer", "ask", "explore"),
    "graph": __all__,
}


def __getattr__(name: str) -> Any:
    for package, names in _HOME.items():
        if name in names:
            return getattr(import_module(package), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
