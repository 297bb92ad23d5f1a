"""A study written to its folder: the key for the steward, the sheets for the raters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.common.files import all_or_none, write_new
from kb.errors import UsageError
from kb.rating.sheet_form import csv_code_book, csv_sheet, xlsx_sheet
from kb.rating.study_key import KEY, SHEETS, StudyKey, key_text, study_folder
from kb.workspace import Workspace
from kb.write_lock import write_lock


@dataclass(frozen=True, slots=True)
class WrittenStudy:
    """A study, and where it lies."""

    key: StudyKey
    key_file: Path
    sheets: tuple[Path, ...]
    """For the raters: a workbook and a CSV file for each, and the code book."""


def write_study(workspace: Workspace, key: StudyKey) -> WrittenStudy:
    """Write key and sheets.

    Raises:
        UsageError: there is no workspace, or a study of this name is there already.
        BusyError: another process writes to the workspace.
        UnwritableError: it cannot be written.
    """
    if len(workspace.layers) < 2:
        raise UsageError("There is no workspace for a study.", "soc-evidence init DIR makes one.")
    folder = study_folder(workspace, key.study)
    if folder.exists():
        raise UsageError(f"The study {key.study} is there already.", "Give the new one another name.")
    with write_lock(workspace), all_or_none() as written:
        written.append(write_new(folder / KEY, key_text(key).encode()))
        sheets = folder / SHEETS
        for number in range(1, key.sheets + 1):
            written.append(write_new(sheets / f"sheet-{number}.xlsx", xlsx_sheet(key, number)))
            written.append(write_new(sheets / f"sheet-{number}.csv", csv_sheet(key, number)))
        written.append(write_new(sheets / "code-book.csv", csv_code_book(key.code_book)))
        return WrittenStudy(key, written[0], tuple(written[1:]))
