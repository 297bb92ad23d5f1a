r"""Tables as CSV (RFC 4180), with a description of all of them as CSV on the Web (W3C, CSVW).

https://www.w3.org/TR/tabular-metadata/. Where a cell has several values they stand between `|`; one that is
part of a value is written `\|`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from kb.common.output import as_json
from kb.exporting.record_tables import FILE, ID, OF, Cell, Column, RecordTable

DESCRIPTION = "csv-metadata.json"
"""Name of the description that programs look for beside a CSV file (CSVW, 5.3)."""
BETWEEN = "|"
_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
_DATATYPES = frozenset({"anyURI", "boolean", "date", "dateTime", "decimal", "gYear", "gYearMonth", "integer"})


def write_csv(table: RecordTable, stream: BinaryIO) -> int:
    """Write a table with a heading; return the number of its rows."""
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    several = [column.several for column in table.columns.values()]
    count = 0
    for row in table.rows():
        writer.writerow([_cell(values, many) for values, many in zip(row, several, strict=True)])
        count += 1
    text.flush()
    text.detach()
    return count


def _cell(values: Cell, several: bool) -> str:
    if not several:
        return values[0] if values else ""
    return BETWEEN.join(value.replace(BETWEEN, f"\\{BETWEEN}") for value in values)


def csvw_description(tables: Iterable[RecordTable]) -> bytes:
    """Return what the tables and their columns mean."""
    tables = list(tables)
    keyed = {table.name for table in tables}
    described = [_table(table, keyed) for table in tables]
    return as_json({"@context": _CONTEXT, "tables": described}).encode()


def file_name(table: RecordTable) -> str:
    """Return the name of a table's file."""
    return f"{table.name}.csv"


def _table(table: RecordTable, keyed: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(column) for column in table.columns.values()],
        "primaryKey": [ID, FILE] if FILE in table.columns else [ID],
        "aboutUrl": f"{table.base}{{+{ID}}}",
    }
    if table.owner in keyed:
        owner = {"resource": f"{table.owner}.csv", "columnReference": ID}
        schema["foreignKeys"] = [{"columnReference": OF, "reference": owner}]
    return {
        "url": file_name(table),
        "dialect": {"lineTerminators": "\r\n", "encoding": "utf-8"},
        "tableSchema": schema,
    }


def _column(column: Column) -> dict[str, Any]:
    datatype = column.datatype if column.datatype in _DATATYPES else "string"
    described: dict[str, Any] = {"name": _safe(column.name), "titles": column.name, "datatype": datatype}
    if column.property:
        described["propertyUrl"] = column.property
    if column.base:
        described["valueUrl"] = f"{column.base}{{+{_safe(column.name)}}}"
    if column.several:
        described["separator"] = BETWEEN
    if column.name in (ID, OF, FILE):
        described |= {"required": True, "suppressOutput": column.name != ID}
    return described


def _safe(name: str) -> str:
    """Return a column's name as CSVW wants it: it becomes a variable of URI templates."""
    return name.replace("-", "_").replace(":", "_")
