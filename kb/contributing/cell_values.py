"""What one cell of a sheet of records says, by the column it stands in: as it is shown, or why not.

The cells that spreadsheet programs change on their own (`4-5` to a day, `May-25` to a month, 45 % to 0.45)
are where most of the mistakes are; each is either what was meant beyond doubt, or told with what to type.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.contributing.known_words import KnownWords
from kb.contributing.unknown_words import ONE_OCCUPATION, is_group, unknown_words
from kb.contributing.workbook_sheets import Cell
from kb.findings import Check, Severity
from kb.namespaces import SCHEMES, is_id
from kb.records.csv_nodes import SEPARATOR
from kb.records.schema import Schema, Term
from kb.texts.number_formats import CellKind

CELL = Check(
    "cell-value",
    Severity.ERROR,
    "A cell of a workbook holds what its column does not take.",
    "Type the value itself, as text or as a plain number.",
)
DOUBTFUL = Check(
    "cell-doubtful",
    Severity.WARNING,
    "A cell of a workbook was read, and may not say what is meant.",
    "Look at the cell; format it as text where it should stay as it is typed.",
)
_MONTHS = ("%B %Y", "%b %Y", "%b-%y", "%B-%y", "%b %y")
_DATES = (CellKind.DAY, CellKind.MONTH, CellKind.YEAR)
_TRUTHS = {"yes": "true", "y": "true", "no": "false", "n": "false"}
_BULLET = re.compile(r"^\s*(?:[-*•◦▪‣●○■–·]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_PLACE_WORDS = {
    "locator.page": r"(?:pages?|pp?|pg)\b\.?",
    "locator.table": r"(?:tables?|tab)\b\.?",
    "locator.section": r"(?:(?:sections?|sec)\b\.?|§{1,2})",
    "locator.row": r"rows?\b\.?",
}
"""What people write before the number of a place, by column; it stands in the column's name already."""
_MEASURED = re.compile(r"[$€£~]?\s*([+-]?\d+(?:\.\d+)?)\s*([A-Za-z][A-Za-z ./]*)")
_FISCAL_YEAR = re.compile(r"(?:FY|fiscal year)\s*'?(?:20)?(\d\d)", re.IGNORECASE)
_AS_TEXT = "Format the cell as text and type it again"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet of records."""

    key: str
    """As in CSV: `locator.page`."""
    term: Term
    form: str
    """Form of its values (`kb.records.statements.FORMS`); empty for text and references."""
    one_occupation: bool = False
    """Whether a group of occupations is none of its values."""


_NAME = Column("name", Term("name", "", "", "", "", {}), "")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with a cell."""

    check: Check
    message: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell comes to in CSV."""

    text: str
    remarks: tuple[Remark, ...] = ()


def column_of(kind: Term, key: str, schema: Schema) -> Column:
    """Return the column of a key of a kind."""
    outer, _, inner = key.partition(".")
    term = kind.scope[outer]
    term = term.scope[inner] if inner else term
    form = "" if term.is_reference else schema.forms.get(term.predicate, ("", ""))[1]
    return Column(key, term, form, one_occupation=kind.key == "duty")


def value_of(cell: Cell, column: Column, words: KnownWords | None) -> CellValue:
    """Return what a cell says in its column; a column of references needs the words for them."""
    if cell.kind is CellKind.FORMULA:
        shows = f": {cell.plain}" if cell.plain else ""
        fix = f"Put in its place what it shows{shows} (in Excel: Copy, then Paste Special, Values)."
        return _refused("The cell holds a formula, and a record holds values.", fix)
    if cell.kind is CellKind.ERROR:
        return _refused(f"The cell holds the error {cell.text}.", "Type the value, or leave the cell empty.")
    if column.term.is_reference and words is not None:
        return _reference(cell, column, words)
    if column.form in ("number", "count"):
        return _number(cell)
    if column.form in ("date", "day", "period"):
        return _date(cell)
    if column.form == "truth":
        return CellValue(_TRUTHS.get(cell.text.strip().casefold(), cell.plain or cell.text.strip().lower()))
    return _prose(cell, column)


def name_in(cell: Cell) -> CellValue:
    """Return what the first cell of a row calls it."""
    read = value_of(cell, _NAME, None)
    return CellValue(cell.plain, read.remarks) if cell.kind is CellKind.NUMBER else read


def _refused(message: str, fix: str) -> CellValue:
    return CellValue("", (Remark(CELL, message, fix),))


def _number(cell: Cell) -> CellValue:
    if cell.kind in _DATES:
        return _made_a_date(cell)
    if cell.kind is CellKind.TIME:
        fix = f"Type a number and choose its unit: {cell.plain} for seconds." if cell.plain else ""
        return _refused(f"The cell shows the time {cell.text}, which is no number.", fix)
    if cell.kind in (CellKind.NUMBER, CellKind.PERCENT):
        return _as_shown(cell)
    text = " ".join(cell.text.split())
    measured = _MEASURED.fullmatch(text)
    if measured:
        fix = f"Type {measured[1]}, and choose its unit in the column unit."
        return _refused(f"`{text[:60]}` is no plain number.", fix)
    percent = re.fullmatch(r"([+-]?\d+(?:\.\d+)?) ?%", text)
    if re.fullmatch(r"[$€£]? ?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[$€£] ?\d+(?:\.\d+)?", text):
        return _refused(f"`{text}` is no plain number.", f"Type {re.sub('[^0-9.]', '', text)}.")
    return CellValue(percent[1] if percent else text)


def is_percent(cell: Cell) -> bool:
    """Say whether a cell shows a number with a percent sign."""
    return cell.kind is CellKind.PERCENT or bool(re.fullmatch(r"[+-]?[\d.]+ ?%", cell.text.strip()))


def _as_shown(cell: Cell) -> CellValue:
    """Take a number as it is shown: what its format rounds is told, what it shows in thousands refused."""
    if float(cell.plain) == float(cell.exact):
        return CellValue(cell.plain)
    places = len(cell.plain.partition(".")[2])
    holds = f"The cell shows {cell.text} and holds {cell.exact}"
    if abs(float(cell.plain) - float(cell.exact)) > 10**-places:
        return _refused(f"{holds}.", "Type the number in full, and show all of it.")
    fix = "Nothing, if that is meant; else let the cell show more decimal places, or type the number."
    return CellValue(cell.plain, (Remark(DOUBTFUL, f"{holds}; {cell.plain} was taken.", fix),))


def _date(cell: Cell) -> CellValue:
    if cell.kind is CellKind.TIME:
        return _refused(
            f"The cell shows {cell.text}, and a day or month is wanted.", f"Type {cell.text[:10]}."
        )
    text = " ".join(cell.text.split())
    fiscal = _FISCAL_YEAR.fullmatch(text)
    if fiscal:
        year = 2000 + int(fiscal[1])
        fix = f"Type its first and last month: {year - 1}-10/{year}-09 where it ends in September."
        return _refused(f"`{text}` does not say from when to when.", fix)
    return CellValue(cell.plain if cell.kind is CellKind.NUMBER else _month(text) or text)


def _month(text: str) -> str:
    """Return `May 2025` or `May-25` as `2025-05`; an empty string for what is none."""
    for form in _MONTHS:
        with contextlib.suppress(ValueError):
            return f"{dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC):%Y-%m}"
    return ""


def _made_a_date(cell: Cell) -> CellValue:
    """Refuse a day that a spreadsheet program made of something else, and guess at what was typed."""
    year, month, day = (int(part) for part in f"{cell.text}-1-1".split("-")[:3])
    behind = {CellKind.DAY: day, CellKind.MONTH: year % 100 if 1930 <= year < 2030 else year}
    guess = f"{month}-{behind[cell.kind]}" if cell.kind in behind else str(year)
    message = f"The program made the date {cell.text} of what was typed."
    return _refused(message, f"{_AS_TEXT}, or put an apostrophe in front: '{guess}")


def _reference(cell: Cell, column: Column, words: KnownWords) -> CellValue:
    if cell.kind in (*_DATES, CellKind.TIME):
        return (
            _made_a_date(cell) if cell.kind in _DATES else _refused(f"{cell.text} is no id.", _AS_TEXT + ".")
        )
    text = cell.plain if cell.kind is CellKind.NUMBER and "-" not in cell.text else cell.text
    parts = [" ".join(part.split()) for part in re.split(f"[{SEPARATOR}\n]", text)]
    known, remarks = [], []
    for part in filter(None, parts):
        found = words.id_of(column.term.base, part)
        is_word = column.term.base.startswith(SCHEMES)
        if not found and (is_word or not is_id(part.replace("/", "-"))):
            remarks.append(Remark(CELL, *unknown_words(part, column.key, column.term.base, words)))
        elif column.key == "occupation" and column.one_occupation and is_group(found):
            remarks.append(Remark(CELL, f"{found} is a group of occupations.", ONE_OCCUPATION))
        known.append(found or part)
    return CellValue(SEPARATOR.join(known) if not remarks else "", tuple(remarks))


def _prose(cell: Cell, column: Column) -> CellValue:
    if cell.kind in (*_DATES, CellKind.TIME):
        return (
            _made_a_date(cell) if cell.kind in _DATES else _refused(f"{cell.text} is a time.", _AS_TEXT + ".")
        )
    text = " ".join(cell.text.split())
    if column.key == "type":  # one of the types of CSL, which are written small
        text = text.casefold().replace(" ", "-")
    before = re.match(_PLACE_WORDS.get(column.key, r"(?!)") + r"\s*(?=\d)", text, re.IGNORECASE)
    text = text[before.end() :] if before else text
    return CellValue(text, tuple(_doubts(cell, column)))


def _doubts(cell: Cell, column: Column) -> Iterator[Remark]:
    if (
        column.key.startswith("locator.")
        and cell.kind is CellKind.NUMBER
        and re.fullmatch(r"\d+\.\d", cell.text)
    ):
        message = f"The cell is a number, {cell.text}: a zero at its end, as in {cell.text}0, would be lost."
        yield Remark(
            DOUBTFUL,
            message,
            f"Nothing, if {cell.text} is meant; else type '{cell.text}0 with the apostrophe.",
        )
    lines = [line.strip() for line in cell.text.split("\n") if line.strip()]
    listed = sum(bool(_BULLET.match(line)) for line in lines)
    if all(line[:1].isupper() and " " in line for line in lines):
        listed = max(listed, len(lines))
    if column.key == "statement" and listed > 1:
        message = f"The cell lists {listed} statements; a row is one."
        yield Remark(DOUBTFUL, message, "Give each a row of its own.")
