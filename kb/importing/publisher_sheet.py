"""A table as its publisher wrote it: a header somewhere near the top, rows below; and why it is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.common.names import nearest_name
from kb.errors import UnreadableError, UsageError


class RefusedFileError(UnreadableError):
    """The file is damaged, hostile, or not what it was said to be; nothing was written."""


class UnrecognisedFileError(RefusedFileError):
    """The file cannot be read, or has the columns of no table: it may be something else entirely."""


class UnknownEditionError(UsageError):
    """Neither the file nor the user says which edition of the data set this is."""


Cell = str | float
"""Text, stripped, or a number; an empty cell is an empty text."""
Row = Sequence[Cell]


class CellError(ValueError):
    """A cell does not hold what its column should. Whoever reads the table says where the cell stands."""

    def __init__(
        self, cell: Cell, wrong: str, remedy: str = "Use the file exactly as its publisher issued it."
    ) -> None:
        """`wrong` goes on from “cell L50 holds '5,000'”, such as “which is no number”."""
        super().__init__(f"{shown(cell)}, {wrong}")
        self.cell, self.wrong, self.remedy = cell, wrong, remedy


def shown(cell: Cell) -> str:
    """Return a cell as messages have it: a number as Excel shows it, a text in quotation marks."""
    return f"{cell:.15g}" if isinstance(cell, float) else repr(cell)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table stand in its sheet."""

    header: tuple[str, ...]
    """As the sheet names them."""
    places: tuple[int, ...]
    """Counted from nought; -1 for a column that the sheet does not have."""
    lettered: bool
    """Whether cells have names such as L50, as in workbooks."""

    def place(self, index: int, row: int) -> str:
        """Return how people find a cell of a row, given the number of its column in the table."""
        at = self.places[index]
        return f"cell {_letters(at)}{row}" if self.lettered else f"line {row}, column `{self.header[at]}`"


def _letters(column: int) -> str:
    """Return the name of a column: A for 0, Z for 25, AA for 26."""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


class TableRow(tuple[Cell, ...]):
    """The cells of one row of a table, and where they stand."""

    number: int
    """Of the row in its sheet, or of the line in its file, counted from one."""
    columns: Columns

    @classmethod
    def of(cls, cells: Iterable[Cell], number: int, columns: Columns) -> TableRow:
        """Return a row with its place."""
        row = cls(cells)
        row.number, row.columns = number, columns
        return row

    def place(self, index: int) -> str:
        """Return where a cell stands: `cell L50`, or the line and the column of a text file."""
        return self.columns.place(index, self.number)

    def place_of(self, cell: Cell) -> str:
        """Return where this very cell stands; of several that hold the same, the first."""
        same = [i for i, other in enumerate(self) if other is cell] or [
            i for i, other in enumerate(self) if other == cell
        ]
        return self.place(same[0]) if same else f"row {self.number}"


HEADER_WITHIN = 30
"""Rows from the top among which a header is looked for: BLS puts a letterhead above it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one tab-delimited file."""

    file: str
    """The file as messages name it."""
    name: str
    """Name of the sheet; of a text file its name without the suffix."""
    rows: list[Row]
    lettered: bool = True
    """Whether cells have names such as L50, as in workbooks."""

    def find_header(self, columns: Sequence[str]) -> int:
        """Return the index of the row that names most of the columns, or -1 when none names two."""
        wanted = {normal(column) for column in columns}
        best, best_score = -1, min(2, len(wanted)) - 1
        for index, row in enumerate(self.rows[:HEADER_WITHIN]):
            score = len(wanted & {normal(str(cell)) for cell in row})
            if score > best_score:
                best, best_score = index, score
        return best

    def records(self, required: Sequence[str], optional: Sequence[str] = ()) -> Iterator[TableRow]:
        """Yield the cells of these columns, in this order, for each row that is not empty.

        A column that the sheet lacks and need not have yields empty texts; the optional column with the
        empty name is the first without a header.

        Raises:
            RefusedFileError: a required column is missing or occurs twice; the nearest header is named.
        """
        at = self.find_header(required)
        if at < 0:
            raise missing_column(self, required[0], required)
        header = [str(cell) for cell in self.rows[at]]
        missing = self.lacking(required)
        if missing:
            raise missing_column(self, missing[0], required)
        places = [self._place(header, column) for column in required]
        places += [self._place(header, column) for column in optional]
        return self._select(Columns(tuple(header), tuple(places), self.lettered), at + 1)

    def lacking(self, columns: Sequence[str]) -> list[str]:
        """Return those of the columns that the sheet does not have."""
        at = self.find_header(columns)
        header = {normal(str(cell)) for cell in self.rows[at]} if at >= 0 else set()
        return [column for column in columns if normal(column) not in header]

    def _select(self, columns: Columns, start: int) -> Iterator[TableRow]:
        for number, row in enumerate(self.rows[start:], start + 1):
            cells = [row[place] if 0 <= place < len(row) else "" for place in columns.places]
            if any(cell != "" for cell in cells):
                yield TableRow.of(cells, number, columns)

    def _place(self, header: list[str], column: str) -> int:
        named = [index for index, text in enumerate(header) if normal(text) == normal(column)]
        if len(named) > 1:
            raise RefusedFileError(
                f"{self.file}: sheet {self.name!r} has two columns `{column}`.",
                "Use the file exactly as the publisher issued it.",
            )
        return named[0] if named else -1


def normal(text: str) -> str:
    """Return a header without case, space and underscores: publishers vary them from year to year."""
    return re.sub(r"[\s_]+", "", text).casefold()


def missing_column(sheet: Sheet, column: str, required: Sequence[str]) -> RefusedFileError:
    """Return the error for a column that is not there, naming the spare header most like it."""
    at = sheet.find_header(required)
    taken = {normal(name) for name in required}
    spare = [str(cell) for cell in sheet.rows[at] if normal(str(cell)) not in taken] if at >= 0 else []
    near = nearest_name(column, filter(None, spare), 0.5)
    hint = f"; the nearest is `{near}`" if near else ""
    remedy = f"Name the column `{column}` again" if near else "Give the workbook that this table is in"
    return RefusedFileError(
        f"{sheet.file}: sheet {sheet.name!r} has no column `{column}`{hint}.",
        f"{remedy}, as the publisher does.",
    )
