"""What a move changes, held against the publisher's workbook read by other means."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import openpyxl
import pytest

import kb
from kb.analysis.impact import Impact
from kb.analysis.impact_text import impact_csv, impact_text, occupations_after
from kb.errors import UsageError
from kb.workspace import Workspace

MOVES = {
    "43-5031 33-9000": ("43-5030", "43-5000", "43-0000", "33-9000", "33-0000"),
    "33-9091 53-0000": ("33-9090", "33-9000", "33-0000", "53-0000"),
    "29-1292 29-2000": ("29-1290", "29-1000", "29-2000"),
    "39-9011 25-2000": ("39-9010", "39-9000", "39-0000", "25-2000", "25-0000"),
    "27-3092 23-0000": ("27-3090", "27-3000", "27-0000", "23-0000"),
}
"""Move -> the groups that it touches, those left before those joined, written down by hand."""


@pytest.fixture(scope="module")
def official_face(official_base: Workspace) -> kb.Base:
    return kb.open(official_base)


@pytest.fixture(scope="module")
def workbook(official: Path) -> dict[str, tuple[Decimal, Decimal]]:
    """Jobs and mean annual wage by code, from the cells."""
    book = openpyxl.load_workbook(official / "data" / "oews" / "national_M2025_dl.xlsx", read_only=True)
    head, *rows = book["national_M2025_dl"].iter_rows(values_only=True)
    book.close()
    code, jobs, wage = (head.index(name) for name in ("OCC_CODE", "TOT_EMP", "A_MEAN"))
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for row in rows:
        if isinstance(row[jobs], int | float) and isinstance(row[wage], int | float):
            found.setdefault(str(row[code]), (Decimal(row[jobs]), Decimal(row[wage])))
    return found


@pytest.mark.parametrize("move", MOVES)
def test_groups_before_and_after_are_those_of_the_workbook(
    move: str, official_face: kb.Base, workbook: dict[str, tuple[Decimal, Decimal]]
) -> None:
    code, to = move.split()
    found = official_face.impact(code, to)
    assert [group.code for group in found.groups] == [*MOVES[move]]
    own_jobs, own_wage = workbook[code]
    for group in found.groups:
        jobs, wage = workbook[group.code]
        sign = 1 if group.code in (to, f"{to[:2]}-0000") and group.joins else -1
        after = jobs + sign * own_jobs
        assert group.jobs and group.wage
        assert (group.jobs.value, group.wage.value, group.jobs_after) == (jobs, wage, after)
        if after:
            mean = (jobs * wage + sign * own_jobs * own_wage) / after
            assert group.wage_after == mean.quantize(Decimal(1), ROUND_HALF_EVEN)
        else:
            assert (group.wage_after, occupations_after(group)) == (None, "none")
        assert group.change == (100 * sign * own_jobs / jobs).quantize(Decimal("0.01"))


@pytest.fixture(scope="module")
def telecommunicators(official_face: kb.Base) -> Impact:
    return official_face.impact("43-5031", "33-0000")


def test_a_group_that_is_left_with_one_occupation_says_so(telecommunicators: Impact) -> None:
    dispatchers = telecommunicators.groups[0]
    assert (dispatchers.members, dispatchers.whole) == (("43-5031", "43-5032"), True)
    assert occupations_after(dispatchers) == "1, alone"


def test_the_series_are_bridged_in_every_period_counted(telecommunicators: Impact) -> None:
    periods = [bridge.period for bridge in telecommunicators.series if bridge.group == "43-5030"]
    assert {"2019-05", "2025-05"} <= {*periods}
    latest = next(b for b in telecommunicators.series if (b.group, b.period) == ("43-5030", "2025-05"))
    assert latest.published - latest.after == telecommunicators.jobs.value  # type: ignore[union-attr]


def test_codes_elsewhere_and_supervisors_are_named(telecommunicators: Impact) -> None:
    assert ("Census 2018 occupation codes", "5521") in telecommunicators.outside
    codes = [one.code for one in telecommunicators.supervisors]
    assert codes[0] == "43-1011"
    assert "33-1099" in codes


def test_every_way_of_placing_names_principles_that_there_are(telecommunicators: Impact) -> None:
    known = kb.open().records.principles
    ways = telecommunicators.placements
    assert {"status-quo", "move", "merger", "new-broad", "new-minor", "residual"} == {way.id for way in ways}
    assert {p for way in ways for p in (*way.meets, *way.strains)} <= {*known}


def test_what_is_not_recorded_is_named_and_no_zero() -> None:
    found = kb.open().impact("33-9092", "43-2000")
    text = impact_text(found, None)
    assert "not known" in text
    assert "The jobs of 43-2000 in 2025-05 are not recorded" in text
    row = next(line for line in impact_csv(found).splitlines() if line.startswith("43-2000"))
    assert ",joins,,,,," in row


@pytest.mark.parametrize(
    ("code", "to", "said"),
    [
        ("43-5031", "43-5000", "is in 43-5000 already"),
        ("43-5030", "33-0000", "cannot move"),
        ("43-5031", "33-9032", "cannot move"),
    ],
)
def test_a_move_that_is_none_is_refused(code: str, to: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        kb.open().impact(code, to)
