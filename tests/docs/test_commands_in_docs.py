"""Every command in the README and the documentation runs as it stands there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Told

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MADE = {"make submission", "make test"}
"""Run by continuous integration itself, and by tests/test_packaging.py in an empty environment."""


def commands(page: Path) -> list[list[str]]:
    """Return the commands of a page's console blocks, in order, as argument lists."""
    found: list[list[str]] = []
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        for text in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            found += [shlex.split(text, comments=True)] if text.strip() not in MADE else []
    return found


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda p: p.name)
def test_the_commands_of_a_page_run(
    page: Path, empty: Path, cli: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    for program, *arguments in commands(page):
        if program == "cd":
            monkeypatch.chdir(arguments[0])
            continue
        assert program == "soc-evidence"
        told = cli(*arguments)
        assert told.code == 0, (arguments, told.err)
        assert told.out or told.err


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
