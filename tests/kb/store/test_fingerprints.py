from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from kb.store import state
from kb.store.state import Fingerprints


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Files whose content was read."""
    seen: list[Path] = []
    true_hash = state._hash

    def noting(path: Path) -> str:
        seen.append(path)
        return true_hash(path)

    monkeypatch.setattr(state, "_hash", noting)
    return seen


def test_an_unchanged_file_is_read_once(
    tmp_path: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "_TICK", -1)
    file = tmp_path / "a"
    file.write_text("content")
    for _ in range(2):
        memory = Fingerprints(tmp_path / "memory.json")
        assert memory.sha256(file) == hashlib.sha256(b"content").hexdigest()
        memory.save()
    assert reads == [file]


def test_a_file_of_the_same_size_and_time_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "_TICK", -1)
    file = tmp_path / "a"
    file.write_text("content")
    before = file.stat()
    memory = Fingerprints(tmp_path / "memory.json")
    memory.sha256(file)
    memory.save()
    file.write_text("contend")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    again = Fingerprints(tmp_path / "memory.json").sha256(file)
    assert again == hashlib.sha256(b"contend").hexdigest()


def test_a_file_that_has_just_changed_is_not_remembered(tmp_path: Path, reads: list[Path]) -> None:
    file = tmp_path / "a"
    file.write_text("content")
    for _ in range(2):
        memory = Fingerprints(tmp_path / "memory.json")
        memory.sha256(file)
        memory.save()
    assert reads == [file, file]


def test_a_damaged_memory_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "memory.json").write_text("[")
    file = tmp_path / "a"
    file.write_text("content")
    assert Fingerprints(tmp_path / "memory.json").sha256(file)
