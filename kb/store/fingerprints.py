"""Content hashes of files without reading unchanged ones again.

The content hash is the truth. Where a file's size, inode and times of change are what they were when it was
last hashed, the hash is taken from memory, as git does with its index; a file that changed so shortly before
it was hashed that a later change could carry the same time is hashed again (git calls it racily clean).
"""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

from kb.common.files import write_atomically

_TICK = 2_000_000_000
"""Nanoseconds within which two changes may carry the same time, on the coarsest file system in use (FAT)."""
_FAST = 1 << 20
_Stat = tuple[int, int, int, int]


class Fingerprints:
    """A memory of hashes, kept in one file."""

    def __init__(self, memory: Path) -> None:
        self._memory = memory
        self._known = self._recall()
        self._used: dict[str, list[int | str]] = {}

    def sha256(self, path: Path) -> str:
        """Return the SHA-256 of a file's content.

        Raises:
            OSError: the file cannot be read.
        """
        name, now = str(path), time.time_ns()
        found = path.stat()
        stat: _Stat = (found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
        entry = self._known.get(name)
        if entry is None or entry[:4] != list(stat):
            digest = _hash(path)
            settled = max(found.st_mtime_ns, found.st_ctime_ns) + _TICK < now
            entry = [*stat, digest] if settled else [0, 0, 0, 0, digest]
        self._used[name] = entry
        return str(entry[4])

    def save(self) -> None:
        """Keep what was asked for in this run, where that is news."""
        if self._used != self._known:
            write_atomically(self._memory, json.dumps(self._used).encode())
            self._known = self._used

    def _recall(self) -> dict[str, list[int | str]]:
        try:
            known = json.loads(self._memory.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_FAST):
            digest.update(piece)
    return digest.hexdigest()
