"""Workbooks as they come in: what is taken, what is told, and at which cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Font, Side
from openpyxl.styles.numbers import FORMAT_PERCENTAGE

from kb.common.dates_and_numbers import today
from kb.contributing import Contribution
from kb.contributing.about_us import read_about_us
from kb.contributing.corrections import Corrections
from kb.contributing.handed_files import HandedFile
from kb.contributing.inbox import Inbox, read_inbox
from kb.contributing.stated_contribution import stated
from kb.contributing.workbook_sheets import sheets_of
from kb.findings import Severity
from kb.records.collection import Collection, read_collection
from kb.texts.workbook_cells import read_workbook
from kb.workspace import open_workspace
from tests.kb.contributing.workbooks import DUTIES, DUTY, Book, book_of, cell, duties, figures

SOMEBODY = Contribution("D", "Bay County ECC", "CC0-1.0", "2026-11-21")
Read = Callable[[Book], Inbox]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return read_collection(open_workspace(tmp_path_factory.mktemp("nowhere")))


@pytest.fixture
def read(collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read a workbook in this process, which is quicker than in one of its own."""

    def here(path: Path) -> dict[str, object]:
        return {"details": read_workbook(path)[1]}

    monkeypatch.setattr("kb.contributing.workbook_reading.run_worker", here)

    def call(book: Book) -> Inbox:
        book.save(tmp_path / "book.xlsx")
        return read_inbox([handed(tmp_path / "book.xlsx")], collection, SOMEBODY, Corrections())

    return call


def handed(path: Path) -> HandedFile:
    return HandedFile(path, str(path))


def rows(inbox: Inbox) -> list[dict[str, str]]:
    """The records that come of a workbook, by column."""
    import csv

    return [row for file in inbox.files for row in csv.DictReader(file.records.decode().splitlines())]


def told(inbox: Inbox) -> list[tuple[str, str]]:
    """Cell, and message with remedy, of each finding."""
    return [(f.location.cell, f"{f.message} {f.fix}") for f in inbox.findings]


def percent(book: Book) -> None:
    cell(book, "value").value, cell(book, "value").number_format = 0.45, FORMAT_PERCENTAGE


def month(book: Book) -> None:
    cell(book, "period").value, cell(book, "period").number_format = dt.datetime(2025, 5, 1), "mmm-yy"


def section(book: Book) -> None:
    cell(book, "locator.section").value, cell(book, "locator.section").number_format = 4.1, "0.00"


def zeros(book: Book) -> None:
    cell(book, "locator.page").value, cell(book, "locator.page").number_format = 7, "000"


def dollars(book: Book) -> None:
    cell(book, "value").value, cell(book, "value").number_format = 31200, '"$"#,##0'
    cell(book, "unit").value = "US dollars a year"


@pytest.mark.parametrize(
    ("book", "change", "column", "value"),
    [
        (figures, percent, "value", "45"),
        (figures, month, "period", "2025-05"),
        (duties, section, "locator.section", "4.10"),
        (duties, zeros, "locator.page", "007"),
        (figures, dollars, "value", "31200"),
        (figures, dollars, "unit", "usd-per-year"),
    ],
)
def test_a_cell_is_taken_as_it_is_shown(
    book: Callable[[], Book], change: Callable[[Book], None], column: str, value: str, read: Read
) -> None:
    made = book()
    change(made)
    inbox = read(made)
    assert (rows(inbox)[0][column], told(inbox)) == (value, [])


