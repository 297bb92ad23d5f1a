"""The wheel works on its own: installed into an empty environment, run in an empty folder."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_what_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, place in {
        "ontology": "kb/bundled/",
        "evidence": "kb/bundled/",
        "kb": "",
        "builder": "",
    }.items():
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"{place}{path.relative_to(ROOT).as_posix()}" in names
    assert {"soc_evidence.py", "builder/example/submission.md"} <= names
    prepared = ("findings.json", "records.json", "vectors.npz")
    assert {f"kb/bundled/prepared/{name}" for name in prepared} <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]


def test_the_wheel_runs_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    locked = re.findall(r"^[\w.-]+==[\w.+-]+", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    constraints = tmp_path / "constraints.txt"
    constraints.write_text("\n".join(locked) + "\n")
    run(sys.executable, "-m", "venv", "--without-pip", "env", cwd=tmp_path)
    run(
        sys.executable,
        *("-m", "pip", "--python", tmp_path / "env"),
        "install",
        "--quiet",
        "--no-compile",
        "--constraint",
        constraints,
        wheel,
        cwd=tmp_path,
    )
    command = tmp_path / "env" / "bin" / "soc-evidence"
    office = tmp_path / "office"
    run(command, "init", office, cwd=tmp_path)
    run(command, "check", cwd=office)
    assert "43-5031" in run(command, "query", "-e", "SELECT ?o { ?o skos:notation '43-5031' }", cwd=office)
    run(command, "build", "-o", "comment.pdf", cwd=office)
    assert (office / "comment.pdf").read_bytes().startswith(b"%PDF-1.7")
