"""Locks of the operating system, which lets go of them when their process ends in any way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kb.common.files import unwritable


@contextmanager
def locked(path: Path, patience: float) -> Iterator[bool]:
    """Hold the lock of a file while the block runs; the value says whether it was got in `patience` seconds.

    Raises:
        UnwritableError: the file's folder cannot be written.
    """
    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=patience)
    except Timeout:
        yield False
        return
    except OSError as error:
        raise unwritable(path.parent, error) from error
    try:
        yield True
    finally:
        lock.release()
