"""A preview: what a writer sees when the draft or a record is saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

import builder
from kb.errors import UsageError
from tests.builder.clean_draft import CLEAN
from tests.conftest import Told


@pytest.fixture
def draft(office: Path) -> Path:
    path = office / "submission.md"
    path.write_text(CLEAN, "utf-8")
    return path


def saved(path: Path, text: str) -> None:
    """Write a file with a later time than before, however coarse the clock of the disk is."""
    later = path.stat().st_mtime_ns + 10**9 if path.exists() else None
    path.write_text(text, "utf-8")
    if later:
        os.utime(path, ns=(later, later))


def test_a_look_tells_what_is_new_and_what_is_settled(office: Path, draft: Path) -> None:
    preview = builder.preview(office, draft)
    first = preview.look()
    assert first
    assert (office / "submission.preview.pdf").read_bytes() == first.pdf
    assert preview.look() is None
    saved(draft, f"{CLEAN}\nThey deserve better pay.\n")
    second = preview.look()
    assert second
    assert [finding.check for finding in second.new] == ["benefits-language"]
    assert not second.settled
    saved(draft, CLEAN)
    third = preview.look()
    assert third
    assert not third.new
    assert [finding.check for finding in third.settled] == ["benefits-language"]
    assert third.findings == first.findings


def test_a_record_that_is_saved_is_taken_up(office: Path, draft: Path) -> None:
    preview = builder.preview(office, draft)
    saved(draft, CLEAN.replace("row 921]", "row 921; @our-survey]"))
    first = preview.look()
    assert first
    assert "unresolved-citation" in {finding.check for finding in first.findings}
    source = "{id: our-survey, type: report, title: Our survey, issued: 2026-05, authority: survey-report}"
    saved(office / "evidence" / "survey.yaml", f"source: {source}\n")
    second = preview.look()
    assert second
    assert "unresolved-citation" in {finding.check for finding in second.settled}


def test_what_another_process_was_changing_is_taken_up_when_it_is_done(office: Path, draft: Path) -> None:
    preview = builder.preview(office, draft)
    saved(draft, CLEAN.replace("row 921]", "row 921; @our-survey]"))
    assert preview.look()
    source = "{id: our-survey, type: report, title: Our survey, issued: 2026-05, authority: survey-report}"
    saved(office / "evidence" / "survey.yaml", f"source: {source}\n")
    with FileLock(office / ".soc-evidence" / "store.lock"):
        meanwhile = preview.look()
    then = preview.look()
    assert meanwhile
    assert then
    assert "unresolved-citation" in {finding.check for finding in meanwhile.findings}
    assert "unresolved-citation" in {finding.check for finding in then.settled}
    assert preview.look() is None


def test_a_look_is_due_on_another_day(office: Path, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    preview = builder.preview(office, draft)
    assert preview.look()
    assert preview.look() is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800086400")
    assert preview.look()


def test_a_preview_writes_over_nothing_but_a_preview(office: Path, draft: Path) -> None:
    (office / "submission.preview.pdf").write_bytes(b"a letter of ours")
    with pytest.raises(UsageError, match="was not made by a build"):
        builder.preview(office, draft)


def test_the_command_looks_once(draft: Path, cli: Callable[..., Told]) -> None:
    told = cli("preview", draft, "--once")
    assert told.code == 0
    assert "warning[docket-open]" in told.out
    assert "submission.preview.pdf" in told.err


def test_after_many_edits_the_findings_are_those_of_a_build(office: Path, draft: Path) -> None:
    preview = builder.preview(office, draft)
    for words in (
        "They deserve better pay.",
        "Every dispatcher saves lives.",
        "It rose to 999,999 [@our-survey].",
    ):
        text = f"{CLEAN}\n{words}\n"
        _, found = preview.examine(text)
    saved(draft, text)
    built = builder.build(office, draft)
    assert "unresolved-citation" in {finding.check for finding in found}
    assert found == built.findings
