"""Sheets to fill in: in CSV, or as a workbook with drop-downs and notes, for people without Python.

A drop-down offers words; ids are taken as well. Its list is a defined name, which spreadsheet programs keep
when they save, on a hidden sheet. Columns are formatted as text, so that no program makes a date of `4-5`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from kb.common.output import as_csv
from kb.contributing.about_us import LICENCES, ROWS, TITLE
from kb.contributing.scaffolding import concepts, functions
from kb.contributing.sheet_wording import TYPES
from kb.contributing.workbook_columns import COLUMNS, heading
from kb.namespaces import RECORDS, SCHEMES, iri
from kb.records.collection import Collection

WORKBOOK = "workbook"
"""What `soc-evidence new` calls all sheets in one file."""
_SHEETS = ("sources", "agents", "measures", "duties", "figures")
_FILLED_IN = 500
"""Rows that get drop-downs."""
_OWN = 40
"""Rows of the sheets of sources, agents and measures that drop-downs offer."""
_SCHEMES = {("duties", "kind"): "duty-kind", ("agents", "kind"): "agent-kind"}
"""Scheme that a column's words are of, where it is not called like the column."""
_OF_SHEET = {"source": ("sources", "A"), "assessed-by": ("agents", "B"), "measure": ("measures", "B")}
"""Columns whose words stand on another sheet of the workbook, with its column."""
_WIDE = frozenset({"statement", "rationale", "title", "definition", "note"})
_NUMBERS = frozenset({"value", "sample"})
_READ_ME = (
    "Fill in the sheets from left to right; leave empty what you do not have. Row 1 stays as it is.",
    "about us: your office, and who hands this in. Everything else takes it from there.",
    "sources: one row for each document that you hand in beside this workbook, by file name (job.docx).",
    "agents: who decided which functions a duty has. A name is enough.",
    "measures: only if you count something that the list of measures does not have.",
    "duties: one duty a row, in your own words. The first column may stay empty.",
    "figures: one number a row. Type numbers without commas and signs: 41235, and 45 for 45 %.",
    "Cells are taken as you see them. Hidden and struck-out cells are not taken; formulas are refused.",
    "Then: soc-evidence add this-workbook.xlsx job.docx sop.pdf",
    "With --remarks you get a copy in which each cell that needs something has a remark; hand that in again.",
)


