"""Checks found by their folder: what is found, and what is said of a file that does not fit."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kb.common.check_folders import load_checks
from kb.findings import Severity

RIGHT = """\
from kb.common.check_folders import declare

CHECK = declare(__name__, "A thing is wrong.", "Put it right.")


def find(subject):
    yield from ()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An importable package for checks, `some_checks`."""
    package = tmp_path / "some_checks"
    for level in ("must", "should", "may"):
        (package / level).mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("some_checks")]:
        monkeypatch.delitem(sys.modules, name)
    return package


def test_the_name_is_the_id_and_the_folder_the_severity(folder: Path) -> None:
    (folder / "must" / "cyclic_claims.py").write_text(RIGHT)
    (folder / "should" / "date_missing.py").write_text(RIGHT)
    (folder / "may" / "spelling.py").write_text(RIGHT)
    found = load_checks("some_checks")
    assert {name: loaded.check.severity for name, loaded in found.items()} == {
        "cyclic-claims": Severity.ERROR,
        "date-missing": Severity.WARNING,
        "spelling": Severity.NOTE,
    }


def test_a_file_without_a_check_is_no_check(folder: Path) -> None:
    (folder / "must" / "notes.py").write_text("X = 1\n")
    with pytest.raises(TypeError, match=r"some_checks\.must\.notes has no CHECK and find"):
        load_checks("some_checks")


def test_a_check_cannot_go_by_another_name(folder: Path) -> None:
    (folder / "must" / "one.py").write_text(RIGHT.replace("__name__", '"kb.checks.must.another"'))
    with pytest.raises(TypeError, match="declares another: the file's name is the id"):
        load_checks("some_checks")
