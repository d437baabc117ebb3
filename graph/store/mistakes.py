"""What is wrong with a query, in words: the parser's own message is a list of character classes."""

from __future__ import annotations

import re

UPDATE = re.compile(r"\s*(insert|delete|load|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE)
PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<expected>.*)", re.DOTALL)
CLASSES = re.compile(r"(, )?\[.*?\](?=, |$)", re.DOTALL)
PREFIX = re.compile(r"([\w.-]*:)[\w.:-]*$")


def mistake(sparql: str, message: str) -> str:
    """Return the line that tells what is wrong with a query, from the message of Oxigraph's parser.

    >>> mistake("SELECT ?x { ?x a foo:Bar }", "error at 1:25: expected one of Prefix not found, ['%'], ['a' ..= 'z']")
    "this is not valid SPARQL at line 1, column 25, after '?x a foo:Bar': the prefix foo: is not declared"
    >>> mistake("ASK {", "error at 1:6: expected one of {, }, ['a' ..= 'z' | '0' ..= '9'], [_]")
    "this is not valid SPARQL at line 1, column 6, after 'ASK {': expected one of {, }"
    >>> mistake("DROP ALL", "error at 1:1: expected SELECT")
    'this is an update, and a query only reads: use SELECT, ASK, CONSTRUCT or DESCRIBE'
    """
    if UPDATE.match(sparql):
        return "this is an update, and a query only reads: use SELECT, ASK, CONSTRUCT or DESCRIBE"
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


def _before(sparql: str, line: int, column: int) -> str:
    """Return what stands before a place; lines and columns count from 1."""
    lines = sparql.splitlines()[:line]
    return "\n".join([*lines[:-1], *(last[: column - 1] for last in lines[-1:])])
