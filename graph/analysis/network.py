"""The graph as a network: a networkx view of the statements, and the analyses on it.

The analyses are deterministic: nodes are taken in the order of their ids, samples are drawn with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from .. import vocabulary as voc
from ..errors import QueryError

if TYPE_CHECKING:
    import networkx as nx

    from ..store.protocol import Store

SAMPLE = 64
"""Sources from which betweenness is estimated on graphs with more nodes than that; the seed is fixed."""

DAMPING = 0.85
SEED = 7

LINKS = f"""SELECT ?statement ?subject ?object ?predicate ?status ?confidence ?sources ?first ?last WHERE {{
  GRAPH <{voc.FACTS_GRAPH}> {{
    ?statement a auto:Statement ; rdf:subject ?subject ; rdf:object ?object ; rdf:predicate ?predicate ;
      auto:status ?status ; auto:confidence ?confidence ; auto:sources ?sources .
    FILTER(isIRI(?object))
    OPTIONAL {{ ?statement auto:first_published ?first ; auto:last_published ?last }}
  }}
}}"""

NODES = f"""SELECT ?entity ?kind ?label WHERE {{
  GRAPH <{voc.FACTS_GRAPH}> {{ ?entity rdfs:label ?label ; a ?kind }}
}}"""


def as_networkx(store: Store, statuses: Sequence[str] = ("asserted",)) -> nx.MultiDiGraph[str]:
    """Return the statements between entities as a directed multigraph.

    Nodes are entity ids with `label` and `kind`; an edge is a statement: its key is the statement's IRI, its data
    `relation`, `status`, `confidence`, `sources`, `first_published` and `last_published` (dates or None).
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in _rows(store, LINKS):
        status = voc.shorten(row[4].value)
        if status in statuses:
            network.add_edge(
                _id(row[1]),
                _id(row[2]),
                key=row[0].value,
                relation=voc.shorten(row[3].value),
                status=status,
                confidence=float(row[5].value),
                sources=int(row[6].value),
                first_published=_date(row[7]),
                last_published=_date(row[8]),
            )
    for row in _rows(store, NODES):
        if (id := _id(row[0])) in network:
            network.nodes[id].update(label=row[2].value, kind=voc.shorten(row[1].value))
    return network


def _rows(store: Store, sparql: str) -> Iterable[Any]:
    rows: Any = store.query(sparql)
    yield from rows


def _id(term: Any) -> str:
    return unquote(term.value[len(voc.ENTITY) :])


def _date(term: Any) -> date | None:
    return date.fromisoformat(term.value) if term is not None else None


# ---------------------------------------------------------------- importance


def ranking(links: Iterable[tuple[str, str]], measure: str) -> list[tuple[str, float]]:
    """Return the nodes of an undirected network with a score each, best first.

    `centrality` is PageRank, `bridging` is betweenness (from SAMPLE nodes where there are more, the estimate scaled
    to all), `links` the number of different neighbours.
    """
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from(sorted({(min(link), max(link)) for link in links if link[0] != link[1]}))
    scores = _measure(network, measure)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _measure(network: nx.Graph[str], measure: str) -> dict[str, float]:
    import networkx as nx

    if measure == "centrality":
        return pagerank(network)
    if measure == "bridging":
        return betweenness(network)
    if measure == "links":
        return {node: float(degree) for node, degree in nx.degree(network)}
    raise QueryError(f"unknown measure {measure!r}", ("centrality", "bridging", "links"))


def pagerank(network: nx.Graph[str]) -> dict[str, float]:
    """Return the PageRank of every node (damping 0.85), edges read in both directions.

    Power iteration on numpy arrays: networkx itself needs scipy for it, which nothing else here does.
    """
    import numpy as np

    nodes = sorted(network)
    if not nodes:
        return {}
    place = {node: number for number, node in enumerate(nodes)}
    pairs = np.array([(place[a], place[b]) for a, b in network.edges()] or np.empty((0, 2)), dtype=np.int64)
    heads, tails = np.concatenate((pairs[:, 0], pairs[:, 1])), np.concatenate((pairs[:, 1], pairs[:, 0]))
    degree = np.bincount(heads, minlength=len(nodes)).astype(float)
    rank = np.full(len(nodes), 1.0 / len(nodes))
    for _ in range(100):
        flow = np.bincount(tails, weights=(rank / np.maximum(degree, 1.0))[heads], minlength=len(nodes))
        lost = rank[degree == 0].sum()
        new = (1.0 - DAMPING) / len(nodes) + DAMPING * (flow + lost / len(nodes))
        if np.abs(new - rank).sum() < 1e-10 * len(nodes):
            break
        rank = new
    return {node: float(new[number]) for node, number in place.items()}


