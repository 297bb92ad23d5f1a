"""The structure tree of every kind of node, against the trees kept beside this file.

`UPDATE_TREES=1 pytest tests/builder/layout/test_trees.py` writes them anew; read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.layout import render
from tests.tagged.cases import CASES
from tests.tagged.reading import Tree, opened

FOLDER = Path(__file__).parent / "trees"


@pytest.mark.parametrize("name", CASES)
def test_tree(name: str) -> None:
    tree = Tree(opened(render(CASES[name]())))
    kept = FOLDER / f"{name}.txt"
    dump = tree.dump()
    if os.environ.get("UPDATE_TREES"):
        FOLDER.mkdir(exist_ok=True)
        kept.write_text(dump, encoding="utf-8")
    assert dump == kept.read_text(encoding="utf-8")
    assert tree.unused() == set()


def test_every_kept_tree_has_a_case() -> None:
    assert sorted(CASES) == sorted(path.stem for path in FOLDER.iterdir())
