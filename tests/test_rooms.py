"""The rules between the rooms, which no single module can see. Each case reads every file once."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {
    "torch",
    "sentence_transformers",
    "faiss",
    "reportlab",
    "pyshacl",
    "rdflib",
    "citeproc",
    "jinja2",
    "starlette",
    "uvicorn",
    "pikepdf",
}
GROUND = ("kb.namespaces", "kb.findings", "kb.errors", "kb.common")
FLOORS = """
kb.errors kb.findings kb.namespaces
kb.common
kb.charts kb.common.files kb.server_settings
kb.reports kb.workspace
kb.temporary_folder kb.write_lock
kb.records kb.texts
kb.model
kb.named_queries kb.quoting kb.screening kb.validation
kb.standing
kb.store
kb.remote
kb.querying
kb.analysis kb.checks
kb.checking kb.importing kb.search
kb.blind kb.contributing kb.exporting kb.snapshot
kb.job_descriptions kb.reviewing
kb.rating
kb.face
kb.api
kb.endpoint
kb.cli
builder.pictures
builder.document builder.draft builder.pdf
builder.document_words builder.letter_text
builder.case builder.citations builder.layout builder.printable builder.signing
builder.resolve
builder.prose
builder.checks builder.submission builder.word
builder.draft_file builder.filing
builder.file_stamps
builder.building builder.draft_coverage builder.merging builder.skeleton builder.suggestions builder.workspace
builder.bundle builder.previewing builder.verifying
builder.workbench
builder.cli
builder.__main__
"""
"""A room imports itself and rooms on the floors below its own; the packages themselves are their faces."""


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of ours, parsed."""
    paths = chain(ROOT.glob("kb/**/*.py"), ROOT.glob("builder/**/*.py"))
    return {_name(path): ast.parse(path.read_text("utf-8")) for path in sorted(paths)}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(module: str) -> frozenset[str]:
    """Return the modules that one imports, within functions too; those for types alone do not count."""
    return frozenset(_imported(modules()[module].body)) - {module}


def _imported(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in modules() else str(node.module) for name in names)
        elif not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            for inner in ("body", "orelse", "finalbody", "handlers", "cases"):
                yield from _imported(getattr(node, inner, []))


def ours(module: str) -> set[str]:
    return {name for name in imports(module) if name in modules()}


def room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def test_the_knowledge_base_does_not_know_the_builder() -> None:
    base = [module for module in modules() if room(module).startswith("kb")]
    assert {m: n for m in base for n in imports(m) if n.split(".")[0] == "builder"} == {}


def test_the_ground_floor_imports_nothing_of_ours_above_it() -> None:
    ground = [module for module in modules() if room(module) in GROUND]
    assert {m: n for m in ground for n in ours(m) if room(n) not in GROUND} == {}


def test_a_command_is_imported_by_nobody() -> None:
    known = {m: n for m in modules() for n in imports(m) if ".commands." in n}
    assert known == {}


def test_no_module_imports_itself_through_others() -> None:
    try:
        TopologicalSorter({module: ours(module) for module in modules()}).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' <- '.join(error.args[1])}")


def test_arrows_between_rooms_go_down() -> None:
    floor = {name: number for number, line in enumerate(FLOORS.split("\n")) for name in line.split()}
    inside = [module for module in modules() if "." in module]
    assert {room(module) for module in inside} <= floor.keys(), "say in FLOORS where a new room stands"
    arrows = [(m, n) for m in inside for n in ours(m) if "." in n and room(n) != room(m)]
    assert [f"{m} -> {n}" for m, n in arrows if floor[room(n)] >= floor[room(m)]] == []


@pytest.mark.parametrize("package", ["kb", "builder"])
def test_file_names_are_unique_within_a_package(package: str) -> None:
    """Commands are named for what the user types, and stand in a folder of their own."""
    counts = Counter(
        path.name
        for path in ROOT.glob(f"{package}/**/*.py")
        if path.name != "__init__.py" and path.parent.name != "commands"
    )
    assert {name for name, count in counts.items() if count > 1} == set()


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["check", "--help"], ["build", "--help"], ["merge", "--help"], ["query", "--list"]],
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
