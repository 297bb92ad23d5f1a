"""Folders of the index on disk: made whole, sealed with checksums, opened only as they were made."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.common.files import new_folder
from kb.common.locks import locked

SEAL = "seal.json"
"""File with size and checksum of every other file of its folder."""
_WHOLE = 64 * 2**20
"""Bytes up to which a file is read whole for its checksum; of a larger one this much, in equal stretches."""
_STRETCHES = 64
_PATIENCE = 600.0
"""Seconds to wait for another process that makes the same index."""


class DamagedError(ValueError):
    """A file of an index is not as it was made."""


@contextmanager
def sealed_folder(place: Path) -> Iterator[Path]:
    """Make a folder elsewhere, seal it and move it to its place; one process at a time.

    What a killed process left half made is removed, for nobody else is at work while the lock is held.

    Raises:
        UnreadableError: it cannot be written.
    """
    with locked(place.parent / "search.lock", _PATIENCE) as ours:
        if ours:
            for left in place.parent.glob(".making-*"):
                shutil.rmtree(left, ignore_errors=True)
        with new_folder(place) as fresh:
            yield fresh
            _seal(fresh)


def _seal(folder: Path) -> None:
    sums = {name: [path.stat().st_size, _checksum(path)] for name, path in _files(folder)}
    (folder / SEAL).write_text(json.dumps(sums, indent=1) + "\n", "ascii")


def verify(folder: Path) -> None:
    """Make sure that a folder is as it was sealed.

    Raises:
        DamagedError: a file is missing, added, or another than it was.
    """
    try:
        sealed = json.loads((folder / SEAL).read_bytes())
        found = {name: [path.stat().st_size, _checksum(path)] for name, path in _files(folder)}
    except (OSError, ValueError) as error:
        raise DamagedError(str(error)) from error
    if found != sealed:
        raise DamagedError(f"{folder} is not as it was made")


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != SEAL:
            yield path.relative_to(folder).as_posix(), path


def _checksum(path: Path) -> int:
    """Return the CRC-32 of a file, or of equal stretches of a very large one."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= _WHOLE:
            return zlib.crc32(file.read())
        total, length = 0, _WHOLE // _STRETCHES
        for stretch in range(_STRETCHES):
            file.seek(stretch * (size - length) // (_STRETCHES - 1))
            total = zlib.crc32(file.read(length), total)
        return total
