"""One process at a time writes to a workspace: every command that writes holds the lock while it does."""

from __future__ import annotations

import fcntl
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kb.write_lock
from builder import decide
from builder.cli import BUILD, INIT
from kb.cli.app import COMMANDS
from kb.contributing import Contribution, carry_out, planned
from kb.workspace import open_workspace
from tests.conftest import Told
from tests.file_system import hearing
from tests.kb.importing.onet_tables import write_excel
from tests.kb.texts import documents
from tests.processes import start

Cli = Callable[..., Told]

SOURCE = """\
source:
  id: {id}
  type: report
  title: Standard operating procedures of {id}
  author: [{{literal: Bay County}}]
  issued: 2025-03
  authority: government-page
evidence:
  - id: {id}-instructions
    statement: Every call-taker of {id} gives medical instructions until help arrives.
    locator: {{section: 4.2}}
    about: [43-5031]
    verification: verified
"""
QUOTED = """\
evidence:
  id: bay-quoted
  statement: Call-takers give instructions for resuscitation.
  source: bay-job
  quote: {exact: Gives CPR instructions to callers until help arrives.}
  about: [43-5031]
  verification: verified
"""
WRITERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "new": (("new", "source", "--id", "bay-plan"), ("new", "docket", "--id", "next-notice")),
    "add": (
        ("add", "inbox/bay.yaml"),
        ("add", "inbox/job.docx", "--yes", "--set", "id=bay-job", "--duties", "43-5031"),
    ),
    "quote": (("quote", "--record"),),
    "import": (("import", "onet", "inbox/onet"),),
    "receive": (("receive", "inbox/bay.zip", "--office", "bay"),),
    "review": (("review", "bay", "--accept", "all"),),
    "suggest": (("suggest", "--reject", "evidence/aha-2020-burden", "--reason", "too old"),),
}
"""Calls of the commands that change what people keep in a workspace."""
PREPARED: dict[str, tuple[tuple[str, ...], ...]] = {
    "quote": (("add", "inbox/job.docx", "inbox/quoted.yaml", "--yes", "--set", "id=bay-job"),),
    "receive": (("add", "inbox/bay.yaml"), ("pack", "-o", "inbox/bay.zip")),
    "review": (("add", "inbox/bay.yaml"), ("pack", "-o", "inbox/bay.zip"), *WRITERS["receive"]),
}
"""What has to be done before."""
READERS: dict[str, tuple[str, ...]] = {
    "check": ("check",),
    "search": ("search", "first responder", "--lexical"),
    "query": ("query", "--list"),
    "explain": ("explain", "O3b"),
    "compare": ("compare", "43-5031", "33-9031", "--by", "functions"),
    "coverage": ("coverage",),
    "impact": ("impact", "43-5031", "--to", "33-0000"),
    "shares": ("shares", "33-0000"),
}
ELSEWHERE = {
    "init": "makes the workspace",
    "pack": "writes over nothing but an earlier pack",
    "blind": "writes what can be made again, as `search` does",
    "build": "writes its products, over nothing but those of earlier builds",
    "preview": "the same",
    "verify": "reads a file",
    "sign": "writes a file that was not there",
    "rate": "writes sheets that were not there, and records: tests/kb/rating",
    "job-descriptions": "writes a review that was not there",
    "export": "writes a folder or file outside: tests/kb/exporting",
    "diff": "reads two bases: tests/kb/exporting",
    "push": "writes to a server: tests/kb/remote",
    "serve": "writes by the functions of the commands above",
    "merge": "writes the draft: tests/builder/merging/test_merging_apart.py",
}
"""Commands that are not called here, and why."""


Written = list[tuple[str, bool]]
"""What is written in the office outside the derived folder, and whether the lock is held then."""


@pytest.fixture
def written(office: Path) -> Iterator[Written]:
    found: Written = []
    derived = office / ".soc-evidence"

    def hear(path: Path, _: bool) -> None:
        if path.is_relative_to(office) and not path.is_relative_to(derived):
            found.append((path.relative_to(office).as_posix(), is_held(derived / "write.lock")))

    with hearing(hear):
        yield found


def is_held(path: Path) -> bool:
    """Try to take a lock ourselves."""
    try:
        with path.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


