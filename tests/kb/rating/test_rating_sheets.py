"""Sheets for raters: what they hide, and each mistake refused at its cell with nothing written."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

import kb
from kb.rating.agreement_text import report_text
from kb.rating.sheet_form import BOOK, DUTIES, READ_ME
from kb.rating.study_design import StudyPlan, design_study
from kb.workspace import Workspace

from .rated_offices import CODES, Cli, make_office, plan
from .synthetic_raters import careful, fill_csv, fill_workbook, key_of


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a study that nobody has rated; what is refused leaves it as it is."""
    root = make_office(tmp_path_factory.mktemp("sent") / "office")
    kb.open(root).write_rating_study(plan())
    return root


@pytest.fixture
def sent(study: Path, office: Path) -> Path:
    """The sheets of such a study in an office of its own, to take them in."""
    shutil.copytree(study / "ratings", office / "ratings")
    return office / "ratings/trial/sheets"


def filled(sent: Path, sheet: str = "sheet-1.xlsx", rater: str = "synthetic-dee") -> Path:
    office = sent.parent.parent.parent
    fill = fill_csv if sheet.endswith(".csv") else fill_workbook
    return fill(sent / sheet, rater, careful(key_of(office, "trial"), {}))


@pytest.fixture(scope="module")
def in_order(study: Path) -> bytes:
    """A filled sheet with which nothing is wrong."""
    path = filled(study / "ratings/trial/sheets")
    data = path.read_bytes()
    path.unlink()
    return data


def changed(path: Path, sheet: str, cell: str, value: object) -> Path:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    return path


MISTAKES = {
    "changed id": (DUTIES, "A3", "r999", "`r999` is no row of the study", "duties!A3"),
    "changed words": (DUTIES, "B4", "Something else.", "reads otherwise", "duties!B4"),
    "a mark of another kind": (DUTIES, "D5", "maybe", "`maybe` is no mark", "duties!D5"),
    "a function of one's own": (DUTIES, "D1", "Save the day", "no function “Save the day”", "duties!D1"),
    "none and some": (DUTIES, "C6", "x", "marks “none of these” and", "duties!R6"),
    "no pseudonym": (READ_ME, "B10", None, "“your pseudonym” is empty", "'read me first'!B10"),
    "no independence": (READ_ME, "B12", None, "“independence” is empty", "'read me first'!B12"),
    "a day to come": (READ_ME, "B13", "2199-01-01", "is no day that has been", "'read me first'!B13"),
    "an unknown study": (READ_ME, "B15", "other", "There is no study `other`", "'read me first'!B15"),
    "an unknown sheet": (READ_ME, "B16", "9", "has sheets 1 to 3, and none `9`", "'read me first'!B16"),
    "another code book": (READ_ME, "B17", "0" * 64, "not that of the study", "'read me first'!B17"),
    "a definition rewritten": (BOOK, "B3", "Anything.", "says something else of", "'code book'!B3"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_at_its_cell(mistake: str, study: Path, in_order: bytes, tmp_path: Path) -> None:
    sheet, cell, value, message, place = MISTAKES[mistake]
    path = tmp_path / "filled.xlsx"
    path.write_bytes(in_order)
    changed(path, sheet, cell, value)
    before = path.read_bytes()
    taking = kb.open(study).take_ratings([path])
    (finding,) = [finding for finding in taking.findings if message in finding.message]
    assert (finding.location.cell, finding.severity.label) == (place, "error")
    assert (taking.refused, taking.written) == (True, [])
    assert path.read_bytes() == before
    assert not (study / "ratings/trial/filled").exists()
    assert not (study / "evidence/ratings").exists()


def test_half_a_sheet_is_refused_row_by_row(sent: Path, cli: Cli) -> None:
    path = filled(sent)
    book = openpyxl.load_workbook(path)
    rows = range(30, book[DUTIES].max_row + 1)
    for row in rows:
        for column in range(3, book[DUTIES].max_column + 1):
            book[DUTIES].cell(row, column).value = None
    book.save(path)
    told = cli("rate", "add", path)
    assert told.code == 1
    assert told.out.count("has no mark") == len(rows)
    assert "duties!R30: error" in told.out


def test_a_mistake_in_csv_has_line_and_column(sent: Path, cli: Cli) -> None:
    path = filled(sent, "sheet-2.csv")
    text = path.read_text("utf-8-sig")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("r0"))
    path.write_text(text.replace("\nr0", "\nq0", 1), "utf-8-sig")
    told = cli("rate", "add", path)
    assert told.code == 1
    assert f"synthetic-dee.csv:{line}:1: error" in told.out


def test_two_sheets_of_one_rater_are_refused(sent: Path, cli: Cli) -> None:
    first, second = filled(sent), filled(sent, "sheet-2.csv")
    told = cli("rate", "add", first, second)
    assert told.code == 1
    assert "A sheet of `synthetic-dee` is in synthetic-dee.xlsx too" in told.out
    assert cli("rate", "add", first).code == 0
    told = cli("rate", "add", second)
    assert (told.code, "on record since 2026-11-20" in told.out) == (1, True)


def test_a_sheet_handed_to_two_raters_is_refused(sent: Path, cli: Cli) -> None:
    assert cli("rate", "add", filled(sent)).code == 0
    told = cli("rate", "add", filled(sent, rater="synthetic-eve"))
    assert (told.code, "Sheet 1 of trial is filled by trial.synthetic-dee" in told.out) == (1, True)


def test_a_code_book_that_changed_since_is_refused(sent: Path, cli: Cli) -> None:
    path = filled(sent)
    office = sent.parent.parent.parent
    (office / "evidence" / "functions.yaml").write_text(
        "function:\n  id: hold-hands\n  label: Hold hands\n  protective: false\n  definition: Hold hands.\n"
        "  derived-from: [43-5031]\n  assessed-by: editors\n  rationale: none\n"
        "  source: soc-2018-definitions\n"
        "  locator: {sheet: 2018 SOC}\n  verification: verified\n  order: 99\n"
    )
    told = cli("rate", "add", path)
    assert told.code == 1
    assert "no longer those that were rated: Hold hands" in told.out
    assert "'read me first'!B17: error" in told.out


def test_a_failed_dummy_is_named_kept_apart_and_counts_by_decision(sent: Path, cli: Cli) -> None:
    pytest.importorskip("krippendorff", reason="krippendorff is not installed: make agreement")
    office = sent.parent.parent.parent
    key = key_of(office, "trial")
    careless = fill_workbook(sent / "sheet-1.xlsx", "synthetic-fay", lambda row: [])
    told = cli(
        "rate", "add", careless, filled(sent, "sheet-2.csv"), filled(sent, "sheet-3.xlsx", "synthetic-gus")
    )
    dummies = [row.id for row in key.rows if row.dummy]
    assert told.code == 0
    assert all(f"Row {row} is a dummy duty" in told.out for row in dummies)
    report = kb.open(office).rating_agreement()
    assert [sheet.rater for sheet in report.apart] == ["trial.synthetic-fay"]
    assert len(report.agreement.raters) == 2
    assert "Kept apart and not counted: trial.synthetic-fay" in report_text(report, None)
    counted = cli("rate", "count", "trial", "synthetic-fay", "--by", "Dana Reyes", "--because", "A slip.")
    assert counted.code == 0
    report = kb.open(office).rating_agreement()
    assert (len(report.agreement.raters), list(report.apart)) == (3, [])
    assert "counts by a decision of Dana Reyes" in report_text(report, None)
    assert cli("rate", "count", "trial", "synthetic-fay", "--by", "x", "--because", "y").code == 2


def test_controls_without_duties_are_named_with_the_import_that_brings_them(office: Path, cli: Cli) -> None:
    told = cli("rate", "sheet", "pilot")
    assert told.code == 3
    assert "no duties of 11-9161, 29-2042" in told.err
    assert "soc-evidence import onet" in told.err
    assert not (office / "ratings").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("bad/name",), "`bad/name` is no name of a study"),
        (("trial", "33-0000"), "33-0000 is a group"),
        (("trial", "99-9999"), "no SOC code `99-9999`"),
        (("trial", "43-5031", "--source", "onet-29"), "There is no source `onet-29`"),
    ],
)
def test_a_study_that_cannot_be(arguments: tuple[str, ...], message: str, office: Path, cli: Cli) -> None:
    told = cli("rate", "sheet", *arguments, "--control", "43-5032")
    assert told.code in (2, 3)
    assert message in told.err
    assert not (office / "ratings").exists()


