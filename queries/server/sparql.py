"""The SPARQL 1.1 Protocol: GET, POST of forms, POST of queries and updates, content negotiation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from graph import PREFIXES, ServerError

GRAPHS = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml", "text/plain")
FORMATS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    *GRAPHS,
    "application/json",
    "application/xml",
)
"""Media types of answers, the preferred first; the last two stand for either kind of answer."""

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
SHORT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
}
"""What `format=` may say, as other endpoints know it; for links, where no header can be set."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or update that a request carries, with the graphs of its dataset."""

    query: str = ""
    update: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def operation(method: str, parameters: Sequence[tuple[str, str]], media: str, body: bytes) -> Operation:
    """Return the operation of a request; what the protocol forbids raises ServerError with 400, 405 or 415.

    `parameters` are those of the URL; `media` is the content type without its parameters.
    """
    given = list(parameters)
    if method == "POST" and media == FORM:
        given += parse_qsl(_text(body), keep_blank_values=True, max_num_fields=1000)
    elif method == "POST" and media in (QUERY, UPDATE):
        name = "query" if media == QUERY else "update"
        if any(key in ("query", "update") for key, _ in given):
            raise ServerError(400, f"a POST of {media} carries the {name} in its body, not in the URL")
        given.append((name, _text(body)))
    elif method == "POST":
        raise ServerError(415, f"{media or 'no content type'} is not known: send {FORM}, {QUERY} or {UPDATE}")
    elif method not in ("GET", "HEAD"):
        raise ServerError(405, f"{method} is not allowed: use GET or POST")
    return _operation(method, given)


def _operation(method: str, given: Sequence[tuple[str, str]]) -> Operation:
    values: dict[str, list[str]] = {}
    for name, value in given:
        values.setdefault(name, []).append(value)
    queries, updates = values.get("query", []), values.get("update", [])
    if len(queries) + len(updates) != 1:
        raise ServerError(400, "send exactly one query or update")
    if updates and method != "POST":
        raise ServerError(400, "updates are sent by POST only")
    prefix = "using-" if updates else ""
    return Operation(
        query="".join(queries),
        update="".join(updates),
        default_graphs=tuple(values.get(f"{prefix}{'' if updates else 'default-'}graph-uri", ())),
        named_graphs=tuple(values.get(f"{prefix}named-graph-uri", ())),
    )


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise ServerError(400, "the body is not UTF-8") from None


def accepted(header: str, known: Sequence[str], *, form: str = "") -> list[str]:
    """Return the known media types that an Accept header takes, the most wanted first.

    >>> accepted("text/csv;q=0.5, application/*", ("text/csv", "application/json"))
    ['application/json', 'text/csv']
    """
    if form:
        return [SHORT.get(form, form)]
    ranges = [_range(part) for part in (header or "*/*").split(",") if part.strip()]
    best: dict[str, tuple[float, int]] = {}
    for media in known:
        fitting = [(exact, quality) for kind, quality in ranges if (exact := _fits(kind, media))]
        if fitting and max(fitting)[1] > 0:
            best[media] = (-max(fitting)[1], known.index(media))
    return sorted(best, key=lambda media: best[media])


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    quality = next((text[2:] for text in parameters if text.startswith("q=")), "1")
    return kind.lower(), float(quality) if re.fullmatch(r"[01](\.\d{0,3})?", quality) else 1.0


def _fits(kind: str, media: str) -> int:
    """Return how exactly a range fits a media type: 3 for itself, 2 for its family, 1 for anything, 0 for not."""
    if kind == media:
        return 3
    if kind == media.partition("/")[0] + "/*":
        return 2
    return int(kind in ("*/*", "*"))


def service_description(endpoint: str, statistics: Mapping[str, int]) -> str:
    """Return the endpoint's SPARQL 1.1 Service Description in Turtle."""
    tables = [f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")]
    formats = [*tables, "Turtle", "N-Triples", "JSON-LD", "RDF_XML"]
    listed = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in formats)
    iri = re.sub(r"[<>\"{}|^`\\\s]", "", endpoint)
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix rdfs: <{PREFIXES["rdfs"]}> .

<{iri}> a sd:Service ;
    rdfs:label "autokg: the automotive industry as reported" ;
    sd:endpoint <{iri}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat {listed} ;
    sd:feature sd:EmptyGraphs ;
    sd:defaultDataset [
        a sd:Dataset ;
        sd:defaultGraph [ a sd:Graph ; rdfs:label "the facts graph" ; void:entities {statistics.get("entities", 0)} ]
    ] .
"""
