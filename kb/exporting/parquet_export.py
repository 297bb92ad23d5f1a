"""Tables as Apache Parquet, where pyarrow is installed: texts, or lists of texts for several values."""

from __future__ import annotations

from itertools import islice
from typing import Any, BinaryIO

from kb.common.program import install_extra
from kb.errors import MissingError
from kb.exporting.record_tables import Cell, RecordTable

_BATCH = 20_000
"""Rows of a row group."""


def write_parquet(table: RecordTable, stream: BinaryIO) -> int:
    """Write a table; return the number of its rows.

    Raises:
        MissingError: pyarrow is not installed.
    """
    arrow, parquet = arrow_modules()
    several = [column.several for column in table.columns.values()]
    types = [arrow.list_(arrow.string()) if many else arrow.string() for many in several]
    schema = arrow.schema(list(zip(table.columns, types, strict=True)))
    rows, count = table.rows(), 0
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            columns = [
                arrow.array([_cell(row[place], many) for row in batch], kind)
                for place, (many, kind) in enumerate(zip(several, types, strict=True))
            ]
            writer.write_table(arrow.Table.from_arrays(columns, schema=schema))
            count += len(batch)
    return count


def _cell(values: Cell, several: bool) -> str | Cell | None:
    if several:
        return values
    return values[0] if values else None


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
