"""What no official workbook holds: refused, or imported and told, with its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.store import open_readonly
from kb.workspace import open_workspace

from .workbooks import Rows, estimates, write_workbook

Cli = Callable[..., Any]
Row = dict[str, object]
OFFICER: Row = {"OCC_CODE": "33-3051", "TOT_EMP": 650000}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"TOT_EMP": -5}], "cell L2 holds -5, which is less than nothing"),
        ([{"TOT_EMP": "5,000"}], "cell L2 holds '5,000', which is no number"),
        ([{"OCC_CODE": "43-503X"}], "cell I2 holds '43-503X', which is no SOC code"),
        ([{"A_MEDIAN": 99000}], "cell Y2 holds 62000, which is less than the percentile below it, 99000"),
        ([{"H_PCT10": "#"}], "cell R2 holds 20, which is less than the percentile below it, '#'"),
        ([{"A_PCT25": 30000}], "cell W2 holds 30000, which is less than the percentile below it, 35000"),
        (
            [{"A_PCT25": "*", "A_MEDIAN": 30000}],
            "cell X2 holds 30000, which is less than the percentile below it, 35000",
        ),
        ([{}, OFFICER, {"TOT_EMP": 5}], "cell L4 holds 5, although row 2 has 101000 for the same 43-5031"),
        ([{"ANNUAL": "maybe"}], "cell AE2 holds 'maybe', which is neither TRUE nor empty"),
    ],
)
def test_the_impossible_is_refused(
    office: Path, tmp_path: Path, cli: Cli, rows: list[Row], words: str
) -> None:
    told = cli("import", "oews", write_workbook(tmp_path / "x.xlsx", estimates(2031, *rows)))
    assert (told.code, f"x.xlsx: {words}." in told.err) == (4, True), told.err
    assert not (office / "imports").exists()


@pytest.fixture
def doctored(tmp_path: Path) -> Path:
    """As many rows as BLS issued for May 2025, but not what it issued."""
    codes = [f"{group}-{n}" for group in (11, 13) for n in range(1000, 1700)]
    rows: Rows = estimates(2025, {"TOT_EMP": 202500}, *({"OCC_CODE": code} for code in codes))[
        "national_M2025_dl"
    ]
    return write_workbook(
        tmp_path / "x.xlsx", {**estimates(2025), "national_M2025_dl": [row for row in rows if row[0] != ""]}
    )


def test_a_file_that_the_publisher_did_not_issue_is_named_and_unverified(
    office: Path, doctored: Path, cli: Cli
) -> None:
    told = cli("import", "oews", doctored)
    assert told.code == 0
    assert "x.xlsx is not the file that BLS issued as National estimates of oews 2025-05" in told.err
    assert "cell I3 holds 11-1000" not in told.err
    assert "cell I4 holds 11-1001, which is no code of the SOC or of OEWS that is known here" in told.err
    assert "cell L2 holds 202500, while the base has 102500 as employment of 43-5031" in told.err
    marks = open_readonly(open_workspace()).select(
        "SELECT DISTINCT ?mark { GRAPH ?g { "
        "?g soce:rows ?rows . ?f a qb:Observation ; soce:verification ?mark } }"
    )
    assert [row["mark"].rpartition("/")[2] for row in marks] == ["unverified"]
    found = cli("check").out
    assert found.count("warning[import-remark] oews/2025-05/national-estimates: x.xlsx") >= 2
    assert "cell L2 holds 202500, while the base has 102500" in " ".join(found.split())
    assert "unverified" in cli("explain", "figure/oews-2025-05-43-5031-employment").out