def csv_sheet(subject: str, rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """Return the header line, and rows by column below it."""
    names = [name for name, _ in COLUMNS[subject]]
    return as_csv(names, [[row.get(name, "") for name in names] for row in rows]).encode()


def xlsx_sheet(subject: str, collection: Collection, rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """Return a workbook: the sheet to fill in, notes on each column, and the lists behind the drop-downs.

    `rows` are by column, for a sheet that is filled in already.
    """
    return xlsx_sheets({subject: rows}, collection)


def xlsx_sheets(filled: Mapping[str, Iterable[Mapping[str, str]]], collection: Collection) -> bytes:
    """Return a workbook of several such sheets, each with its rows."""
    form = _Form(collection, tuple(filled))
    for subject, rows in filled.items():
        form.sheet(subject)
        form.fill(subject, rows)
    form.notes(tuple(filled))
    return form.saved()


def xlsx_workbook(collection: Collection) -> bytes:
    """Return the workbook with every sheet that an office fills in."""
    form = _Form(collection, _SHEETS)
    form.read_me()
    form.about_us()
    for subject in _SHEETS:
        form.sheet(subject)
    form.notes(_SHEETS)
    return form.saved()


class _Form:
    """A workbook while it is made."""

    def __init__(self, collection: Collection, subjects: Sequence[str]) -> None:
        import openpyxl

        book: Any = openpyxl.Workbook()
        book.remove(book.active)
        self.book = book
        self.book.properties.created = self.book.properties.modified = datetime(2000, 1, 1)
        self.subjects = subjects
        self.lists: Any = None
        self.words = _Words(collection)

    def read_me(self) -> None:
        """Say how the workbook is filled in."""
        sheet = self.book.create_sheet("read me")
        _bold(sheet.cell(1, 1, "read me"))
        for row, line in enumerate(_READ_ME, 2):
            _wrapped(sheet.cell(row, 1, line))
        sheet.column_dimensions["A"].width = 110

    def about_us(self) -> None:
        """Ask who hands it in."""
        sheet = self.book.create_sheet(TITLE)
        for column, text in enumerate((TITLE, "your answer", "what to write"), 1):
            _bold(sheet.cell(1, column, text))
        for row, (key, word, said) in enumerate(ROWS, 2):
            sheet.cell(row, 1, word)
            sheet.cell(row, 2).number_format = "@"
            sheet.cell(row, 3, said)
            if key == "licence":
                self.drop_down(sheet, f"B{row}", "licences", LICENCES)
        for letter, width in (("A", 16), ("B", 50), ("C", 80)):
            sheet.column_dimensions[letter].width = width

    def sheet(self, subject: str) -> None:
        """Add the sheet of a subject with its drop-downs."""
        from openpyxl.utils import get_column_letter

        sheet = self.book.create_sheet(subject)
        for number, (name, _) in enumerate(COLUMNS[subject], 1):
            letter = get_column_letter(number)
            _bold(sheet.cell(1, number, heading(name)))
            column = sheet.column_dimensions[letter]
            column.width = 60 if name in _WIDE else 18
            if name not in _NUMBERS:
                column.number_format = "@"
            self.offer(sheet, subject, name, f"{letter}2:{letter}{_FILLED_IN}")
        sheet.freeze_panes = "B2"

    def fill(self, subject: str, rows: Iterable[Mapping[str, str]]) -> None:
        """Write rows below the header of a sheet, as text."""
        for number, row in enumerate(rows, 2):
            for column, (name, _) in enumerate(COLUMNS[subject], 1):
                cell = self.book[subject].cell(number, column, row.get(name) or None)
                cell.number_format = "@"

    def offer(self, sheet: Any, subject: str, name: str, cells: str) -> None:
        """Give the cells of a column their drop-down, if it has one."""
        key, words = self.words.of(subject, name)
        other, column = _OF_SHEET.get(name, ("", ""))
        own = other in self.subjects and name != COLUMNS[subject][0][0]
        if words and name != COLUMNS[subject][0][0]:
            self.drop_down(sheet, cells, key, words, f"{other}!{column}" if own else "")
        elif own:
            self.drop_down(sheet, cells, name.replace("-", "_"), (), f"{other}!{column}")

    def drop_down(self, sheet: Any, cells: str, key: str, words: Sequence[str], own: str = "") -> None:
        """Offer words, and those in a column of another sheet (`agents!B`); others may be typed."""
        from openpyxl.worksheet.datavalidation import DataValidation

        name = f"words_{key}"
        if name not in self.book.defined_names:
            self.list_words(name, words, own)
        rule = DataValidation("list", formula1=name, allow_blank=True, showErrorMessage=False)
        sheet.add_data_validation(rule)
        rule.add(cells)

    def list_words(self, name: str, words: Sequence[str], own: str) -> None:
        """Write a list on the hidden sheet and give it its name."""
        from openpyxl.utils import get_column_letter
        from openpyxl.workbook.defined_name import DefinedName

        if self.lists is None:
            self.lists = self.book.create_sheet("lists")
            self.lists.sheet_state = "hidden"
            self.lists["A1"] = "lists"
        column = len(self.book.defined_names) + 1
        rows = range(2, _OWN + 2) if own else ()
        entries = [*words, *(f'=IF({own}{row}="","",{own}{row})' for row in rows)]
        for row, entry in enumerate(entries, 2):
            self.lists.cell(row, column, entry)
        letter = get_column_letter(column)
        place = f"lists!${letter}$2:${letter}${len(entries) + 1}"
        self.book.defined_names[name] = DefinedName(name, attr_text=place)

    def notes(self, subjects: Sequence[str]) -> None:
        """Say what goes into each column."""
        sheet = self.book.create_sheet("notes")
        several = len(subjects) > 1
        for row in (
            ("column", "what goes into it"),
            *(
                (f"{subject}: {heading(name)}" if several else heading(name), said)
                for subject in subjects
                for name, said in COLUMNS[subject]
            ),
            ("", "Values only: a formula is refused. Row 1 stays as it is. Then: soc-evidence add FILE"),
        ):
            sheet.append(row)
        _bold(sheet["A1"])
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100

    def saved(self) -> bytes:
        """Return the file, the hidden lists last."""
        if self.lists is not None:
            self.book.move_sheet(self.lists, len(self.book.worksheets))
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


class _Words:
    """The words of each list, in the order of their schemes."""

    def __init__(self, collection: Collection) -> None:
        labels = {
            statement.subject: statement.value
            for file in collection.files
            for statement in file.statements
            if statement.predicate == iri("skos:prefLabel")
        }
        self.lists = {
            scheme: [labels.get(f"{SCHEMES}{scheme}/{name}", name) for name in names]
            for scheme, names in concepts(collection).items()
        }
        self.lists["functions"] = [
            labels.get(f"{RECORDS}function/{name}", name) for name in functions(collection)
        ]
        self.lists["type"] = list(TYPES)

    def of(self, subject: str, name: str) -> tuple[str, list[str]]:
        """Return the name of a column's list and its words; no words where it has none."""
        key = _SCHEMES.get((subject, name), name)
        return key.replace("-", "_"), self.lists.get(key, [])


def _bold(cell: Any) -> None:
    from openpyxl.styles import Font

    cell.font = Font(bold=True)


def _wrapped(cell: Any) -> None:
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(wrap_text=True, vertical="top")
