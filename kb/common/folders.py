"""Folders of derived files: made whole or not at all, and forgotten when they are stale."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import UnreadableError


@contextmanager
def new_folder(place: Path) -> Iterator[Path]:
    """Make a folder elsewhere and move it to its place when it is complete; the first to come wins.

    Raises:
        UnreadableError: it cannot be written.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        home = place.parent
        with tempfile.TemporaryDirectory(dir=home, prefix=".making-", ignore_cleanup_errors=True) as made:
            fresh = Path(made) / "it"
            fresh.mkdir()
            yield fresh
            if not place.is_dir():
                fresh.rename(place)
    except OSError as error:
        if place.is_dir():
            return
        raise UnreadableError(
            f"{place.parent} cannot be written: {error.strerror or error}.",
            "Make the folder writable, or set XDG_CACHE_HOME to one that is.",
        ) from error


def forget(home: Path, prefix: str, kept: Path) -> None:
    """Delete the folders of earlier states; what another process holds open stays readable to it."""
    for folder in home.glob(f"{prefix}*"):
        if folder != kept:
            shutil.rmtree(folder, ignore_errors=True)
