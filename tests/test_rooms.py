"""The rules between the rooms, which no single module can see."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted([*ROOT.glob("kb/**/*.py"), *ROOT.glob("builder/**/*.py")])
HEAVY = {"torch", "sentence_transformers", "faiss", "reportlab", "pyshacl", "rdflib", "citeproc", "fastapi"}


def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", [m for m in MODULES if m.is_relative_to(ROOT / "kb")], ids=str)
def test_the_knowledge_base_does_not_know_the_builder(path: Path) -> None:
    assert not {name for name in imports(path) if name.split(".")[0] == "builder"}


@pytest.mark.parametrize("name", ["namespaces", "findings", "errors"])
def test_the_ground_floor_imports_nothing_of_ours(name: str) -> None:
    assert not {n for n in imports(ROOT / "kb" / f"{name}.py") if n.split(".")[0] in ("kb", "builder")}


def test_the_model_knows_neither_the_store_nor_those_who_use_it() -> None:
    above = ("kb.store", "kb.analysis", "kb.search", "kb.standing", "kb.checks", "builder")
    found = {name for path in (ROOT / "kb" / "model").glob("*.py") for name in imports(path)}
    assert not {name for name in found if name.startswith(above)}


def test_search_and_the_builder_need_no_reports() -> None:
    paths = [*ROOT.glob("kb/search/*.py"), *ROOT.glob("builder/**/*.py")]
    assert not [path for path in paths if any(n.startswith("kb.analysis") for n in imports(path))]


@pytest.mark.parametrize("path", [m for m in MODULES if "commands" in m.parts], ids=str)
def test_a_command_is_imported_by_nobody(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    package = name.removesuffix(".__init__")
    if path.name != "__init__.py":
        assert not [module for module in MODULES if package in imports(module)]


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["build", "--help"], ["query", "--list"]]
)
def test_help_and_light_commands_import_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    script = (
        "import sys; from builder.cli import make_group; from kb.cli.app import run\n"
        f"code = run(make_group(), {arguments!r})\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.strip().splitlines()[-1]) == (0, "[]")
