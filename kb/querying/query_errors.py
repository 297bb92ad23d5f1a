"""What can go wrong with a query."""

from __future__ import annotations

from kb.errors import SocEvidenceError, UsageError


class QueryError(UsageError):
    """A query that cannot be evaluated as it is written.

    Attributes:
        line, column: where, both from 1; 0 when no place is to blame.
    """

    def __init__(self, message: str, remedy: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message, remedy)
        self.line = line
        self.column = column

    def at(self, name: str) -> QueryError:
        """Return the same error with the place before the message, as editors understand it."""
        place = f"{name}:{self.line}:{self.column}" if self.line else name
        return type(self)(f"{place}: {self.message}", self.remedy, self.line, self.column)


class QueryRefusedError(QueryError):
    """The query would write, or reach another computer."""


class QuerySyntaxError(QueryError):
    """The query is not SPARQL 1.1."""


class QueryStoppedError(SocEvidenceError):
    """The query ran into the time or memory limit and was ended."""
