"""docs/draft-format.md names every key, role, directive, option and check there is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.checks import CHECKS, list_checks
from builder.draft.front_matter import KEYS, SUBMITTER_KEYS
from builder.draft.markdown import ATTRIBUTES
from builder.resolve.directives import DIRECTIVES
from builder.resolve.directives.directive import Directive
from builder.resolve.roles import ROLES
from builder.resolve.roles.role import Role
from kb import checking
from kb.workspace import open_workspace

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "draft-format.md"
PAGE = REFERENCE.read_text("utf-8")


@pytest.mark.parametrize("name", [*KEYS, *SUBMITTER_KEYS, *ATTRIBUTES, *CHECKS])
def test_named(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize(
    ("head", "known"),
    [("| role | argument | gives |", ROLES), ("| directive | options | gives |", DIRECTIVES)],
    ids=["roles", "directives"],
)
def test_rows_are_those_of_the_roles_and_directives(head: str, known: Mapping[str, Role | Directive]) -> None:
    """UPDATE_DOCS=1 writes the rows anew."""
    page = REFERENCE.read_text("utf-8")
    before, _, after = page.partition(f"{head}\n| --- | --- | --- |\n")
    rows, blank, rest = after.partition("\n\n")
    expected = "\n".join(entry.row for entry in known.values())
    if os.environ.get("UPDATE_DOCS"):
        rows = expected
        REFERENCE.write_text(f"{before}{head}\n| --- | --- | --- |\n{expected}{blank}{rest}", "utf-8")
    assert rows == expected


def test_levels_are_those_of_the_checks() -> None:
    for loaded in CHECKS.values():
        assert f"| `{loaded.check.id}` | {loaded.check.severity.label} |" in PAGE


def test_ids_of_checks_are_used_once(office: Path) -> None:
    of_records = {check.id: check for check in checking.list_checks(open_workspace())}
    shared = [check for check in list_checks() if check.id in of_records]
    assert [check.id for check in shared] == ["personal-data"]
    assert all(check is of_records[check.id] for check in shared)
    assert len({check.id for check in list_checks()}) == len(list_checks())
