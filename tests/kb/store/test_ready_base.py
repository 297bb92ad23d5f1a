"""A fresh workspace starts from the bundled base made ready: never wrong, never needed, never half made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kb.store import open_readonly, sync
from kb.store.generations import copy_store
from kb.workspace import Workspace, open_workspace
from tests.conftest import CONTRIBUTION, Told

Cli = Callable[..., Told]
OWN = "agent: {id: own, name: Own, kind: organization}\n"


def quads(workspace: Workspace) -> set[str]:
    return {str(quad) for quad in open_readonly(workspace).store}


@pytest.fixture
def unwritable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))


@pytest.fixture
def shipped(tmp_path: Path) -> Workspace:
    """The base as in a wheel: its own folder, with a store made ready beside its files."""
    bundled = open_workspace(tmp_path).base
    sync(bundled)
    root = tmp_path / "bundled"
    for folder in ("ontology", "evidence"):
        shutil.copytree(bundled.layers[0].root / folder, root / folder)
    layer = replace(bundled.layers[0], root=root, folders=(root / "ontology", root / "evidence"))
    base = replace(bundled, root=root, layers=(layer,), derived=tmp_path / "file" / "derived")
    copy_store(bundled.store_path.resolve(), base.shipped / "store")
    return base


def test_it_holds_what_is_read_from_the_files(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "evidence" / "own.yaml").write_text(OWN)
    workspace = open_workspace(office)
    started = quads(workspace)
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert quads(replace(workspace, derived=tmp_path / "alone")) == started


def test_without_a_cache_folder_a_workspace_works_and_says_why_it_is_slower(
    unwritable: None, office: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert len(open_readonly(open_workspace(office)).store) > 100
    assert "The base is read again" in caplog.text
    assert "XDG_CACHE_HOME" in caplog.text
    caplog.clear()
    assert len(open_readonly(open_workspace(office)).store) > 100
    assert not caplog.text


def test_a_shipped_store_is_read_in_place_where_nothing_can_be_written(
    shipped: Workspace, unwritable: None
) -> None:
    before = sorted(path.name for path in (shipped.shipped / "store").iterdir())
    assert len(open_readonly(shipped).store) > 100
    assert sorted(path.name for path in (shipped.shipped / "store").iterdir()) == before


def test_a_shipped_store_of_another_base_is_not_used(shipped: Workspace, tmp_path: Path) -> None:
    agents = shipped.root / "evidence" / "agents" / "added.yaml"
    agents.write_text(OWN)
    changed = replace(shipped, derived=tmp_path / "derived")
    assert any("id/agent/own" in quad for quad in quads(changed))


def test_many_may_start_at_once(tmp_path: Path) -> None:
    """No base is ready, four processes ask in two workspaces: all are answered, alike."""
    for name in ("a", "b"):
        (tmp_path / name / "evidence").mkdir(parents=True)
        (tmp_path / name / "soc-evidence.toml").touch()
        (tmp_path / name / "evidence" / "contribution.yaml").write_text(CONTRIBUTION)
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    count = "from kb.workspace import open_workspace; from kb.store import open_readonly; "
    count += "print(len(open_readonly(open_workspace()).store))"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", count],
            cwd=tmp_path / name,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in ("a", "b", "a", "b")
    ]
    answers = [process.communicate() for process in running]
    assert len({out for out, _ in answers}) == 1
    assert [(process.returncode, err) for process, (_, err) in zip(running, answers, strict=True)] == [
        (0, "")
    ] * 4
