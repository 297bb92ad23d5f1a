"""What cannot be written is told, nothing is half written, and reading goes on."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.contributing import Contribution, carry_out, planned
from kb.errors import UnwritableError
from kb.workspace import open_workspace
from tests.conftest import Told
from tests.file_system import refusing
from tests.kb.importing.onet_tables import write_excel

Cli = Callable[..., Told]
AGENT = "agent: {id: bay, name: Bay County, kind: organization}\n"
ADD = ("add", "inbox/job.txt", "inbox/agent.yaml", "--yes", "--duties", "43-5031")
PLACES = {
    ".soc-evidence": ADD,
    "evidence": ADD,
    "evidence/contributed": ADD,
    "texts": ADD,
    "proposals": ADD,
    "evidence/sources": ("new", "source", "--id", "bay-plan"),
    "dockets": ("new", "docket", "--id", "next-notice"),
    "imports": ("import", "onet", "inbox/onet"),
    "suggestions.csv": ("suggest", "--reject", "evidence/aha-2020-burden", "--reason", "too old"),
    "duties.csv": ("new", "duties"),
}
"""What cannot be written, and the call that would write there."""
READERS = {
    "check": ("check",),
    "query": ("query", "-e", "ASK { agent:editors ?p ?o }"),
    "search": ("search", "first responder", "--lexical", "-n", "3"),
}


@pytest.fixture
def inbox(office: Path) -> Path:
    folder = office / "inbox"
    folder.mkdir()
    (folder / "agent.yaml").write_text(AGENT)
    (folder / "job.txt").write_text("• Gives CPR instructions to callers until help arrives.\n")
    write_excel(folder / "onet", "31.0", ("Skills",))
    (office / "submission.md").write_text("---\ntitle: Ours\n---\n\nWords.\n")
    return folder


def files(office: Path) -> dict[str, bytes]:
    """What people keep in the office, and what was prepared to be kept."""
    kept = (path for path in sorted(office.rglob("*")) if path.is_file())
    return {
        path.relative_to(office).as_posix(): path.read_bytes()
        for path in kept
        if ".soc-evidence" not in path.parts or "incoming" in path.parts
    }


@pytest.mark.parametrize(
    ("place", "code"),
    [*((place, errno.ENOSPC) for place in PLACES), ("texts", errno.EROFS), (".soc-evidence", errno.EACCES)],
)
def test_what_cannot_be_written_is_told_and_nothing_is_half_written(
    place: str, code: int, inbox: Path, cli: Cli
) -> None:
    office = inbox.parent
    before = files(office)
    with refusing(code, office / place):
        told = cli(*PLACES[place])
    assert told.code == 4, told
    assert f"soc-evidence: {office / place}" in told.err or f"soc-evidence: {place}" in told.err
    assert " cannot be written: " in told.err
    assert "\n  help: " in told.err
    assert files(office) == before
    assert cli(*PLACES[place]).code == 0, "what failed stands in the way"


def test_a_disk_that_fills_up_at_any_moment_leaves_the_old_or_the_new(inbox: Path) -> None:
    """Records, documents and their folder are all there or none, whichever write is the first to fail."""
    office = inbox.parent
    (inbox / "plan.txt").write_text("Calls are answered within ten seconds.\n")
    who = Contribution("D", "B", "CC0-1.0", "2026-11-21")
    names = [inbox / name for name in ("agent.yaml", "job.txt", "plan.txt")]
    with planned(open_workspace(), names, who) as addition:
        assert not addition.refused
        before, failed = files(office), 0
        while True:
            try:
                with refusing(errno.ENOSPC, office, after=failed):
                    written = carry_out(addition)
                break
            except UnwritableError:
                assert files(office) == before
            failed += 1
    assert failed > 5
    assert len(written) == 3
    assert len(files(office)) == len(before) + 3  # both documents, and what keeps them out of git


@pytest.mark.parametrize(
    ("command", "where"),
    [*((command, "workspace") for command in READERS), ("query", "cache"), ("query", "both")],
)
def test_reading_goes_on(
    command: str,
    where: str,
    office: Path,
    cli: Cli,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (office / "evidence" / "agent.yaml").write_text(AGENT)
    usual = cli(*READERS[command])
    derived, cache = office / ".soc-evidence", office.parent / "cache"
    refused = {"workspace": [derived], "cache": [cache], "both": [derived, cache]}[where]
    if where != "workspace":
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    derived.rename(office.parent / "before")
    with refusing(errno.EROFS, *refused):
        told = cli(*READERS[command])
    assert (told.code, told.out) == (usual.code, usual.out)
    if command != "check" and where != "cache":
        assert f"{derived} cannot be written: Read-only file system" in caplog.text
        assert not derived.exists()
