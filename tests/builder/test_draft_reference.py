"""docs/draft-format.md names every key, role, directive, option and check there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.checks import CHECKS, list_checks
from builder.draft.front_matter import KEYS, SUBMITTER_KEYS
from builder.draft.myst_syntax import ATTRIBUTES
from builder.resolve.directives import DIRECTIVES
from builder.resolve.roles import ROLES
from kb import checking
from kb.workspace import open_workspace

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "draft-format.md").read_text("utf-8")


@pytest.mark.parametrize("name", [*KEYS, *SUBMITTER_KEYS, *ATTRIBUTES, *ROLES, *CHECKS])
def test_named(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("name", sorted(DIRECTIVES))
def test_directives_with_their_options(name: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith("|") and f"`{{{name}}}" in line)
    for option in DIRECTIVES[name].options:
        assert f"`{option}`" in row


def test_the_page_names_no_role_or_directive_that_is_not_there() -> None:
    section = PAGE.partition("## Roles")[2].partition("## Directives")[0]
    assert sorted(re.findall(r"^\| `([a-z-]+)` \|", section, re.M)) == sorted(ROLES)
    section = PAGE.partition("## Directives")[2].partition("## Other Markdown")[0]
    rows = "\n".join(line for line in section.splitlines() if line.startswith("| `{"))
    assert sorted(set(re.findall(r"`\{([a-z][a-z-]*)\}", rows))) == sorted(DIRECTIVES)


def test_levels_are_those_of_the_checks() -> None:
    for check, _ in CHECKS.values():
        assert f"| `{check.id}` | {check.severity.label} |" in PAGE


def test_every_finding_has_a_check() -> None:
    listed = {check.id for check in list_checks()}
    sources = "\n".join(
        path.read_text("utf-8")
        for room in ("draft", "resolve")
        for path in sorted((ROOT / "builder" / room).rglob("*.py"))
    )
    emitted = set(re.findall(r'(?:UnresolvedError|problems\.add)\(\s*"([a-z-]+)"', sources))
    kinds = set(re.findall(r'known\(\s*"([a-z-]+)"', sources))
    assert emitted | {f"unknown-{kind}" for kind in kinds} <= listed


def test_ids_of_checks_are_used_once(office: Path) -> None:
    of_records = {check.id for check in checking.list_checks(open_workspace())}
    assert not of_records & {check.id for check in list_checks()}
    assert len({check.id for check in list_checks()}) == len(list_checks())
