"""No command answers without the office's own files in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Told

BROKEN = """\
source: {id: bay-sop, type: report, title: Procedures, issued: 2025, authority: government-page}
evidence:
  - id: bay-zebra
    statement: Call takers reported the zebrafish alarm.
    locator: {page: 3
"""
Cli = Callable[..., Told]


@pytest.mark.parametrize(
    "command",
    [
        ("search", "--lexical", "zebrafish"),
        ("explain", "bay-zebra"),
        ("query", "-e", "ASK { ?it a soce:Claim }"),
        ("coverage",),
        ("compare", "43-5031", "33-2011", "--by", "functions"),
        ("suggest", "submission.md", "--lexical"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_by_every_command(
    office: Path, cli: Cli, command: tuple[str, ...]
) -> None:
    (office / "submission.md").write_text("---\ntitle: A draft\n---\n\nA text.\n")
    assert "zebra.yaml" not in cli(*command).err
    (office / "evidence" / "zebra.yaml").write_text(BROKEN)
    told = cli(*command)
    assert told.err.startswith("evidence/zebra.yaml:")
    assert "not in this answer (soc-evidence check)" in told.err
