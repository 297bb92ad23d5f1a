from __future__ import annotations

import hashlib
import os
from pathlib import Path

from kb.common.files import file_sha256
from kb.store.state import Fingerprints


class Reading:
    """Hashes files, and notes which."""

    def __init__(self) -> None:
        self.files: list[Path] = []

    def __call__(self, path: Path) -> str:
        self.files.append(path)
        return file_sha256(path)


def test_an_unchanged_file_is_read_once(tmp_path: Path) -> None:
    reading = Reading()
    file = tmp_path / "a"
    file.write_text("content")
    for _ in range(2):
        memory = Fingerprints(tmp_path / "memory.json", reading, tick=-1)
        assert memory.sha256(file) == hashlib.sha256(b"content").hexdigest()
        memory.save()
    assert reading.files == [file]


def test_a_file_of_the_same_size_and_time_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("content")
    before = file.stat()
    memory = Fingerprints(tmp_path / "memory.json", tick=-1)
    memory.sha256(file)
    memory.save()
    file.write_text("contend")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    again = Fingerprints(tmp_path / "memory.json", tick=-1).sha256(file)
    assert again == hashlib.sha256(b"contend").hexdigest()


def test_a_file_that_has_just_changed_is_not_remembered(tmp_path: Path) -> None:
    reading = Reading()
    file = tmp_path / "a"
    file.write_text("content")
    for _ in range(2):
        memory = Fingerprints(tmp_path / "memory.json", reading)
        memory.sha256(file)
        memory.save()
    assert reading.files == [file, file]


def test_a_damaged_memory_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "memory.json").write_text("[")
    file = tmp_path / "a"
    file.write_text("content")
    assert Fingerprints(tmp_path / "memory.json").sha256(file)
