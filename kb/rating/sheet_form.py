"""The sheets to fill in: a workbook with instructions, code book and drop-downs, and the same as CSV."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kb.common.output import as_csv
from kb.rating.code_book import CodeBook
from kb.rating.study_design import in_sheet_order
from kb.rating.study_key import StudyKey

MARK = "x"
ROW, DUTY, NONE = "row", "duty", "none of these"
"""Names of the columns beside those of the functions."""
READ_ME, BOOK, DUTIES = "read me first", "code book", "duties"
"""Names of the sheets of the workbook."""
STUDY, SHEET, DIGEST = "study", "sheet", "code book sha256"
"""Names of the lines that say which sheet it is; they are filled in already."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a rater says of himself or herself."""

    key: str
    label: str
    """What stands in front of the answer."""
    help: str


QUESTIONS = (
    Question("rater", "your pseudonym", "A name that is not yours, in letters, digits and hyphens."),
    Question("role", "your role", "What you do for a living, such as occupational analyst."),
    Question("independence", "independence", "Choose the sentence, or say what ties you have."),
    Question("date", "date", "Day on which you finished, as 2026-11-28."),
)
INDEPENDENT = "I have no part in the request and no interest in what comes of it."
"""Offered as a drop-down; without a comma, which would part it there."""
_HOW = (
    "You are asked what kinds of work some duties are: each row of the sheet “duties” is one duty.",
    "1. Fill in the four lines below: they say who rated, without your name.",
    "2. Read the sheet “code book”: it says what each function is, and what does not count.",
    "3. On the sheet “duties”, choose x under every function that the duty performs: none, one or several.",
    "4. Where a duty performs none of them, choose x in the last column. So each row has at least one x.",
    "5. Judge the words that stand there. […] stands for words taken out; do not guess the occupation.",
    "6. Work alone, and do not look up the occupations. Change nothing but the empty cells.",
    "Save the file and send it back. A sheet that is filled in part is not taken.",
)


def csv_sheet(key: StudyKey, sheet: int) -> bytes:
    """Return a sheet as CSV: who rated, then a row a duty."""
    head = [[name, said] for name, said in _named(key, sheet)]
    questions = [[question.label, "", question.help] for question in QUESTIONS]
    labels = [entry.label for entry in key.code_book.entries]
    rows = [[row.id, row.shown, *("" for _ in labels), ""] for row in in_sheet_order(key, sheet)]
    body = [*head[1:], *questions, [], [ROW, DUTY, *labels, NONE], *rows]
    return as_csv(head[0], body).encode("utf-8-sig")


def csv_code_book(book: CodeBook) -> bytes:
    """Return the code book as CSV, for those who fill in CSV."""
    rows = [(entry.label, entry.definition, entry.limits) for entry in book.entries]
    return as_csv(("function", "what it is", "what does not count"), rows).encode("utf-8-sig")


def xlsx_sheet(key: StudyKey, sheet: int) -> bytes:
    """Return a sheet as a workbook, in which only the cells to fill in can be changed."""
    import openpyxl

    book: Any = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    _read_me(book, key, sheet)
    _code_book(book, key.code_book)
    _duties(book, key, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _named(key: StudyKey, sheet: int) -> Iterator[tuple[str, str]]:
    yield STUDY, key.study
    yield SHEET, str(sheet)
    yield DIGEST, key.code_book.sha256


def _read_me(book: Any, key: StudyKey, sheet: int) -> None:
    page = book.create_sheet(READ_ME)
    for number, line in enumerate(_HOW, 1):
        page.merge_cells(start_row=number, start_column=1, end_row=number, end_column=3)
        _wrapped(page.cell(number, 1, line))
        page.row_dimensions[number].height = 30
    at = len(_HOW) + 2
    for question in QUESTIONS:
        _bold(page.cell(at, 1, question.label))
        answer = page.cell(at, 2)
        _open(answer)
        answer.number_format = "@"
        _wrapped(page.cell(at, 3, question.help))
        if question.key == "independence":
            _offer(page, answer.coordinate, INDEPENDENT)
        at += 1
    for name, said in _named(key, sheet):
        at += 1
        page.cell(at, 1, name)
        page.cell(at, 2, said).number_format = "@"
    for letter, width in (("A", 20), ("B", 70), ("C", 60)):
        page.column_dimensions[letter].width = width
    page.protection.sheet = True


def _code_book(book: Any, found: CodeBook) -> None:
    page = book.create_sheet(BOOK)
    for column, heading in enumerate(("function", "what it is", "what does not count"), 1):
        _bold(page.cell(1, column, heading))
    for row, entry in enumerate(found.entries, 2):
        for column, said in enumerate((entry.label, entry.definition, entry.limits), 1):
            _wrapped(page.cell(row, column, said))
    for letter, width in (("A", 24), ("B", 70), ("C", 70)):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A2"
    page.protection.sheet = True


def _duties(book: Any, key: StudyKey, sheet: int) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(DUTIES)
    headings = [ROW, DUTY, *(entry.label for entry in key.code_book.entries), NONE]
    for column, heading in enumerate(headings, 1):
        cell = page.cell(1, column, heading)
        _bold(cell)
        cell.alignment = Alignment(text_rotation=90 if column > 2 else 0, wrap_text=True, vertical="bottom")
        page.column_dimensions[get_column_letter(column)].width = {1: 7, 2: 70}.get(column, 6)
    for number, row in enumerate(in_sheet_order(key, sheet), 2):
        page.cell(number, 1, row.id)
        _wrapped(page.cell(number, 2, row.shown))
        for column in range(3, len(headings) + 1):
            _open(page.cell(number, column))
    last = f"{get_column_letter(len(headings))}{len(key.rows) + 1}"
    _offer(page, f"C2:{last}", MARK, strict=True)
    page.freeze_panes = "C2"
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False


def _offer(page: Any, cells: str, word: str, *, strict: bool = False) -> None:
    """Give cells a drop-down with one word; with `strict` nothing else may be typed."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("list", formula1=f'"{word}"', allow_blank=True, showErrorMessage=strict)
    rule.error = f"Choose {word}, or leave the cell empty."
    page.add_data_validation(rule)
    rule.add(cells)


def _open(cell: Any) -> None:
    from openpyxl.styles import Alignment, PatternFill, Protection

    cell.protection = Protection(locked=False)
    cell.fill = PatternFill("solid", fgColor="FFF8E1")
    cell.alignment = Alignment(horizontal="left", wrap_text=True, vertical="top")


def _bold(cell: Any) -> None:
    from openpyxl.styles import Font

    cell.font = Font(bold=True)


def _wrapped(cell: Any) -> None:
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(wrap_text=True, vertical="top")
