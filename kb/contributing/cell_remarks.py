"""Findings written back into a copy of the workbook: a remark at each cell, and a list on its own sheet.

The copy keeps what the person filled in, and has the ids that were made, so that it can be corrected and
handed in again. Remarks of an earlier copy are taken out; a person's own comments stay.
"""

from __future__ import annotations

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kb.common.files import write_new
from kb.contributing.cell_corrections import WRITABLE, sheet_and_cell, sheet_named
from kb.contributing.workbook_reading import Workbook
from kb.errors import UsageError
from kb.findings import Finding, Severity
from kb.texts.strict_ooxml import as_transitional

AUTHOR = "soc-evidence"
"""Author of the remarks, by which they are told from a person's own comments."""
SHEET = "remarks"
_BETWEEN = "\n\n"
_WIDTH, _HEIGHT_OF_LINE, _LINE = 320, 18, 45
"""Size of a remark in pixels, and letters in one of its lines."""


def write_remarks(book: Workbook, findings: Iterable[Finding], place: Path | None = None) -> Path:
    """Write a copy of a workbook with what was found in it, and return its path.

    Args:
        book: the workbook as it came in; it is not changed.
        findings: about this and other files; each says which.
        place: where to write; `<name>-remarks.xlsx` beside the workbook, or the next free number, by default.

    Raises:
        UsageError: there is a file already, or remarks cannot be written into files of this kind.
        UnreadableError: it cannot be written.
    """
    if book.path.suffix.lower() not in WRITABLE:
        raise UsageError(
            f"Remarks cannot be written into {book.path.suffix} files.",
            "Save it as an Excel workbook (.xlsx), and hand in that.",
        )
    beside = Path(book.shown.partition("!")[0]).with_name(book.path.name)  # a zip file's own folder
    here = [finding for finding in findings if finding.location.path == book.shown]
    return write_new(place or _free(beside), remarked(book, here))


def remarked(book: Workbook, findings: Iterable[Finding]) -> bytes:
    """Return the copy as bytes."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        copy: Any = openpyxl.load_workbook(as_transitional(book.path), rich_text=True)
    _forget(copy)
    for address, identifier in book.made.items():
        sheet, cell = _sheet_and_cell(copy, address)
        sheet[cell] = identifier
    remarks: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        remarks[finding.location.cell].append(finding)
    for address, found in remarks.items():
        _remark(copy, address, found)
    _list(copy, remarks)
    out = io.BytesIO()
    copy.save(out)
    return out.getvalue()


def _free(path: Path) -> Path:
    """Return the first free name for the copy; a copy of a copy is called after the first workbook."""
    stem = re.sub(r"-remarks(?:-\d+)?$", "", path.stem)
    names = (f"{stem}-remarks{number}.xlsx" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    found = next((place for place in map(path.with_name, names) if not place.exists()), None)
    if found is None:
        raise UsageError("There are too many copies with remarks.", "Delete those you do not need.")
    return found


def _sheet_and_cell(copy: Any, address: str) -> tuple[Any, str]:
    """Return the sheet and the cell of an address such as `C7`, `duties!C7` or `'night shift'!C7`."""
    prefix, cell = sheet_and_cell(address)
    return (copy[sheet_named(prefix)] if prefix else copy.worksheets[0]), cell


def _forget(copy: Any) -> None:
    """Take out the remarks of an earlier copy."""
    if SHEET in copy.sheetnames and copy[SHEET]["A1"].value == SHEET:
        del copy[SHEET]
    for sheet in copy.worksheets:
        for cell in [cell for cell in sheet._cells.values() if cell.comment is not None]:
            own = [part for part in cell.comment.text.split(_BETWEEN) if not part.startswith(f"{AUTHOR}: ")]
            if len(own) < len(cell.comment.text.split(_BETWEEN)):
                cell.comment = _comment(_BETWEEN.join(own), cell.comment.author) if own else None


def _remark(copy: Any, address: str, findings: Iterable[Finding]) -> None:
    """Write findings at their cell, behind what a person wrote there."""
    if not address:
        return
    sheet, name = _sheet_and_cell(copy, address)
    cell = sheet[name]
    before = [cell.comment.text] if cell.comment else []
    said = [f"{AUTHOR}: {_said(finding)}" for finding in findings]
    cell.comment = _comment(_BETWEEN.join([*before, *said]), AUTHOR)


def _said(finding: Finding) -> str:
    mark = "" if finding.severity is Severity.ERROR else f"({finding.severity.label}) "
    return f"{mark}{finding.message}\n{finding.fix}".strip()


def _comment(text: str, author: str) -> Any:
    from openpyxl.comments import Comment

    comment = Comment(text, author)
    comment.width = _WIDTH
    comment.height = _HEIGHT_OF_LINE * (2 + text.count("\n") + len(text) // _LINE)
    return comment


def _list(copy: Any, remarks: Mapping[str, list[Finding]]) -> None:
    """Put all remarks on a sheet of their own, with links to the cells."""
    if not remarks:
        return
    sheet = copy.create_sheet(SHEET)
    sheet.append([SHEET, "what is wrong", "what to do"])
    for address, findings in remarks.items():
        for finding in findings:
            sheet.append([address, finding.message, finding.fix])
            if address:
                target, cell = _sheet_and_cell(copy, address)
                quoted = target.title.replace("'", "''")
                sheet.cell(sheet.max_row, 1).hyperlink = f"#'{quoted}'!{cell}"
    for letter, width in (("A", 18), ("B", 80), ("C", 80)):
        sheet.column_dimensions[letter].width = width
