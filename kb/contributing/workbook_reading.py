"""A workbook that came in: which of its sheets hold records, and the evidence files that they become.

Two steps, for the sheets refer to one another and to the documents beside the workbook: first `first_sheets`
(agents, sources, measures), then, when the documents have their ids, `other_sheets`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb.contributing.about_us import AboutUs, is_about_us, read_about_us
from kb.contributing.corrections import FIELDS
from kb.contributing.header_rows import Header, find_header, in_one_cell
from kb.contributing.known_words import evened
from kb.contributing.sheet_records import (
    Office,
    SheetRecords,
    is_file_name,
    kind_order,
    not_handed_in,
    records_of,
)
from kb.contributing.workbook_columns import HELPERS, usual_columns
from kb.contributing.workbook_sheets import LEFT_OUT, Sheet, column_number, sheets_of
from kb.findings import Finding, Location, has_errors
from kb.records.csv_nodes import HEADER
from kb.records.schema import Schema
from kb.texts.frozen_texts import run_worker

_FIRST = 2
"""Place in the order of kinds up to which others refer to a sheet's records."""


@dataclass(slots=True)
class Workbook:
    """A workbook as it came in."""

    path: Path
    shown: str
    sha256: str
    sheets: list[Sheet]
    about: AboutUs
    headers: dict[str, Header] = field(default_factory=dict)
    """Headers of the sheets of records, by name."""
    findings: list[Finding] = field(default_factory=list)
    records: list[SheetRecords] = field(default_factory=list)

    @property
    def made(self) -> dict[str, str]:
        """Ids that were made for empty cells, by the cells' addresses, the sheet's name before it."""
        return {
            f"{records.sheet.prefix}{address}": identifier
            for records in self.records
            for address, identifier in records.made.items()
        }


def open_workbook(path: Path, shown: str, sha256: str, schema: Schema) -> Workbook:
    """Read a workbook and tell its sheets of records from the others.

    Args:
        path: the file as it came in.
        shown: its path in findings.
        sha256: its digest.
        schema: what keys there are.

    Raises:
        RefusedError: it cannot be read.
    """
    sheets = sheets_of(run_worker(path)["details"], shown)
    book = Workbook(path, shown, sha256, sheets, read_about_us(sheets))
    book.findings += book.about.findings
    for sheet in sheets:
        if _is_helper(sheet):
            continue
        book.findings += sheet.what_is_unseen()
        if not sheet.hidden and sheet.cells and not is_about_us(sheet):
            _read_header(book, sheet, schema)
    if not book.headers:
        book.findings += _no_records(book, schema)
    return book


def _is_helper(sheet: Sheet) -> bool:
    """Say whether it is one of the sheets that help to fill in the others."""
    first = next(iter(sheet.cells), None)
    return first is not None and HELPERS.get(evened(sheet.name), "\0") == evened(first.text)


def _read_header(book: Workbook, sheet: Sheet, schema: Schema) -> None:
    header = find_header(sheet, schema.kinds, usual_columns())
    if header is not None:
        book.headers[sheet.name] = header
        book.findings += header.findings
        return
    parted = in_one_cell(sheet, schema.kinds)
    if parted is not None:
        book.findings.append(parted)
        return
    message = f"The sheet `{sheet.name}` was not read: no row of it names columns of records."
    fix = "Nothing, if it holds no records; else give it the row of names of `soc-evidence new duties`."
    book.findings.append(LEFT_OUT.finding(message, sheet.place(1, 1), fix))


def _no_records(book: Workbook, schema: Schema) -> Iterator[Finding]:
    """Say what the first row of a workbook without records must read, and what it reads."""
    sheets = [
        sheet
        for sheet in book.sheets
        if not sheet.hidden and not _is_helper(sheet) and not is_about_us(sheet)
    ]
    sheet = next((sheet for sheet in sheets if sheet.cells), book.sheets[0])
    if has_errors(book.findings):
        return
    row = next(iter(sheet.rows), 1)
    reads = ", ".join(cell.text[:40] for cell in sheet.rows.get(row, {}).values())
    usual = usual_columns()
    kind = next((kind for kind in usual if evened(sheet.name).startswith(kind[:-1])), "duty")
    message = f"Row {row} must read: {', '.join(usual[kind])}. It reads: {reads or 'nothing'}."
    fix = f"Write these names into row {row} (any order; {', '.join(usual)} have sheets of their own)."
    yield HEADER.finding(message, sheet.place(row, 1), fix)


def first_sheets(book: Workbook, office: Office) -> None:
    """Read the agents, sources and measures, so that the other sheets may name them."""
    _read(book, office, first=True)


def other_sheets(book: Workbook, office: Office) -> None:
    """Read the other sheets; say so when there is no record in any."""
    _read(book, office, first=False)
    if book.headers and not any(records.rows for records in book.records) and not has_errors(book.findings):
        sheet = next(sheet for sheet in book.sheets if sheet.name in book.headers)
        message = f"The sheet `{sheet.name}` has names of columns, and no rows below them."
        place = sheet.place(book.headers[sheet.name].row + 1, 1)
        book.findings.append(HEADER.finding(message, place, "Fill in at least one row."))


def _read(book: Workbook, office: Office, *, first: bool) -> None:
    sheets = [sheet for sheet in book.sheets if sheet.name in book.headers]
    for sheet in sorted(sheets, key=lambda sheet: kind_order(book.headers[sheet.name].kind)):
        header = book.headers[sheet.name]
        if (kind_order(header.kind)[0] <= _FIRST) == first and header.kind.key in header.columns.values():
            records = records_of(sheet, header, office)
            book.records.append(records)
            book.findings += records.findings


@dataclass(frozen=True, slots=True)
class Described:
    """What a row of a sheet of sources says of a document."""

    fields: dict[str, str]
    """Corrections of its record (`kb.contributing.corrections.FIELDS`)."""
    cells: dict[str, Location]
    """The cell of each, empty ones among them."""


def documents_described(book: Workbook, names: Iterable[str], office: Office) -> dict[str, Described]:
    """Take the rows of sources that are files out of the records, and return them by evened file name.

    They tell of documents handed in beside the workbook, or of ones on record.

    A file that was neither handed in now, by its name among `names`, nor recorded before is a finding.
    """
    handed_in = {evened(name) for name in names}
    described: dict[str, Described] = {}
    for records in book.records:
        if records.kind != "source":
            continue
        others = []
        for row, number in zip(records.rows, records.numbers, strict=True):
            cell = records.cell(number)
            if cell is None or not is_file_name(cell.text):
                others.append((row, number))
            elif evened(cell.text) in handed_in or office.document(cell.text):
                described[evened(cell.text)] = _described(records, row, number)
            else:
                remark, place = not_handed_in(cell.text), records.sheet.place(cell.row, cell.column)
                book.findings.append(remark.check.finding(remark.message, place, remark.fix))
        records.rows, records.numbers = [row for row, _ in others], [number for _, number in others]
    return described


def _described(records: SheetRecords, row: list[str], number: int) -> Described:
    keys = [key.partition(".")[0] for key in records.columns[1:]]
    said = zip(keys, row[1:], strict=True)
    fields = {key: value for key, value in said if key in FIELDS and value} | {"id": row[0]}
    columns = zip(("id", *keys), records.letters, strict=True)
    cells = {key: records.sheet.place(number, column_number(letter)) for key, letter in columns}
    return Described(fields, cells)
