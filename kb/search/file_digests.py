"""The sha256 of large files, which need not be read again as long as they are those that were read."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from kb.common.files import cache_home, write_atomically
from kb.errors import UnwritableError

_LARGE = 2**20
"""Bytes from which on it takes longer to read a file than to remember it."""


def file_digest(path: Path) -> str:
    """Return the sha256 of a file.

    A large file is recalled by place, size, number and times; that of its last change nobody can set back.
    """
    found = path.stat()
    if found.st_size < _LARGE:
        return _read(path)
    key, state = str(path.resolve()), [found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns]
    known = _known()
    entry = known.get(key)
    if isinstance(entry, dict) and entry.get("state") == state:
        return str(entry.get("sha256"))
    digest = _read(path)
    with suppress(UnwritableError):  # then it is read again next time
        write_atomically(_memory(), json.dumps(known | {key: {"state": state, "sha256": digest}}).encode())
    return digest


def _read(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _known() -> dict[str, object]:
    try:
        known = json.loads(_memory().read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _memory() -> Path:
    return cache_home() / "soc-evidence" / "file-digests.json"
