"""Shares of a group without each member: against shares computed by hand from the published jobs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

import kb
from kb.analysis.group_share_text import group_share_chart, group_share_csv, group_share_text
from kb.analysis.group_shares import GroupShare
from kb.errors import MissingError, UsageError
from tests.conftest import Told


@pytest.fixture(scope="module")
def on_record() -> dict[str, GroupShare]:
    return {share.figure: share for share in kb.open().shares("33-0000")}


@pytest.mark.parametrize(
    ("figure", "share", "guards", "span"),
    [
        ("derived-2025-05-33-traditional-responder-share", "33.8", "51.1", "19.4 51.1"),
        ("derived-2025-05-33-wide-responder-share", "37.4", "56.6", "23.9 56.6"),
        ("derived-2025-05-33-other-share", "66.2", "48.9", "48.9 80.6"),
    ],
)
def test_both_readings_turn_on_security_guards(
    figure: str, share: str, guards: str, span: str, on_record: dict[str, GroupShare]
) -> None:
    found = on_record[figure]
    assert str(found.share) == share
    assert [(one.code, str(one.share)) for one in found.turning] == [("33-9032", guards)]
    assert " ".join(map(str, found.span)) == span
    assert not found.unknown
    assert len(found.without) == 24


def test_what_turns_a_share_is_said(on_record: dict[str, GroupShare]) -> None:
    text = group_share_text([on_record["derived-2025-05-33-other-share"]], 100)
    assert "Without one member the share is 48.9 to 80.6 percent." in text
    assert "Without Security Guards (33-9032) it is 48.9 percent: half or less." in text
    assert text.index("33-9032") < text.index("33-3051")


def test_a_part_may_be_named_by_members_and_groups(cli: Callable[..., Told]) -> None:
    (found,) = kb.open().shares("33-0000", "33-2000, 33-9032")
    assert found.part == ("33-2011", "33-2021", "33-2022", "33-9032")
    assert (found.period, str(found.share)) == ("2025-05", "43.6")
    told = cli("shares", "33-0000", "--part", "33-2000 33-9032", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert (rows[0]["without"], rows[0]["percent"]) == ("", "43.6")
    assert len(rows) == 25


def test_leaving_out_a_member_without_which_nothing_is_left_says_nothing() -> None:
    (found,) = kb.open().shares("43-5030", "43-5031")
    assert not found.without
    assert "No member can be left out" in group_share_text([found], 100)


def test_what_cannot_be_asked_is_told() -> None:
    base = kb.open()
    with pytest.raises(UsageError, match="43-5031 is not in 33-0000"):
        base.shares("33-0000", "43-5031 33-2011")
    with pytest.raises(MissingError, match="99-0000"):
        base.shares("99-0000")
    with pytest.raises(MissingError, match="No share of 43-0000"):
        base.shares("43-0000")


def test_programs_get_a_row_a_member(on_record: dict[str, GroupShare]) -> None:
    rows = list(csv.DictReader(io.StringIO(group_share_csv([on_record["derived-2025-05-33-other-share"]]))))
    assert rows[1]["without"] == "33-9032"
    assert (rows[1]["jobs"], rows[1]["percent"]) == ("1283470", "48.9")


def test_the_chart_begins_with_the_share_as_it_is(on_record: dict[str, GroupShare]) -> None:
    chart = group_share_chart(on_record["derived-2025-05-33-other-share"])
    assert chart.categories[:2] == ("As it is", "Without Security Guards")
    assert chart.series[0].values[:2] == (66.2, 48.9)
    assert "12 more members change it less" in chart.note


def test_an_occupation_is_no_group_and_members_are_suggested() -> None:
    base = kb.open()
    with pytest.raises(UsageError, match="33-9032 is one occupation"):
        base.shares("33-9032")
    with pytest.raises(MissingError) as caught:
        base.shares("33-3000")
    assert caught.value.remedy == "Name members: --part '33-3011 33-3012'."
