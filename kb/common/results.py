"""What the Python face returns of several values: a tuple that turns into dicts and data frames."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kb.common.output import plain_data
from kb.errors import MissingError

if TYPE_CHECKING:
    from pandas import DataFrame

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