@pytest.fixture
def inbox(office: Path) -> Path:
    """What people hand in, within the workspace."""
    folder = office / "inbox"
    folder.mkdir()
    (folder / "bay.yaml").write_text(SOURCE.format(id="bay-sop"))
    (folder / "quoted.yaml").write_text(QUOTED)
    documents.docx(folder / "job.docx", ["• Gives CPR instructions to callers until help arrives."], "Job")
    write_excel(folder / "onet", "31.0", ("Occupation Data", "Skills"))
    (office / "submission.md").write_text("---\ntitle: Ours\n---\n\nWords.\n")
    return folder


def test_every_command_says_whether_it_writes() -> None:
    assert {*INIT, *COMMANDS, *BUILD} == {*WRITERS, *READERS, *ELSEWHERE}


@pytest.mark.parametrize("command", WRITERS)
def test_a_command_that_writes_holds_the_lock(command: str, inbox: Path, written: Written, cli: Cli) -> None:
    for call in PREPARED.get(command, ()):
        assert cli(*call).code == 0
    written.clear()
    for call in WRITERS[command]:
        told = cli(*call)
        assert told.code == 0, told
    assert written
    assert [name for name, held in written if not held] == []


@pytest.mark.parametrize("command", READERS)
def test_a_command_that_reads_neither_writes_nor_waits(
    command: str, office: Path, written: Written, cli: Cli, caplog: pytest.LogCaptureFixture
) -> None:
    (office / ".soc-evidence").mkdir()
    with (office / ".soc-evidence" / "write.lock").open("wb") as elsewhere:
        fcntl.flock(elsewhere, fcntl.LOCK_EX)
        told = cli(*READERS[command])
    assert told.code in (0, 1), told
    assert (written, "Waiting" in caplog.text) == ([], False)


def add(office: Path, path: Path, organization: str, pause: str = "") -> None:
    """Add a file in a process of its own; exit with 3 where that is refused. `pause` waits in the middle."""
    kb.write_lock.PATIENCE = 300.0  # in that process; a busy machine must fail no test
    given = Contribution("D", organization, "CC0-1.0", "2026-11-21")
    with planned(open_workspace(office), [path], given) as addition:
        if addition.refused:
            sys.exit(3)
        if pause:
            (office / pause).touch()
            time.sleep(60)
        carry_out(addition)


def test_of_two_offices_that_add_the_same_id_at_once_each_keeps_its_own(
    office: Path, inbox: Path, cli: Cli
) -> None:
    others = SOURCE.format(id="bay-sop").replace("gives medical", "always gives medical")
    (inbox / "other.yaml").write_text(others)
    calls = {"bay.yaml": "Bay County", "other.yaml": "Sea County"}
    processes = [start(add, office, inbox / name, whose) for name, whose in calls.items()]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    texts = [path.read_text() for path in (office / "evidence" / "contributed").glob("*/*.yaml")]
    ids = {line for text in texts for line in text.splitlines() if line.startswith("  id: ")}
    assert len(ids) == 2
    assert cli("check").code == 0


def test_two_who_decide_at_once_are_both_heard(office: Path, inbox: Path) -> None:
    records = [f"evidence/{name}" for name in ("aha-2020-burden", "apco-legacy-ask")]
    processes = [start(decide, office, None, record, "rejected", "too old") for record in records]
    for process in processes:
        process.join()
    decided = (office / "suggestions.csv").read_text()
    assert [record in decided for record in records] == [True, True]


def test_who_comes_second_waits_a_little_and_is_told_who_writes(
    office: Path,
    inbox: Path,
    cli: Cli,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kb.write_lock.PATIENCE", 0.1)
    first = start(add, office, inbox / "bay.yaml", "Bay County", "ready")
    try:
        while not (office / "ready").exists():
            time.sleep(0.01)
        told = cli("add", inbox / "job.docx", "--yes")
        assert told.code == 75
        assert re.search(rf"\(process {first.pid} on .*, since \d{{4}}-\d\d-\d\d \d\d:\d\d", told.err)
        assert f"is writing to {office}.\n  help: Wait until it has finished, or end it" in told.err
        assert "Waiting for it …" in caplog.text
        assert not (office / "texts").exists()
    finally:
        first.kill()
        first.join()
    assert list((office / ".soc-evidence" / "incoming").iterdir())
    (office / "texts").mkdir()
    half = office / "texts" / ".bay-job.docx.0123456789abcdef"
    half.touch()
    assert cli("new", "source", "--id", "bay-plan").code == 0
    assert not (office / ".soc-evidence" / "incoming").exists(), "what was contributed stays behind"
    assert cli("add", inbox / "bay.yaml").code == 0
    assert not half.exists(), "half a document stays behind"
