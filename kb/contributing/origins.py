"""Findings about the staged records, told as findings about the files that came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.contributing.incoming import Incoming
from kb.findings import Finding, Location
from kb.records.csv_nodes import cells


class Origin:
    """What a staged file was made of: a file that came in, or (None) what was said of the contribution."""

    def __init__(self, file: Incoming | None) -> None:
        self.shown = file.shown if file else "the contribution"
        self.sheet = file.sheet if file else ""
        self.rows = file.rows if file else ()
        self.lines = file.records.decode().split("\n") if file and file.rows else []

    def place(self, line: int, column: int) -> Location:
        """Return a place of the staged file as one of the file that came in."""
        return Location(self.shown, line, column, self._cell(line, column))

    def _cell(self, line: int, column: int) -> str:
        """Return the cell that became this place; a sheet's values have no line breaks."""
        if not 0 < line <= len(self.rows):
            return ""
        from openpyxl.utils import get_column_letter

        row = next(cells(self.lines[line - 1]))
        number = sum(cell.place.column <= column for cell in row)
        return f"{self.sheet}{get_column_letter(max(1, number))}{self.rows[line - 1]}"


def retold(findings: Iterable[Finding], origins: Mapping[str, Origin]) -> list[Finding]:
    """Return the findings about staged files, by their paths, with the places of what came in."""
    return [_retold(finding, origins) for finding in findings if finding.location.path in origins]


def _retold(finding: Finding, origins: Mapping[str, Origin]) -> Finding:
    def came_from(place: Location) -> Location:
        origin = origins.get(place.path)
        return origin.place(place.line, place.column) if origin else place

    message = finding.message
    for place in finding.elsewhere:
        message = message.replace(str(place), str(came_from(place)))
    elsewhere = tuple(map(came_from, finding.elsewhere))
    return replace(finding, message=message, location=came_from(finding.location), elsewhere=elsewhere)
