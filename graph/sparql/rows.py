"""The answer of a SPARQL query as Python sees it: lazy rows of rdflib terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from ..errors import QueryError
from .formats import serialize

if TYPE_CHECKING:
    from pandas import DataFrame

    from ..store.protocol import Answer


class Row(tuple[Any, ...]):
    """One solution: rdflib terms in the order of the variables, None where unbound; also by name and attribute."""

    names: tuple[str, ...]

    def __getattr__(self, name: str) -> Any:
        try:
            return self[self.names.index(name)]
        except ValueError:
            raise AttributeError(f"no variable ?{name} in this answer: it has {', '.join(self.names)}") from None

    def asdict(self) -> dict[str, Any]:
        """Return the bound variables by name."""
        return {name: term for name, term in zip(self.names, self, strict=True) if term is not None}


class Rows:
    """The answer of a query, read once and lazily: rows of a SELECT, triples of a CONSTRUCT, the truth of an ASK.

    Terms are rdflib's (URIRef, Literal, BNode); `serialize` writes the answer without making them.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the variables; a CONSTRUCT has subject, predicate and object."""
        if isinstance(self.answer, QueryTriples):
            return ("subject", "predicate", "object")
        return tuple(variable.value for variable in getattr(self.answer, "variables", ()))

    def __iter__(self) -> Iterator[Any]:
        if isinstance(self.answer, QueryBoolean):
            raise QueryError("an ASK query has no rows: use bool(...) on its answer")
        if isinstance(self.answer, QueryTriples):
            return ((term(t.subject), term(t.predicate), term(t.object)) for t in self.answer)
        return self._rows(self.answer)

    def _rows(self, solutions: QuerySolutions) -> Iterator[Row]:
        kind = type("Row", (Row,), {"names": self.columns})
        for solution in solutions:
            yield kind(None if value is None else term(value) for value in solution)

    def __bool__(self) -> bool:
        if isinstance(self.answer, QueryBoolean):
            return bool(self.answer)
        raise QueryError("only the answer of an ASK query is true or false: iterate over the rows of this one")

    def serialize(self, form: str) -> bytes:
        """Return the answer as json, xml, csv or tsv, or as turtle or ntriples where it is made of triples."""
        return serialize(self.answer, form)

    def to_frame(self) -> DataFrame:
        """Return the rows as a pandas DataFrame of Python values; needs `pip install autokg[frame]`."""
        rows = [[None if cell is None else getattr(cell, "value", None) or str(cell) for cell in row] for row in self]
        return data_frame(self.columns, rows)


def term(value: Any) -> Any:
    """Return a term of the store as rdflib's; plain strings stay plain, as in Turtle."""
    import rdflib

    if isinstance(value, NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, BlankNode):
        return rdflib.BNode(value.value)
    if isinstance(value, Triple):
        raise QueryError("a quoted triple has no rdflib term: select its parts with SUBJECT(), PREDICATE(), OBJECT()")
    assert isinstance(value, Literal)
    if value.language:
        return rdflib.Literal(value.value, lang=value.language)
    datatype = value.datatype.value
    plain = datatype == "http://www.w3.org/2001/XMLSchema#string"
    return rdflib.Literal(value.value, datatype=None if plain else rdflib.URIRef(datatype))


def data_frame(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> DataFrame:
    """Return rows as a pandas DataFrame, or raise QueryError when pandas is missing."""
    try:
        import pandas
    except ImportError:
        raise QueryError("to_frame() needs pandas: pip install 'autokg[frame]'") from None
    return pandas.DataFrame([list(row) for row in rows], columns=list(columns))
