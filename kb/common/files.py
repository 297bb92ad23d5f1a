"""Files and folders written whole or not at all, with the user's umask; and their paths as people read them.

What the program keeps and compares is absolute; only what is shown is short.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import UnreadableError


def typed_path(path: Path, root: Path) -> Path:
    """Return a path that was typed in the working folder so that it means the same from a workspace's root.

    Where one stands there it stays as it was typed, and messages repeat it so.
    """
    return path if Path.cwd() == root else path.absolute()


def short_path(path: Path | str, start: Path | None = None) -> str:
    """Return an absolute path as a user would type it: from `start`, else the working folder, if shorter.

    What is no absolute path (`the contribution`, a name) stays as it is.
    """
    whole = str(path)
    if not Path(whole).is_absolute():
        return whole.replace(os.sep, "/")
    try:
        relative = os.path.relpath(whole, start)
    except ValueError:  # another drive of Windows
        relative = whole
    return min(relative, whole, key=len).replace(os.sep, "/")


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


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file beside its final place and move it there; a reader sees the old or the new.

    Raises:
        UnreadableError: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name[:200]}.{secrets.token_hex(8)}")
        try:
            with beside.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnreadableError(
            f"{path} cannot be written: {error.strerror or error}.", "Choose another place."
        ) from error


def new_folder_in(parent: Path) -> Path:
    """Make a folder with a name of its own, to be filled and then moved.

    Raises:
        OSError: it cannot be made.
    """
    folder = parent / secrets.token_hex(8)
    folder.mkdir(parents=True)
    return folder
