from __future__ import annotations

import random
import signal
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.namespaces import record
from kb.store import Knowledge, open_readonly, sync
from kb.workspace import open_workspace
from tests.processes import start

AGENT = "agent: {{id: {0}, name: Centre {0}, kind: organization}}\n"
NAME = "SELECT ?agent ?name { ?agent foaf:name ?name }"


def name_of(folder: Path, identifier: str) -> list[str]:
    knowledge = open_readonly(open_workspace(folder))
    return [row["name"] for row in knowledge.select(NAME, agent=record("agent", identifier))]


def test_only_changed_files_are_synced(office: Path) -> None:
    workspace = open_workspace(office)
    everything = sync(workspace)
    assert everything.added > 10
    assert sync(workspace).added == 0
    path = office / "evidence" / "agents.yaml"
    path.write_text(AGENT.format("a1"))
    assert (sync(workspace).added, name_of(office, "a1")) == (1, ["Centre a1"])
    path.write_text(AGENT.format("a2"))
    assert (name_of(office, "a1"), name_of(office, "a2")) == ([], ["Centre a2"])
    path.unlink()
    assert (sync(workspace).removed, name_of(office, "a2")) == (1, [])


def test_a_file_of_the_base_cannot_be_replaced_by_one_of_the_same_name(office: Path) -> None:
    before = len(open_readonly(open_workspace(office)).store)
    (office / "evidence" / "agents").mkdir()
    bundled = open_workspace(office).layers[0].root / "evidence" / "agents"
    first = sorted(bundled.glob("*.yaml"))[0].name
    (office / "evidence" / "agents" / first).write_text(AGENT.format("own"))
    assert len(open_readonly(open_workspace(office)).store) > before


def test_a_damaged_store_is_made_again(office: Path) -> None:
    workspace = open_workspace(office)
    sync(workspace)
    for path in workspace.store_path.iterdir():
        path.write_bytes(b"damaged")
    assert len(open_readonly(workspace).store) > 100


def test_an_untouched_folder_stays_untouched(empty: Path) -> None:
    open_readonly(open_workspace())
    assert list(empty.iterdir()) == []


def test_readers_read_while_a_writer_writes(office: Path) -> None:
    reader = open_readonly(open_workspace(office))
    (office / "evidence" / "agents.yaml").write_text(AGENT.format("late"))
    assert name_of(office, "late") == ["Centre late"]
    assert len(reader.store) > 100


def names_in_store(folder: Path) -> list[str]:
    """Read the store as it lies there, without bringing it up to date."""
    knowledge = Knowledge(ox.Store.read_only(str(open_workspace(folder).store_path.resolve())))
    return [row["name"] for row in knowledge.select(NAME, agent=record("agent", "a"))]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is a thing of POSIX systems")
def test_killed_at_any_moment_the_store_says_the_old_or_the_new(office: Path) -> None:
    """Twenty kills here; `make bench` does a hundred."""
    path = office / "evidence" / "agents.yaml"
    path.write_text(AGENT.format("a") + "")
    sync(open_workspace(office))
    chance = random.Random(20261121)
    new = "Centre a"
    for number in range(20):
        old, new = [new], f"Centre a {number}"
        path.write_text(f"agent: {{id: a, name: {new}, kind: organization}}\n")
        process = start(sync, open_workspace(office))
        time.sleep(chance.uniform(0.0, 0.25))
        process.kill()
        process.join()
        assert names_in_store(office) in (old, [new])
        assert name_of(office, "a") == [new]
