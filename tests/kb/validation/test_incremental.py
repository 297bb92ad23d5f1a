"""Checking what changed finds what checking everything finds."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from kb.bundle import bundle_root
from kb.checking import check
from kb.findings import Finding
from kb.workspace import Layer, Workspace

WORDS = re.compile(r"(?<=[\s\[])[a-z][a-z0-9-]{3,}(?=[\s\],:])")


def workspace(root: Path, derived: str) -> Workspace:
    layer = Layer("base", root, (root / "ontology", root / "evidence"))
    return Workspace(root, (layer,), root / derived, None, ())


def disturb(root: Path, chance: random.Random) -> str:
    """Change one word of one file, or delete the file, and say what was done."""
    path = chance.choice(sorted((root / "evidence").rglob("*.yaml")))
    text = path.read_text("utf-8")
    words = list(WORDS.finditer(text))
    if not words or chance.random() < 0.15:
        path.unlink()
        return f"deleted {path.name}"
    word = chance.choice(words)
    other = chance.choice([*words, None])
    new = other.group() if other else "unverified"
    path.write_text(text[: word.start()] + new + text[word.end() :], "utf-8")
    return f"{path.name}: {word.group()} -> {new}"


def everything(root: Path) -> list[Finding]:
    shutil.rmtree(root / "full", ignore_errors=True)
    return check(workspace(root, "full"))


@pytest.mark.parametrize("seed", range(4))
def test_after_any_change_the_findings_are_those_of_a_full_check(seed: int, tmp_path: Path) -> None:
    for folder in ("ontology", "evidence"):
        shutil.copytree(bundle_root() / folder, tmp_path / folder)
    chance = random.Random(seed)
    check(workspace(tmp_path, "derived"))
    for _ in range(2):
        done = disturb(tmp_path, chance)
        assert check(workspace(tmp_path, "derived")) == everything(tmp_path), done
