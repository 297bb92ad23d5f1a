"""What an answer says, written into a copy of the workbook that the rows came from, each at its row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kb.contributing.cell_remarks import write_remarks
from kb.contributing.contribution import Contribution, customary
from kb.contributing.corrections import Corrections
from kb.contributing.handed_files import HandedFile
from kb.contributing.inbox import Inbox, read_inbox
from kb.contributing.workbook_sheets import is_workbook
from kb.errors import MissingError, UsageError
from kb.findings import Finding, Location
from kb.records.collection import read_collection
from kb.records.csv_nodes import cells
from kb.reviewing.contribution_answers import Answer
from kb.workspace import Workspace


def remark_in_workbook(workspace: Workspace, answer: Answer, path: Path) -> Path:
    """Write a copy of a workbook with the answer's remarks at the rows that they are about; return its path.

    Args:
        workspace: the office's, whose ids the rows have.
        answer: as it was received.
        path: of the workbook as it was handed in, absolute; it is not changed.

    Raises:
        UsageError: it is no workbook.
        MissingError: it cannot be read, or has none of the rows.
        UnreadableError: the copy cannot be written.
    """
    if not path.exists():
        raise UsageError(f"There is no file {path}.", "Check the path.")
    if not is_workbook(path) or not path.is_file():
        raise UsageError(f"{path} is no workbook.", "Name the .xlsx file that you handed in.")
    inboxes = list(_opened(workspace, path))
    inbox = inboxes[0]
    if not inbox.books:
        raise MissingError(f"{path} cannot be read as a workbook.", "Name the file that you handed in.")
    rows = {name: address for opened in inboxes for name, address in _rows(opened)}
    here = [
        replace(finding, location=Location(inbox.books[0].shown, 1, 1, rows[finding.subject]))
        for finding in answer.findings
        if finding.subject in rows
    ]
    if not here:
        raise MissingError(f"{path} has none of the rows that were returned.", "Name the file they are in.")
    return write_remarks(inbox.books[0], _titled(here))


def _opened(workspace: Workspace, path: Path) -> Iterator[Inbox]:
    """Read the workbook as `add` does, for its rows have the ids of the workspace's office, or of its own."""
    usual = customary(workspace)
    said = [usual.get(key, "") or "not said" for key in ("contributor", "organization", "licence")]
    given = Contribution(said[0], said[1], said[2], "2000-01-01", office=usual.get("office", ""))
    file, collection = HandedFile(path, str(path)), read_collection(workspace)
    yield read_inbox([file], collection, given, Corrections())
    theirs = {"contributor": said[0], "licence": said[2]}  # and the office that the sheet `about us` names
    with suppress(UsageError):
        yield read_inbox([file], collection, theirs, Corrections())


def _rows(inbox: Inbox) -> Iterator[tuple[str, str]]:
    """Yield the name of each record of the workbook with the address of its row's first cell."""
    for file in inbox.files:
        lines = list(cells(file.records.decode())) if file.rows else []
        for row, number in zip(lines[1:], file.rows[1:], strict=False):
            if row:
                yield f"{lines[0][0].text}/{row[0].text}", f"{file.sheet}{file.columns[0]}{number}"


def _titled(findings: list[Finding]) -> list[Finding]:
    """Return the findings with what was said alone: the row is where the remark stands."""
    return [replace(f, message=f"{f.value('by')}, {f.value('date')}: {f.value('reason')}") for f in findings]
