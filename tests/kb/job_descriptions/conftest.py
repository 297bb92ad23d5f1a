"""An association's workspace with the job descriptions of some invented agencies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb.api import Base, open_base
from kb.workspace import open_workspace
from tests.conftest import CONTRIBUTION

AGENCIES = Path(__file__).with_name("agencies")


@pytest.fixture(scope="session")
def association(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the workspace; nothing in it may be changed."""
    folder = tmp_path_factory.mktemp("association")
    shutil.copytree(AGENCIES, folder / "evidence")
    (folder / "soc-evidence.toml").write_text('draft = "submission.md"\n')
    (folder / "evidence" / "contribution.yaml").write_text(CONTRIBUTION)
    return folder


@pytest.fixture(scope="session")
def agencies(association: Path) -> Base:
    """The workspace opened."""
    return open_base(open_workspace(association))
