"""A table as its publisher wrote it: a header somewhere near the top, rows below; and why it is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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

    def find_header(self, columns: Sequence[str]) -> int:
        """Return the index of the row that names most of the columns, or -1 when none names two."""
        wanted = {normal(column) for column in columns}
        best, best_score = -1, min(2, len(wanted)) - 1
        for index, row in enumerate(self.rows[:HEADER_WITHIN]):
            score = len(wanted & {normal(str(cell)) for cell in row})
            if score > best_score:
                best, best_score = index, score
        return best

    def records(self, required: Sequence[str], optional: Sequence[str] = ()) -> Iterator[Row]:
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
        return self._select(places, at + 1)

    def lacking(self, columns: Sequence[str]) -> list[str]:
        """Return those of the columns that the sheet does not have."""
        at = self.find_header(columns)
        header = {normal(str(cell)) for cell in self.rows[at]} if at >= 0 else set()
        return [column for column in columns if normal(column) not in header]

    def _select(self, places: list[int], start: int) -> Iterator[Row]:
        for row in self.rows[start:]:
            cells = [row[place] if 0 <= place < len(row) else "" for place in places]
            if any(cell != "" for cell in cells):
                yield cells

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
