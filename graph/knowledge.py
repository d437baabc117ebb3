"""The knowledge graph: articles and facts go in, statements come out."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pyoxigraph import NamedNode, Quad

from . import vocabulary as voc
from .analysis.counts import counts
from .errors import DecisionError, StoreError
from .exchange.files import Progress, export_file, import_file
from .identity.candidates import likely_pairs
from .identity.index import EntityIndex, find, search
from .identity.judgements import Judgement, Sameness, judgement_quads, read_judgements
from .identity.judging import articles_for, judged, touched
from .identity.merges import Identities
from .identity.readings import as_read, stored_quads
from .model import Article, Entity, Fact
from .sparql.rows import Rows
from .statements.articles import article_ids, ids_at, read_article
from .statements.decisions import Decision, decided, decision_quads, read_decisions
from .statements.facts import read_facts
from .statements.rulings import Policy
from .statements.testimonies import stored_testimonies
from .store.local import LocalStore
from .store.protocol import Store
from .upkeep.opening import settled
from .upkeep.rebuilding import rebuild
from .upkeep.settings import EVERYTHING, pending, read_settings, unapplied_quads, write_settings
from .upkeep.updates import Change, ruled, updated

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
        self._lock = threading.RLock()
        self._index: EntityIndex | None = None
        self._decided: Policy | None = None
        self._who: Identities | None = None
        self.settings = settled(self.store)
        if self.settings.unapplied and not self.store.read_only:
            self._finish()

    @classmethod
    def open(cls, place: str | Path | None = None) -> Self:
        """Open the store in a folder (created if missing), one in memory, or a SPARQL 1.1 engine by its URL.

        A store of an earlier format is migrated, one whose last writer was cut off is mended.
        """
        if isinstance(place, str) and place.startswith(("http://", "https://")):
            from .store.remote import RemoteStore

            return cls(RemoteStore(place))
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
        facts = list(facts)  # extracting them may take long
        with self._lock:
            gone = {article.id, *ids_at(self.store, article.url)}
            return self._replace(gone, article, self._article_quads(article, facts))

    def _article_quads(self, article: Article, facts: Iterable[Fact]) -> set[Quad]:
        """Return an article's graph with the relations and entities that people decided on."""
        if self._who is None:
            self._who = Identities.of(read_judgements(self.store))
        return stored_quads(article, facts, self._who, self._policy())

    def remove(self, name: str) -> Change:
        """Retract an article by id or URL; statements live on while other evidence is left."""
        with self._lock:
            id = self.article_id(name)
            if id is None:
                raise StoreError(f"no article {name!r} in the store: give its id or URL; `autokg articles` lists them")
            return self._replace({id}, None, set())

    def _replace(self, gone: set[str], new: Article | None, quads: set[Quad]) -> Change:
        update = updated(self.store, gone, new, quads, policy=self._policy())
        size = len(update.removed) + len(update.added)
        with pending(self.store, size, map(_graph, sorted(gone | ({new.id} if new else set())))):
            self.store.apply(update.removed, update.added)
        if self._index is not None:
            self._index.apply(update.removed, update.added)
        return update.change

    def load(self, items: Iterable[tuple[Article, Iterable[Fact]]]) -> int:
        """Add many new articles and return their number: several times faster than `add`, in one step for all.

        What is cut off is mended when the store is next opened. Articles that are known already are left alone.
        """
        known, count = set[str](), 0

        def quads() -> Iterator[Quad]:
            nonlocal count
            known.update(self.articles())
            for article, facts in items:
                if article.id in known or article.url in known or ids_at(self.store, article.url):
                    continue
                known.update(filter(None, (article.id, article.url)))
                count += 1
                yield from self._article_quads(article, facts)

        with self._lock:
            self._rebuild(quads())
        return count

    def decide(
        self, statement: str, ruling: str, *, by: str, correction: Mapping[str, str] | None = None, note: str = ""
    ) -> Decision:
        """Keep what a person decided about a statement, and apply it from now on: see `Decision` for the rulings.

        `correction` names the right `relation`, `status` or `valid_to`; the statement is named by its IRI or its end.
        """
        iri = statement if statement.startswith(voc.STATEMENT) else voc.STATEMENT + statement
        with self._lock:
            heard = list(stored_testimonies(self.store, [iri], without=set()))
            if not heard:
                raise DecisionError(f"no evidence for a statement {statement!r}: `autokg review` lists statements")
            decision = decided(heard[0].claim, ruling, by=by, correction=correction, note=note)
            if decision.target and iri in heard[0].formerly:
                raise DecisionError(f"{statement!r} was rejected before a merge: open it, then correct what it became")
            old, new = self._policy(), Policy.of(self.settings.plain_confidence, [*self.decisions(), decision])
            was, now = ruled(self.store, old, new)
            about = articles_for(self.store, iri) if old.moved_by(decision) else set()
            self._keep(was - now, (now - was) | decision_quads(decision), about)
            return decision

    def judge(self, kept: str, other: str, ruling: Sameness, *, by: str) -> Judgement:
        """Keep what a person says of two entities: `same` makes them one from then on, `different` takes that back."""
        with self._lock:
            judgement = judged(self.store, self.find, (kept, other, ruling), by=by)
            self._keep(set(), judgement_quads(judgement), touched(self.store, [judgement]))
            return judgement

    def _keep(self, removed: set[Quad], added: set[Quad], about: set[str]) -> None:
        """Write what a person decided and store the articles that it is about anew; marks say which are left."""
        self.store.apply((), unapplied_quads(map(_graph, about)))
        self._decided = self._who = None  # whatever becomes of the write, what the store holds counts
        self.store.apply(removed, added)
        self._store_anew(about)

    def _store_anew(self, ids: set[str]) -> None:
        for id in sorted(ids):
            if found := as_read(self.store, id):
                self.add(*found)
            self.store.apply(unapplied_quads([_graph(id)]), ())

    def _finish(self) -> None:
        """Apply what people decided to the articles that are marked: by an import, or by a run that was cut off."""
        marked = self.settings.unapplied
        ids = {voc.article_id(graph.value) for graph in marked - {EVERYTHING}}
        if EVERYTHING in marked:
            ids |= touched(self.store, self.judgements(), self.decisions())
        self._store_anew(ids)
        self.store.apply(unapplied_quads([EVERYTHING]), ())
        self.settings = replace(self.settings, unapplied=frozenset())

    def judgements(self) -> list[Judgement]:
        """Return what people said about who is who, oldest first."""
        return read_judgements(self.store)

    def likely_same(self, limit: int = 20, *, among: Iterable[str] = ()) -> list[tuple[float, Entity, Entity]]:
        """Return pairs that may be one by name and that nobody judged, likeliest first; one is `among` these ids."""
        return likely_pairs(self.names(), self.judgements(), self.find, limit, among=among)

    def decisions(self) -> list[Decision]:
        """Return what people decided about statements, oldest first."""
        return read_decisions(self.store)

    def _policy(self) -> Policy:
        if self._decided is None:
            self._decided = Policy.of(self.settings.plain_confidence, self.decisions())
        return self._decided

    def set_plain_confidence(self, confidence: float) -> None:
        """Set from which confidence on asserted statements are plain triples too, and write these anew."""
        if not 0.0 <= confidence <= 1.0:
            raise StoreError(f"{confidence} is no confidence: give a number from 0 to 1")
        with self._lock:
            settings = replace(read_settings(self.store) or self.settings, plain_confidence=confidence)
            write_settings(self.store, replace(settings, pending=settings.pending | {EVERYTHING}))
            self.settings, self._decided = settings, None
            self._rebuild()

    def _rebuild(self, new: Iterable[Quad] = ()) -> None:
        try:
            rebuild(self.store, new)
        finally:
            self._index = None

    # ------------------------------------------------------------ reading

    def article_id(self, name: str) -> str | None:
        """Return the id of the article that has this id, URL or canonical URL, or None."""
        if any(self.store.quads(graph=_graph(name))):
            return name
        return min(ids_at(self.store, name) or ids_at(self.store, name, "canonical_url"), default=None)

    def article(self, name: str) -> Article | None:
        """Return the article of this id or URL, or None."""
        id = self.article_id(name)
        return read_article(id, self.store.quads(graph=_graph(id))) if id else None

    def articles(self) -> Iterator[str]:
        """Iterate over the ids of all articles."""
        return article_ids(self.store)

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
        from .sparql.interchange import as_rdflib

        return as_rdflib(self.store)

    def as_networkx(self, *, statuses: Sequence[str] = ("asserted",)) -> MultiDiGraph[str]:
        """Return the statements between entities as a networkx multigraph; see `graph.network` for analyses."""
        from .analysis.network import as_networkx

        return as_networkx(self.store, statuses)

    def export(self, file: Path, progress: Progress = lambda done: None) -> int:
        """Write the graph to a file whose ending names the format (see `graph.exchange`); return how many rows."""
        return export_file(self.store, file, progress)

    def load_file(self, file: Path, progress: Progress = lambda done: None) -> int:
        """Add the articles of an exported file and return their number; known articles are left alone.

        What people decided, here or there, holds for all articles from then on, as if it had been known before.
        """
        with self._lock:
            self._index = self._decided = self._who = None
            count = import_file(self.store, file, progress)
            self.settings = read_settings(self.store) or self.settings
            self._finish()
            return count

    def stats(self) -> dict[str, int]:
        """Return how many articles, statements, evidences and entities the graph holds."""
        return counts(self.store)


def _graph(id: str) -> NamedNode:
    return NamedNode(voc.article_graph(id))
