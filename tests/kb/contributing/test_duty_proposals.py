"""Duties proposed from job descriptions: which lines, which functions, what is said; and that none counts."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.contributing.duty_statements import read_duties
from kb.contributing.function_meanings import function_meanings
from kb.contributing.likely_functions import LikelyFunctions, RecordedDuty, assessed_duties
from kb.records.collection import read_collection
from kb.search.model_files import ModelFiles
from kb.texts.line_blocks import blocks_of
from kb.workspace import open_workspace
from tests.conftest import Told
from tests.kb.contributing.labelled_postings import Posting, Score, function_score, postings, score
from tests.kb.texts import documents

Cli = Callable[..., Told]
WHO = ("--contributor", "Dana Reyes", "--organization", "Bay County ECC", "--licence", "CC-BY-4.0")
JOB = """\
Call Taker, Bay County

Duties:
- Ask callers where help is needed and stay with them.
- Send fire department units to the scene.

Knowledge:
Basic English grammar and spelling.
Work is done in an office while sitting at a desk.
Town of Bay Springs benefits plan is open to all.
"""


@pytest.fixture
def job(office: Path) -> Path:
    path = office.parent / "job.txt"
    path.write_text(JOB)
    return path


@pytest.fixture(scope="module")
def reported() -> list[Posting]:
    return postings("reporting")


@pytest.mark.parametrize("plain", [False, True], ids=["parts known", "plain text"])
def test_duties_are_told_from_other_lines(reported: list[Posting], plain: bool) -> None:
    found = Score()
    for posting in reported:
        blocks = blocks_of(posting.text) if plain else posting.blocks
        found.add(score(posting, [duty.text for duty in read_duties(posting.text, blocks).duties])[0])
    assert found.right + found.missed > 100
    assert found.precision >= 0.93
    assert found.recall >= 0.9


def functions_found(reported: list[Posting], known: LikelyFunctions) -> Score:
    found = Score()
    for unit in (unit for posting in reported for unit in posting.duties):
        if unit.functions is not None:
            found.add(function_score(known.of(unit.text), unit.functions))
    return found


def test_functions_are_proposed_where_four_in_five_are_right(reported: list[Posting]) -> None:
    found = functions_found(
        reported, LikelyFunctions(assessed_duties(read_collection(open_workspace().base)))
    )
    assert found.right >= 11
    assert found.precision >= 0.8


def test_with_the_model_twice_as_many_are_found(reported: list[Posting], model: ModelFiles) -> None:
    collection = read_collection(open_workspace().base)
    duties = assessed_duties(collection)
    found = functions_found(reported, LikelyFunctions(duties, function_meanings(duties, collection)))
    assert found.right >= 20
    assert found.precision >= 0.8


def test_without_the_model_there_are_no_meanings(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: object) -> list[str]:
        return ["tokenizers"]

    monkeypatch.setattr("kb.search.model_files.missing_packages", missing)
    collection = read_collection(open_workspace().base)
    assert function_meanings(assessed_duties(collection), collection) is None


def test_a_function_is_lent_by_the_nearest_duty_that_has_it() -> None:
    known = LikelyFunctions(
        RecordedDuty(name, "43-5031", statement, "", functions)
        for name, statement, functions in (
            ("calm", "Calm callers who panic.", ("preserve-order",)),
            ("log", "Log calls in the system.", ("record-keeping",)),
            ("file", "File reports.", ("record-keeping",)),
        )
    )
    (found,) = known.of("Log the calls in a system.")
    assert (found.function, found.like) == ("record-keeping", "log")
    assert known.of("Water the plants.") == []


STATEMENTS = {
    "Duties\n- Guides callers until help arrives¹\n- Sends police units.²\n": [
        "Guides callers until help arrives",
        "Sends police units.",
    ],
    "Essential functions\nDuty or task\tPercent of time\nAnswers emergency calls\t40%\n": [
        "Answers emergency calls"
    ],
    "Duties\n- Sets priorities of all\n  calls that come in\n": ["Sets priorities of all calls that come in"],
    "Duties\n1\tAnswers calls\t40%\n2\tSends police units\t60%\n": ["Answers calls", "Sends police units"],
    "Duties\n- Answers calls (40%)\n- Performs other duties as assigned\n": ["Answers calls"],
    "Duties\nTakes calls. Sends units; and performs related work as required.\n": [
        "Takes calls.",
        "Sends units.",
    ],
    "Responsibilities:\n- Issues licenses to dog owners\n\nBenefits:\n- Serves lunch daily\n": [
        "Issues licenses to dog owners"
    ],
    "Duties\n- =Sends cmd(x) to the shell\n": ["Sends cmd(x) to the shell"],
}


@pytest.mark.parametrize(("text", "duties"), STATEMENTS.items())
def test_statements(text: str, duties: list[str]) -> None:
    assert [duty.text for duty in read_duties(text, blocks_of(text)).duties] == duties


NOTHING = {
    "Call Taker\n\nA fine job in a fine county.\n": "no heading speaks of duties, and there is no list",
    "Call Taker\n\n- Pension\n- Parking\n": "no list begins with what somebody does",
    "Duties\n\n- The usual\n": "nothing under its heading of duties says what somebody does",
    "Duties of the vendor\n- Submit sealed bids.\n- Bidders sign the bid.\n": "a solicitation of bids",
    "Aufgaben\n" + "- Nimmt Notrufe entgegen und entsendet Hilfe\n" * 12: "does not read as English",
}


@pytest.mark.parametrize(("text", "reason"), NOTHING.items())
def test_why_nothing_was_proposed_is_said(text: str, reason: str) -> None:
    reading = read_duties(text, blocks_of(text))
    assert not reading.duties
    assert reason in reading.said()


@given(st.text(st.sampled_from("Duties:-•1.\t\n; Answers calls may (40%) will be")))
def test_any_text_is_read(text: str) -> None:
    said = read_duties(text, blocks_of(text)).said()
    assert "proposed" in said


def test_lines_left_out_are_counted_by_reason() -> None:
    text = f"{JOB}\nDuties\n- Questions callers; ask (850) 248-6040 before noon.\n"
    said = read_duties(text, blocks_of(text)).said()
    assert said.startswith("2 duties proposed; lines left out: 3 on requirements, ")
    assert said.endswith("1 with personal data")


def test_a_duty_names_the_heading_that_it_stands_under() -> None:
    text = "Essential functions:\n- Answers calls\n\nRADIO DESK\n- Sends police units\n"
    found = [(duty.text, duty.heading) for duty in read_duties(text, blocks_of(text)).duties]
    assert found == [("Answers calls", "Essential functions"), ("Sends police units", "RADIO DESK")]


def test_duties_are_proposed_beside_the_evidence(office: Path, cli: Cli) -> None:
    lines = [
        "Telecommunicator I",
        "Essential functions",
        "Gives CPR instructions to callers until medical responders arrive",
        "May testify in court about recorded calls",
        "Questions to (850) 248-6040 before noon, please.",
        "Requirements",
        "High school diploma",
    ]
    path = documents.docx(office.parent / "job.docx", lines)
    told = cli("add", path, *WHO, "--yes", "--set", "id=bay-job", "--duties", "43-5031")
    sheet = office / "proposals" / "bay-job-duties.csv"
    assert told.out.splitlines()[-1] == "proposals/bay-job-duties.csv"
    assert "../job.docx: 2 duties proposed; lines left out: " in told.err
    rows = list(csv.DictReader(sheet.read_text().splitlines()))
    assert [(row["kind"], row["statement"].split()[0]) for row in rows] == [
        ("required", "Gives"),
        ("may", "May"),
    ]
    assert {row["verification"] for row in rows} == {"unverified"}
    assert not list((office / "evidence").rglob("*duties*"))
    book = openpyxl.load_workbook(sheet.with_suffix(".xlsx"))["duties"]
    assert [cell.value for cell in book["D"]] == ["statement", *(row["statement"] for row in rows)]
    assert [cell.value for cell in book["J"]] == ["section", *["Essential functions"] * 2]
    assert len(book.data_validations.dataValidation) > 2
    unedited = cli("add", sheet.with_suffix(".xlsx"))
    assert unedited.out.count("error[") == 1
    assert (
        "2 rows still have the note of the program's proposal, from duties!L2 to duties!L3." in unedited.out
    )
    sheet.write_text("mine")
    again = cli("add", path, *WHO, "--yes", "--set", "id=bay-job", "--duties", "43-5031")
    assert "proposals/bay-job-duties.csv is left as it is" in again.err
    assert sheet.read_text() == "mine"


@pytest.mark.parametrize(
    ("code", "said"), [("43-5301", "Did you mean 43-5031"), ("dispatcher", "such as 43-5031")]
)
def test_duties_of_no_occupation_are_refused_first(
    code: str, said: str, office: Path, job: Path, cli: Cli
) -> None:
    told = cli("add", job, *WHO, "--yes", "--duties", code)
    assert told.code != 0
    assert said in told.err
    assert not (office / "texts").exists()


def filled_in(sheet: Path, **cells: str) -> Path:
    """Fill in the little that a proposed row lacks, and `cells`."""
    rows = list(csv.DictReader(sheet.read_text().splitlines()))
    minimal = {
        "functions": "protect-life",
        "assessed-by": "editors",
        "rationale": "Help comes.",
        "locator.section": "Duties",
    }
    path = sheet.with_name("filled-in.csv")
    with path.open("w", newline="") as stream:
        out = csv.DictWriter(stream, list(rows[0]))
        out.writeheader()
        out.writerows({**row, **minimal, **cells} for row in rows)
    return path


def test_a_proposal_counts_only_when_a_person_made_it_their_own(office: Path, job: Path, cli: Cli) -> None:
    """Unedited it is refused, unverified it counts nowhere, and verified it speaks for the office alone."""
    cli("add", job, *WHO, "--yes", "--set", "id=bay-job", "--duties", "43-5031")
    sheet = office / "proposals" / "bay-job-duties.csv"
    unedited = cli("add", filled_in(sheet), *WHO)
    assert unedited.code == 1
    assert unedited.out.count("error[proposal-edited]") == 1
    assert "write `verification: verified`, and empty `note`" in unedited.out
    unverified = cli("add", filled_in(sheet, note=""), *WHO)
    assert unverified.code == 0
    assert "note[duty-uncounted] `duty/bay-job-1` is not verified" in unverified.out
    before = cli("query", "duty-function-matrix", "--format", "csv").out
    for path in (office / "evidence").rglob("filled-in.csv"):
        path.write_text(path.read_text().replace(",unverified,", ",verified,"))
    assert cli("query", "duty-function-matrix", "--format", "csv").out == before
    compared = cli("compare", "43-5031", "33-9031", "--by", "functions").out.split()
    assert "`duty/bay-job-1` is what one office says of its own work, in `source/bay-job`" in " ".join(
        compared
    )
