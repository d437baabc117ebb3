"""The knowledge graph: articles and facts go in, statements come out."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pyoxigraph import NamedNode, Quad

from . import vocabulary as voc
from .aggregation import FACTS, PLAIN_CONFIDENCE
from .articles import article_quads, read_article
from .entities import EntityIndex, find, search
from .errors import StoreError
from .exchange import export
from .model import Article, Entity, Fact
from .rows import Rows
from .statements import read_facts
from .store import LocalStore, Store
from .terms import LABEL, RDF_TYPE, auto, literal, text_of
from .updates import Change, updated

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Dataset


class KnowledgeGraph:
    """A graph of statements with their evidence, kept in a store.

    The facts graph is a function of the article graphs: every write replaces one article's graph and recomputes
    just the statements and entities that the old or the new version of the article names, in one atomic step.
    """

    def __init__(self, store: Store | None = None) -> None:
        self.store: Store = store or LocalStore()
        self.plain_confidence = PLAIN_CONFIDENCE
        self._lock = threading.RLock()
        self._index: EntityIndex | None = None

    @classmethod
    def open(cls, place: str | Path | None = None) -> Self:
        """Open the store in a folder (created if missing), or one in memory when no place is given."""
        return cls(LocalStore(place))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the store."""
        self.store.close()

    # ------------------------------------------------------------ writing

    def add(self, article: Article, facts: Iterable[Fact]) -> Change:
        """Store an article with its facts, replacing an earlier version; the same again changes nothing.

        Earlier is what has the same id, or the same URL under another id.
        """
        gone = {article.id, *self._ids_of_url(article.url)}
        return self._replace(gone, article, article_quads(article, facts))

    def remove(self, name: str) -> Change:
        """Retract an article by id or URL; statements live on while other evidence is left."""
        id = self.article_id(name)
        if id is None:
            raise StoreError(f"no article {name!r} in the store: give its id or URL, as `autokg articles` lists them")
        return self._replace({id}, None, set())

    def _ids_of_url(self, url: str) -> set[str]:
        if not url:
            return set()
        found = self.store.quads(None, NamedNode(voc.expand("schema:url")), literal(url))
        return {voc.article_id(text_of(quad.subject)) for quad in found}

    def _replace(self, gone: set[str], new: Article | None, quads: set[Quad]) -> Change:
        with self._lock:
            update = updated(self.store, gone, new, quads, plain_confidence=self.plain_confidence)
            self.store.apply(update.removed, update.added)
            if self._index is not None:
                self._index.apply(update.removed, update.added)
            return update.change

    # ------------------------------------------------------------ reading

    def article_id(self, name: str) -> str | None:
        """Return the id of the article that has this id, URL or canonical URL, or None."""
        if any(self.store.quads(graph=_graph(name))):
            return name
        for predicate in ("schema:url", "schema:mainEntityOfPage"):
            for quad in self.store.quads(None, NamedNode(voc.expand(predicate)), literal(name)):
                return voc.article_id(text_of(quad.subject))
        return None

    def article(self, name: str) -> Article | None:
        """Return the article of this id or URL, or None."""
        id = self.article_id(name)
        return read_article(id, self.store.quads(graph=_graph(id))) if id else None

    def articles(self) -> Iterator[str]:
        """Yield the ids of all articles."""
        for quad in self.store.quads(None, RDF_TYPE, auto("Article")):
            yield voc.article_id(text_of(quad.subject))

    def facts(self, article: str) -> list[Fact]:
        """Return the facts that one article states."""
        return read_facts(self.store.quads(graph=_graph(article)))

    def find(self, name: str, *, kinds: Sequence[str] = ()) -> Entity:
        """Return the entity that has this name, alias or id, or raise QueryError with the nearest names."""
        return find(self.store, self.names, name, kinds)

    def search(self, name: str, *, kinds: Sequence[str] = (), limit: int = 10) -> list[Entity]:
        """Return the entities whose names are this one or like it, best first."""
        return list(search(self.store, self.names(), name, kinds=kinds, limit=limit))

    def names(self) -> EntityIndex:
        """Return the index of all names; it is read from the store on first use and follows later writes."""
        with self._lock:
            if self._index is None:
                self._index = EntityIndex.of(self.store)
            return self._index

    def query(self, sparql: str) -> Rows:
        """Answer a SPARQL query with lazy rows of rdflib terms.

        The project's prefixes are declared, the facts graph is the default graph.
        """
        return Rows(self.store.query(sparql))

    def as_rdflib(self) -> Dataset:
        """Return the store as an rdflib Dataset over the same data, its default graph the union of all graphs."""
        from .interchange import as_rdflib

        return as_rdflib(self.store)

    def as_networkx(self, *, statuses: Sequence[str] = ("asserted",)) -> MultiDiGraph[str]:
        """Return the statements between entities as a networkx multigraph; see `graph.network` for analyses."""
        from .network import as_networkx

        return as_networkx(self.store, statuses)

    def export(self, file: Path) -> int:
        """Write all quads to a file whose ending names the format, and return their number."""
        return export(self.store, file)

    def stats(self) -> dict[str, int]:
        """Return how many articles, statements, evidences and entities the graph holds."""
        classes = {"articles": "Article", "evidences": "Evidence", "statements": "Statement"}
        counts = {name: sum(1 for _ in self.store.quads(None, RDF_TYPE, auto(kind))) for name, kind in classes.items()}
        return counts | {"entities": sum(1 for _ in self.store.quads(None, LABEL, None, FACTS))}


def _graph(id: str) -> NamedNode:
    return NamedNode(voc.article_graph(id))
