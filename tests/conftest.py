"""What tests of every room share: a workspace of one's own, the command line, and the official data."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from builder.cli import make_group
from kb.cli.app import run

# The suite gives everyone the same examples and so the same answer; `make fuzz` looks for new ones.
# Speed is measured in benchmarks: a busy machine must not fail a property.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=200)
settings.register_profile("fuzz", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

ROOT = Path(__file__).resolve().parent.parent

CONTRIBUTION = """\
contribution:
  contributor: Dana Reyes
  organization: Bay County ECC
  date: 2026-11-21
  licence: CC-BY-4.0
"""


@dataclass(frozen=True)
class Told:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the base ready once for the whole run and all its processes, away from the user's own folder."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an office's workspace with a contributor and no evidence yet."""
    folder = tmp_path / "office"
    (folder / "evidence").mkdir(parents=True)
    (folder / "soc-evidence.toml").write_text('draft = "submission.md"\n')
    (folder / "evidence" / "contribution.yaml").write_text(CONTRIBUTION)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder that is no workspace."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Run a command in this process, as the shell would."""

    def call(*arguments: str | Path) -> Told:
        capsys.readouterr()
        code = run(make_group(), [str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Told(code, told.out, told.err)

    return call


@pytest.fixture(scope="session")
def official() -> Path:
    """The folder of official workbooks, or a loud skip."""
    folder = os.environ.get("SOC_EVIDENCE_DATA")
    if not folder:
        pytest.skip("SOC_EVIDENCE_DATA is not set: tests against the official workbooks did NOT run")
    return Path(folder)
