"""An office with a study, and what its editors assigned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import kb
from kb.rating.study_design import StudyPlan
from tests.conftest import CONTRIBUTION, Told

from .synthetic_raters import key_of

CODES = ("43-5031", "33-9032", "43-5032")


Cli = Callable[..., Told]


def make_office(folder: Path) -> Path:
    (folder / "evidence").mkdir(parents=True)
    (folder / "soc-evidence.toml").write_text('draft = "submission.md"\n')
    (folder / "evidence" / "contribution.yaml").write_text(CONTRIBUTION)
    return folder


def plan(study: str = "trial", raters: int = 3) -> StudyPlan:
    return StudyPlan(study, CODES, "43-5031", controls=(), raters=raters, seed=7)


def recorded_truth(root: Path, study: str = "trial") -> dict[str, tuple[str, ...]]:
    """What the editors assigned, by row: synthetic raters begin from it."""
    duties = kb.open(root).records.duties
    rows = key_of(root, study).rows
    return {row.id: duties[row.statement.duty].functions for row in rows if row.statement}
