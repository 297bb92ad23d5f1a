"""Standing and support in the store are those of the records and the day, whatever happened before."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kb.namespaces import record
from kb.store import open_readonly, sync
from kb.store.generations import copy_store
from kb.workspace import Workspace, open_workspace
from tests.conftest import CONTRIBUTION

SOURCE = """\
source: {id: county-report, type: report, title: A report, issued: 2025-03, authority: government-page}
evidence:
  - id: county-gives
    statement: The county's telecommunicators give medical instructions.
    locator: {page: 4}
    about: [43-5031]
    verification: VERIFICATION
"""
STANDING = "SELECT ?record ?standing { ?record soce:standing/skos:notation ?standing }"
DAYS = {"2025-06-01": "1748736000", "2026-11-28": "1795824000"}


def standing(workspace: Workspace) -> list[str]:
    """Ask the store what follows for the one item."""
    rows = open_readonly(workspace).select(STANDING, record=record("evidence", "county-gives"))
    return [row["standing"] for row in rows]


def write(folder: Path, verification: str) -> None:
    (folder / "evidence" / "county.yaml").write_text(SOURCE.replace("VERIFICATION", verification), "utf-8")


STOPPED = {
    "before anything is derived": "import sys; sys.modules['kb.store.sync'].derive = stop",
    "with the old statements gone": "import kb.store.derivation as room; room.derived_statements = stop",
    "with half of the new ones there": (
        "import kb.store.derivation as room; made = room.derived_statements\n"
        "def half(*given):\n"
        "    yield made(*given)[0][:1]\n"
        "    stop()\n"
        "room.derived_statements = half"
    ),
}
KILLED = """
import os
from kb.store import sync
from kb.workspace import open_workspace
def stop(*_):
    os._exit(9)
{stopped}
sync(open_workspace())
"""


@pytest.mark.parametrize("stopped", STOPPED.values(), ids=STOPPED)
def test_killed_between_records_and_derivation_the_next_run_brings_both_in_step(
    office: Path, stopped: str
) -> None:
    workspace = open_workspace(office)
    write(office, "verified")
    assert standing(workspace) == []
    for mark in ("unverified", "second-hand"):
        write(office, mark)
        code = KILLED.format(stopped=stopped)
        assert subprocess.run([sys.executable, "-c", code], cwd=office, check=False).returncode == 9
        assert standing(workspace) == [mark]


def test_the_day_may_go_forth_and_back(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(office)
    write(office, "verified\n    valid-until: 2025-12")
    for day in ("2025-06-01", "2026-11-28", "2025-06-01"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", DAYS[day])
        assert standing(workspace) == (["out-of-date"] if day > "2025-12-31" else [])


def test_a_shipped_store_read_in_place_is_right_on_every_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled, root = open_workspace(tmp_path).base, tmp_path / "bundled"
    for folder in ("ontology", "evidence"):
        shutil.copytree(bundled.layers[0].root / folder, root / folder)
    (root / "evidence" / "contribution.yaml").write_text(CONTRIBUTION)
    write(root, "verified\n    valid-until: 2025-12")
    layer = replace(bundled.layers[0], root=root, folders=(root / "ontology", root / "evidence"))
    made = replace(bundled, root=root, layers=(layer,), derived=tmp_path / "made")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAYS["2025-06-01"])
    sync(made)
    copy_store(made.store_path.resolve(), made.shipped / "store")
    (tmp_path / "file").touch()
    unwritable = replace(made, derived=tmp_path / "file" / "derived")
    for day, found in (("2025-06-01", []), ("2026-11-28", ["out-of-date"])):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", DAYS[day])
        assert standing(unwritable) == found
