"""Tables as Apache Parquet, where pyarrow is installed: typed columns, lists for several values of a cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, BinaryIO

from kb.common.program import install_extra
from kb.errors import MissingError
from kb.exporting.record_tables import Cell, Column, RecordTable

_BATCH = 20_000
"""Rows of a row group."""
_READS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "boolean": ("bool_", lambda text: text == "true"),
    "date": ("date32", dt.date.fromisoformat),
    "decimal": ("float64", float),
    "integer": ("int64", int),
}
"""By datatype of XML Schema, the type of Arrow and what makes a value of it; everything else is text.

A decimal becomes a number that programs calculate with; its digits as published are in the CSV."""


def write_parquet(table: RecordTable, stream: BinaryIO) -> int:
    """Write a table; return the number of its rows.

    Raises:
        MissingError: pyarrow is not installed.
    """
    arrow, parquet = arrow_modules()
    columns = list(table.columns.values())
    types = [_type(column, arrow) for column in columns]
    schema = arrow.schema(list(zip(table.columns, types, strict=True)))
    rows, count = table.rows(), 0
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            arrays = [
                arrow.array([_value(row[place], column) for row in batch], kind)
                for place, (column, kind) in enumerate(zip(columns, types, strict=True))
            ]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))
            count += len(batch)
    return count


def _type(column: Column, arrow: Any) -> Any:
    name, _ = _READS.get(column.datatype, ("string", str))
    kind = getattr(arrow, name)()
    return arrow.list_(kind) if column.several else kind


def _value(values: Cell, column: Column) -> object:
    _, read = _READS.get(column.datatype, ("string", str))
    if column.several:
        return [read(value) for value in values]
    return read(values[0]) if values else None


def arrow_modules() -> tuple[Any, Any]:
    """Return pyarrow and its module for Parquet.

    Raises:
        MissingError: it is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingError(
            "Parquet needs pyarrow, which is not installed.", f"{install_extra('parquet')}, or export csv."
        ) from error
    return pa, pq
