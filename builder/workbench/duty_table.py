"""The table of duties that were read out of documents: corrected by a person, and handed in as a sheet.

A row goes in when it is ticked, which says that somebody compared it with the document. The ticked rows
become a workbook like one that an office fills in, so that the same checks see them, each at its cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData

from builder.workbench.kept_uploads import Upload
from kb.api import Base
from kb.contributing.duty_proposals import ReadDuties
from kb.contributing.workbook_columns import COLUMNS, heading
from kb.contributing.workbook_form import xlsx_sheets
from kb.contributing.workbook_sheets import column_number
from kb.findings import Finding
from kb.records.collection import read_collection

_SHEET = "proposed-duties.xlsx"
_NOTE = "Read out of the document by the program; compared with it and corrected by a person."
_HEADINGS = [heading(name) for name, _ in COLUMNS["duties"]]
_FIRST = 2
"""Row of the sheet that the first row of the table is."""
_TYPED = ("document", "statement", "kind", "rationale", "page", "section", "covers")


@dataclass(slots=True)
class DutyRow:
    """One row of the table."""

    document: str
    """Name of the file that it was read in."""
    statement: str
    kind: str = "required"
    rationale: str = ""
    page: str = ""
    section: str = ""
    covers: str = ""
    """Recorded duties that it says, too, with semicolons between them."""
    functions: list[str] = field(default_factory=list)
    taken: bool = False
    findings: list[Finding] = field(default_factory=list)
    """What is wrong with it."""

    def kept(self) -> dict[str, Any]:
        """Return what is kept of it between two looks."""
        return {name: value for name, value in asdict(self).items() if name != "findings"}


def proposed_rows(read: Iterable[ReadDuties]) -> list[DutyRow]:
    """Return the rows as they were read, none of them ticked."""
    return [
        DutyRow(
            each.file.path.name,
            proposal.statement,
            proposal.kind,
            page=str(proposal.page or ""),
            section=proposal.section,
            covers="; ".join(proposal.covers),
            functions=list(proposal.functions),
        )
        for each in read
        for proposal in each.proposals
    ]


def rows_typed(form: FormData) -> list[DutyRow]:
    """Return the rows as a form has them."""
    rows = []
    number = 0
    while f"duty-{number}-statement" in form:
        said = {name: " ".join(str(form.get(f"duty-{number}-{name}", "")).split()) for name in _TYPED}
        row = DutyRow(said["document"], said["statement"], said["kind"])
        row.rationale, row.covers = said["rationale"], said["covers"]
        row.page, row.section = said["page"], said["section"]
        row.functions = [str(value) for value in form.getlist(f"duty-{number}-functions")]
        row.taken = f"duty-{number}-taken" in form
        rows.append(row)
        number += 1
    return rows


def sheet_of(upload: Upload) -> Path:
    """Return where the sheet of an upload's ticked rows is made; it is not among the files handed in."""
    return upload.folder / "form" / _SHEET


def write_sheet(
    place: Path, rows: Sequence[DutyRow], occupation: str, assessor: str, base: Base
) -> list[Path]:
    """Write the ticked rows as a workbook, and return its path; without any, nothing."""
    if not any(row.taken for row in rows):
        return []
    sheets: dict[str, list[Mapping[str, str]]] = {}
    known = {agent.name for agent in base.records.agents.values()} | set(base.records.agents)
    if assessor and assessor not in known and any(row.functions for row in rows if row.taken):
        sheets["agents"] = [{"name": assessor, "kind": "organization"}]
    sheets["duties"] = [_cells(row, occupation, assessor) if row.taken else {} for row in rows]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(xlsx_sheets(sheets, read_collection(base.workspace)))
    return [place]


def _cells(row: DutyRow, occupation: str, assessor: str) -> dict[str, str]:
    return {
        "occupation": occupation,
        "kind": row.kind,
        "statement": row.statement,
        "functions": ";".join(row.functions),
        "assessed-by": assessor if row.functions else "",
        "rationale": row.rationale,
        "covers": row.covers,
        "source": row.document,
        "locator.page": row.page,
        "locator.section": row.section,
        "verification": "verified",
        "note": _NOTE,
    }


def put_beside_rows(findings: Iterable[Finding], rows: Sequence[DutyRow]) -> list[Finding]:
    """Give each row the findings at its cells; return those that are at none."""
    others = []
    for finding in findings:
        row, _ = place_in_table(finding)
        if 0 <= row < len(rows):
            rows[row].findings.append(finding)
        else:
            others.append(finding)
    return others


def place_in_table(finding: Finding) -> tuple[int, str]:
    """Return the row, from 0, and the column of the table that a finding stands at; -1 where at none."""
    sheet, _, cell = finding.location.cell.rpartition("!")
    letters = cell.rstrip("0123456789")
    column = column_number(letters) - 1 if letters.isupper() else -1
    if sheet not in ("", "duties") or not 0 <= column < len(_HEADINGS):
        return -1, ""
    return int(cell.removeprefix(letters) or 0) - _FIRST, _HEADINGS[column]
