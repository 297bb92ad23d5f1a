"""Files that are wrong, damaged or hostile: a clear message, and nothing written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .onet_tables import TABLES
from .workbooks import estimates, write_workbook

Cli = Callable[..., Any]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def nothing_is_written(office: Path) -> Iterator[None]:
    """Whatever these tests import, the workspace stays as it was."""
    before = sorted(office.rglob("*"))
    yield
    assert sorted(path for path in office.rglob("*") if ".soc-evidence" not in path.parts) == before


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "Skills.xlsx", {"Skills": TABLES["Skills"]})


def changed(book: Path, parts: dict[str, Callable[[bytes], bytes]]) -> Path:
    """Return a copy of a workbook with parts changed; an unknown part is added."""
    copy = book.with_name(f"changed {book.name}")
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in parts if name not in old.namelist())]:
            data = old.read(name) if name in old.namelist() else b""
            new.writestr(name, parts.get(name, lambda same: same)(data))
    return copy


def refused(told: Any, *words: str, code: int = 4) -> None:
    assert told.code == code
    assert "help:" in told.err
    for word in words:
        assert word in told.err


def test_a_renamed_column_is_named_with_the_nearest(tmp_path: Path, cli: Cli) -> None:
    header = ["Task Number" if cell == "Task ID" else cell for cell in TABLES["Task Statements"][0]]
    rows = [header, *TABLES["Task Statements"][1:]]
    told = cli("import", "onet", write_workbook(tmp_path / "x.xlsx", {"Task Statements": rows}))
    refused(told, "no column `Task ID`", "the nearest is `Task Number`")


def test_a_missing_column_is_named(tmp_path: Path, cli: Cli) -> None:
    sheets = estimates(2031)
    name = "national_M2031_dl"
    sheets[name] = [[*row[:11], *row[12:]] for row in sheets[name]]
    refused(cli("import", "oews", write_workbook(tmp_path / "x.xlsx", sheets)), "no column `tot_emp`")


def test_a_doubled_column_is_named(tmp_path: Path, cli: Cli) -> None:
    rows = [[*row, row[-1]] for row in TABLES["Skills"]]
    book = write_workbook(tmp_path / "x.xlsx", {"Skills": rows})
    refused(cli("import", "onet", book, "--edition", "31.0"), "two columns `Domain Source`")


def test_a_workbook_of_another_kind_is_refused(tmp_path: Path, cli: Cli) -> None:
    book = write_workbook(tmp_path / "Budget.xlsx", {"2031": [["Item", "Amount"], ["Chairs", 4]]})
    refused(cli("import", "onet", book), "holds none of the tables", "Task Statements")
    refused(cli("import", "soc", book), "Structure; Definitions")


def test_a_workbook_without_its_sheet_is_refused(tmp_path: Path, cli: Cli) -> None:
    book = write_workbook(tmp_path / "x.xlsx", {"Field Descriptions": estimates(2031)["Field Descriptions"]})
    refused(cli("import", "oews", book), "National estimates")


def test_one_bad_file_keeps_the_good_ones_out(tmp_path: Path, cli: Cli) -> None:
    good = write_workbook(tmp_path / "Skills.xlsx", {"Skills": TABLES["Skills"]})
    bad = write_workbook(tmp_path / "x.xlsx", {"Sheet": [["Item"], ["Chair"]]})
    refused(cli("import", "onet", good, bad, "--edition", "31.0"), "x.xlsx")


def test_a_formula_is_refused_with_its_cell(book: Path, cli: Cli) -> None:
    def formula(sheet: bytes) -> bytes:
        return sheet.replace(b'<c r="G2" t="n"><v>', b'<c r="G2"><f>WEBSERVICE(A1)</f><v>', 1)

    refused(cli("import", "onet", changed(book, {SHEET: formula})), "cell G2 holds a formula")


def test_a_text_that_is_a_formula_is_refused(tmp_path: Path, cli: Cli) -> None:
    text = tmp_path / "Alternate Titles.txt"
    text.write_text("O*NET-SOC Code\tAlternate Title\n43-5031.00\t=cmd|'/c calc'!A1\n")
    refused(cli("import", "onet", text), "line 2 holds \"=cmd|'/c calc'!A1\", which is a formula")


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "document type"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', "document type"),
        (b"\0", "not UTF-8"),
    ],
)
def test_entities_are_refused(book: Path, cli: Cli, declared: bytes, words: str) -> None:
    copy = changed(book, {SHEET: lambda sheet: sheet.replace(b"<worksheet", declared + b"<worksheet", 1)})
    refused(cli("import", "onet", copy), words, "sheet1.xml")


def test_a_bomb_is_refused_before_it_goes_off(book: Path, cli: Cli) -> None:
    copy = changed(book, {"xl/media/image1.png": lambda _: b"\0" * (300 << 20)})
    refused(cli("import", "onet", copy), "unpacks to more than")


def test_a_part_that_lies_about_its_size_is_refused(book: Path, cli: Cli) -> None:
    data = bytearray(book.read_bytes())
    with zipfile.ZipFile(book) as archive:
        size = archive.getinfo(SHEET).file_size
    at = data.rfind(SHEET.encode())
    entry = data.rfind(b"PK\x01\x02", 0, at)
    assert int.from_bytes(data[entry + 24 : entry + 28], "little") == size
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    book.write_bytes(data)
    refused(cli("import", "onet", book), "not as long as it says")


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil.xml", "..\\evil.xml", "C:\\evil.xml"])
def test_part_names_that_lead_outside_are_refused(book: Path, cli: Cli, name: str) -> None:
    refused(cli("import", "onet", changed(book, {name: lambda _: b"x"})), "leads outside")


def test_a_huge_empty_sheet_is_refused(book: Path, cli: Cli) -> None:
    for reference in (b"XFD2", b"G1048576"):
        copy = changed(book, {SHEET: lambda s, r=reference: s.replace(b'r="G2"', b'r="' + r + b'"', 1)})
        refused(cli("import", "onet", copy), "changed Skills.xlsx is refused")


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x05\x06" + b"\0" * 18, b"PK\x03\x04truncated"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, cli: Cli, data: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    refused(cli("import", "onet", path), "x.xlsx")


def test_a_truncated_workbook_is_refused(book: Path, cli: Cli) -> None:
    book.write_bytes(book.read_bytes()[:-600])
    refused(cli("import", "onet", book), "Skills.xlsx")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"O*NET-SOC Code\tAlternate Title\n43-5031.00\n", "line 2: 1 fields; the header has 2"),
        (b"O*NET-SOC Code\tAlternate Title\n43-5031.00\t\xff\n", "not UTF-8"),
        (
            b"O*NET-SOC Code\tAlternate Title\n43-5031\tx\n",
            "line 2, column `O*NET-SOC Code` holds '43-5031', which is no O*NET-SOC code",
        ),
        (b"O*NET-SOC Code\tAlternate Title\n", "has no rows"),
    ],
)
def test_damaged_text_is_refused(tmp_path: Path, cli: Cli, text: bytes, words: str) -> None:
    path = tmp_path / "Alternate Titles.txt"
    path.write_bytes(text)
    refused(cli("import", "onet", path, "--edition", "31.0"), words)


def test_a_cell_that_is_no_number_is_refused(tmp_path: Path, cli: Cli) -> None:
    rows = [list(row) for row in TABLES["Skills"]]
    rows[1][6] = "high"
    book = write_workbook(tmp_path / "x.xlsx", {"Skills": rows})
    refused(cli("import", "onet", book, "--edition", "31.0"), "high")


def test_the_same_table_twice_is_refused(book: Path, tmp_path: Path, cli: Cli) -> None:
    copy = write_workbook(tmp_path / "copy" / "Skills (1).xlsx", {"Skills": TABLES["Skills"]})
    told = cli("import", "onet", book, copy, "--edition", "31.0")
    refused(told, "Skills.xlsx and Skills (1).xlsx hold the same table", code=2)


def test_other_kinds_of_file_are_refused(tmp_path: Path, cli: Cli) -> None:
    path = tmp_path / "db_29_3_excel.zip"
    path.write_bytes(b"PK")
    refused(cli("import", "onet", path), "unpack")
    refused(cli("import", "onet", tmp_path / "nothing.xlsx"), "no file", code=2)


def test_without_a_workspace_the_remedy_is_to_make_one(
    book: Path, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path.parent)
    refused(cli("import", "onet", book), "soc-evidence init", code=3)
