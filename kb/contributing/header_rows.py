"""Which row of a sheet names the columns, which kind of record it is for, and what is wrong with it.

Columns count by their names, in any order; capitals, blanks and the outer part of a nested name (`page` for
`locator.page`) do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.common.names import nearest_name
from kb.contributing.workbook_sheets import LEFT_OUT, Cell, Sheet, letters
from kb.findings import Finding
from kb.records.csv_nodes import HEADER, columns_of
from kb.records.schema import Term

_LOOKED_AT = 15
"""Rows with something in them among which the header is looked for."""
_ENOUGH = 3
"""Names of columns from which a row without the kind's own is taken for a header with a mistake."""
_TAIL = re.compile(r"[\s_-]*(?:ids?|nos?|nr|numbers?|names?|codes?|keys?|#)\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns of a sheet."""

    kind: Term
    row: int
    columns: dict[int, str]
    """Key of each column that has one (`locator.page`; the kind's own name for the id), by its number."""
    findings: tuple[Finding, ...]
    """What is wrong with it, or was left out above it."""


def find_header(sheet: Sheet, kinds: Mapping[str, Term], usual: Mapping[str, list[str]]) -> Header | None:
    """Return the header of a sheet of records, or None for a sheet that holds something else.

    `usual` has the columns that a sheet of a kind should have, to say what the row must read.
    """
    readings = [
        _read(sheet, row, kind)
        for row in list(sheet.rows)[:_LOOKED_AT]
        for kind in kinds.values()
        if kind.base
    ]
    best = max(readings, key=_likeness, default=None)
    if best is None or not _is_header(sheet, best):
        return None
    findings = [*_above(sheet, best), *_mistakes(sheet, best, usual.get(best.kind.key, []))]
    return Header(best.kind, best.row, best.columns, tuple(findings))


def plain_name(text: str) -> str:
    """Return a name of a column as keys are written: `Assessed by` becomes `assessed-by`."""
    return re.sub(r"[\s_-]+", "-", text.strip().casefold())


def _read(sheet: Sheet, row: int, kind: Term) -> Header:
    columns = {}
    for column, cell in sheet.rows[row].items():
        name = _key(cell.text, kind)
        if name:
            columns[column] = name
    return Header(kind, row, columns, ())


def _likeness(header: Header) -> tuple[int, int]:
    """Order readings by the columns known, the kind's own counting twice, then the upper row first."""
    names = set(header.columns.values())
    return len(names) + (header.kind.key in names), -header.row


def _is_header(sheet: Sheet, header: Header) -> bool:
    """Say whether a row is meant to name columns: it names the kind and another, or most of several."""
    known = len(set(header.columns.values()))
    if header.kind.key in header.columns.values():
        return known > 1
    return known >= _ENOUGH and 2 * known >= len(sheet.rows[header.row])


def _key(text: str, kind: Term) -> str:
    """Return the key of a column by what stands in its header, or an empty string."""
    name = plain_name(text)
    if name == kind.key:
        return kind.key
    known = columns_of(kind)
    if name in known:
        return name
    inner = [column for column in known if column.rpartition(".")[2] == name and "." in column]
    if name in kind.scope and "literal" in kind.scope[name].scope:
        return f"{name}.literal"
    return inner[0] if len(inner) == 1 else ""


def _above(sheet: Sheet, header: Header) -> Iterator[Finding]:
    rows = [row for row in sheet.rows if row < header.row]
    if rows:
        message = f"What stands above the names of the columns in row {header.row} was not taken in."
        fix = "Nothing, if it is a title; otherwise give it rows and columns of its own."
        yield LEFT_OUT.finding(message, sheet.place(rows[0], min(sheet.rows[rows[0]])), fix)


def _mistakes(sheet: Sheet, header: Header, usual: list[str]) -> Iterator[Finding]:
    """Report a kind without its column, and columns that are unknown, nameless or there twice."""
    row = sheet.rows[header.row]
    kind = header.kind
    if kind.key not in header.columns.values():
        yield _no_kind(sheet, header, usual or [kind.key])
    seen: set[str] = set()
    for column, cell in row.items():
        name = header.columns.get(column, "")
        if not name and kind.key in header.columns.values():
            yield HEADER.finding(
                f"A {kind.key} has no column `{cell.text[:60]}`.",
                sheet.place(header.row, column),
                _meant(cell.text, kind),
            )
        elif name in seen:
            yield HEADER.finding(
                f"The column `{cell.text}` stands twice.", sheet.place(header.row, column), "Keep one."
            )
        seen.update({name} - {""})
    yield from _nameless(sheet, header)


def _no_kind(sheet: Sheet, header: Header, usual: list[str]) -> Finding:
    row = sheet.rows[header.row]
    found = ", ".join(cell.text for cell in row.values())
    message = f"Row {header.row} must read: {', '.join(usual)}. It reads: {found}."
    for column, cell in row.items():
        if plain_name(_TAIL.sub("", cell.text)) == header.kind.key:
            fix = f"Did you mean `{header.kind.key}`? Write it into {letters(column)}{header.row}."
            return HEADER.finding(message, sheet.place(header.row, column), fix)
    fix = f"Put a column `{header.kind.key}` in front; its cells may stay empty. Any order will do."
    return HEADER.finding(message, sheet.place(header.row, min(row)), fix)


def _meant(text: str, kind: Term) -> str:
    near = nearest_name(plain_name(text), [kind.key, *columns_of(kind)], alike=0.75)
    if near:
        return f"Did you mean `{near}`?"
    return f"Move its words into `note`, or delete it. Columns: {', '.join(columns_of(kind))}."


def _nameless(sheet: Sheet, header: Header) -> Iterator[Finding]:
    """Report each column with values below the header that the header does not name."""
    named = sheet.rows[header.row]
    first: dict[int, Cell] = {}
    for cell in sheet.cells:
        if cell.row > header.row and cell.column not in named:
            first.setdefault(cell.column, cell)
    for column, cell in sorted(first.items()):
        message = (
            f"Column {letters(column)} has no name in row {header.row}, and {cell.address} holds something."
        )
        fix = f"Write the column's name into {letters(column)}{header.row}, or delete what stands below it."
        yield HEADER.finding(message, sheet.place(header.row, column), fix)


def in_one_cell(sheet: Sheet, kinds: Mapping[str, Term]) -> Finding | None:
    """Report a sheet whose columns all stand in one: text that was opened and not parted."""
    for row in sheet.rows.values():
        cell = next(iter(row.values()))
        for mark, name in ((";", "semicolons"), ("\t", "tabs"), (",", "commas")):
            parts = [plain_name(part) for part in cell.text.split(mark)]
            if len(row) == 1 and len(parts) >= _ENOUGH and parts[0] in kinds:
                message = f"All columns stand in one, separated by {name}."
                fix = "Part them: in Excel, Data, Text to Columns, Delimited."
                return HEADER.finding(message, sheet.place(cell.row, cell.column), fix)
        break
    return None
