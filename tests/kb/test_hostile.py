"""Input that nobody should write, and somebody will: a finding or a clear refusal, and nothing half done."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.records.evidence_files import MAX_BYTES
from tests.conftest import Told

Cli = Callable[..., Told]


def said_about(name: str, told: Told) -> list[str]:
    return [line for line in told.out.splitlines() if line.startswith(f"evidence/{name}")]


def test_a_file_of_fifty_megabytes_is_refused_unread(office: Path, cli: Cli) -> None:
    with (office / "evidence" / "huge.yaml").open("wb") as stream:
        stream.truncate(50 * 2**20)
    told = cli("check", "evidence/huge.yaml")
    assert told.code == 1
    assert said_about("huge.yaml", told) == [
        f"evidence/huge.yaml: error[file-too-large] The file has 50 MB; the limit is {MAX_BYTES // 2**20} MB."
    ]


def test_what_is_no_regular_file_is_not_opened(office: Path, cli: Cli) -> None:
    os.mkfifo(office / "evidence" / "pipe.yaml")
    (office / "evidence" / "gone.yaml").symlink_to(office / "nowhere.yaml")
    told = cli("check")
    assert told.code == 1
    assert "not a regular file" in said_about("pipe.yaml", told)[0]
    assert "not a regular file" in said_about("gone.yaml", told)[0]


def test_a_link_out_of_the_workspace_is_not_followed(office: Path, cli: Cli, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("agent: {id: secret, name: Secret, kind: person}\n")
    (office / "evidence" / "link.yaml").symlink_to(secret)
    told = cli("check")
    assert "outside-workspace" in said_about("link.yaml", told)[0]
    assert "Secret" not in cli("query", "-e", "SELECT ?n { ?a foaf:name ?n }").out


def test_settings_cannot_lead_out_of_the_workspace(office: Path, cli: Cli) -> None:
    (office / "soc-evidence.toml").write_text('evidence = "../../etc"\n')
    told = cli("check")
    assert (told.code, "inside the workspace" in told.err) == (2, True)


@pytest.mark.parametrize(
    "text", ['draft = "a', 'drafts = "a.md"\n', "draft = 3\n", 'id = "a/b"\n', 'id = ""\n', "id = 3\n"]
)
def test_broken_settings_are_named(office: Path, cli: Cli, text: str) -> None:
    (office / "soc-evidence.toml").write_text(text)
    told = cli("check")
    assert told.code == 2
    assert "soc-evidence.toml" in told.err
    assert "help:" in told.err


def test_controls_in_a_name_do_not_reach_the_terminal(office: Path, cli: Cli) -> None:
    (office / "evidence" / "a\x1b[31mb\n.yaml").write_text("agent: {}\n")
    told = cli("check")
    assert told.code == 1
    assert "\x1b" not in told.out
    assert "a\\x1b[31mb\\n.yaml" in told.out


def test_markup_in_a_record_stays_text(office: Path, cli: Cli) -> None:
    (office / "evidence" / "agents.yaml").write_text(
        "agent: {id: odd, name: 'A <b>bold</b> name & \"x\" \\ {', kind: person}\n"
    )
    assert cli("check", "evidence/agents.yaml").code == 0
    told = cli("query", "-e", "SELECT ?n { agent:odd foaf:name ?n }", "--format", "csv")
    assert '"A <b>bold</b> name & ""x"" \\ {"' in told.out


def test_a_script_in_a_record_is_refused(office: Path, cli: Cli) -> None:
    (office / "evidence" / "agents.yaml").write_text(
        "agent: {id: odd, name: '<script>alert(1)</script>', kind: person}\n"
    )
    told = cli("check", "evidence/agents.yaml")
    assert told.code == 1
    assert "active-content" in told.out


def test_a_check_writes_nothing_into_the_evidence(office: Path, cli: Cli) -> None:
    before = sorted(path for path in office.rglob("*") if ".soc-evidence" not in path.parts)
    cli("check")
    assert sorted(path for path in office.rglob("*") if ".soc-evidence" not in path.parts) == before


def test_an_office_adds_supersedes_and_disputes(office: Path, cli: Cli) -> None:
    (office / "evidence" / "own.yaml").write_text(
        """
source: {id: bay-report, type: report, title: Staffing, author: [{literal: Bay County}], issued: 2026,
         authority: government-page, text: {extent: full, retrieved: 2026-11-21}}
evidence:
  id: bay-disputes
  statement: The county counts fewer workers than the survey estimates.
  locator: {page: 3}
  contests: [figure/oews-2025-05-43-5031-employment]
  verification: verified
figure:
  id: bay-employment
  supersedes: [oews-2024-05-43-5031-employment]
  dataset: oews-national
  occupation: 43-5031
  measure: employment
  period: 2024-05
  value: 101140
  unit: jobs
  place: United States
  source: bay-report
  locator: {page: 4}
  verification: verified
"""
    )
    told = cli("check", "evidence/own.yaml")
    assert (told.code, "error" in told.out) == (0, False), told.out
    listed = cli("query", "superseded-or-disputed", "--format", "csv").out
    assert "oews-2024-05-43-5031-employment" in listed
    assert "oews-2025-05-43-5031-employment" in listed
