"""What tests of every room share: a workspace of one's own, the command line, and the official data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

import kb
from builder.cli import make_group
from kb.cli.app import run
from kb.importing import import_files
from kb.workspace import Workspace, open_workspace

# The suite gives everyone the same examples and so the same answer; `make fuzz` looks for new ones.
# Speed is measured in benchmarks: a busy machine must not fail a property.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=100)
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


OFFICIAL = {
    "soc": (".",),
    "onet": (
        *("Occupation Data.xlsx", "Task Statements.xlsx", "Tasks to DWAs.xlsx", "DWA Reference.xlsx"),
        *("Scales Reference.xlsx", "Skills.xlsx", "Job Zones.xlsx", "Job Zone Reference.xlsx"),
        *("Content Model Reference.xlsx", "IWA Reference.xlsx", "Task Categories.xlsx", "Tools Used.xlsx"),
        *(f"Education, Training, and Experience{what}.xlsx" for what in ("", " Categories")),
    ),
    "oews": ("national_M2019_dl.xlsx", "national_M2025_dl.xlsx"),
}


@dataclass(frozen=True)
class Told:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is made once for the whole run and all its processes."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session", autouse=True)
def _own_cache(shared: Path) -> Iterator[None]:
    """Make the base ready once, away from the user's own folder."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        yield


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an office's workspace with a contributor and no evidence yet."""
    folder = new_office(tmp_path / "office")
    monkeypatch.chdir(folder)
    return folder


def new_office(folder: Path) -> Path:
    """Make an office's workspace with a contributor and no evidence yet."""
    (folder / "evidence").mkdir(parents=True)
    (folder / "soc-evidence.toml").write_text('draft = "submission.md"\n')
    (folder / "evidence" / "contribution.yaml").write_text(CONTRIBUTION)
    return folder


@pytest.fixture
def opened_office(tmp_path: Path, opened: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an office that was opened and searched before: nothing is made until it changes."""
    folder = new_office(tmp_path / "office")
    shutil.copytree(opened, folder / opened.name, symlinks=True, copy_function=_linked)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def opened(shared: Path) -> Path:
    """The graph and the index of such an office, made once for the whole run."""
    folder = shared / "opened"
    with FileLock(shared / "opened.lock"):
        if not folder.exists():
            making = new_office(shared / "opened.making")
            kb.open(making).search("caller", "lexical", count=1)
            making.rename(folder)
    return folder / ".soc-evidence"


def _linked(source: str, target: str) -> None:
    """Link the store's tables, which nobody writes into, and copy all else: tests damage an index."""
    place = os.link if Path(source).suffix == ".sst" else shutil.copyfile
    place(source, target)


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


@pytest.fixture(scope="session")
def official_base(official: Path, shared: Path) -> Workspace:
    """A workspace with the publishers' own tables, which take longer to import than all else to read."""
    folder, data = shared / "official", official / "data"
    with FileLock(shared / "official.lock"):
        if not folder.exists():
            making = shared / "official.making"
            making.mkdir()
            (making / "soc-evidence.toml").write_text('draft = "submission.md"\n')
            workspace = open_workspace(making)
            for dataset, paths in OFFICIAL.items():
                imported = import_files(workspace, dataset, [data / dataset / path for path in paths])
                assert all(outcome.counted for outcome in imported.outcomes)
            making.rename(folder)
    return open_workspace(folder)