@pytest.mark.parametrize(
    ("typed", "column", "value"),
    [
        (duties(occupation=435031), "occupation", "43-5031"),
        (duties(occupation="43–5031"), "occupation", "43-5031"),
        (duties(occupation="public safety  Telecommunicators"), "occupation", "43-5031"),
        (duties(kind="Required"), "kind", "required"),
        (duties(functions="Protect life; Guide the public"), "functions", "protect-life;guide-public"),
        (duties(functions="Protect life\nGuide the public"), "functions", "protect-life;guide-public"),
        (duties(verification="Verified in part\xa0"), "verification", "verified-in-part"),
        (duties(statement="Ask where_x000D_\nthe  caller is"), "statement", "Ask where the caller is"),
        (duties(duty=7), "duty", "bay-county-ecc.duty-7"),
        (duties(duty="bay-1"), "duty", "bay-county-ecc.bay-1"),
        (duties(duty="bay-county-ecc.x"), "duty", "bay-county-ecc.x"),
        (duties(**{"locator.page": "p. 2"}), "locator.page", "2"),
        (duties(**{"locator.page": "Pages 2-3"}), "locator.page", "2-3"),
        (duties(**{"locator.page": "part 2"}), "locator.page", "part 2"),
        (duties(**{"locator.section": "§ 4.1"}), "locator.section", "4.1"),
        (figures(value="45 %"), "value", "45"),
        (figures(period=2025), "period", "2025"),
        (figures(period="May 2025"), "period", "2025-05"),
        (figures(period="May-25"), "period", "2025-05"),
        (figures(value=-4, unit="percent change"), "unit", "percent-change"),
    ],
)
def test_words_and_ids_are_both_taken(typed: Book, column: str, value: str, read: Read) -> None:
    inbox = read(typed)
    assert (rows(inbox)[0][column], told(inbox)) == (value, [])


@pytest.mark.parametrize(
    ("typed", "where", "said"),
    [
        (duties(**{"locator.page": dt.date(2025, 4, 5)}), "I2", "put an apostrophe in front: '4-5"),
        (duties(occupation=dt.datetime(9161, 11, 1)), "B2", "made the date 9161-11-01"),
        (duties(duty=dt.date(2025, 5, 1)), "A2", "made the date 2025-05-01"),
        (duties(duty="=ROW()"), "A2", "The cell holds a formula"),
        (duties(functions="direct-response, protect-life"), "E2", "Put ; between them"),
        (duties(functions="Protect life and Guide the public"), "E2", "Put ; between them"),
        (duties(functions="Protect lives"), "E2", "Did you mean `Protect life`?"),
        (
            duties(functions="Protect lifes, Guide the public"),
            "E2",
            "Put ; between them. `functions` does not know `Protect lifes`. Did you mean `Protect life`?",
        ),
        (
            duties(occupation="911 dispatcher"),
            "B2",
            "Did you mean 43-5031 (Public Safety Telecommunicators)?",
        ),
        (duties(occupation="Night shift"), "B2", "Type the code or title of one detailed occupation."),
        (duties(occupation="43-5030"), "B2", "43-5030 is a group of occupations."),
        (duties(occupation="Dispatchers"), "B2", "43-5030 is a group of occupations."),
        (duties(verification="yes"), "K2", "Type verified when you saw it in the source itself."),
        (duties(verification="looked-up"), "K2", "verified, verified in part"),
        (figures(measure="vacancy rate"), "C2", "describe it on the sheet `measures`."),
        (figures(period="FY 2024"), "D2", "2023-10/2024-09"),
        (figures(value="8.4 sec"), "E2", "Type 8.4, and choose its unit"),
        (duties(rationale="=1+1"), "G2", "The cell holds a formula"),
        (duties(source="job.docx"), "H2", "`job.docx` is not among the files handed in"),
        (figures(value="=SUM(A1:A2)", period="=B1"), "E2", "The cell holds a formula"),
        (figures(value="41,235"), "E2", "Type 41235."),
        (figures(value="$31200"), "E2", "Type 31200."),
        (figures(value="45%", unit="count"), "E2", "The cell shows 45%, and the unit is `count`"),
        (figures(value=dt.time(0, 0, 15)), "E2", "15 for seconds"),
        (figures(value=dt.datetime(2025, 4, 5)), "E2", "made the date 2025-04-05"),
    ],
)
def test_what_a_cell_cannot_be_is_told_there(typed: Book, where: str, said: str, read: Read) -> None:
    found = told(read(typed))
    assert any(place == where and said in words for place, words in found), found


