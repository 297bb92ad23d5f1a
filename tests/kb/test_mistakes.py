"""Mistakes that people make, each in a file of its own, with exactly what `check` says of it.

`mistakes/<name>` is what the user wrote; `mistakes/<name>.said` what the program answers. To accept new
answers after reading them: UPDATE_SAID=1 python -m pytest tests/kb/test_mistakes.py
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from kb.checking import check
from kb.common.files import short_path
from kb.findings import Severity
from kb.reports import render_findings
from kb.workspace import bundle_root, open_workspace
from tests.conftest import CONTRIBUTION

CASES = Path(__file__).parent / "mistakes"
DAY = 1764374400
"""Seconds of 29 November 2025."""
NAMES = sorted(path.name for path in CASES.iterdir() if path.suffix != ".said")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Check all the files in one office at once, on one day, and sort what is said by file."""
    office = tmp_path_factory.mktemp("mistakes")
    shutil.copytree(CASES, office / "evidence", ignore=shutil.ignore_patterns("*.said"))
    (office / "soc-evidence.toml").touch()
    (office / "evidence" / "contribution.yaml").write_text(CONTRIBUTION)
    said = defaultdict(list)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(DAY))
        findings = check(open_workspace(office))
    for finding in findings:
        if finding.severity > Severity.NOTE:
            said[Path(finding.location.path).name].append(finding)
    with contextlib.chdir(office / "evidence"):
        base = short_path(bundle_root())
        return {name: render_findings(f, "text").replace(base, "<base>") for name, f in said.items()}


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_answered_at_its_place_with_a_remedy(name: str, answers: dict[str, str]) -> None:
    said = CASES / f"{name}.said"
    if os.environ.get("UPDATE_SAID"):
        said.write_text(answers.get(name, ""), "utf-8")
    assert answers.get(name, "") == said.read_text("utf-8")
    assert "help: " in answers[name]


def test_nothing_is_said_of_anything_else(answers: dict[str, str]) -> None:
    assert set(answers) == set(NAMES)
