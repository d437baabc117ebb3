"""The knowledge graph: articles and facts go in, statements come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote

from pyoxigraph import NamedNode, Quad

from . import vocabulary as voc
from .aggregation import FACTS, Testimony, aggregate, statement_quads
from .entities import find
from .errors import StoreError
from .exchange import export
from .model import Article, Entity, Fact
from .rows import Rows
from .statements import (
    ALIAS,
    LABEL,
    RDF_TYPE,
    SAME_AS,
    article_quads,
    auto,
    entity_quads,
    literal,
    node_of,
    read_article,
    read_facts,
    statement_node,
    text_of,
)
from .store import LocalStore, Store

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Dataset

DESCRIPTION = (RDF_TYPE, LABEL, ALIAS, SAME_AS)


@dataclass(frozen=True, slots=True)
class Change:
    """What adding or removing one article did to the statements: how many came, stayed and went."""

    article: str
    added: int = 0
    known: int = 0
    retracted: int = 0


class KnowledgeGraph:
    """A graph of statements with their evidence, kept in a store.

    The facts graph is a function of the article graphs: every write replaces one article's graph and recomputes
    just the statements and entities that the old or the new version of the article names, in one atomic step.
    """

    def __init__(self, store: Store | None = None) -> None:
        self.store: Store = store or LocalStore()

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
        """Store an article with its facts, replacing an earlier version; the same again changes nothing."""
        new = article_quads(article, facts) | {
            Quad(NamedNode(voc.article_iri(article.id)), auto("origin"), literal(origin(article)), _graph(article.id))
        }
        return self._replace(article.id, new)

    def remove(self, name: str) -> Change:
        """Retract an article by id or URL; statements live on while other evidence is left."""
        id = self.article_id(name)
        if id is None:
            raise StoreError(
                f"no article {name!r} in the store: give its id or URL as `autokg stats --articles` shows it"
            )
        return self._replace(id, set())

    def _replace(self, id: str, new: set[Quad]) -> Change:
        old = set(self.store.quads(graph=_graph(id)))
        before, after = _statements(old), _statements(new)
        if old == new:
            return Change(id, known=len(after))
        touched = _Touched(self.store, before | after, _described(old | new), _graph(id))
        stood, stands = touched.derive(old), touched.derive(new)
        self.store.apply((old - new) | (stood - stands), (new - old) | (stands - stood))
        claims, earlier = _claims(stands), _claims(stood)
        return Change(id, added=len(claims - earlier), known=len(after & earlier), retracted=len(earlier - claims))

    # ------------------------------------------------------------ reading

    def article_id(self, name: str) -> str | None:
        """Return the id of the article that has this id, URL or canonical URL, or None."""
        if any(self.store.quads(graph=_graph(name))):
            return name
        for predicate in ("schema:url", "schema:mainEntityOfPage"):
            for quad in self.store.quads(None, NamedNode(voc.expand(predicate)), literal(name)):
                return unquote(text_of(quad.subject)[len(voc.ARTICLE) :])
        return None

    def article(self, name: str) -> Article | None:
        """Return the article of this id or URL, or None."""
        id = self.article_id(name)
        return read_article(id, self.store.quads(graph=_graph(id))) if id else None

    def articles(self) -> Iterator[str]:
        """Yield the ids of all articles."""
        for quad in self.store.quads(None, RDF_TYPE, auto("Article")):
            yield unquote(text_of(quad.subject)[len(voc.ARTICLE) :])

    def facts(self, article: str) -> list[Fact]:
        """Return the facts that one article states."""
        return read_facts(self.store.quads(graph=_graph(article)))

    def find(self, name: str, *, kinds: Sequence[str] = ()) -> Entity:
        """Return the entity that has this name, alias or id, or raise QueryError with the nearest names."""
        return find(self.store, name, kinds)

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


class _Touched:
    """The part of the facts graph that one article's graph can change, computed from the evidence of all articles."""

    def __init__(self, store: Store, statements: set[NamedNode], entities: set[NamedNode], graph: NamedNode) -> None:
        self.statements = statements
        self.others = list(_elsewhere(store, statements, graph))
        self.described = {
            entity: {q for p in DESCRIPTION for q in store.quads(entity, p) if q.graph_name not in (graph, FACTS)}
            for entity in entities
        }

    def derive(self, own: set[Quad]) -> set[Quad]:
        """Return what the facts graph must hold of the touched statements and entities when the article says `own`."""
        grouped: dict[NamedNode, list[Testimony]] = {}
        for one in [*self.others, *_testimonies(own)]:
            grouped.setdefault(statement_node(one.fact), []).append(one)
        found = {q for node in self.statements & grouped.keys() for q in statement_quads(aggregate(grouped[node]))}
        for entity, elsewhere in self.described.items():
            found |= _description(entity, elsewhere | {quad for quad in own if quad.subject == entity})
        return found


def _elsewhere(store: Store, statements: set[NamedNode], graph: NamedNode) -> Iterator[Testimony]:
    """Yield what all other articles say of the statements."""
    graphs = {node_of(q.graph_name) for node in statements for q in store.quads(None, auto("supports"), node)} - {graph}
    for other in sorted(graphs, key=str):
        for one in _testimonies(set(store.quads(graph=other))):
            if statement_node(one.fact) in statements:
                yield one


def origin(article: Article) -> str:
    """Return the name of the group of reprints that an article belongs to: here, its exact words."""
    return voc.digest(" ".join(article.text.lower().split()))


def _graph(id: str) -> NamedNode:
    return NamedNode(voc.article_graph(id))


def _statements(quads: set[Quad]) -> set[NamedNode]:
    return {node_of(quad.object) for quad in quads if quad.predicate == auto("supports")}


def _claims(quads: set[Quad]) -> set[NamedNode]:
    return {node_of(quad.subject) for quad in quads if quad.object == auto("Statement")}


def _described(quads: set[Quad]) -> set[NamedNode]:
    return {node_of(quad.subject) for quad in quads if quad.predicate == LABEL}


def _testimonies(quads: set[Quad]) -> list[Testimony]:
    """Return the testimonies of one article's graph."""
    published: date | None = None
    name = ""
    for quad in quads:
        if quad.predicate == auto("origin"):
            name = text_of(quad.object)
        elif quad.predicate.value == voc.expand("schema:datePublished"):
            published = date.fromisoformat(text_of(quad.object))
    return [Testimony(fact, published, name) for fact in read_facts(quads)]


def _description(entity: NamedNode, described: set[Quad]) -> set[Quad]:
    """Return one description of an entity in the facts graph: one label, the other names as aliases."""
    labels = sorted(text_of(quad.object) for quad in described if quad.predicate == LABEL)
    kinds = sorted(text_of(quad.object) for quad in described if quad.predicate == RDF_TYPE)
    if not labels:
        return set()
    names = {text_of(quad.object) for quad in described if quad.predicate in (LABEL, ALIAS)}
    same = tuple(sorted(text_of(quad.object) for quad in described if quad.predicate == SAME_AS))
    id = unquote(entity.value[len(voc.ENTITY) :])
    one = Entity(id, voc.shorten(kinds[0]), labels[0], tuple(sorted(names - {labels[0]})), same)
    return entity_quads(one, FACTS)
