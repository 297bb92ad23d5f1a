"""docs/draft-format.md names every key, role, directive, option and check there is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.checks import list_checks
from builder.draft.front_matter import KEYS, SUBMITTER_KEYS
from builder.draft.markdown import ATTRIBUTES
from builder.resolve.directives import DIRECTIVES
from builder.resolve.roles import ROLES
from kb import checking
from kb.workspace import open_workspace

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "draft-format.md"
PAGE = REFERENCE.read_text("utf-8")


@pytest.mark.parametrize("name", [*KEYS, *SUBMITTER_KEYS, *ATTRIBUTES])
def test_named(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("| role | argument | gives |", [role.row for role in ROLES.values()]),
        ("| directive | options | gives |", [directive.row for directive in DIRECTIVES.values()]),
        (
            "| check | level | looks for |",
            [f"| `{c.id}` | {c.severity.label} | {c.problem} |" for c in list_checks()],
        ),
    ],
    ids=["roles", "directives", "checks"],
)
def test_rows_are_those_of_the_program(head: str, expected: list[str]) -> None:
    """UPDATE_DOCS=1 writes the rows anew."""
    page = REFERENCE.read_text("utf-8")
    before, _, after = page.partition(f"{head}\n| --- | --- | --- |\n")
    rows, blank, rest = after.partition("\n\n")
    if os.environ.get("UPDATE_DOCS"):
        rows = "\n".join(expected)
        REFERENCE.write_text(f"{before}{head}\n| --- | --- | --- |\n{rows}{blank}{rest}", "utf-8")
    assert rows.splitlines() == expected


def test_ids_of_checks_are_used_once(office: Path) -> None:
    of_records = {check.id: check for check in checking.list_checks(open_workspace())}
    shared = [check for check in list_checks() if check.id in of_records]
    assert [check.id for check in shared] == ["personal-data"]
    assert all(check is of_records[check.id] for check in shared)
    assert len({check.id for check in list_checks()}) == len(list_checks())
