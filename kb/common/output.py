"""Values written for other programs: CSV and JSON, in one way everywhere."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from pathlib import PurePath


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
