"""docs/commands.md shows each command's help as it is. To write it again: UPDATE_DOCS=1."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click
import pytest

from builder.cli import make_group
from tests.conftest import ROOT, Told

PAGE = ROOT / "docs" / "commands.md"

INTRODUCTION = """\
# Commands

Results go to standard output, messages to standard error. Exit codes:

| code | means |
| --- | --- |
| 0 | clean |
| 1 | findings at error level |
| 2 | wrong usage |
| 3 | something is missing: a model, a program, a named thing |
| 4 | an input cannot be read, or a place not be written |
| 70 | a mistake of the program; the message names a file to report |
| 75 | another process is writing to the workspace; the message names it |

Where the console or the file written to is not UTF-8 (`PYTHONIOENCODING`), lines and arrows are drawn with
ASCII and every other sign that is lacking is written as `\\u2019`, so that nothing is lost.
"""


@pytest.fixture(autouse=True)
def _steady_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def names() -> list[list[str]]:
    """Return the commands, and those below one, as they are typed."""
    group: Any = make_group()
    found = []
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command: Any = group.get_command(context, name)
            below = command.list_commands(context) if isinstance(command, click.Group) else ()
            found += [[name], *([name, other] for other in below)]
    return found


def test_every_command_is_shown_with_its_help(cli: Callable[..., Told]) -> None:
    parts = [INTRODUCTION, f"```text\n{cli('--help').out}```\n"]
    for name in names():
        told = cli(*name, "--help")
        assert told.code == 0
        parts.append(f"## {' '.join(name)}\n\n```text\n{told.out}```\n")
    expected = "\n".join(parts)
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(expected, "utf-8")
    assert PAGE.read_text("utf-8") == expected
