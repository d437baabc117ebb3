"""Namespaces, prefixes, and the only functions that mint IRIs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote

MANAGED = "https://w3id.org/autokg/"
"""What the names of all graphs begin with that autokg keeps."""
ONTOLOGY = "https://w3id.org/autokg/ontology#"
ENTITY = "https://w3id.org/autokg/id/"
STATEMENT = "https://w3id.org/autokg/statement/"
EVIDENCE = "https://w3id.org/autokg/evidence/"
ARTICLE = "https://w3id.org/autokg/article/"
DECISION = "https://w3id.org/autokg/decision/"
FACTS_GRAPH = "https://w3id.org/autokg/graph/facts"
SETTINGS_GRAPH = "https://w3id.org/autokg/graph/settings"
DECISIONS_GRAPH = "https://w3id.org/autokg/graph/decisions"
VISIT = "https://w3id.org/autokg/visit/"
VISITS_GRAPH = "https://w3id.org/autokg/graph/visits"
ARTICLE_GRAPH = "https://w3id.org/autokg/graph/article/"

PREFIXES: dict[str, str] = {
    "auto": ONTOLOGY,
    "id": ENTITY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "qudt": "http://qudt.org/schema/qudt/",
    "unit": "http://qudt.org/vocab/unit/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wd": "http://www.wikidata.org/entity/",
}

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def slug(name: str) -> str:
    """Return the IRI-safe form of a name: lower case, ASCII where letters have a base, words joined by `-`.

    Names that differ only in case, accents or punctuation share a slug; `+` and `&` are spelt out, because
    they tell names apart (`GT` and `GT+`).

    >>> slug("Škoda Auto"), slug("ID.4"), slug("Lynk & Co"), slug("Mégane E-Tech")
    ('skoda-auto', 'id-4', 'lynk-and-co', 'megane-e-tech')
    >>> slug("比亚迪")
    '比亚迪'
    """
    spelt = name.replace("&", " and ").replace("+", " plus ").translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c))
    bare = unicodedata.normalize("NFC", bare).lower()
    return re.sub(r"[^\w]+", "-", bare).strip("-") or digest(name, 8)


def digest(text: str, length: int = 20) -> str:
    """Return the first `length` hex digits of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def entity_id(kind: str, label: str) -> str:
    """Return the id of the entity of this kind and label.

    >>> entity_id("Company", "Magna Steyr")
    'company/magna-steyr'
    """
    return f"{kind.lower()}/{slug(label)}"


@lru_cache(maxsize=4096)
def entity_iri(id: str) -> str:
    """Return the IRI of an entity id."""
    return ENTITY + quote(id, safe="/-_.~")


def entity_id_of(iri: str) -> str:
    """Return the entity id of an IRI."""
    return unquote(iri.removeprefix(ENTITY))


def article_iri(id: str) -> str:
    """Return the IRI of an article."""
    return ARTICLE + quote(id, safe="")


def article_graph(id: str) -> str:
    """Return the name of the graph that holds an article and its evidence."""
    return ARTICLE_GRAPH + quote(id, safe="")


def article_id(iri: str) -> str:
    """Return the id of the article or article graph of this IRI.

    >>> article_id(article_iri("a/b")), article_id(article_graph("a/b"))
    ('a/b', 'a/b')
    """
    return unquote(iri.removeprefix(ARTICLE).removeprefix(ARTICLE_GRAPH))


def visit_iri(url: str) -> str:
    """Return the IRI of what is remembered of a web address."""
    return VISIT + digest(url)


@lru_cache(maxsize=1024)
def statement_iri(subject: str, relation: str, object_key: str) -> str:
    """Return the IRI of the claim that `subject` stands in `relation` to the object (an IRI or a value's key)."""
    return STATEMENT + digest("\n".join((subject, relation, object_key)))


def evidence_iri(article: str, statement: str, sentence_start: int, *, status: str, speaker: str = "") -> str:
    """Return the IRI of the evidence that one sentence of an article gives for a statement.

    A sentence may hold a report and its denial, or two voices: each has an evidence of its own.
    """
    return EVIDENCE + digest("\n".join((article, statement, str(sentence_start), status, speaker)))


def term(name: str) -> str:
    """Return the IRI of one of the ontology's own terms."""
    return ONTOLOGY + name


def expand(curie: str) -> str:
    """Return the IRI of a `prefix:name`; an unknown prefix raises KeyError.

    >>> expand("rdfs:label")
    'http://www.w3.org/2000/01/rdf-schema#label'
    """
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def shorten(iri: str) -> str:
    """Return the shortest form that people read: the bare name of our own terms, else `prefix:name`, else the IRI.

    >>> shorten("https://w3id.org/autokg/ontology#asserted")
    'asserted'
    """
    if iri.startswith(ONTOLOGY):
        return iri[len(ONTOLOGY) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