@pytest.mark.parametrize(
    ("typed", "where", "said"),
    [
        (duties(**{"locator.section": 4.1}), "J2", "else type '4.10"),
        (duties(statement="• Answer calls\n• Send help\n• Log events"), "D2", "lists 3 statements"),
        (figures(value=0.45), "E2", "for 45 % type 45"),
    ],
)
def test_what_may_not_be_meant_is_pointed_out(typed: Book, where: str, said: str, read: Read) -> None:
    (finding,) = read(typed).findings
    assert (finding.severity, finding.location.cell) == (Severity.WARNING, where)
    assert said in f"{finding.message} {finding.fix}"


def test_a_rounded_cell_is_taken_as_shown_and_pointed_out(read: Read) -> None:
    book = figures(value=0.456)
    cell(book, "value").number_format = "0%"
    inbox = read(book)
    assert rows(inbox)[0]["value"] == "46"
    assert "holds 45.6; 46 was taken" in told(inbox)[0][1]
    cell(book, "value").value, cell(book, "value").number_format = 1234567, "#,##0,"
    assert "Type the number in full" in told(read(book))[0][1]


def test_every_formula_and_error_is_named_at_once(read: Read) -> None:
    book = duties(rationale="=A1", note="=B1")
    cell(book, "statement").value, cell(book, "statement").data_type = "#REF!", "e"
    assert [place for place, _ in told(read(book))] == ["D2", "G2", "L2"]


def test_every_sheet_with_a_header_of_ours_is_read_and_others_are_named(read: Read) -> None:
    other = [{**DUTY, "duty": "bay-7"}]
    book = book_of(("duties", DUTIES, [DUTY]), ("Night shift", DUTIES, other), ("empty", [], []))
    book.create_sheet("Cover")["B3"] = "Our duties"
    inbox = read(book)
    assert [row["duty"] for row in rows(inbox)] == ["bay-county-ecc.bay-1", "bay-county-ecc.bay-7"]
    assert [(file.name, file.sheet) for file in inbox.files] == [
        ("book-duties.csv", "duties!"),
        ("book-night-shift.csv", "'Night shift'!"),
    ]
    ((place, words),) = told(inbox)
    assert place == "Cover!A1"
    assert "The sheet `Cover` was not read" in words


def test_what_is_hidden_or_struck_out_is_named_and_not_taken(read: Read) -> None:
    book = book_of(
        ("duties", DUTIES, [DUTY, {**DUTY, "duty": "bay-2"}, {**DUTY, "duty": "bay-3", "note": "no"}])
    )
    sheet = book["duties"]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["G"].hidden = True
    cell(book, "note", 4).font = Font(strike=True)
    runs = (TextBlock(InlineFont(strike=True), "Do not "), "send help")
    cell(book, "statement", 4).value = CellRichText(*runs)
    secret = book.create_sheet("secret")
    secret["A1"] = "under review"
    secret.sheet_state = "veryHidden"
    inbox = read(book)
    assert [(row["duty"], row["statement"], row.get("note")) for row in rows(inbox)] == [
        ("bay-county-ecc.bay-1", DUTY["statement"], ""),
        ("bay-county-ecc.bay-3", "send help", ""),
    ]
    assert not any(row.get("rationale") for row in rows(inbox))
    assert {place for place, _ in told(inbox)} == {
        "duties!A4",
        "duties!H1",
        "duties!D4",
        "duties!L4",
        "secret!A1",
    }
    assert all(finding.severity is Severity.WARNING for finding in inbox.findings)


def test_order_capitals_and_a_title_above_do_not_matter(read: Read) -> None:
    book = book_of(("duties", ["Statement", "Page", "Duty", "KIND", "Assessed by", "occupation"], []))
    book["duties"].append(["Calm callers", "3", "bay-1", "may", "editors", "43-5031"])
    book["duties"].insert_rows(1)
    book["duties"]["A1"] = "Duties of our center, 2025"
    inbox = read(book)
    (row,) = rows(inbox)
    assert (row["duty"], row["locator.page"], row["assessed-by"]) == ("bay-county-ecc.bay-1", "3", "editors")
    assert [f.severity for f in inbox.findings] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("columns", "where", "said"),
    [
        (["Duty ID", *DUTIES[1:]], "A1", "Did you mean `duty`? Write it into A1."),
        (DUTIES[1:], "A1", "Row 1 must read: duty, occupation, kind"),
        ([*DUTIES[:-1], "Supervisor comments"], "L1", "Move its words into `note`"),
        ([*DUTIES[:-1], "verificaton"], "L1", "Did you mean `verification`?"),
        ([*DUTIES[:-1], "kind"], "L1", "stands twice"),
        (["duty;occupation;kind;statement"], "A1", "separated by semicolons"),
        (["Our", "report"], "A1", "Row 1 must read: duty, occupation, kind"),
    ],
)
def test_a_header_says_what_it_must_read(columns: list[str], where: str, said: str, read: Read) -> None:
    book = book_of(("duties", columns, [dict.fromkeys(columns, "x")]))
    found = told(read(book))
    assert any(place == where and said in words for place, words in found), found


