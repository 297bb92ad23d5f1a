"""What an importer has to know of one kind of table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kb.importing.editions import Edition
from kb.importing.errors import RefusedFileError
from kb.importing.sheet import Row, Sheet

Lines = Iterator[str]
"""Statements as N-Triples lines without the closing full stop and line end."""


@dataclass(frozen=True, slots=True)
class Source:
    """The table that rows come from, as the statements about them need it."""

    edition: Edition
    graph: str
    """IRI of the named graph; also the data set that observations of the table belong to."""
    sheets: tuple[Sheet, ...] = ()
    """All sheets of the file: some say what the rows do not."""


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of table of a data set."""

    name: str
    """As the publisher names it."""
    required: tuple[str, ...]
    """Columns without which it is not this table."""
    convert: Callable[[Iterable[Row], Source], Lines]
    """Statements for rows of the required and then the optional columns."""
    optional: tuple[str, ...] = ()
    """Columns that are read where present."""
    structure: str = ""
    """Data structure definition (RDF Data Cube) of its observations, as a prefixed name."""
    part: Callable[[Row], str] | None = None
    """Which of the parts that an edition counts a row belongs to."""
    called: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))
    """What the publisher's file of it has in its name, where that is not the table's own name."""
    telling: str = ""
    """Column whose values tell the table from others with the same header."""
    pattern: re.Pattern[str] = field(default_factory=lambda: re.compile(""))
    """What every value of the telling column begins with."""

    @property
    def slug(self) -> str:
        """Return the name as a file and graph are called."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    def rows(self, sheet: Sheet) -> list[Row]:
        """Return the rows of this table.

        Raises:
            RefusedFileError: a column is missing, or the rows are those of another table.
        """
        rows = list(sheet.records(self.required, self.optional))
        if not rows:
            raise RefusedFileError(f"{sheet.file}: sheet {sheet.name!r} has no rows.", "Download it again.")
        self._check_telling(rows, sheet)
        return rows

    def _check_telling(self, rows: list[Row], sheet: Sheet) -> None:
        if not self.telling:
            return
        at = self.required.index(self.telling)
        for row in rows:
            if not self.pattern.match(str(row[at])):
                raise RefusedFileError(
                    f"{sheet.file}: {self.telling} {str(row[at])!r} does not belong in {self.name}.",
                    "Use the file exactly as the publisher issued it.",
                )
