"""A filled sheet as it comes back: cells with their places, whether it is a workbook or CSV."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb.contributing.workbook_sheets import is_workbook, sheets_of
from kb.findings import Check, Finding, Location, Severity
from kb.rating.sheet_form import DIGEST, QUESTIONS, ROW, SHEET, STUDY
from kb.records.csv_nodes import MalformedCsvError, cells
from kb.records.evidence_files import decode, read_bytes
from kb.texts.document_limits import RefusedError
from kb.texts.frozen_texts import run_worker

UNREADABLE = Check(
    "rating-sheet-unreadable",
    Severity.ERROR,
    "A filled sheet cannot be read, or is no rating sheet.",
    "Send back the workbook or CSV file that `soc-evidence rate sheet` wrote, with its cells filled in.",
)
_LABELS = {question.label: question.key for question in QUESTIONS} | {
    STUDY: "study",
    SHEET: "sheet",
    DIGEST: "code-book",
}


@dataclass(frozen=True, slots=True)
class Said:
    """The text of a cell, and where it stands."""

    text: str
    place: Location


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One duty with what the rater marked."""

    id: Said
    duty: Said
    marks: dict[str, Said]
    """By heading of the column; empty cells among them."""


@dataclass(slots=True)
class FilledSheet:
    """What one file holds."""

    path: Path
    sha256: str
    answers: dict[str, Said] = field(default_factory=dict)
    """By key of QUESTIONS, and `study`, `sheet` and `code-book`; empty ones among them."""
    headings: dict[str, Said] = field(default_factory=dict)
    """Columns of marks."""
    rows: list[FilledRow] = field(default_factory=list)
    book: dict[str, tuple[Said, ...]] = field(default_factory=dict)
    """Lines of the code book by function's label, where the file has one: definition and limits."""
    findings: list[Finding] = field(default_factory=list)

    def place(self, key: str) -> Location:
        """Return where an answer stands, or the file."""
        return self.answers[key].place if key in self.answers else Location(str(self.path))


_Grid = list[list[Said]]


def read_filled(path: Path) -> FilledSheet:
    """Read a file; what it is not is a finding."""
    data, findings = read_bytes(path, str(path))
    found = FilledSheet(path, hashlib.sha256(data).hexdigest(), findings=findings)
    if findings:
        return found
    try:
        grids = _of_workbook(path, found) if is_workbook(path) else [_of_csv(data, path, found)]
    except RefusedError as error:
        found.findings.append(UNREADABLE.finding(str(error), Location(str(path)), error.remedy))
        return found
    for grid in grids:
        _take(grid, found)
    if not found.findings and not (found.rows and "study" in found.answers):
        found.findings.append(UNREADABLE.finding("This is no rating sheet.", Location(str(path))))
    return found


def _of_workbook(path: Path, found: FilledSheet) -> Iterator[_Grid]:
    for sheet in sheets_of(run_worker(path)["details"], str(path)):
        found.findings += sheet.what_is_unseen()
        if sheet.hidden:
            continue
        width = max((cell.column for cell in sheet.cells), default=0)
        grid = []
        for number in range(1, max(sheet.rows, default=0) + 1):
            row = sheet.rows.get(number, {})
            texts = (row[column].text if column in row else "" for column in range(1, width + 1))
            grid.append([Said(_even(text), sheet.place(number, at)) for at, text in enumerate(texts, 1)])
        yield grid


def _of_csv(data: bytes, path: Path, found: FilledSheet) -> _Grid:
    text, findings = decode(data, str(path))
    found.findings += findings
    try:
        return [
            [Said(_even(cell.text), Location(str(path), cell.place.line, cell.place.column)) for cell in row]
            for row in cells(text)
        ]
    except MalformedCsvError as error:
        place = Location(str(path), error.place.line, error.place.column)
        found.findings.append(UNREADABLE.finding(error.message, place, error.fix))
        return []


def _even(text: str) -> str:
    return " ".join(text.split())


def _take(grid: _Grid, found: FilledSheet) -> None:
    """Take answers, code book and rows out of one sheet."""
    headings: list[Said] = []
    for row in grid:
        first = row[0].text.lower() if row else ""
        if first == "function" and len(row) > 2:
            _take_book(grid, found)
            return
        if headings and any(said.text for said in row):
            found.rows.append(_row(row, headings))
        elif first == ROW and len(row) > 2:
            headings = row
            found.headings = {said.text: said for said in row[2:] if said.text}
        elif first in _LABELS and len(row) > 1:
            found.answers.setdefault(_LABELS[first], row[1])


def _row(row: list[Said], headings: list[Said]) -> FilledRow:
    last = row[-1].place
    said = [*row, *(Said("", last) for _ in headings[len(row) :])]
    pairs = zip(headings[2:], said[2:], strict=False)
    return FilledRow(said[0], said[1], {heading.text: cell for heading, cell in pairs if heading.text})


def _take_book(grid: _Grid, found: FilledSheet) -> None:
    found.book = {row[0].text: tuple(row[1:3]) for row in grid[1:] if row and row[0].text}
