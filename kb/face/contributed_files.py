"""Files that are contributed here: checked, and taken in; and the empty forms to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from kb.face.opened_workspace import OpenedWorkspace

if TYPE_CHECKING:
    from kb.contributing import Addition, Contribution
    from kb.contributing.corrections import Corrections
    from kb.contributing.duty_proposals import ReadDuties


class ContributedFiles(OpenedWorkspace):
    """Files that are contributed here: checked, and taken in; and the empty forms to fill in."""

    def planned(
        self,
        paths: Iterable[Path | str],
        given: Contribution | Mapping[str, str],
        corrections: Corrections | None = None,
        cache: Path | None = None,
    ) -> AbstractContextManager[Addition]:
        """Read and check files for a `with` block, changing nothing; nobody else writes meanwhile.

        Args:
            paths: files, and folders of files.
            given: the contribution, or what is said of it: contributor, organization, licence, date, role.
            corrections: what a person says about the proposed records of documents.
            cache: a folder where texts of documents are kept; that of the workspace without it.

        Raises:
            UsageError: there is no workspace, nothing at a path, corrections fit no document, or nobody says
                who contributes.
            BusyError: another process is writing to the workspace.
        """
        from kb.contributing import planned

        return planned(self.workspace, [self.root / path for path in paths], given, corrections, cache)

    def take_in(self, addition: Addition) -> list[Path]:
        """Put the files of a clean addition in their place, all or none; return what was written.

        Raises:
            UsageError: the addition has errors.
            UnreadableError: the workspace cannot be written.
        """
        from kb.contributing import carry_out

        return carry_out(addition)

    def duties_read(self, addition: Addition, occupation: str) -> list[ReadDuties]:
        """Return the duties of an occupation that the documents of an addition say, with what they may do."""
        from kb.contributing.duty_proposals import duties_read

        return duties_read(addition, occupation)

    def customary(self) -> dict[str, str]:
        """Return who usually contributes here, for which office and under which licence, as far as known."""
        from kb.contributing.contribution import customary

        return customary(self.workspace)

    def empty_workbook(self) -> bytes:
        """Return the workbook with every sheet that an office fills in."""
        from kb.contributing.workbook_form import xlsx_workbook
        from kb.records.collection import read_collection

        return xlsx_workbook(read_collection(self.workspace))

    def empty_sheet(self, subject: str, form: str = "csv") -> bytes:
        """Return one sheet to fill in, as `csv` or as a workbook (`xlsx`).

        Raises:
            MissingError: there is no such sheet.
        """
        from kb.contributing.workbook_columns import COLUMNS
        from kb.contributing.workbook_form import csv_sheet, xlsx_sheet
        from kb.errors import MissingError
        from kb.records.collection import read_collection

        if subject not in COLUMNS:
            raise MissingError(f"There is no sheet of {subject}.", f"There are {', '.join(COLUMNS)}.")
        return xlsx_sheet(subject, read_collection(self.workspace)) if form == "xlsx" else csv_sheet(subject)

    def scaffold(self, kind: str, identifier: str) -> str:
        """Return the text of a record to fill in, as commented YAML, without writing it.

        Raises:
            UsageError: the kind or the id is none.
        """
        from kb.contributing.scaffolding import scaffold
        from kb.records.collection import read_collection

        return scaffold(read_collection(self.workspace), kind, identifier)
