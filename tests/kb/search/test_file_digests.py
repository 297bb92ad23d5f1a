"""A large file is read once, and again as soon as anything of it changes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from kb.search import file_digests
from kb.search.file_digests import file_digest


def test_a_large_file_is_recalled_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "weights"
    path.write_bytes(b"a" * 2**20)
    first = file_digest(path)
    assert first == hashlib.sha256(b"a" * 2**20).hexdigest()
    with monkeypatch.context() as unread:
        unread.setattr(file_digests, "_read", lambda _: "read again")
        assert file_digest(path) == first
    times = path.stat()
    path.write_bytes(b"b" * 2**20)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert file_digest(path) == hashlib.sha256(b"b" * 2**20).hexdigest()
    [memory] = (tmp_path / "cache").rglob("file-digests.json")
    memory.write_bytes(b"broken")
    assert file_digest(path) == hashlib.sha256(b"b" * 2**20).hexdigest()
