"""An office with a few records of its own, among them all that is hard to export."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.api import Base, open_base
from tests.conftest import CONTRIBUTION

EVIDENCE = """\
source:
  id: bay-sop
  type: report
  title: 'Bay County "standing orders", 7 | 8'
  author: [{family: Reyes, given: Dana}, {literal: Bay County ECC}]
  publisher: Bay County ECC
  issued: 2025-03
  authority: advocacy
  licence: CC-BY-4.0
evidence:
  - id: bay-hold
    statement: Call takers stay on the line – até o fim – until help is there.
    quote: {exact: stay on the line}
    locator: {page: 4}
    keywords: [waiting, "a|b"]
    about: [43-5031]
    verification: verified
    supports: [bay-stays]
"""
CLAIM = """\
claim:
  id: bay-stays
  title: They stay on the line
  statement: Call takers of Bay County stay on the line.
  about: [43-5031]
  basis: fact
  lines:
    - {direction: supports, strength: moderate, items: [bay-hold], argument: The orders say so.}
"""


@pytest.fixture(scope="session")
def bay_base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """The workspace of the office, made once."""
    return office_of(tmp_path_factory.mktemp("offices") / "bay")


@pytest.fixture
def bay(bay_base: Base) -> Iterator[Base]:
    """The workspace of the office; what is exported goes when the test ends."""
    yield bay_base
    shutil.rmtree(bay_base.root / "out", ignore_errors=True)
    (bay_base.root / "notes.ttl").unlink(missing_ok=True)


def office_of(folder: Path, claim: str = CLAIM) -> Base:
    """Make a workspace with the office's records."""
    evidence = folder / "evidence"
    (evidence / "sources").mkdir(parents=True)
    (evidence / "claims").mkdir()
    (folder / "soc-evidence.toml").write_text(f'id = "{folder.name}"\ndraft = "submission.md"\n')
    (evidence / "contribution.yaml").write_text(CONTRIBUTION)
    (evidence / "sources" / "bay-sop.yaml").write_text(EVIDENCE)
    (evidence / "claims" / "bay-stays.yaml").write_text(claim)
    return open_base(folder)
