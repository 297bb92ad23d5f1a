"""A small draft for each kind of comment and for other occupations: each builds and leaves nothing open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import builder
import kb
from builder.draft_coverage import coverage
from kb.findings import Severity

WORKED = Path(__file__).parent / "worked"
DRAFTS = sorted(path.name for path in WORKED.glob("*.md"))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kb.Base]:
    """A workspace with the worked drafts, their evidence, and the profile of a second notice."""
    folder = tmp_path_factory.mktemp("worked")
    shutil.copytree(WORKED, folder, dirs_exist_ok=True)
    (folder / "soc-evidence.toml").write_text('draft = "full.md"\n')
    with kb.open(folder) as opened:
        yield opened


@pytest.mark.parametrize("name", DRAFTS)
def test_a_worked_draft_builds(base: kb.Base, name: str) -> None:
    made = builder.build(base, name)
    errors = [f"{f.location.line} {f.message}" for f in made.findings if f.severity is Severity.ERROR]
    assert not errors
    assert made.pdf.startswith(b"%PDF")
    assert not [entry for entry in coverage(base, name) if entry.open]
