"""A docket that is named or described wrongly is told as a finding, by `check` and by `build`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.workspace import bundle_root
from tests.conftest import CONTRIBUTION, Told

Cli = Callable[..., Told]
DRAFT = """\
---
title: T
docket: {docket}
submitter: {{name: Jane Doe, organization: Bay}}
date: 2026-11-21
---

# A

Text.
"""


@pytest.mark.parametrize("docket", ["BLS 2024 0001", "BLS-2024-0001 (SOC updates)", "bls-2]x", "a|b", "ä“<"])
def test_a_docket_that_no_id_can_be_is_not_there(office: Path, cli: Cli, docket: str) -> None:
    (office / "submission.md").write_text(DRAFT.format(docket=docket), "utf-8")
    told = cli("build")
    assert told.code == 1
    assert "submission.md:3:" in told.out


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("closed: 2024-08-12", "closed: 2024-02-30"),
        ("order: 1\n", "order: x\n"),
        ("order: 1\n", "order: 1.5\n"),
        ("notation: T1\n", 'notation: "T 1"\n'),
    ],
    ids=["day", "word", "fraction", "blank"],
)
def test_a_profile_with_a_slip_is_told_at_its_line(office: Path, cli: Cli, right: str, wrong: str) -> None:
    profile = (bundle_root() / "ontology" / "dockets" / "bls-2024-0001.yaml").read_text("utf-8")
    profile = profile.replace("id: bls-2024-0001", "id: xyz-2030", 1).replace(
        "- id: bls-2024", "- id: xyz-2024"
    )
    (office / "dockets").mkdir()
    (office / "dockets" / "contribution.yaml").write_text(CONTRIBUTION)
    (office / "dockets" / "xyz.yaml").write_text(profile.replace(right, wrong, 1), "utf-8")
    line = profile[: profile.index(right)].count("\n") + 1
    told = cli("check")
    assert told.code == 1
    assert f"dockets/xyz.yaml:{line}:" in told.out
    (office / "submission.md").write_text(DRAFT.format(docket="xyz-2030"), "utf-8")
    assert cli("build").code == 1


def test_a_title_that_yaml_cuts_is_told(office: Path, cli: Cli) -> None:
    (office / "submission.md").write_text(
        DRAFT.format(docket="bls-2024-0001").replace("T\n", "Rule #1 of T\n", 1)
    )
    assert "submission.md:2:8: error[front-matter] The text ends at `Rule`" in cli("build").out