def test_controls_are_rated_by_their_imported_tasks(official_base: Workspace) -> None:
    base = kb.open(official_base)
    key = design_study(base.records, StudyPlan("trial"), base._snapshot.standings, official_base)
    rated = [row.statement for row in key.rows if row.statement]
    controls = {"11-9161", "29-2042", "43-2011", "53-2021"}
    assert controls < {statement.occupation for statement in rated}
    assert all(s.task or s.source == "soc-2018-definitions" for s in rated if s.occupation in controls)


def test_who_takes_sheets_in_is_asked_for(sent: Path, cli: Cli) -> None:
    office = sent.parent.parent.parent
    (office / "evidence" / "contribution.yaml").unlink()
    path = filled(sent)
    told = cli("rate", "add", path)
    assert (told.code, '--contributor "…"' in told.err) == (2, True)
    who = ("--contributor", "Dana Reyes", "--organization", "Bay County ECC", "--licence", "CC0-1.0")
    assert cli("rate", "add", path, *who).code == 0
    assert "Dana Reyes" in (office / "evidence/ratings/trial/contribution.yaml").read_text()


def test_the_sheet_hides_and_the_key_tells(sent: Path) -> None:
    book = openpyxl.load_workbook(sent / "sheet-1.xlsx")
    assert book.sheetnames == [READ_ME, BOOK, DUTIES]
    words = " ".join(str(cell) for row in book[DUTIES].values for cell in row if cell)
    assert not any(code in words for code in CODES)
    assert all(sheet.protection.sheet for sheet in book)
    assert book[DUTIES].data_validations.dataValidation
    key = key_of(sent.parent.parent.parent, "trial")
    assert {row.statement.occupation for row in key.rows if row.statement} == set(CODES)
    orders = [
        [row[0] for row in openpyxl.load_workbook(sent / f"sheet-{n}.xlsx")[DUTIES].values] for n in (1, 2)
    ]
    assert sorted(map(str, orders[0])) == sorted(map(str, orders[1]))
    assert orders[0] != orders[1]


def test_the_same_seed_gives_the_same_study(office: Path) -> None:
    base = kb.open(office)
    base.write_rating_study(plan("trial"))
    first = key_of(office, "trial")
    (office / "ratings").rename(office / "before")
    base.write_rating_study(plan("trial"))
    assert key_of(office, "trial") == first


def test_a_study_is_not_written_over(sent: Path, cli: Cli) -> None:
    told = cli("rate", "sheet", "trial", "43-5031", "--control", "43-5032")
    assert (told.code, "is there already" in told.err) == (2, True)


def test_a_letter_is_no_rating_sheet(sent: Path, cli: Cli) -> None:
    letter = sent / "letter.csv"
    letter.write_text("Dear all,\nhere is my sheet.\n")
    told = cli("rate", "add", letter)
    assert (told.code, "This is no rating sheet" in told.out) == (1, True)
