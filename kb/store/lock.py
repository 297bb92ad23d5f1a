"""One writer at a time: an advisory lock that the system lets go of when its process ends in any way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import UnreadableError

_PAUSE = 0.05


@contextmanager
def writing(path: Path, patience: float) -> Iterator[bool]:
    """Hold the lock while the block runs; the value says whether it was got within `patience` seconds.

    Raises:
        UnreadableError: the folder of the lock cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise UnreadableError(
            f"{path.parent} cannot be written: {error.strerror}.",
            "Make the folder writable, or set XDG_CACHE_HOME to one that is.",
        ) from error
    try:
        yield _acquired(descriptor, patience)
    finally:
        os.close(descriptor)


def _acquired(descriptor: int, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while not _try(descriptor):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_PAUSE)
    return True


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
