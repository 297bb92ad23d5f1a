"""Files are written whole or not at all, and who may read them is for the user to say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kb.common.files import write_atomically, write_new
from kb.errors import UnreadableError, UsageError

WRITE = """
import sys, pathlib
from kb.common.files import write_atomically
write_atomically(pathlib.Path(sys.argv[1]), b"new")
"""


@pytest.mark.skipif(os.name != "posix", reason="a umask is a thing of POSIX systems")
@pytest.mark.parametrize(("umask", "folder", "file"), [(0o077, 0o700, 0o600), (0o002, 0o775, 0o664)])
def test_a_file_and_its_folder_have_the_permissions_that_the_umask_gives(
    umask: int, folder: int, file: int, tmp_path: Path
) -> None:
    path = tmp_path / "texts" / "a.txt"
    subprocess.run([sys.executable, "-c", WRITE, path], umask=umask, check=True)
    assert (path.parent.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (folder, file)


@pytest.mark.skipif(os.name != "posix", reason="these permissions are a thing of POSIX systems")
def test_a_file_that_is_written_anew_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch(0o600)
    write_atomically(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600)


def test_a_new_file_is_never_written_over_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError("a disk without hard links")

    for name in ("linked", "moved"):
        assert write_new(tmp_path / name, b"old") == tmp_path / name
        with pytest.raises(UsageError, match="exists already"):
            write_new(tmp_path / name, b"new")
        assert (tmp_path / name).read_bytes() == b"old"
        monkeypatch.setattr(os, "link", no_links)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["linked", "moved"]


def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "file" / "below", tmp_path / "folder"):
        with pytest.raises(UnreadableError, match="cannot be written"):
            write_atomically(place, b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b"old"


def test_a_name_as_long_as_a_name_may_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 255)
    write_atomically(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
