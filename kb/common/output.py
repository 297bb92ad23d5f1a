"""Values for others: CSV and JSON, written in one way everywhere, and results as dicts and data frames."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kb.errors import MissingError

if TYPE_CHECKING:
    from pandas import DataFrame


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Write rows as CSV (RFC 4180) with line feeds; None becomes an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return buffer.getvalue()


def as_json(value: object, indent: int | None = 2) -> str:
    """Write a value as JSON with a line feed at its end; data classes become objects, sets sorted lists."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=plain_data) + "\n"


def plain_data(value: object) -> object:
    """Return what JSON writes for a value that it does not know.

    Raises:
        TypeError: the value is of no kind that has a plain form.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date | PurePath):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no plain form")


Item = TypeVar("Item", covariant=True)


class Results(tuple[Item, ...], Generic[Item]):
    """Values of one kind, in order; equal to a tuple of the same values."""

    __slots__ = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return each value as a dict of plain values (text, numbers, lists, dicts), ready for JSON."""
        return [as_dict(item) for item in self]

    def to_pandas(self) -> DataFrame:
        """Return a data frame with a row for each value and a column for each field.

        Raises:
            MissingError: pandas is not installed.
        """
        return data_frame(self.to_dicts())


def results(items: Iterable[Item]) -> Results[Item]:
    """Gather values as results."""
    return Results(items)


def as_dict(value: object) -> dict[str, Any]:
    """Return a data class, and all that is nested in it, as a dict of plain values."""
    found = _plain(value)
    return found if isinstance(found, dict) else {"value": found}


def data_frame(rows: list[dict[str, Any]], columns: list[str] | None = None) -> DataFrame:
    """Return rows as a pandas data frame.

    Raises:
        MissingError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingError("pandas is not installed.", "pip install pandas, or use to_dicts().") from error
    return pd.DataFrame(rows, columns=columns)


def _plain(value: object) -> Any:
    if isinstance(value, Enum):  # a number that stands for a word, such as a severity, is that word
        return value.value if isinstance(value.value, str) else value.name.lower()
    if value is None or isinstance(value, str | int | float | bool):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return _plain(plain_data(value))
