"""Every file that the program writes has the permissions that the user's umask gives."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Told

Cli = Callable[..., Told]


@pytest.fixture(params=[0o077, 0o022], ids=["private", "usual"])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def strangers(folder: Path, umask: int) -> list[str]:
    """Return what has more permissions than the umask leaves."""
    return [str(path) for path in folder.rglob("*") if stat.S_IMODE(path.stat().st_mode) & umask]


def test_init_new_and_add_keep_the_umask(
    empty: Path, cli: Cli, umask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("init", "office", "--contributor", "A", "--organization", "B").code == 0
    office = empty / "office"
    monkeypatch.chdir(office)
    assert cli("new", "source", "--id", "bay-sop").code == 0
    (office / "evidence" / "sources" / "bay-sop.yaml").unlink()
    assert cli("new", "duties", "--format", "xlsx").code == 0
    (office / "p.txt").write_text("A private manual about callers.\n")
    assert cli("add", "p.txt", "--licence", "X", "--yes").code == 0
    assert len(list(office.glob("texts/*.txt"))) == 1
    assert strangers(office, umask) == []
