"""Drafts with mistakes, as files: what is said of `drafts/NAME.md` is in `drafts/NAME.md.said`.

All are looked at with the same records, as a draft is again and again while it is written: what is kept from
one look to the next must not change what the next finds.

`UPDATE_SAID=1 pytest tests/builder/test_drafts.py` writes the second file anew; read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.building import fill_and_check
from builder.resolve.resolve_draft import read
from kb.model import Records
from kb.reports import render_findings
from kb.store import Knowledge
from kb.workspace import Workspace

DRAFTS = sorted((Path(__file__).parent / "drafts").glob("*.md"))


@pytest.fixture(autouse=True)
def _in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check on a day on which the docket was open."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1719792000")


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_said(path: Path, knowledge: Knowledge, lookup: Records, small_workspace: Workspace) -> None:
    draft = read(path.read_text("utf-8"), path.name)
    findings = fill_and_check(draft, path.name, knowledge, small_workspace, records=lookup).findings
    said = render_findings(findings, "text")
    expected = path.with_suffix(".md.said")
    if os.environ.get("UPDATE_SAID"):
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")
