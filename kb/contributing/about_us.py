"""The sheet `about us` of a workbook: which office, who, where, and under which licence.

It says for every other sheet what nobody should have to type twice: the contribution, the place of the
figures, and the office that the ids carry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.contributing.cell_values import CELL
from kb.contributing.known_words import evened
from kb.contributing.workbook_sheets import Sheet
from kb.findings import Finding, Location
from kb.texts.number_formats import CellKind

TITLE = "about us"
ROWS: tuple[tuple[str, str, str], ...] = (
    ("organization", "office", "Name of your office, as it should be cited."),
    ("contributor", "contributor", "Who hands this in: your name."),
    ("role", "role", "Your role in the office."),
    ("place", "place", "County or city and state that your figures are of, such as Bay County, Florida."),
    ("licence", "licence", "What others may do with it, such as CC-BY-4.0 or CC0-1.0."),
    ("date", "date", "Day on which it is handed in, as 2026-11-28. Empty: today."),
)
"""What is asked: its key, what stands in front of the answer, and what to write."""
LICENCES = ("CC-BY-4.0", "CC0-1.0", "CC-BY-SA-4.0", "US Government work", "public domain")
"""Licences to choose from, as records write them."""
_KEYS = {evened(name): key for key, word, _ in ROWS for name in (key, word)} | {
    "name": "contributor",
    "yourname": "contributor",
    "state": "place",
    "license": "licence",
    "organisation": "organization",
}


@dataclass(frozen=True, slots=True)
class AboutUs:
    """What the sheet says."""

    answers: dict[str, str] = field(default_factory=dict)
    """By key of ROWS; what is not filled in is left out."""
    places: dict[str, Location] = field(default_factory=dict)
    """Where each answer stands, or belongs."""
    findings: tuple[Finding, ...] = ()


def is_about_us(sheet: Sheet) -> bool:
    """Say whether a sheet is this one, by its name or what stands in its first cell."""
    first = next(iter(sheet.cells), None)
    return evened(sheet.name) == evened(TITLE) or (first is not None and evened(first.text) == evened(TITLE))


def read_about_us(sheets: Iterable[Sheet]) -> AboutUs:
    """Return what the first such sheet says; without one, nothing."""
    sheet = next((sheet for sheet in sheets if not sheet.hidden and is_about_us(sheet)), None)
    return _read(sheet) if sheet else AboutUs()


def _read(sheet: Sheet) -> AboutUs:
    answers, places, findings = {}, {}, []
    for number, row in sheet.rows.items():
        column = min(row)
        key = _KEYS.get(evened(row[column].text), "")
        cell = row.get(column + 1)
        if not key:
            continue
        places[key] = sheet.place(number, column + 1)
        if cell and cell.kind in (CellKind.FORMULA, CellKind.ERROR):
            said = "a formula" if cell.kind is CellKind.FORMULA else f"the error {cell.text}"
            findings.append(
                CELL.finding(f"The cell holds {said}.", places[key], "Type the words themselves.")
            )
        elif cell:
            said = " ".join(cell.text.split())
            meant = (licence for licence in LICENCES if evened(licence) == evened(said))
            answers[key] = next(meant, said) if key == "licence" else said
    return AboutUs(answers, places, tuple(findings))
