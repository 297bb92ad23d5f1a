"""The answer to a query as Python values: rows of terms, yes or no, or triples."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from kb.common.output import data_frame
from kb.namespaces import XSD

if TYPE_CHECKING:
    from pandas import DataFrame
    from rdflib import Graph

    from kb.querying.evaluation import Result


class Iri(str):
    """An IRI in an answer; text otherwise, so that it compares and prints as itself."""

    __slots__ = ()


Value = Iri | str | int | float | bool | Decimal | dt.date | None
"""A term in Python: numbers, booleans and dates as such, other literals by their text, None for unbound."""


@dataclass(frozen=True, slots=True)
class Answer(Sequence[Mapping[str, Value]]):
    """Rows of a SELECT query, each a mapping of every column to its value; None where a row has none."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, Value], ...]
    cut: bool
    """True when there were more rows than the limit: the answer is not whole."""
    seconds: float
    """Time of evaluation."""

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: Any) -> Any:
        return self.rows[index]

    def __iter__(self) -> Iterator[Mapping[str, Value]]:
        return iter(self.rows)

    def to_dicts(self) -> list[dict[str, Value]]:
        """Return the rows as dicts."""
        return [dict(row) for row in self.rows]

    def to_pandas(self) -> DataFrame:
        """Return the rows as a pandas data frame.

        Raises:
            MissingError: pandas is not installed.
        """
        return data_frame(self.to_dicts(), list(self.columns))


@dataclass(frozen=True, slots=True)
class Triples:
    """The graph of a CONSTRUCT or DESCRIBE query."""

    ntriples: str
    """Sorted N-Triples."""
    cut: bool
    """True when there were more triples than the limit."""
    seconds: float

    def __len__(self) -> int:
        return self.ntriples.count("\n")

    def to_rdflib(self) -> Graph:
        """Return an rdflib graph."""
        from rdflib import Graph

        return Graph().parse(data=self.ntriples, format="nt")


def read_answer(result: Result) -> Answer | Triples | bool:
    """Return a result in the form that suits its query: rows, triples, or yes and no."""
    from kb.querying.answer_formats import Form

    if result.form is Form.TRIPLES:
        return Triples(result.payload.decode(), result.cut, result.seconds)
    document = json.loads(result.payload)
    if result.form is Form.BOOLEAN:
        return bool(document["boolean"])
    names = tuple(document["head"]["vars"])
    rows = tuple(
        {name: _value(binding[name]) if name in binding else None for name in names}
        for binding in document["results"]["bindings"]
    )
    return Answer(names, rows, result.cut, result.seconds)


def _value(term: Mapping[str, Any]) -> Value:
    if term["type"] == "uri":
        return Iri(term["value"])
    text = term["value"] if isinstance(term["value"], str) else json.dumps(term["value"])
    kind = term.get("datatype", "").removeprefix(XSD)
    try:
        if kind in _WHOLE:
            return int(text)
        if kind == "decimal":
            return Decimal(text)
        if kind in ("double", "float"):
            return float(text)
        if kind == "boolean":
            return text in ("true", "1")
        if kind == "date":
            return dt.date.fromisoformat(text)
    except (ValueError, InvalidOperation):
        pass  # an ill-typed literal is its text
    return text


_WHOLE = frozenset({"integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"})
