"""`add`: all or nothing, with provenance, and once."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.common.files import write_atomically
from kb.contributing import Contribution, carry_out, planned
from kb.errors import UsageError
from kb.workspace import open_workspace
from tests.conftest import Told
from tests.kb.texts import documents

Cli = Callable[..., Told]
WHO = ("--contributor", "Dana Reyes", "--organization", "Bay County ECC", "--licence", "CC-BY-4.0")
SOMEBODY = Contribution("D", "B", "CC0-1.0", "2026-11-21")
RECORD = """\
source:
  id: bay-sop
  type: report
  title: Standard operating procedures
  author: [{literal: Bay County}]
  issued: 2025-03
  authority: government-page
evidence:
  - id: bay-instructions
    statement: Every call-taker gives medical instructions until help arrives.
    locator: {section: 4.2}
    about: [43-5031]
    verification: verified
"""
HEADER = ["duty", "occupation", "kind", "statement", "functions", "assessed-by", "rationale", "source"]
DUTY = ["bay-1", "43-5031", "required", "Ask where help is needed and stay on the line", "direct-response"]


@pytest.fixture
def inbox(office: Path) -> Path:
    folder = office.parent / "inbox"
    folder.mkdir()
    return folder


def files(office: Path) -> dict[str, bytes]:
    """Everything in the office that is not derived."""
    return {
        path.relative_to(office).as_posix(): path.read_bytes()
        for path in sorted(office.rglob("*"))
        if path.is_file() and ".soc-evidence" not in path.parts
    }


def test_records_are_taken_in_with_provenance_and_once(office: Path, inbox: Path, cli: Cli) -> None:
    (inbox / "our sop.yaml").write_text(RECORD)
    told = cli("add", inbox / "our sop.yaml", *WHO, "--date", "2026-11-20")
    assert told.code == 0, told
    folder = office / told.out.strip()
    assert folder.name.startswith("2026-11-20-bay-county-ecc-")
    assert (folder / "our-sop.yaml").read_text() == RECORD
    assert 'contributor: "Dana Reyes"' in (folder / "contribution.yaml").read_text()
    assert 'date: "2026-11-20"' in (folder / "contribution.yaml").read_text()
    assert cli("check").code == 0
    before = files(office)
    again = cli("add", inbox / "our sop.yaml", *WHO)
    assert (again.code, again.out) == (0, "../inbox/our sop.yaml: taken in before; nothing was added\n")
    assert files(office) == before


def test_a_sheet_becomes_csv_and_keeps_its_sum(office: Path, inbox: Path, cli: Cli) -> None:
    (inbox / "sop.yaml").write_text(RECORD)
    row = [*DUTY, "editors", "The answer sends help", "bay-sop", "4.1", "verified"]
    sheet = documents.xlsx(inbox / "duties.xlsx", [[*HEADER, "locator.section", "verification"], row])
    told = cli("add", inbox, *WHO)
    assert told.code == 0, told
    folder = office / told.out.splitlines()[0]
    assert (folder / "duties.csv").read_text().startswith("duty,occupation,")
    digest = hashlib.sha256(sheet.read_bytes()).hexdigest()
    assert f"duties.xlsx (sha256 {digest})" in (folder / "contribution.yaml").read_text()
    assert "taken in before" in cli("add", sheet, *WHO).out


def test_a_mistake_names_the_file_that_came_in_and_changes_nothing(
    office: Path, inbox: Path, cli: Cli
) -> None:
    before = files(office)
    (inbox / "good.yaml").write_text(RECORD)
    (inbox / "bad.yaml").write_text(RECORD.replace("bay-", "sea-").replace("authority", "autority"))
    documents.xlsx(inbox / "bad.xlsx", [HEADER, [*DUTY[:2], "require", *DUTY[3:], "editors", "x", "bay-sop"]])
    told = cli("add", inbox, *WHO)
    assert told.code == 1
    assert "../inbox/bad.yaml:7:3: error[unknown-key]" in told.out
    assert "../inbox/bad.xlsx:C2: error[cell-value]" in told.out
    assert "nothing was changed" in told.err
    assert files(office) == before


@pytest.fixture
def sheet(inbox: Path) -> Path:
    """A sheet with an empty row, a cell in quotation marks, a wrong word in E5, and an id twice."""
    (inbox / "sop.yaml").write_text(RECORD)
    said = ["editors", 'Help, and "soon"', "bay-sop"]
    rows = [HEADER, [], [*DUTY, *said], ["bay-2", *DUTY[1:3], "Ask, then stay", "direct-help", *said]]
    return documents.xlsx(inbox / "duties.xlsx", [[], *rows, [*DUTY, *said]], "duties", "notes")


def test_a_mistake_in_a_workbook_names_its_cell(sheet: Path, cli: Cli) -> None:
    told = cli("add", sheet.parent, *WHO)
    assert "../inbox/duties.xlsx:duties!E5: error[dangling-reference]" in told.out
    assert "../inbox/duties.xlsx:duties!A6: error[cell-value] Row 6 is the same duty as row 4." in told.out


def test_programs_are_told_line_column_and_cell(sheet: Path, cli: Cli) -> None:
    rows = json.loads(cli("add", sheet.parent, *WHO, "--format", "json").out)
    row = next(row for row in rows if row["check"] == "dangling-reference")
    assert [row[key] for key in ("path", "line", "column", "cell")] == [
        "../inbox/duties.xlsx",
        3,
        56,
        "duties!E5",
    ]
    log = json.loads(cli("add", sheet.parent, *WHO, "--format", "sarif").out)
    (place,) = next(r for r in log["runs"][0]["results"] if r["ruleId"] == row["check"])["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 56}
    assert place["logicalLocations"] == [{"name": "duties!E5", "kind": "cell"}]


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (RECORD.replace("until help arrives", "on (850) 248-6040"), "personal-data"),
        (RECORD.replace("Every call-taker", "=cmd|calc"), "active-content"),
        (RECORD.replace("Every call-taker", "<script>x</script>"), "active-content"),
        (RECORD.replace("id: bay-sop", "id: ../../bay-sop"), "malformed-id"),
        (RECORD.replace("bay-sop", "apco-soc-legacy"), "duplicate-id"),
        ("a: &a [x]\nb: *a\n", "yaml-feature"),
    ],
)
def test_what_must_not_come_in_does_not(text: str, check: str, office: Path, inbox: Path, cli: Cli) -> None:
    before = files(office)
    (inbox / "record.yaml").write_text(text)
    told = cli("add", inbox / "record.yaml", *WHO)
    assert (told.code, f"[{check}]" in told.out) == (1, True), told
    assert files(office) == before


def test_other_files_are_refused(office: Path, inbox: Path, cli: Cli) -> None:
    (inbox / "program.exe").write_bytes(b"MZ")
    documents.xlsx(inbox / "formula.xlsx", [["duty"], ["=1+1"]])
    told = cli("add", inbox, *WHO)
    assert told.code == 1
    assert "formula.xlsx:A1: error[csv-header] Row 1 must read: duty, occupation, kind" in told.out
    assert "program.exe: error[file-refused] `.exe` files are not taken." in told.out


def test_turtle_and_json_ld_come_in_as_they_are(office: Path, inbox: Path, cli: Cli) -> None:
    turtle = """@prefix prov: <http://www.w3.org/ns/prov#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
