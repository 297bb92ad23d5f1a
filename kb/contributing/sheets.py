"""Empty sheets of duties and figures, as CSV, or as XLSX with drop-downs and a sheet of notes."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from kb.contributing.vocabulary import concepts, functions
from kb.records.collection import Collection

COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "duties": (
        ("duty", "A short name of the row, such as bay-1. Letters, digits and hyphens; every row another."),
        ("occupation", "SOC code, such as 43-5031."),
        ("kind", "required: every worker does it. may: only some do."),
        ("statement", "One action in your own words, beginning with a verb."),
        ("functions", "What the duty does for the public. Several with a semicolon between them."),
        ("assessed-by", "Id of the agent who assigned the functions."),
        ("rationale", "Why the duty performs these functions."),
        ("source", "Id of the source, such as your job description (soc-evidence add makes its record)."),
        ("locator.page", "Page of the source."),
        ("locator.section", "Section of the source."),
        ("verification", "verified when you saw it in the source itself."),
        ("note", "A remark for readers."),
    ),
    "figures": (
        ("figure", "A short name of the row. Letters, digits and hyphens; every row another."),
        ("dataset", "Id of the data set, where the figure is from one."),
        ("occupation", "SOC code, such as 43-5031."),
        ("measure", "What was measured."),
        ("period", "2025, 2025-05 or 2025-05-12."),
        ("value", "The number alone: 97820, not 97,820. No formulas."),
        ("unit", "What the number counts."),
        ("denominator", "For a share: of what."),
        ("sample", "For a survey: how many answered."),
        ("source", "Id of the source."),
        ("locator.page", "Page of the source."),
        ("locator.table", "Table of the source."),
        ("locator.row", "Row of the table."),
        ("verification", "verified when you saw it in the source itself."),
        ("note", "A remark for readers."),
    ),
}
"""Columns of each sheet with what goes into them."""
_ROWS = 500
_SCHEMES = {"kind": "duty-kind", "verification": "verification", "measure": "measure", "unit": "unit"}


def csv_sheet(subject: str) -> bytes:
    """Return the header line."""
    return (",".join(name for name, _ in COLUMNS[subject]) + "\n").encode()


def xlsx_sheet(subject: str, collection: Collection) -> bytes:
    """Return a workbook: the sheet to fill in, notes on each column, and the lists behind the drop-downs."""
    import openpyxl
    from openpyxl.styles import Font

    book: Any = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    sheet = book.active
    sheet.title = subject
    notes, lists = book.create_sheet("notes"), book.create_sheet("lists")
    words = concepts(collection)
    choices = {name: words[scheme] for name, scheme in _SCHEMES.items() if scheme in words}
    choices["functions"] = functions(collection)
    notes.append(["column", "what goes into it"])
    used = 0
    for number, (name, said) in enumerate(COLUMNS[subject], 1):
        letter = openpyxl.utils.get_column_letter(number)
        sheet.cell(1, number, name).font = Font(bold=True)
        sheet.column_dimensions[letter].width = 60 if name in ("statement", "rationale") else 18
        notes.append([name, said])
        if name in choices:
            used += 1
            _drop_down(sheet, lists, letter, used, choices[name], strict=name != "functions")
    sheet.freeze_panes = "B2"
    notes.append(
        ["", "Values only: a formula is refused. Delete nothing from row 1. Then: soc-evidence add FILE"]
    )
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 18, 100
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _drop_down(sheet: Any, lists: Any, letter: str, column: int, words: list[str], *, strict: bool) -> None:
    """Offer `words` in a column; `strict` refuses others, which a cell for several values must not."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for row, word in enumerate(words, 1):
        lists.cell(row, column, word)
    place = get_column_letter(column)
    rule = DataValidation("list", formula1=f"lists!${place}$1:${place}${len(words)}", allow_blank=True)
    rule.showErrorMessage = strict
    rule.error, rule.errorTitle = "Choose one of the list.", "Not in the list"
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{_ROWS}")
