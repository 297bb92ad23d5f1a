"""How the program was installed decides what it says: how to get an extra, and whose packages these are."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lowest_versions import ranges

ROOT = Path(__file__).resolve().parent.parent
ASK = "from kb.common.program import install_extra; print(install_extra('search'))"
START = "from soc_evidence import main; import sys; sys.argv = ['soc-evidence', '--version']; main()"


def python(code: str, cwd: Path, *paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))},
        capture_output=True,
        text=True,
        check=False,
    )


def installed(folder: Path, origin: dict[str, object] | None) -> Path:
    """Make the record of an installation as pip does, with the origin that it notes."""
    record = folder / "site" / "soc_evidence-0.1.0.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: soc-evidence\nVersion: 0.1.0\n")
    if origin is not None:
        (record / "direct_url.json").write_text(json.dumps(origin))
    return record.parent


def test_a_clone_is_told_its_make_target(tmp_path: Path) -> None:
    (tmp_path / "Makefile").touch()
    site = installed(tmp_path, {"url": tmp_path.as_uri(), "dir_info": {"editable": True}})
    assert python(ASK, tmp_path, site, ROOT).stdout == "make search\n"
    assert python(ASK, site, site, ROOT).stdout == f"make -C {tmp_path} search\n"


def test_every_extra_that_a_message_names_has_its_make_target() -> None:
    files = [file for package in ("kb", "builder") for file in (ROOT / package).rglob("*.py")]
    named = {
        name for file in files for name in re.findall(r"install_extra\(['\"](\w+)", file.read_text("utf-8"))
    }
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert named
    assert named <= set(targets)


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        (
            {"url": "file:///srv/my%20wheels/soc_evidence-0.1.0-py3-none-any.whl", "archive_info": {}},
            "pip install '/srv/my wheels/soc_evidence-0.1.0-py3-none-any.whl[search]'",
        ),
        (
            {"url": "https://example.org/soc-evidence.git", "vcs_info": {"vcs": "git", "commit_id": "1"}},
            "pip install 'soc-evidence[search] @ git+https://example.org/soc-evidence.git'",
        ),
        ({"url": "file:///srv/checkout", "dir_info": {}}, "pip install '/srv/checkout[search]'"),
        (None, "pip install 'PATH[search]' (PATH: the wheel or folder"),
    ],
    ids=["wheel", "repository", "folder", "unknown"],
)
def test_elsewhere_the_remedy_names_where_it_came_from(
    tmp_path: Path, origin: dict[str, object] | None, said: str
) -> None:
    assert python(ASK, tmp_path, installed(tmp_path, origin), ROOT).stdout.startswith(said)


@pytest.mark.parametrize("name", ["kb", "builder"])
def test_a_foreign_package_in_our_place_is_named(tmp_path: Path, name: str) -> None:
    foreign = tmp_path / "foreign"
    (foreign / name).mkdir(parents=True)
    (foreign / name / "__init__.py").write_text('"""Another program."""\n')
    done = python(START, tmp_path, foreign, ROOT)
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    assert f"`{name}` in {foreign} is another program's package" in done.stderr
    assert "help: " in done.stderr


@pytest.mark.parametrize("name", ["kb", "builder"])
def test_a_package_written_over_is_named(tmp_path: Path, name: str) -> None:
    """Two distributions of one name in one folder: the later one's files win, the rest stays."""
    ours = tmp_path / "ours"
    for package in ("kb", "builder"):
        shutil.copytree(ROOT / package, ours / package)
    shutil.copy(ROOT / "soc_evidence.py", ours)
    (ours / name / "__init__.py").write_text('"""Another program."""\n')
    done = python(START, tmp_path, ours)
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    assert f"{ours / name / '__init__.py'} was written over" in done.stderr


def test_our_own_packages_start(tmp_path: Path) -> None:
    assert python(START, tmp_path, ROOT).stdout.startswith("soc-evidence, version ")


def test_the_bounds_admit_what_is_locked() -> None:
    """Ranges stand in the project file, exact versions in the lock alone."""
    from packaging.specifiers import SpecifierSet

    locked = dict(
        line.split()[0].split("==")
        for line in (ROOT / "requirements.lock").read_text().splitlines()
        if "==" in line
    )
    for name, (lowest, bound) in ranges().items():
        assert locked[name] in SpecifierSet(f">={lowest},<{bound}"), name