def test_a_column_without_a_name_is_told_at_its_header(read: Read) -> None:
    book = duties()
    book["duties"]["N2"] = "more"
    assert told(read(book))[0][0] == "N1"
    assert "Column N has no name in row 1" in told(read(book))[0][1]


def test_a_header_alone_is_told(read: Read) -> None:
    assert "no rows below them" in told(read(book_of(("duties", DUTIES, []))))[0][1]


def test_borders_far_away_do_not_count(read: Read) -> None:
    book = duties()
    for column in range(13, 400):
        for row in range(1, 60):
            book["duties"].cell(row, column).border = Border(left=Side("thin"))
    assert told(read(book)) == []


def test_merged_rows_are_told(read: Read) -> None:
    book = book_of(("duties", DUTIES, [DUTY, {**DUTY, "duty": "bay-2"}]))
    book["duties"].merge_cells("H2:H3")
    assert ("H2", "H2:H3 are merged; what they show counts for H2 alone.") in [
        (place, words.split(" Unmerge")[0]) for place, words in told(read(book))
    ]


def test_ids_that_differ_in_capitals_only_are_told(read: Read) -> None:
    book = book_of(("duties", DUTIES, [DUTY, {**DUTY, "duty": "Bay-1", "statement": "Log events"}]))
    assert told(read(book))[0][0] == "A3"


def test_rows_that_say_the_same_are_told(read: Read) -> None:
    book = book_of(("duties", DUTIES, [{**DUTY, "duty": None}, {**DUTY, "duty": None}]))
    inbox = read(book)
    ((where, said),) = told(inbox)
    assert (where, said.partition(". ")[0]) == ("A3", "Row 3 is the same duty as row 2")
    assert len(rows(inbox)) == 1


@pytest.mark.usefixtures("read")
def test_the_same_row_keeps_its_id_and_two_offices_never_meet(collection: Collection, tmp_path: Path) -> None:
    duties(duty=None).save(tmp_path / "a.xlsx")
    duties(duty=None, rationale="Corrected").save(tmp_path / "b.xlsx")
    gulf = Contribution("D", "Gulf County 911", "CC0-1.0", "2026-11-21")
    first, second, third = (
        rows(read_inbox([handed(tmp_path / name)], collection, who, Corrections()))[0]["duty"]
        for name, who in (("a.xlsx", SOMEBODY), ("b.xlsx", SOMEBODY), ("a.xlsx", gulf))
    )
    assert first == second
    assert third == first.replace("bay-county-ecc", "gulf-county-911")


def test_a_contribution_is_of_today_and_of_the_office_that_the_workbook_names(office: Path) -> None:
    workspace = open_workspace()
    usual, _ = stated({"contributor": ""}, [], workspace)
    assert (usual.contributor, usual.date) == ("Dana Reyes", today().isoformat())
    book = book_of(("about us", ["about us", "your answer"], []))
    for row in (["office", "Gulf County 911"], ["contributor", None], ["licence", "cc by 4.0"]):
        book["about us"].append(row)
    book.save(office / "a.xlsx")
    sheets = sheets_of(read_workbook(office / "a.xlsx")[1], "a.xlsx")
    theirs, findings = stated({}, [read_about_us(sheets)], workspace)
    assert (theirs.organization, theirs.licence) == ("Gulf County 911", "CC-BY-4.0")
    assert [finding.location.cell for finding in findings] == ["B3"]
