"""What the base prints into a comment can stand in anybody's: no ids, nothing said to editors."""

from __future__ import annotations

from pathlib import Path

from kb.checks.should import printable_text
from kb.records.collection import read_collection
from kb.reports import shortened
from kb.workspace import open_workspace
from tests.conftest import ROOT


def test_no_text_that_drafts_print_speaks_to_editors(tmp_path: Path) -> None:
    found = list(printable_text.find(read_collection(open_workspace(tmp_path))))
    assert not [f"{finding.location} {finding.message}" for finding in shortened(found, ROOT)]
