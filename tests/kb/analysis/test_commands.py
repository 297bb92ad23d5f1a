"""`explain`, `coverage` and `compare` on the bundled base."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
OWN = """\
source:
  id: bay-county-2026
  type: report
  title: Annual report
  issued: 2026
  authority: government-page
evidence:
  - id: bay-calls
    statement: The center answered calls.
    quote: calls were answered
    locator: {page: 4}
    about: [43-5031]
    verification: verified
"""


def test_an_objection_leads_to_a_quotation_in_a_file(empty: Path, cli: Cli) -> None:
    told = cli("explain", "O3b")
    assert told.code == 0
    assert told.out.startswith("objection/O3b: ")
    assert "answered by → claim/" in told.out
    assert "quotation: “" in told.out
    assert "evidence/objections/O3b.yaml:2:3" in told.out


def test_own_evidence_is_found_at_its_line(office: Path, cli: Cli) -> None:
    (office / "evidence" / "bay.yaml").write_text(OWN)
    told = cli("explain", "bay-calls")
    assert "evidence/bay.yaml:8:5" in told.out
    assert "found at: page 4" in told.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["explain", "o3b"], "objection/O3b"),
        (["explain", "qqqq"], "search"),
        (["compare", "43-5033"], "43-5032"),
    ],
)
def test_an_unknown_name_is_helped(empty: Path, cli: Cli, arguments: list[str], told: str) -> None:
    result = cli(*arguments)
    assert result.code == 3
    assert told in result.err


def test_coverage_counts_on_stderr_and_fails_only_when_strict(empty: Path, cli: Cli) -> None:
    told = cli("coverage", "--open", "--format", "json")
    entries = json.loads(told.out)
    assert told.code == 0
    assert told.err.startswith(f"{len(entries)} of ")
    assert all(entry["open"] for entry in entries)
    assert cli("coverage", "--strict").code == (1 if entries else 0)


def test_telecommunicators_beside_gambling_surveillance(empty: Path, cli: Cli) -> None:
    told = cli("compare", "43-5031", "33-9031", "--format", "json")
    found = json.loads(told.out)
    assert [occupation["code"] for occupation in found["occupations"]] == ["43-5031", "33-9031"]
    life = next(row for row in found["functions"] if row["function"] == "protect-life")
    assert life["cells"][0]["required"]
    assert not life["cells"][1]["required"]
    figures = {(f["code"], f["source"]): f["value"] for f in found["figures"] if f["measure"] == "employment"}
    assert figures["43-5031", "oews-2025"] == "102500"
    assert figures["33-9031", "oews-2025"] == "9520"


def test_a_group_is_compared_by_its_members(empty: Path, cli: Cli) -> None:
    found = json.loads(cli("compare", "33-9000", "--format", "json").out)
    assert [occupation["code"] for occupation in found["occupations"]] == [
        *("33-9011", "33-9021", "33-9031", "33-9032", "33-9091", "33-9092", "33-9093", "33-9094", "33-9099")
    ]


def test_sections_can_be_chosen_and_drawn(empty: Path, cli: Cli) -> None:
    told = cli(*"compare 43-5031 33-0000 --whole --by wages --by employment --series --chart c.svg".split())
    assert told.code == 0
    assert (empty / "c.svg").read_text("utf-8").startswith("<svg ")
    assert "Duties by function" not in told.out
    assert "annual median wage" in told.out
    assert "import oews" in told.out
    assert max(map(len, told.out.splitlines())) <= 100


def test_what_is_not_imported_ends_with_a_remedy(empty: Path, cli: Cli) -> None:
    told = cli("compare", "43-5031", "33-9031", "--by", "ratings")
    assert told.code == 3
    assert "soc-evidence import onet" in told.err


def test_the_blind_test_without_imports_says_how_little_it_shows(empty: Path, cli: Cli) -> None:
    told = cli("blind", "43-5031", "--lexical", "--every", "1")
    assert told.code == 0
    assert "of 33-0000" in told.out
    assert "says little" in " ".join(told.out.split())
    assert "43-0000 (official)" in told.out


@pytest.mark.parametrize(("code", "remedy"), [("33-0000", "blind 33-1011"), ("11-1011", "import soc")])
def test_a_code_that_cannot_be_tested_is_told(empty: Path, cli: Cli, code: str, remedy: str) -> None:
    told = cli("blind", code, "--lexical")
    assert told.code == 3
    assert remedy in told.err


def test_recorded_duties_can_be_placed(empty: Path, cli: Cli) -> None:
    found = json.loads(cli("blind", "43-5031", "--lexical", "--recorded", "--format", "json").out)
    assert len(found["trials"][0]["duties"]) > 10
    assert cli("blind", "43-1011", "--lexical", "--recorded").code == 3
