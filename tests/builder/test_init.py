"""`init`: a workspace that can go under git as it is."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Told


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_sees_what_the_office_wrote_and_nothing_else(
    empty: Path, cli: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("init", "office", "--contributor", "Dana Reyes", "--organization", "Bay County").code == 0
    office = empty / "office"
    monkeypatch.chdir(office)
    for name in ("texts/aha-2020.pdf", "texts/bay-sop.txt", "comment.pdf", ".soc-evidence/store/CURRENT"):
        path = office / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A document of somebody else.\n")
    subprocess.run(["git", "init", "--quiet"], check=True)
    listed = ["git", "ls-files", "--others", "--exclude-standard"]
    seen = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split()
    assert seen == [
        ".gitignore",
        "evidence/README.md",
        "evidence/contribution.yaml",
        "soc-evidence.toml",
        "submission.md",
    ]
