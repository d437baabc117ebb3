"""What is wrong with a query, in words: the parser's own message is a list of character classes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..ontology import terms

UPDATE = re.compile(r"\s*(insert|delete|load|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE)
PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<expected>.*)", re.DOTALL)
CLASSES = re.compile(r"(, )?\[.*?\](?=, |$)", re.DOTALL)
PREFIX = re.compile(r"([\w.-]*:)[\w.:-]*$")
PROLOGUE = re.compile(r"(?:\s|#[^\n]*|(?:prefix\s+[\w.-]*:|base)\s*<[^>]*>)*", re.IGNORECASE)
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
STRING = re.compile(r"""\"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")
TERM = re.compile(r"\bauto:(\w+)|<https://w3id\.org/autokg/ontology#(\w+)>")


def mistake(sparql: str, message: str) -> str:
    """Return the line that tells what is wrong with a query, from the message of Oxigraph's parser.

    >>> mistake("SELECT ?x { ?x a foo:Bar }", "error at 1:25: expected one of Prefix not found, ['%'], ['a' ..= 'z']")
    "this is not valid SPARQL at line 1, column 25, after '?x a foo:Bar': the prefix foo: is not declared"
    >>> mistake("ASK {", "error at 1:6: expected one of {, }, ['a' ..= 'z' | '0' ..= '9'], [_]")
    "this is not valid SPARQL at line 1, column 6, after 'ASK {': expected one of {, }"
    >>> mistake("DROP ALL", "error at 1:1: expected SELECT")
    'this is an update, and a query only reads: use SELECT, ASK, CONSTRUCT or DESCRIBE'
    >>> mistake("SELEC ?x { ?x ?p ?o }", "error at 1:10: expected CONSTRUCT")
    "no query begins with 'SELEC': did you mean SELECT?"
    """
    if UPDATE.match(sparql):
        return "this is an update, and a query only reads: use SELECT, ASK, CONSTRUCT or DESCRIBE"
    if refused := _no_form(sparql):
        return refused
    place = PLACE.match(message)
    if place is None:
        return f"this is not valid SPARQL: {message}"
    before = _before(sparql, int(place["line"]), int(place["column"]))
    words = " ".join(before.split()[-3:])
    where = f"line {place['line']}, column {place['column']}" + (f", after {words!r}" if words else "")
    expected = CLASSES.sub("", place["expected"]).replace("one of , ", "one of ").strip()
    if "Prefix not found" in expected and (prefix := PREFIX.search(before)):
        expected = f"the prefix {prefix[1]} is not declared"
    reason = "" if expected in ("expected", "expected one of") else f": {expected}"
    return f"this is not valid SPARQL at {where}{reason}"


def _no_form(sparql: str) -> str:
    """Return what is wrong with the word that a query begins with, '' for a good one."""
    from rapidfuzz import process

    rest = sparql[PROLOGUE.match(sparql).end() :]  # type: ignore[union-attr]  # it matches the empty text, too
    word = re.match(r"\w*", rest)[0]  # type: ignore[index]
    if word.upper() in FORMS:
        return ""
    near = process.extractOne(word.upper(), FORMS, score_cutoff=70)
    remedy = f"did you mean {near[0]}?" if near else "use SELECT, ASK, CONSTRUCT or DESCRIBE"
    return f"no query begins with {word or rest[:1]!r}: {remedy}" if rest else f"the query is empty: {remedy}"


def unknown_terms(sparql: str) -> Iterator[tuple[str, str]]:
    """Yield each term in our namespace that the ontology does not have, with the nearest that it has or ''.

    >>> list(unknown_terms('SELECT ?x { ?x auto:suplies ?y . ?y rdfs:label "auto:no term" }'))
    [('suplies', 'supplies')]
    """
    from rapidfuzz import process

    known = terms()
    for name in dict.fromkeys(one or other for one, other in TERM.findall(STRING.sub("", sparql))):
        if name not in known:
            near = process.extractOne(name, known, score_cutoff=70)
            yield name, str(near[0]) if near else ""


def _before(sparql: str, line: int, column: int) -> str:
    """Return what stands before a place; lines and columns count from 1."""
    lines = sparql.splitlines()[:line]
    return "\n".join([*lines[:-1], *(last[: column - 1] for last in lines[-1:])])
