"""Shares of agencies that require each duty: what counts, with what interval, what is said without any."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.api import Base
from kb.checking import check
from kb.errors import MissingError, UsageError
from kb.findings import Severity
from kb.workspace import open_workspace
from tests.conftest import Told

Cli = Callable[..., Told]


def test_what_a_record_lacks_to_be_counted_or_dated_is_said(association: Path) -> None:
    found = [finding for finding in check(open_workspace(association)) if finding.severity > Severity.NOTE]
    assert {(finding.check, finding.subject) for finding in found} == {
        ("description-counted", "source/marsh-job"),
        ("source-author-date", "source/bayview-job"),
    }


def test_each_duty_has_its_agencies_and_wilsons_interval(agencies: Base) -> None:
    found = agencies.duty_shares("43-5031")
    shares = {one.duty.id: one for one in found.groups[0].shares}
    assert len(shares) == 23
    assert shares["onet-2719"].requires == ("oakton", "pinefield")
    estimate = shares["onet-2719"].estimate
    assert (round(estimate.value, 2), estimate.sample) == (66.67, 3)
    assert (estimate.lower, estimate.upper) == (
        pytest.approx(20.77, abs=0.06),
        pytest.approx(93.85, abs=0.06),
    )
    assert shares["onet-2705"].requires == (
        "bayview",
        "pinefield",
    )  # the one names it, the other its O*NET task
    assert shares["onet-2705"].may == ("oakton",)
    assert shares["onet-2720"].requires == ()
    assert shares["onet-2720"].may == ("pinefield",)
    assert shares["soc-43-5031-instruct"].requires == ("oakton",)


def test_what_does_not_count_is_named_with_its_reason(agencies: Base) -> None:
    left_out = {one.source: one.why for one in agencies.duty_shares("43-5031").left_out}
    assert left_out == {
        "dune-job": "waits for review",
        "hill-job": "has no confirmed duties",
        "marsh-job": "has no permission of its agency on record",
        "oakton-job-2015": "is older than `oakton-job`",
    }


def test_the_whole_says_how_many_where_when_and_how(agencies: Base) -> None:
    said = agencies.duty_shares("43-5031").how
    assert said.startswith("3 agencies in 2 states, dated 2019 to 2024, 1 not dated. A convenience sample")
    assert "sent in answer to a call to members" in said
    assert "found on the agency's page, permission asked for" in said


def test_agencies_are_parted_by_state_and_by_size(agencies: Base) -> None:
    def parted(by: str) -> dict[str, tuple[int, int]]:
        groups = agencies.duty_shares("43-5031", by).groups[1:]
        of = {g.name: {one.duty.id: len(one.requires) for one in g.shares} for g in groups}
        return {g.name: (len(g.descriptions), of[g.name]["onet-2719"]) for g in groups}

    assert parted("state") == {"Florida": (1, 0), "Indiana": (2, 2)}
    assert parted("size") == {
        "up to 15 positions": (1, 1),
        "16 to 75 positions": (1, 1),
        "more than 75 positions": (1, 0),
    }
    with pytest.raises(UsageError, match="not parted by `county`"):
        agencies.duty_shares("43-5031", "county")


def test_another_occupation_has_its_own_shares(agencies: Base) -> None:
    found = agencies.duty_shares("33-9011")
    shares = {one.duty.id: one.requires for one in found.groups[0].shares}
    assert shares["onet-7959"] == ("oakton-animals",)
    assert found.agencies == 1


def test_without_a_description_there_is_no_share_and_never_zero(agencies: Base) -> None:
    with pytest.raises(MissingError) as told:
        agencies.duty_shares("33-9092")
    assert (
        str(told.value) == "No agency's job description of 33-9092 is counted, so there is no share to give."
    )
    assert "soc-evidence add job.docx --duties 33-9092" in told.value.remedy


def test_the_named_query_counts_alike(agencies: Base) -> None:
    counted: dict[str, int] = {}
    number = {}
    for row in agencies.query("duties-required-by-agencies").to_dicts():
        counted[row["duty"].rpartition("/")[2]] = counted.get(row["duty"].rpartition("/")[2], 0) + int(
            row["require"]
        )
        number[row["state"]] = int(row["agencies"])
    shares = agencies.duty_shares("43-5031").groups[0].shares
    assert number == {"Florida": 1, "Indiana": 2}
    assert {one.duty.id: len(one.requires) for one in shares} == counted


def test_no_duty_of_an_agency_stands_among_those_of_the_occupation(agencies: Base) -> None:
    compared = agencies.compare("43-5031", by="functions").duties
    assert {row.source for row in compared} == {"soc-2018-definitions", "onet-29-3"}


def test_the_command_prints_a_table_and_csv(
    association: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(association)
    told = cli("job-descriptions", "shares", "43-5031", "--by", "state")
    assert told.code == 0
    assert "Not counted: marsh-job, which has no permission of its agency on record." in told.out
    assert "Indiana, n 2" in told.out
    rows = list(
        csv.DictReader(io.StringIO(cli("job-descriptions", "shares", "43-5031", "--format", "csv").out))
    )
    row = next(row for row in rows if row["duty"] == "onet-2719")
    assert (row["require"], row["agencies"], row["percent"]) == ("2", "3", "66.67")
    assert cli("job-descriptions", "shares", "33-9092").code == 3
