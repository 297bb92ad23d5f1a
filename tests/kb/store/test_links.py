"""Folders that are reached through symbolic links."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Told

Cli = Callable[..., Told]
AGENT = "agent: {id: bay, name: Bay County ECC, kind: organization}\n"
ASKED = ("query", "-e", "SELECT ?name { <https://w3id.org/soc-evidence/id/agent/bay> foaf:name ?name }")


@pytest.fixture
def linked(office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office, entered through a link that lies elsewhere."""
    (office / "evidence" / "agent.yaml").write_text(AGENT)
    (office / "submission.md").write_text("---\ntitle: A test\ndocket: bls-2024-0001\n---\n\n# The work\n")
    link = office.parent / "links" / "here"
    link.parent.mkdir()
    link.symlink_to(office)
    monkeypatch.chdir(link)
    return link


def test_a_workspace_behind_a_link_is_checked_asked_and_built(linked: Path, cli: Cli) -> None:
    assert cli("check").code == 0
    assert "Bay County ECC" in cli(*ASKED).out
    assert cli("build", "--draft").code == 1
    assert (linked / "submission.pdf").stat().st_size
    assert cli("add", "evidence/agent.yaml").out.endswith("taken in before; nothing was added\n")


def test_what_is_wrong_behind_a_link_is_told_by_its_path(linked: Path, cli: Cli) -> None:
    (linked / "evidence" / "agent.yaml").write_text(AGENT.replace("name", "nome"))
    assert cli("check", linked / "evidence").out.startswith("evidence/agent.yaml:1:18: error[unknown-key]")


def test_derived_files_may_lie_behind_a_link(linked: Path, cli: Cli) -> None:
    """Such as on another disk. A store that is made anew must not be taken for a former one."""
    elsewhere = linked.parent / "elsewhere"
    elsewhere.mkdir()
    (linked / ".soc-evidence").symlink_to(elsewhere)
    for _ in range(2):
        assert "Bay County ECC" in cli(*ASKED).out


def test_the_cache_may_lie_behind_a_link(empty: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty / "disk").mkdir()
    (empty / "cache").symlink_to("disk")
    monkeypatch.setenv("XDG_CACHE_HOME", str(empty / "cache"))
    for _ in range(2):
        assert cli("query", "objections").code == 0
