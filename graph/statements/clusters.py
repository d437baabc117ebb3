"""Origins as the facts graph holds them: which articles an added or removed article joins or separates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from .. import vocabulary as voc
from ..model import Article
from ..store.protocol import Store, select, values
from .articles import ARTICLE_FIELDS, OURS
from .origins import same_story

FIELDS = ("text", "url", "canonical_url", "published", "publisher", "credit")


_ORIGINS = f"SELECT ?article ?origin WHERE {{ VALUES %s GRAPH <{voc.FACTS_GRAPH}> {{ ?article auto:origin ?origin }} }}"


@dataclass(frozen=True, slots=True)
class Regrouping:
    """The origin, by article IRI, of every article that a change may concern, before and after it."""

    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)

    @property
    def moved(self) -> set[str]:
        """The articles that stay while others join or leave their story; a new name for the same story moves none."""
        stay = self.before.keys() & self.after.keys()
        pairs = {(self.before[iri], self.after[iri]) for iri in stay}
        split = {origin for origin, count in Counter(before for before, _ in pairs).items() if count > 1}
        joined = {origin for origin, count in Counter(after for _, after in pairs).items() if count > 1}
        return {iri for iri in stay if self.before[iri] in split or self.after[iri] in joined}


def regroup(store: Store, gone: set[str], new: Article | None, keys: Iterable[int]) -> Regrouping:
    """Return what happens to origins when the articles `gone` (IRIs) leave and `new`, with its traces, arrives."""
    before = _members(store, origins_of(store, gone).values())
    torn = bool(before.keys() - gone)
    near = _near(store, keys, without=gone) if new else {}
    reached = _reached(store, new, near, before) if new else set()
    before |= _members(store, reached)
    pool = read_for_comparison(store, before.keys() - gone)
    shared = read_traces(store, pool) if torn else {}
    if new:
        pool[voc.article_iri(new.id)] = new
        shared[voc.article_iri(new.id)] = set(keys)
    groups = components(pool, shared) if torn else [set(pool)] if pool else []
    after = {iri: origin for group in groups for origin in [first(pool[one] for one in group)] for iri in group}
    return Regrouping(before, after)


def first(articles: Iterable[Article]) -> str:
    """Return the IRI of the article that names a story: the earliest published."""
    return min((one.published or date.max, voc.article_iri(one.id)) for one in articles)[1]


def origins_of(store: Store, articles: Iterable[str]) -> dict[str, str]:
    """Return the origins of articles as the facts graph has them."""
    wanted = sorted(articles)
    sparql = (
        "SELECT ?article ?origin WHERE {{ VALUES ?article {{ {} }} GRAPH <{}> {{ ?article auto:origin ?origin }} }}"
    )
    return dict(select(store, sparql.format(values(wanted), voc.FACTS_GRAPH))) if wanted else {}


def _members(store: Store, origins: Iterable[str]) -> dict[str, str]:
    """Return every article of these origins with its origin."""
    wanted = sorted(set(origins))
    return dict(select(store, _ORIGINS % f"?origin {{ {values(wanted)} }}")) if wanted else {}


def _near(store: Store, keys: Iterable[int], without: set[str]) -> Counter[str]:
    """Return the articles that share traces with these keys, with how many they share."""
    wanted = " ".join(str(key) for key in sorted(keys))
    sparql = f"""SELECT ?article WHERE {{
      VALUES ?key {{ {wanted} }} GRAPH ?graph {{ ?article auto:trace ?key }} FILTER({OURS}) }}"""
    return Counter(article for (article,) in select(store, sparql) if article not in without)


def _reached(store: Store, new: Article, near: Mapping[str, int], known: Mapping[str, str]) -> set[str]:
    """Return the origins with an article that is the same story as the new one; one such article is enough."""
    found: set[str] = set()
    origins = origins_of(store, near)
    for iri in sorted(near, key=lambda iri: (-near[iri], iri)):
        if origins[iri] not in found:
            (other,) = read_for_comparison(store, [iri]).values()
            if same_story(new, other):
                found.add(origins[iri])
    return found - set(known.values())


def components(pool: Mapping[str, Article], shared: Mapping[str, set[int]]) -> list[set[str]]:
    """Return the connected components of the articles in the pool; only those that share traces are compared."""
    left, groups = sorted(pool), []
    while left:
        front, group = [left.pop(0)], set[str]()
        while front:
            one = front.pop()
            group.add(one)
            met = [iri for iri in left if shared[iri] & shared[one] and same_story(pool[iri], pool[one])]
            front += met
            left = [iri for iri in left if iri not in met]
        groups.append(group)
    return groups


def read_traces(store: Store, articles: Iterable[str] | None = None) -> dict[str, set[int]]:
    """Return the traces of these articles, or of all, by IRI."""
    wanted = "" if articles is None else f"VALUES ?article {{ {values(sorted(articles))} }}"
    found: dict[str, set[int]] = {}
    sparql = f"SELECT ?article ?key WHERE {{ {wanted} GRAPH ?graph {{ ?article auto:trace ?key }} FILTER({OURS}) }}"
    for article, key in select(store, sparql):
        found.setdefault(article, set()).add(int(key))
    return found


def read_for_comparison(store: Store, articles: Iterable[str]) -> dict[str, Article]:
    """Return what `same_story` needs of the articles, by IRI."""
    wanted = sorted(articles)
    if not wanted:
        return {}
    predicates = {ARTICLE_FIELDS[name]: name for name in FIELDS}
    sparql = f"""SELECT ?article ?predicate ?value WHERE {{
      VALUES ?article {{ {values(wanted)} }} VALUES ?predicate {{ {values(predicates)} }}
      GRAPH ?graph {{ ?article ?predicate ?value }} FILTER({OURS}) }}"""
    fields: dict[str, dict[str, str]] = {iri: {} for iri in wanted}
    for article, predicate, value in select(store, sparql):
        fields[article][predicates[predicate]] = value
    return {iri: _article(iri, own) for iri, own in fields.items()}


def _article(iri: str, own: dict[str, str]) -> Article:
    published = own.get("published")
    day = date.fromisoformat(published) if published else None
    text, publisher, credit = (own.get(name, "") for name in ("text", "publisher", "credit"))
    url, canonical = own.get("url", ""), own.get("canonical_url", "")
    return Article(
        voc.article_id(iri), text, url=url, canonical_url=canonical, published=day, publisher=publisher, credit=credit
    )
