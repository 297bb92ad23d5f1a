"""An exchange that every test begins with: an office, its pack, and the association that has received it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

import kb
from tests.kb.reviewing.offices import fill, make_office, packed


@dataclass(frozen=True)
class Exchange:
    """Two workspaces and the file between them."""

    bay: Path
    apco: Path
    pack: Path

    @property
    def folder(self) -> Path:
        """What the association has of the office."""
        return self.apco / "evidence" / "received" / "bay"


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    root = tmp_path_factory.mktemp("exchange")
    bay = fill(make_office(root / "bay", "bay", "Bay County ECC", "Dana Reyes"))
    apco = make_office(root / "apco", "apco", "APCO", "Jo Steward")
    pack = packed(bay, root / "bay.zip")
    with kb.open(apco) as base:
        receipt = base.receive(pack)
    assert not receipt.findings
    return Exchange(bay, apco, pack)


@pytest.fixture
def exchange(_made: Exchange, tmp_path: Path) -> Exchange:
    """The exchange, to be changed at will."""
    for folder in (_made.bay, _made.apco):
        shutil.copytree(folder, tmp_path / folder.name)
    return Exchange(tmp_path / "bay", tmp_path / "apco", Path(shutil.copy(_made.pack, tmp_path)))