<agent/bay> a prov:Agent ; <http://www.w3.org/2000/01/rdf-schema#comment> "An office." .
"""
    (inbox / "agent.ttl").write_text(turtle)
    told = cli("add", inbox / "agent.ttl", *WHO)
    assert told.code in (0, 1)  # the shapes may want more of an agent; the file is read either way
    assert "file-refused" not in told.out


def test_a_document_becomes_a_source_when_confirmed(office: Path, inbox: Path, cli: Cli) -> None:
    path = documents.docx(inbox / "job.docx", ["Gives CPR instructions to callers."], "Telecommunicator I")
    before = files(office)
    proposed = cli("add", path, *WHO)
    assert (proposed.code, files(office)) == (1, before)
    assert 'title: "Telecommunicator I"' in proposed.err
    assert "government-page" not in proposed.err
    assert "# a guess: say what it is with --set authority" in proposed.err
    told = cli(
        "add",
        path,
        *WHO,
        "--yes",
        "--set",
        "id=bay-job",
        "--set",
        "author=Bay County ECC",
        "--set",
        "issued=2024-05",
        "--set",
        "author=Bay County",
        "--set",
        "authority=government-page",
    )
    assert told.code == 0, told
    folder, frozen = (office / line for line in told.out.splitlines())
    assert frozen.read_bytes() == path.read_bytes()
    record = (folder / "bay-job.yaml").read_text()
    assert f"sha256: {hashlib.sha256(path.read_bytes()).hexdigest()}" in record
    assert 'issued: "2024-05"' in record
    assert 'authority: "government-page"\n' in record
    assert (office / "texts" / ".gitignore").read_text() == "*\n"
    assert cli("quote", "bay-job", "CPR instructions to callers").out.startswith("# exact")
    assert "taken in before" in cli("add", path, *WHO, "--yes").out


@pytest.mark.parametrize("missing", [0, 2, 4])
def test_provenance_is_required(missing: int, office: Path, inbox: Path, cli: Cli) -> None:
    (office / "evidence" / "contribution.yaml").unlink()
    (inbox / "a.yaml").write_text(RECORD)
    told = cli("add", inbox / "a.yaml", *WHO[:missing], *WHO[missing + 2 :])
    assert told.code == 2
    assert WHO[missing] in told.err
    assert cli("add", inbox / "a.yaml", *WHO, "--date", "yesterday").code == 2


def test_files_of_the_same_name_both_come_in(office: Path, inbox: Path) -> None:
    for name in ("one", "two"):
        (inbox / name).mkdir()
        (inbox / name / "contribution.yaml").write_text(
            RECORD.replace("bay-", f"{name}-").replace("Every", name)
        )
    with planned(open_workspace(), [inbox], SOMEBODY) as addition:
        assert [file.name for file in addition.files] == ["contribution-2.yaml", "contribution-3.yaml"]
        assert not addition.refused
        assert len(list(carry_out(addition)[0].iterdir())) == 3


def test_an_interrupted_addition_leaves_the_evidence_as_it_was(
    office: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "a.yaml").write_text(RECORD)
    before = files(office)
    with planned(open_workspace(), [inbox], SOMEBODY) as addition:
        with monkeypatch.context() as patch:
            patch.setattr("os.sync", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                carry_out(addition)
        assert files(office) == before
        assert carry_out(addition)[0].is_dir()
    assert not list((office / ".soc-evidence" / "incoming").iterdir())


def test_outside_a_workspace_nothing_is_taken(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.yaml", RECORD.encode())
    with pytest.raises(UsageError, match="in no workspace"):
        planned(open_workspace(tmp_path), [tmp_path], SOMEBODY).__enter__()


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_killed_addition_leaves_the_old_or_the_new_state(office: Path, inbox: Path) -> None:
    """SIGKILL at 100 random moments of the writing: the folder is there whole, or not at all."""
    for number in range(30):
        (inbox / f"{number}.yaml").write_text(
            RECORD.replace("bay-", f"b{number}-").replace("Every", f"No {number}")
        )
    chance, seen = random.Random(911), set()
    with planned(open_workspace(), [inbox], SOMEBODY) as addition:
        whole = {path.name: path.read_bytes() for path in addition.stage.iterdir()}
        spare = addition.stage.with_name("spare")
        shutil.copytree(addition.stage, spare)
        for _ in range(100):
            if not addition.stage.exists():
                shutil.copytree(spare, addition.stage)
            child = os.fork()
            if not child:
                carry_out(addition)
                os._exit(0)
            time.sleep(chance.uniform(0, 0.02))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            places = list((office / "evidence").glob("contributed/*"))
            seen.add(len(places))
            for place in places:
                assert {path.name: path.read_bytes() for path in place.iterdir()} == whole
                shutil.rmtree(place)
        shutil.rmtree(spare)
    assert seen == {0, 1}


def test_the_folders_own_contribution_need_not_be_said_again(office: Path, cli: Cli) -> None:
    (office / "agent.yaml").write_text("agent: {id: bay, name: Bay County, kind: organization}\n")
    assert cli("add", "agent.yaml", "--yes").code == 0
    (record,) = (office / "evidence" / "contributed").glob("*/contribution.yaml")
    assert "Dana Reyes" in record.read_text()


def sheet_of(inbox: Path, name: str, *rows: list[str]) -> Path:
    """A sheet of duties with the source and agent that it names."""
    (inbox / "sop.yaml").write_text(RECORD)
    said = ["editors", "The answer sends help", "bay-sop", "4.1", "verified"]
    header = [*HEADER, "locator.section", "verification"]
    text = "".join(",".join(row) + "\n" for row in [header, *([*line, *said] for line in rows)])
    (inbox / name).write_text(text)
    return inbox / name


def row(number: int, statement: str) -> list[str]:
    return [f"bay-{number}", "43-5031", "required", statement, "direct-response"]


def test_a_sheet_handed_in_again_updates_its_rows(office: Path, inbox: Path, cli: Cli) -> None:
    ask, send = row(1, "Ask where help is needed"), row(2, "Send the nearest ambulance")
    first = sheet_of(inbox, "duties.csv", ask, send, row(3, "Log every call that comes in"))
    before = first.read_bytes()
    assert cli("add", inbox, *WHO).code == 0
    again = sheet_of(inbox, "corrected.csv", ask, row(2, "Send the next engine"), row(4, "Warn the public"))
    told = cli("add", again, *WHO, "--date", "2026-11-27")
    assert told.code == 0, told
    (place,) = (office / "evidence" / "contributed").glob("*/duties.csv")
    assert told.out.splitlines() == [
        "../inbox/corrected.csv: warning[row-gone] `duty/bay-3` is not in it any more.",
        "    help: Put it back if it still holds. What the sheet said before is kept in `.earlier/`.",
        f"{place.relative_to(office)}: 1 new, 1 changed, 1 same, 1 gone",
        "  duty/bay-2: statement was “Send the nearest ambulance”, is “Send the next engine”",
    ]
    assert place.read_bytes() == again.read_bytes()
    (earlier,) = (place.parent / ".earlier").iterdir()
    assert earlier.read_bytes() == before
    assert "duties.csv again on 2026-11-27 by Dana Reyes" in (place.parent / "contribution.yaml").read_text()
    assert cli("check").code == 0
    assert "taken in before" in cli("add", again, *WHO).out


def test_rows_of_another_office_or_a_few_of_a_sheet_are_no_update(
    office: Path, inbox: Path, cli: Cli
) -> None:
    ask, send, log = row(1, "Ask where help is"), row(2, "Send an ambulance"), row(3, "Log every call")
    sheet_of(inbox, "duties.csv", ask, send, log)
    assert cli("add", inbox, *WHO).code == 0
    one = sheet_of(inbox, "one.csv", row(3, "Log no call that comes in"))
    assert "[duplicate-id] `duty/bay-3`" in cli("add", one, *WHO).out
    all_of_them = sheet_of(inbox, "sea.csv", ask, send, row(3, "Log every second call"))
    told = cli("add", all_of_them, *WHO[:2], "--organization", "Sea County", *WHO[4:])
    assert (told.code, "changed" in told.out) == (0, False)
    (theirs,) = (office / "evidence" / "contributed").glob("*-sea-county-*/sea.csv")
    assert theirs.read_text().count("sea-county.bay-") == 3
