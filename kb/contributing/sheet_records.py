"""A sheet of records as CSV, every value with its cell: ids made, words turned into ids, places filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from kb.common.output import as_csv
from kb.contributing.cell_values import (
    CELL,
    DOUBTFUL,
    Column,
    Remark,
    column_of,
    is_percent,
    name_in,
    value_of,
)
from kb.contributing.header_rows import Header
from kb.contributing.known_words import KnownWords, evened
from kb.contributing.row_ids import document_id, made_id, typed_id
from kb.contributing.workbook_sheets import Cell, Sheet, column_number, letters
from kb.findings import Finding
from kb.namespaces import is_id
from kb.records.schema import Schema, Term
from kb.texts.document_kinds import KINDS


@dataclass(frozen=True, slots=True)
class Office:
    """What the cells of a workbook are read against."""

    name: str
    """What ids begin with (`kb.contributing.row_ids`)."""
    place: str
    """Place of figures that name none; may be empty."""
    schema: Schema
    words: KnownWords
    """Grows with the agents, sources and measures of the workbook."""
    documents: dict[str, str] = field(default_factory=dict)
    """Source ids of the documents handed in beside the workbook, by evened file name."""

    def document(self, file_name: str) -> str:
        """Return the source id of a document handed in now or before, or an empty string."""
        known = document_id(self.name, file_name)
        recorded = self.words.is_recorded(self.schema.kinds["source"].base, known)
        return self.documents.get(evened(file_name), known if recorded else "")


@dataclass(slots=True)
class SheetRecords:
    """What a sheet of records becomes."""

    kind: str
    sheet: Sheet
    columns: list[str]
    """Keys in the order of the CSV."""
    letters: list[str]
    """Column of the sheet that each came from; where none did, that of the id."""
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """Row of the sheet that each was."""
    findings: list[Finding] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)
    """Ids that were made for empty cells, by the cells' addresses."""

    def cell(self, number: int) -> Cell | None:
        """Return the cell of a row that holds its id, if it holds anything."""
        return self.sheet.rows[number].get(column_number(self.letters[0]))

    def csv(self) -> bytes:
        """Return the records as an evidence file."""
        return as_csv(self.columns, self.rows).encode()


def records_of(sheet: Sheet, header: Header, office: Office) -> SheetRecords:
    """Turn the rows below a header into records; hidden and empty rows are none."""
    reading = _Reading(sheet, header, office)
    for number, row in sheet.rows.items():
        if number > header.row and not _is_header(row, sheet.rows[header.row]):
            reading.take(number, row)
    reading.out.findings += _merged(sheet, header)
    return reading.out


def _is_header(row: Mapping[int, Cell], header: Mapping[int, Cell]) -> bool:
    """Say whether a row repeats the header, as the second part of a pasted table does."""
    return {c: evened(cell.text) for c, cell in row.items()} == {c: evened(x.text) for c, x in header.items()}


def _merged(sheet: Sheet, header: Header) -> Iterator[Finding]:
    """Report merged cells among the rows: only the first of them holds anything."""
    from openpyxl.utils import range_boundaries

    for area in sheet.merged:
        column, row, _, last = (int(bound or 0) for bound in range_boundaries(area))
        if last >= header.row and row in sheet.rows and column in sheet.rows[row]:
            message = f"{area} are merged; what they show counts for {letters(column)}{row} alone."
            fix = "Unmerge them, and fill in each row."
            yield CELL.finding(message, sheet.place(row, column), fix)