def betweenness(network: nx.Graph[str], sample: int = SAMPLE) -> dict[str, float]:
    """Return the betweenness of every node, estimated from `sample` nodes where the network has more."""
    import networkx as nx

    return nx.betweenness_centrality(network, k=min(sample, len(network)), seed=SEED)


# ---------------------------------------------------------------- groups


def communities(network: nx.Graph[str]) -> list[list[str]]:
    """Return groups of nodes that are tied more closely among each other (Louvain), largest first, each sorted."""
    import networkx as nx

    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(network))  # in the order of the ids: Louvain's result depends on it
    for one, other in sorted((min(edge[:2]), max(edge[:2])) for edge in network.edges()):
        weight = plain.get_edge_data(one, other, {"weight": 0})["weight"]
        plain.add_edge(one, other, weight=weight + 1)
    groups = nx.community.louvain_communities(plain, seed=SEED)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def ego(network: nx.MultiDiGraph[str], id: str, radius: int = 1) -> nx.MultiDiGraph[str]:
    """Return the part of the network within `radius` steps of an entity, whatever the direction of the edges."""
    import networkx as nx

    if id not in network:
        raise QueryError(f"{id!r} has no statement in this network: give an entity id such as company/sony")
    part: nx.MultiDiGraph[str] = nx.ego_graph(network, id, radius=radius, undirected=True)
    return part


def regions(network: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Return for each company the place that its headquarters leads to: the last one up the chain of `located_in`."""
    above = {a: b for a, b, data in network.edges(data=True) if data["relation"] == "located_in"}
    found = {}
    for company, place, data in network.edges(data=True):
        if data["relation"] == "headquartered_in":
            path = [place]
            while (higher := above.get(path[-1])) and higher not in path:
                path.append(higher)
            found[company] = path[-1]
    return found


def region_bridges(network: nx.MultiDiGraph[str]) -> list[tuple[str, int, tuple[str, ...]]]:
    """Return the companies tied to companies of other regions: id, number of such ties, those regions; most first."""
    home = regions(network)
    ties: dict[str, dict[str, str]] = {}
    for one, other in network.edges():
        for here, there in ((one, other), (other, one)):
            if here in home and there in home and home[here] != home[there]:
                ties.setdefault(here, {})[there] = home[there]
    bridges = [(id, len(tied), tuple(sorted(set(tied.values())))) for id, tied in ties.items()]
    return sorted(bridges, key=lambda bridge: (-bridge[1], bridge[0]))


# ---------------------------------------------------------------- time


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of a network: what was reported in it, and what was reported for the first time."""

    name: str
    start: date
    end: date
    statements: int
    new_statements: int
    entities: int
    new_entities: int


def quarter_of(day: date) -> tuple[int, int]:
    """Return year and quarter of a day.

    >>> quarter_of(date(2026, 5, 3))
    (2026, 2)
    """
    return day.year, (day.month + 2) // 3


def quarters_until(last: date, count: int) -> list[tuple[str, date, date]]:
    """Return name, first and last day of the quarter of `last` and those before it, `count` in all, oldest first.

    >>> quarters_until(date(2026, 2, 3), 2)[0]
    ('2025-Q4', datetime.date(2025, 10, 1), datetime.date(2025, 12, 31))
    """
    year, quarter = quarter_of(last)
    found = []
    for number in range(year * 4 + quarter - count, year * 4 + quarter):
        start = date(number // 4, number % 4 * 3 + 1, 1)
        after = date((number + 1) // 4, (number + 1) % 4 * 3 + 1, 1)
        found.append((f"{number // 4}-Q{number % 4 + 1}", start, date.fromordinal(after.toordinal() - 1)))
    return found


def evolution(network: nx.MultiDiGraph[str]) -> list[Quarter]:
    """Return the quarters from the first report to the last, oldest first; undated statements are left out."""
    dated = [
        (data["first_published"], data["last_published"], a, b)
        for a, b, data in network.edges(data=True)
        if data["first_published"]
    ]
    if not dated:
        return []
    born: dict[str, date] = {}
    for first, _, a, b in dated:
        for id in (a, b):
            born[id] = min(first, born.get(id, first))
    (year, quarter), last = quarter_of(min(row[0] for row in dated)), max(row[1] for row in dated)
    count = (last.year - year) * 4 + quarter_of(last)[1] - quarter + 1
    return [_quarter(name, start, end, dated, born) for name, start, end in quarters_until(last, count)]


def _quarter(
    name: str, start: date, end: date, dated: Sequence[tuple[date, date, str, str]], born: dict[str, date]
) -> Quarter:
    current = [row for row in dated if row[0] <= end and row[1] >= start]
    entities = {id for row in current for id in row[2:]}
    return Quarter(
        name=name,
        start=start,
        end=end,
        statements=len(current),
        new_statements=sum(start <= row[0] <= end for row in current),
        entities=len(entities),
        new_entities=sum(start <= born[str(id)] <= end for id in entities),
    )
