"""A county manager's whole way with a workbook and two documents, until what it says counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import kb
from kb.findings import Location
from kb.reviewing.answer_remarks import remark_in_workbook
from kb.reviewing.contribution_answers import RETURNED, Answer
from kb.workspace import open_workspace
from tests.conftest import Told
from tests.kb.contributing.workbooks import DUTIES, book_of, fill
from tests.kb.contributing.workbooks import DUTY as SHEET_DUTY
from tests.kb.reviewing.offices import make_office
from tests.kb.texts import documents

Cli = Callable[..., Told]
ANSWERS = ["Bay County ECC", "Dana Reyes", "Manager", "Bay County, Florida", "CC-BY-4.0", None]
DUTY = {
    "occupation": "43-5031",
    "kind": "required",
    "functions": "direct-response",
    "assessed-by": "Bay County ECC",
    "rationale": "It sends help",
    "page": "1",
    "verification": "verified",
}
SOURCE = {"type": "report", "author": "Bay County", "issued": "2025-03", "authority": "government-page"}


def comments(path: Path) -> list[tuple[str, str]]:
    """The remarks in a copy, with the cell that each is at."""
    cells = (cell for row in openpyxl.load_workbook(path)["duties"] for cell in row)
    return [(cell.coordinate, cell.comment.text) for cell in cells if cell.comment]


def standings(folder: Path) -> set[str]:
    """How far the duties that were received may be relied on."""
    with kb.open(folder) as base:
        names = [row.name for row in base.review("bay")[0].rows if row.name.startswith("duty/")]
        return {base.standing(name).standing.value for name in names}


def test_from_a_workbook_to_what_counts(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    bay = make_office(tmp_path / "bay", "bay", "Bay County ECC", "Dana Reyes")
    apco = make_office(tmp_path / "apco", "apco", "APCO", "Jo Steward")
    monkeypatch.chdir(tmp_path)
    documents.docx(tmp_path / "job.docx", ["Asks where the emergency is."], "Telecommunicator I")
    documents.pdf(tmp_path / "sop.pdf", [["4.1 Every call is answered at once."]], "Procedures")
    monkeypatch.chdir(bay)
    assert cli("new", "workbook").code == 0
    (empty,) = bay.glob("*.xlsx")
    filled = fill(
        empty,
        tmp_path / "bay.xlsx",
        ANSWERS,
        sources=[
            {"source": "job.docx", "title": "Telecommunicator I", **SOURCE},
            {"source": "sop.pdf", "title": "Procedures", **SOURCE},
        ],
        agents=[{"name": "Bay County ECC", "kind": "office"}],
        duties=[
            {"statement": "Ask where the emergency is", "source": "job.docx", **DUTY},
            {"statement": "Answer every call at once", "source": "sop.pdf", **DUTY},
        ],
    )
    added = cli("add", filled, "../job.docx", "../sop.pdf", "--yes")
    assert added.code == 0, added
    assert cli("pack", "-o", "../bay.zip").code == 0

    monkeypatch.chdir(apco)
    told = cli("receive", "../bay.zip")
    assert "5 new" in told.out, (told, added)
    listed = cli("review", "bay").out
    late = next(line for line in listed.split("\n\n") if "Answer every call" in line)
    number = late.partition("]")[0].lstrip("[\n")
    told = cli(
        "review", "bay", "--return", number, "--remark", "How soon is at once?", "--answer", "../a.zip"
    )
    assert told.code == 0, told

    monkeypatch.chdir(bay)
    told = cli("receive", "../a.zip", "--workbook", filled)
    copy = tmp_path / "bay-remarks.xlsx"
    assert told.out.splitlines()[-2] == "../bay-remarks.xlsx"
    ((cell, remark),) = comments(copy)
    assert (cell, "How soon is at once?" in remark, "Jo Steward" in remark) == ("A3", True, True)
    book = openpyxl.load_workbook(copy)
    heads = {head.value: head.column for head in book["duties"][1]}
    book["duties"].cell(3, heads["statement"], "Answer every call within ten seconds")
    book.save(copy)
    again = cli("add", copy, "../job.docx", "../sop.pdf", "--yes")
    assert again.code == 0, again
    assert "1 changed, 1 same" in again.out
    assert cli("pack", "-o", "../bay.zip").code == 0

    monkeypatch.chdir(apco)
    assert "1 changed" in cli("receive", "../bay.zip").out
    assert standings(apco) == {"awaiting-review"}
    assert cli("review", "bay", "--accept", "all").code == 0
    assert standings(apco) == {"local"}
    assert cli("check").code == 0


@pytest.mark.parametrize("office", ["bay", "gulf-county-911"])
def test_a_remark_finds_its_row_whichever_office_the_workbook_names(office: str, tmp_path: Path) -> None:
    """Its rows have the ids of the workspace's office, or of the one on the sheet `about us`."""
    bay = make_office(tmp_path / "bay", "bay", "Bay County ECC", "Dana Reyes")
    about = book_of(("about us", ["about us", "your answer"], []), ("duties", DUTIES, [SHEET_DUTY]))
    for row in (["office", "Gulf County 911"], ["contributor", "Pat"], ["licence", "CC0-1.0"]):
        about["about us"].append(row)
    about.save(tmp_path / "duties.xlsx")
    name, data = f"duty/{office}.bay-1", (("reason", "Which?"), ("by", "Jo"), ("date", "2026-11-29"))
    remark = RETURNED.finding("It was returned.", Location("answer.zip"), subject=name, data=data)
    answer = Answer("APCO", "2026-11-29", (), (remark,))
    copy = remark_in_workbook(open_workspace(bay), answer, tmp_path / "duties.xlsx")
    ((cell, said),) = comments(copy)
    assert (cell, "Jo, 2026-11-29: Which?" in said) == ("A2", True)
