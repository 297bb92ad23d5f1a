"""What `check` finds is the same from every folder, in every process; only what is shown is shortened."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.checking import check
from kb.workspace import open_workspace
from tests.conftest import Told

AGENTS = "agent: {{id: {0}, name: Centre, kind: organization, nonsense: 1}}\n"
CHECK = (
    "from kb.checking import check; from kb.workspace import open_workspace; print(check(open_workspace()))"
)


@pytest.fixture
def faulty(office: Path) -> Path:
    """An office with mistakes that reading, shapes and checks of the whole see, one with a second place."""
    (office / "evidence" / "deep").mkdir()
    (office / "evidence" / "deep" / "a.yaml").write_text(AGENTS.format("one"))
    (office / "evidence" / "b.yaml").write_text(AGENTS.format("one"))
    (office / "evidence" / "c.yaml").write_text("claim: {id: c, title: Unfinished, about: [99-9999]}\n")
    (office / "evidence" / "d.pdf").touch()
    return office


def test_findings_are_the_same_from_any_folder_in_any_process_with_any_hash_seed(faulty: Path) -> None:
    here = str(check(open_workspace()))
    assert {"duplicate-id", "unknown-key", "claim-fields", "file-not-read"} <= {
        finding.check for finding in check(open_workspace())
    }
    for seed, folder in (("0", faulty), ("1", faulty / "evidence" / "deep")):
        done = subprocess.run(
            [sys.executable, "-c", CHECK],
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": seed},
            text=True,
            capture_output=True,
            check=True,
        )
        assert done.stdout.strip() == here


def test_another_folder_makes_nothing_be_validated_again(
    faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = open_workspace().derived / "findings.json"
    check(open_workspace())
    before = (memory.read_bytes(), memory.stat().st_mtime_ns)
    monkeypatch.chdir(faulty / "evidence")
    check(open_workspace())
    assert (memory.read_bytes(), memory.stat().st_mtime_ns) == before


def test_every_place_is_shown_as_seen_from_the_working_folder(
    faulty: Path, cli: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = cli("check", "evidence/deep")
    assert "evidence/deep/a.yaml:1:13: error[duplicate-id]" in told.out
    assert "is described at evidence/b.yaml:1:8 already." in told.out
    monkeypatch.chdir(faulty / "evidence" / "deep")
    told = cli("check", ".")
    assert "\na.yaml:1:13: error[duplicate-id]" in f"\n{told.out}"
    assert "is described at ../b.yaml:1:8 already." in told.out
