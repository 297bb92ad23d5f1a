"""The Python on the pages runs as in a notebook and gives what they say. To write it again: UPDATE_DOCS=1."""

from __future__ import annotations

import ast
import io
import os
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Told

PAGES = [ROOT / "README.md", ROOT / "docs" / "python.md"]
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def given_by(code: str, names: dict[str, Any]) -> str:
    """Run a block; return what it prints and, where it ends in an expression, its value."""
    *before, last = ast.parse(code).body
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(ast.Module(before, []), "block", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "block", "eval"), names)
            print(*([] if value is None else [repr(value)]), end="" if value is None else "\n")  # noqa: T201
        else:
            exec(compile(ast.Module([last], []), "block", "exec"), names)
    return printed.getvalue()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_blocks_of_a_page_give_what_it_says(page: Path, empty: Path, cli: Callable[..., Told]) -> None:
    assert cli("init", "our-comment").code == 0
    text, names = page.read_text("utf-8"), {}
    assert BLOCK.search(text)

    def run(block: re.Match[str]) -> str:
        given = given_by(block[1], names)
        quoted = block[2] is not None
        return f"```python\n{block[1]}```\n" + (f"\n```text\n{given}```\n" if quoted else "")

    found = BLOCK.sub(run, text)
    if os.environ.get("UPDATE_DOCS"):
        page.write_text(found, "utf-8")
    assert found == text
