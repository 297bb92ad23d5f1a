"""YAML and CSV of a second office: rows that two offices call alike are told apart; nothing else changes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.api import open_base
from tests.conftest import Told

Cli = Callable[..., Told]
SOP = """\
# what we go by
source:
  id: sop  # short
  type: report
  title: "Standard operating procedures, sop 4"
  author: [{literal: The county}]
  issued: 2025-03
  authority: government-page
evidence:
  - {id: 'D1', statement: Every call-taker gives instructions until help arrives, source: sop,
     locator: {section: 4.2}, about: [43-5031], verification: verified}
"""
DUTIES = """\
duty,occupation,kind,statement,functions,assessed-by,rationale,source,locator.section,verification
D1,43-5031,required,Ask where help is needed and stay,direct-response,editors,Sends help,sop,4.1,verified
7,43-5031,required,"Send help, as D1 says",direct-response,editors,Sends help,"sop",4.1,verified
"""


def said_by(office: str) -> tuple[str, ...]:
    return ("--contributor", "Sam Hall", "--organization", office, "--licence", "CC0-1.0")


@pytest.fixture
def inbox(office: Path) -> Path:
    folder = office.parent / "inbox"
    folder.mkdir()
    (folder / "sop.yaml").write_text(SOP)
    (folder / "duties.csv").write_text(DUTIES)
    return folder


def taken(office: Path, name: str, folder: str = "*") -> str:
    (path,) = (office / "evidence" / "contributed").glob(f"{folder}/{name}")
    return path.read_text("utf-8")


def test_rows_that_three_offices_call_alike_are_three_rows(office: Path, inbox: Path, cli: Cli) -> None:
    for name in ("Bay County ECC", "Sea County", "Gulf County"):
        assert cli("add", inbox, *said_by(name)).code == 0
    assert cli("check").code == 0
    with open_base(office) as base:
        duties = [identifier for identifier in base.records.duties if identifier.endswith("D1")]
    assert sorted(duties) == ["D1", "gulf-county.D1", "sea-county.D1"]


def test_the_ids_and_their_references_change_and_nothing_else(office: Path, inbox: Path, cli: Cli) -> None:
    told = cli("add", inbox, *said_by("Sea County"))
    assert "../inbox/duties.csv: `sea-county` stands before its ids here\n" in told.out
    theirs = SOP.replace("id: sop", "id: sea-county.sop").replace("source: sop", "source: sea-county.sop")
    assert taken(office, "sop.yaml") == theirs.replace("'D1'", "'sea-county.D1'")
    rows = list(csv.reader(taken(office, "duties.csv").splitlines()))
    assert [row[0] for row in rows] == ["duty", "sea-county.D1", "sea-county.duty-7"]
    assert {row[7] for row in rows[1:]} == {"sea-county.sop"}
    assert {row[5] for row in rows[1:]} == {"editors"}
    assert rows[2][3] == "Send help, as D1 says"
    assert "Made from duties.csv (sha256 " in taken(office, "contribution.yaml")


def test_the_workspaces_own_office_keeps_its_ids(office: Path, inbox: Path, cli: Cli) -> None:
    cli("add", inbox, *said_by("Bay County ECC"))
    assert (taken(office, "sop.yaml"), taken(office, "duties.csv")) == (SOP, DUTIES)


def test_where_nobody_says_whose_it_is_the_first_office_is_at_home(
    office: Path, inbox: Path, cli: Cli
) -> None:
    (office / "evidence" / "contribution.yaml").unlink()
    for name in ("Sea County", "Gulf County"):
        assert cli("add", inbox, *said_by(name)).code == 0
    assert taken(office, "sop.yaml", "*-sea-county-*") == SOP
    assert "id: gulf-county.sop" in taken(office, "sop.yaml", "*-gulf-county-*")


def test_a_mistake_stands_where_it_does_in_the_file_that_came_in(office: Path, inbox: Path, cli: Cli) -> None:
    (inbox / "duties.csv").write_text(DUTIES.replace("editors,Sends help,sop", "editor,Sends help,sop"))
    told = cli("add", inbox, *said_by("Sea County"))
    column = DUTIES.splitlines()[1].index("editors") + 1
    assert (told.code, f"../inbox/duties.csv:2:{column}: error[dangling-reference]" in told.out) == (1, True)


def test_what_was_handed_in_before_is_referred_to_and_updated(office: Path, inbox: Path, cli: Cli) -> None:
    cli("add", inbox / "sop.yaml", *said_by("Sea County"))
    cli("add", inbox / "duties.csv", *said_by("Sea County"))
    assert "sea-county.sop" in taken(office, "duties.csv")
    (inbox / "duties.csv").write_text(DUTIES.replace("Ask where", "Ask at once where"))
    told = cli("add", inbox / "duties.csv", *said_by("Sea County"))
    assert "1 changed, 1 same" in told.out
    again = cli("add", inbox / "duties.csv", *said_by("Sea County"))
    assert again.out == "../inbox/duties.csv: taken in before; nothing was added\n"


def test_an_id_that_an_office_has_here_already_stays(office: Path, inbox: Path, cli: Cli) -> None:
    folder = office / "evidence" / "contributed" / "2026-01-01-sea-county"
    folder.mkdir(parents=True)
    (folder / "sop.yaml").write_text(SOP)
    (folder / "contribution.yaml").write_text(
        "contribution: {contributor: S, organization: Sea County, date: 2026-01-01, licence: CC0-1.0}\n"
    )
    (inbox / "sop.yaml").write_text(SOP.replace("help arrives", "an engine arrives"))
    told = cli("add", inbox / "sop.yaml", *said_by("Sea County"))
    assert "1 changed, 1 same" in told.out
    assert "id: sop  # short" in taken(office, "sop.yaml")


def test_a_file_that_says_whose_it_is_goes_by_that(office: Path, inbox: Path, cli: Cli) -> None:
    own = "contribution: {contributor: S, organization: Gulf County, date: 2026-01-01, licence: CC0-1.0}\n"
    (inbox / "sop.yaml").write_text(own + SOP)
    assert cli("add", inbox / "sop.yaml", *said_by("Sea County")).code == 0
    assert "id: gulf-county.sop" in taken(office, "sop.yaml")


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("agent: {id: a, name: A, kind: organization}", "agent: {id: sea-county.a, name: A,"),
        ('agent:\n  "id": "a"\n  name: A\n  kind: organization', '"id": "sea-county.a"'),
        ("agent:\n- id: >-\n    a\n  name: a\n  kind: organization", "    sea-county.a\n  name: a\n"),
        ("agent:\r\n  id: a\r\n  name: a\r\n  kind: organization", "id: sea-county.a\n  name: a\n"),
        (
            "measure: {id: 11, label: Eleven, unit: count, definition: How many.}",
            "{id: sea-county.measure-11",
        ),
    ],
)
def test_ids_are_found_however_they_are_written(
    typed: str, stands: str, office: Path, inbox: Path, cli: Cli
) -> None:
    (inbox / "a.yaml").write_bytes(typed.encode() + b"\n")
    told = cli("add", inbox / "a.yaml", *said_by("Sea County"))
    assert told.code == 0, told
    assert stands in taken(office, "a.yaml")


def test_an_id_that_cannot_be_found_in_its_text_keeps_the_file_out(
    office: Path, inbox: Path, cli: Cli
) -> None:
    (inbox / "a.yaml").write_text('agent: {id: "\\x61", name: A county, kind: organization}\n')
    told = cli("add", inbox / "a.yaml", *said_by("Sea County"))
    assert (told.code, "Write the ids of its records plainly" in told.out) == (1, True)
    assert not (office / "evidence" / "contributed").exists()


def test_a_document_of_another_office_is_not_taken_for_one_that_is_there(
    office: Path, inbox: Path, cli: Cli
) -> None:
    policy, rows = inbox / "policy.txt", inbox / "duties.csv"
    rows.write_text(DUTIES.replace(",sop,", ",radio-policy,").replace('"sop"', "radio-policy"))
    for name, words in (("Bay County ECC", "Bay warns."), ("Sea County", "Sea warns, too.")):
        policy.write_text(f"Radio policy\n\n{words}\n")
        author = ("--set", f"author={name}", "--set", "issued=2025")
        assert cli("add", policy, rows, *said_by(name), "--yes", *author).code == 0
    assert "sea-county.radio-policy" in taken(office, "duties.csv", "*-sea-county-*")
    assert (office / "texts" / "sea-county.radio-policy.txt").read_text().endswith("Sea warns, too.\n")