class _Reading:
    """One sheet while its rows are read."""

    def __init__(self, sheet: Sheet, header: Header, office: Office) -> None:
        self.sheet, self.header, self.office, self.kind = sheet, header, office, header.kind
        by_key: dict[str, int] = {}
        for column, key in sorted(header.columns.items()):
            by_key.setdefault(key, column)
        self.id_column = by_key.pop(self.kind.key, min(header.columns))
        self.columns = {key: column_of(self.kind, key, office.schema) for key in by_key}
        self.numbers = by_key
        keys = [self.kind.key, *by_key]
        where = [letters(self.id_column), *(letters(column) for column in by_key.values())]
        self.fills_place = self.kind.key == "figure" and bool(office.place)
        if self.fills_place and "place" not in by_key:
            keys.append("place")
            where.append(letters(self.id_column))
        self.out = SheetRecords(self.kind.key, sheet, keys, where)
        self.typed: dict[str, str] = {}
        self.taken: dict[str, int] = {}

    def take(self, number: int, row: Mapping[int, Cell]) -> None:
        """Read one row into a record."""
        values: dict[str, str] = {}
        for key, column in self.numbers.items():
            if column in row:
                values[key] = self.value(row[column], self.columns[key])
        if not any(values.values()) and self.id_column not in row:
            return
        self.compare_units(row, values)
        if self.fills_place and not values.get("place"):
            values["place"] = self.office.place
        identifier = self.identify(number, row.get(self.id_column), values)
        if self.standing_twice(number, identifier):
            return
        self.out.rows.append([identifier, *(values.get(key, "") for key in self.out.columns[1:])])
        self.out.numbers.append(number)

    def value(self, cell: Cell, column: Column) -> str:
        """Return what a cell says; a file that was handed in stands for its source."""
        base = column.term.base
        if base == self.office.schema.kinds["source"].base and is_file_name(cell.text):
            found = self.office.document(cell.text) or self.office.words.id_of(base, cell.text)
            if not found:
                self.remark(cell, not_handed_in(cell.text))
            return found
        read = value_of(cell, column, self.office.words)
        for remark in read.remarks:
            self.remark(cell, remark)
        return read.text

    def remark(self, cell: Cell, remark: Remark) -> None:
        """Tell something of a cell."""
        place = self.sheet.place(cell.row, cell.column)
        self.out.findings.append(remark.check.finding(remark.message, place, remark.fix))

    def compare_units(self, row: Mapping[int, Cell], values: dict[str, str]) -> None:
        """Hold a number that is shown with a percent sign against its unit."""
        cell, unit = row.get(self.numbers.get("value", 0)), values.get("unit", "")
        if cell is None or not unit:
            return
        percent = "percent" in unit.split("-")
        if is_percent(cell) and not percent:
            fix = "Choose the unit percent, or type the number without the percent sign."
            self.remark(cell, Remark(CELL, f"The cell shows {cell.text}, and the unit is `{unit}`.", fix))
        elif percent and not is_percent(cell) and 0 < _magnitude(values.get("value", "")) < 1:
            said = values["value"]
            message = f"The cell shows {said} and the unit is percent: less than one in a hundred."
            fix = f"Nothing, if that is meant; for {float(said) * 100:g} % type {float(said) * 100:g}."
            self.remark(cell, Remark(DOUBTFUL, message, fix))

    def identify(self, number: int, cell: Cell | None, values: Mapping[str, str]) -> str:
        """Return the id of a row, and let what it is called stand for it in the other sheets."""
        typed, kind = self.name(cell) if cell else "", self.kind.key
        if kind == "source" and is_file_name(typed):
            identifier = document_id(self.office.name, typed)
        elif typed and is_id(typed):
            identifier = typed_id(self.office.name, kind, typed)
        else:
            identifier = made_id(
                self.office.name, kind, values if not typed else {**values, **_named(kind, typed)}
            )
            if not typed:
                self.out.made[f"{letters(self.id_column)}{number}"] = identifier
        self.differing_in_case(number, typed)
        for name in {typed, *(values.get(key, "") for key in ("name", "title", "label"))} - {""}:
            self.office.words.add(self.kind.base, identifier, name)
        return identifier

    def name(self, cell: Cell) -> str:
        """Return what a row is called in its first column."""
        read = name_in(cell)
        for remark in read.remarks:
            self.remark(cell, remark)
        return read.text

    def standing_twice(self, number: int, identifier: str) -> bool:
        """Report a row that is called, or says, the same as one above it."""
        first = self.taken.setdefault(identifier, number)
        twice = first != number
        if twice:
            message = f"Row {number} is the same {self.kind.key} as row {first}."
            fix = "Delete one of them, or give them names of their own in this column."
            self.out.findings.append(CELL.finding(message, self.sheet.place(number, self.id_column), fix))
        return twice

    def differing_in_case(self, number: int, typed: str) -> None:
        """Report ids of one sheet that only capitals tell apart."""
        first = self.typed.setdefault(typed.casefold(), typed)
        if first != typed:
            message = f"`{typed}` differs from `{first}` in capitals only."
            place = self.sheet.place(number, self.id_column)
            self.out.findings.append(CELL.finding(message, place, "Give the rows different names."))


def _named(kind: str, typed: str) -> dict[str, str]:
    return {{"agent": "name", "source": "title", "measure": "label"}.get(kind, "statement"): typed}


def _magnitude(text: str) -> float:
    try:
        return abs(float(text))
    except ValueError:
        return 0.0


def is_file_name(text: str) -> bool:
    """Say whether a text names a file, such as `job.docx`."""
    return "\n" not in text and PurePath(text.strip()).suffix.lower() in KINDS


def not_handed_in(name: str) -> Remark:
    """Say that a file is named which did not come with the workbook."""
    message = f"`{name}` is not among the files handed in, and no source is called so."
    return Remark(CELL, message, f"Hand it in too: soc-evidence add WORKBOOK {name}")


def kind_order(kind: Term) -> tuple[int, str]:
    """Order sheets so that what others refer to comes first."""
    return ({"agent": 0, "source": 1, "measure": 2}.get(kind.key, 3), kind.key)
