"""The Python face of the builder: a draft examined, built and given suggestions, from any folder."""

from __future__ import annotations

from pathlib import Path

import pytest

import builder
import kb
from tests.conftest import CONTRIBUTION

DRAFT = """\
---
title: A short comment
docket: bls-2024-0001
submitter: {name: Jane Doe, organization: Example Association}
date: 2026-11-21
---

# The work {topic=T5}

Some say that telecommunicators are precluded from giving advice to callers.

There were {figure}`43-5031 employment 2025-05` of them. {claim}`no-such-claim`
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a draft in it, seen from another folder."""
    folder = tmp_path / "office"
    (folder / "evidence").mkdir(parents=True)
    (folder / "soc-evidence.toml").write_text('draft = "submission.md"\n')
    (folder / "evidence" / "contribution.yaml").write_text(CONTRIBUTION)
    (folder / "submission.md").write_text(DRAFT)
    monkeypatch.chdir(tmp_path)
    return folder


def test_a_draft_is_examined_without_setting_a_page(folder: Path) -> None:
    prepared = builder.examine(folder)
    assert isinstance(prepared.findings, kb.Results)
    assert {finding.location.path for finding in prepared.findings} == {str(folder / "submission.md")}
    assert "error" in {finding["severity"] for finding in prepared.findings.to_dicts()}
    assert sorted(path.name for path in folder.glob("*.pdf")) == []


def test_a_build_is_refused_or_marked_and_written_from_the_root(folder: Path) -> None:
    base = kb.open(folder)
    refused = builder.build(base, output="comment.pdf", report="report.md")
    assert refused.refused and not (folder / "comment.pdf").exists()
    assert "- Draft: submission.md\n" in (folder / "report.md").read_text("utf-8")
    made = builder.build(base, "submission.md", "comment.pdf", draft_mode=True)
    assert made.findings == refused.findings
    assert (folder / "comment.pdf").read_bytes() == made.pdf
    assert builder.build(base.workspace, folder / "submission.md", draft_mode=True).pdf == made.pdf


def test_a_build_sees_the_files_as_they_are(folder: Path) -> None:
    base = kb.open(folder)
    before = builder.examine(base)
    (folder / "evidence" / "bad.yaml").write_text("claim: {id: no-such-claim, title: Unfinished}\n")
    after = builder.examine(base)
    assert {f.location.path for f in after.findings} - {f.location.path for f in before.findings} == {
        str(folder / "evidence" / "bad.yaml")
    }
    assert "no-such-claim" in base.records.claims


def test_a_draft_that_is_not_there_is_missing(folder: Path) -> None:
    for call in (builder.build, builder.examine, builder.suggest):
        with pytest.raises(kb.MissingError, match=r"There is no draft nowhere\.md"):
            call(folder, "nowhere.md")
    with pytest.raises(kb.UsageError):
        builder.build(folder, output="evidence/comment.pdf")


def test_suggestions_are_typed_and_what_was_decided_is_not_made_again(folder: Path) -> None:
    base = kb.open(folder)
    found = builder.suggest(base, mode="lexical")
    assert found and set(found.to_dicts()[0]) == {"kind", "line", "record", "paste", "text", "why"}
    first = found[0].record
    assert builder.decide(base, None, first, "rejected", "a test") == folder / "suggestions.csv"
    assert first not in {suggestion.record for suggestion in builder.suggest(base, mode="lexical")}
    with pytest.raises(kb.UsageError):
        builder.decide(base, None, first, "rejected")
