"""Folders in which other things lie beside the official workbooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .workbooks import Rows, definitions, estimates, write_workbook

Cli = Callable[..., Any]
BUDGET: dict[str, Rows] = {"Definitions": [["Item", "Amount"], ["Chairs", 4]]}
FORMULA: dict[str, Rows] = {"2031": [["Item", "Amount"], ["Chairs", "=2+2"]]}


@pytest.fixture
def folder(office: Path, tmp_path: Path) -> Path:
    """A folder of downloads with one year of estimates."""
    write_workbook(tmp_path / "downloads" / "national_M2031_dl.xlsx", estimates(2031))
    return tmp_path / "downloads"


def imports(office: Path) -> list[str]:
    return sorted(path.name.split(".")[0] for path in office.glob("imports/*/*/*"))


def test_other_workbooks_are_passed_over_and_named(folder: Path, office: Path, cli: Cli) -> None:
    write_workbook(folder / "budget.xlsx", BUDGET)
    write_workbook(folder / "plan.xlsx", FORMULA)
    write_workbook(folder / "soc_2018_definitions.xlsx", {"2018 SOC": definitions()})
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "notes.pdf").write_bytes(b"%PDF-")
    told = cli("import", "oews", folder)
    assert (told.code, imports(office)) == (0, ["national-estimates"])
    assert "Passed over: budget.xlsx holds none of the tables that are imported here." in told.err
    assert "Passed over: plan.xlsx: cell B2 holds a formula" in told.err
    assert "Passed over: soc_2018_definitions.xlsx holds a table of soc, not of oews." in told.err
    assert "Passed over: broken.xlsx" in told.err
    assert "notes.pdf" in told.err


def test_a_sheet_that_happens_to_be_called_like_a_table_is_no_table(
    folder: Path, office: Path, cli: Cli
) -> None:
    write_workbook(folder / "soc_2018_definitions.xlsx", {"2018 SOC": definitions()})
    write_workbook(folder / "budget.xlsx", BUDGET)
    told = cli("import", "soc", folder)
    assert (told.code, imports(office)) == (0, ["definitions"])
    assert "Passed over: budget.xlsx" in told.err


@pytest.mark.parametrize("name", ["national_M2021_dl.xlsx", "National_M2021_dl (1).xlsx"])
@pytest.mark.parametrize("sheets", [BUDGET, FORMULA])
def test_a_workbook_that_is_called_like_a_table_must_be_one(
    name: str, sheets: dict[str, Rows], folder: Path, office: Path, cli: Cli
) -> None:
    write_workbook(folder / name, sheets)
    told = cli("import", "oews", folder)
    assert (told.code, name in told.err) == (4, True)
    assert not (office / "imports").exists()


def test_a_workbook_with_most_columns_of_a_table_must_have_all(folder: Path, office: Path, cli: Cli) -> None:
    sheets = {"Sheet1": [row[:12] + row[13:] for row in map(list, estimates(2021)["national_M2021_dl"])]}
    write_workbook(folder / "download.xlsx", sheets)
    told = cli("import", "oews", folder)
    assert (told.code, "download.xlsx: sheet 'Sheet1' has no column" in told.err) == (4, True)
    assert not (office / "imports").exists()


def test_a_folder_without_a_table_is_refused(office: Path, tmp_path: Path, cli: Cli) -> None:
    write_workbook(tmp_path / "downloads" / "budget.xlsx", BUDGET)
    told = cli("import", "oews", tmp_path / "downloads")
    assert (told.code, "budget.xlsx holds none of the tables" in told.err) == (4, True)


def test_a_workbook_that_is_named_itself_must_be_a_table(folder: Path, office: Path, cli: Cli) -> None:
    budget = write_workbook(folder / "budget.xlsx", BUDGET)
    told = cli("import", "oews", folder, budget)
    assert (told.code, "budget.xlsx holds none" in told.err) == (4, True)
    assert not (office / "imports").exists()
