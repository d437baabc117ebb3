"""The one error tree of autokg.

AutokgError
├── SourceError
│   └── FetchError
├── DataFileError
│   ├── CatalogueError
│   └── PatternError
├── ModelError
├── ClusterError
├── OntologyError
├── DecisionError
├── StoreError
│   └── StoreLockedError
├── QueryError
│   ├── UnknownNameError
│   ├── UnknownQuestionError
│   ├── NotAcceptableError
│   ├── ManagedGraphError
│   └── TooLargeError
└── ServerError

Every error says in one line what is wrong and what to do about it; what a program may want to
know is an attribute. `tests/test_graph_errors.py` rebuilds the tree above from the classes.
"""

from __future__ import annotations

from collections.abc import Sequence


class AutokgError(Exception):
    """Anything that autokg refuses to do; the text names the remedy."""

    def __reduce__(self) -> tuple[object, ...]:
        # Worker processes hand their errors over; the subclasses' constructors take other things than the message.
        return _revived, (type(self), self.args, self.__dict__)


class SourceError(AutokgError):
    """An input that cannot be read as an article."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class FetchError(SourceError):
    """A web address that gave nothing; `status` is the server's answer, 0 where none came.

    `passing` tells that another try may find it. `again` tells after how many seconds the server asked to be left
    alone, None where it did not say.
    """

    def __init__(
        self, source: str, reason: str, *, status: int = 0, passing: bool = False, again: float | None = None
    ) -> None:
        super().__init__(source, reason)
        self.status = status
        self.passing = passing
        self.again = again


class DataFileError(AutokgError):
    """A line of a data file that breaks its format."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}" if line else f"{file}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class CatalogueError(DataFileError):
    """A catalogue entry that breaks the catalogue's rules."""


class PatternError(DataFileError):
    """A relation pattern that cannot be read."""


class ModelError(AutokgError):
    """Model weights that are missing, damaged or of an unknown format."""


class ClusterError(AutokgError):
    """Workers that cannot be reached or that run other code than this process."""


class OntologyError(AutokgError):
    """A kind, relation, status, attribute or qualifier that the ontology does not have."""

    def __init__(self, name: str, category: str, known: Sequence[str] = ()) -> None:
        hint = f"; known: {', '.join(known)}" if known else ""
        super().__init__(f"unknown {category} {name!r}{hint}")
        self.name = name
        self.category = category
        self.known = tuple(known)


class DecisionError(AutokgError):
    """A decision about a statement or about two entities that makes no sense."""


class StoreError(AutokgError):
    """A store that cannot be opened, read or written."""


class StoreLockedError(StoreError):
    """A store that another process has open for writing."""

    def __init__(self, path: str) -> None:
        super().__init__(f"the store {path} is open in another process: close that one, or use another --store")
        self.path = path


class QueryError(AutokgError):
    """A query or question that cannot be answered; `known` lists the valid names."""

    def __init__(self, reason: str, known: Sequence[str] = ()) -> None:
        super().__init__(f"{reason}; known: {', '.join(known)}" if known else reason)
        self.reason = reason
        self.known = tuple(known)


class UnknownNameError(QueryError):
    """A name that no entity of the graph has; `near` lists names that look like it."""

    def __init__(self, name: str, kinds: Sequence[str] = (), near: Sequence[str] = ()) -> None:
        kind = " or ".join(kinds).lower() if 0 < len(kinds) <= 3 else "entity"
        hint = f": did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"no {kind} of this graph is called {name!r}{hint}")
        self.name = name
        self.near = tuple(near)
        self.known = self.near


def _revived(kind: type[AutokgError], words: tuple[object, ...], data: dict[str, object]) -> AutokgError:
    error = kind.__new__(kind, *words)
    error.__dict__.update(data)
    return error


class UnknownQuestionError(QueryError):
    """A question in English that the library cannot answer; `near` lists questions that share most of its words."""

    def __init__(self, text: str, near: Sequence[str]) -> None:
        hint = f"; the nearest that I know: {', '.join(near)}" if near else ""
        super().__init__(f"I do not know that question{hint}. `autokg ask` lists all questions")
        self.text = text
        self.near = tuple(near)


class NotAcceptableError(QueryError):
    """An answer that exists in none of the formats that the client takes."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__("the answer has none of the accepted formats", tuple(known))


class ManagedGraphError(QueryError):
    """An update of a graph that autokg computes; `graph` is its IRI, empty where the update names none."""

    def __init__(self, graph: str) -> None:
        what = (
            f"the graph <{graph}> is kept by autokg" if graph else "the update writes to a graph that it does not name"
        )
        super().__init__(
            f"{what}: write GRAPH <IRI> with a graph of your own; articles and facts change by `autokg ingest`, "
            "`autokg remove` and the review"
        )
        self.graph = graph


class TooLargeError(QueryError):
    """An answer that is larger than the endpoint sends."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the answer is larger than {limit:,} bytes: add a LIMIT, or select less")
        self.limit = limit


class ServerError(AutokgError):
    """A web request that gets no answer; `status` is the HTTP status that says why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
