"""Files and folders written whole or not at all, with the user's umask; and their paths as people read them.

What the program keeps and compares is absolute; only what is shown is short.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kb.errors import UnwritableError, UsageError

_BESIDE = re.compile(r"\..+\.[0-9a-f]{16}", re.DOTALL)
"""Name of a file that is being written; see `_written_beside`."""
_PIECE = 1 << 20
_ROOM = "Make room on that disk, and try again."
_RIGHTS = "Let yourself write there (on Linux and macOS: chmod u+w), or choose another place."
_REMEDIES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: "That disk can only be read: copy the folder to one that can be written, and work there.",
}


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


def cache_home() -> Path:
    """Return the folder for what a user's programs can make again (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def unwritable(path: Path, error: OSError) -> UnwritableError:
    """Return the error for a place that cannot be written; its remedy follows from the system's reason.

    Libraries that have no number for the reason have the system's words for it within their own.
    """
    code = error.errno or next((code for code in _REMEDIES if os.strerror(code) in str(error)), 0)
    reason = error.strerror or (os.strerror(code) if code else str(error))
    remedy = _REMEDIES.get(code, "Choose another place.")
    if path.is_relative_to(cache_home()):
        remedy += " Or set XDG_CACHE_HOME to a folder that can be written."
    return UnwritableError(f"{path} cannot be written: {reason}.", remedy)


@contextmanager
def new_folder(place: Path) -> Iterator[Path]:
    """Make a folder elsewhere and move it to its place when it is complete; the first to come wins.

    Raises:
        UnwritableError: it cannot be written.
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
        raise unwritable(place.parent, error) from error


def forget(home: Path, prefix: str, kept: Path) -> None:
    """Delete the folders of earlier states; what another process holds open stays readable to it."""
    for folder in home.glob(f"{prefix}*"):
        if folder != kept:
            shutil.rmtree(folder, ignore_errors=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file beside its final place and move it there; a reader sees the old or the new.

    A file that was there keeps its permissions.

    Raises:
        UnwritableError: the folder cannot be written.
    """
    with _written_beside(path, data) as beside:
        beside.replace(path)


def write_new(path: Path, data: bytes) -> Path:
    """Write a file that must not exist yet, whole or not at all, and return its path.

    Raises:
        UsageError: it exists already.
        UnwritableError: it cannot be written.
    """
    with _written_beside(path, data) as beside:
        try:
            os.link(beside, path)
        except OSError as error:
            if path.exists():
                raise UsageError(
                    f"{path} exists already; nothing was changed.", "Use another name."
                ) from error
            beside.replace(path)  # on a disk without hard links
    return path


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Yield a stream for the new content of a file, which takes its place when the block ends well.

    For what is too large to be held whole; otherwise like `write_atomically`.

    Raises:
        UnwritableError: the folder cannot be written.
    """
    with _beside(path) as (beside, stream):
        yield stream
        _complete(stream, beside, path)
        beside.replace(path)


@contextmanager
def _written_beside(path: Path, data: bytes) -> Iterator[Path]:
    """Yield a file with this content on the same disk, which the block puts in place; it never stays."""
    with _beside(path) as (beside, stream):
        stream.write(data)
        _complete(stream, beside, path)
        yield beside


@contextmanager
def _beside(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Yield a new file on the same disk, opened for writing; it never stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name[:200]}.{secrets.token_hex(8)}")
        try:
            with beside.open("xb") as stream:
                yield beside, stream
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error


def _complete(stream: BinaryIO, beside: Path, path: Path) -> None:
    """Make sure that all is on the disk, with the permissions of the file whose place it will take."""
    stream.flush()
    os.fsync(stream.fileno())
    stream.close()
    if path.is_file():
        beside.chmod(stat.S_IMODE(path.stat().st_mode))


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's content, which is never held whole.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def sweep(folder: Path) -> None:
    """Remove what killed processes left half written in a folder, in which nobody writes meanwhile."""
    for path in folder.glob(".*"):
        if _BESIDE.fullmatch(path.name):
            path.unlink(missing_ok=True)


@contextmanager
def all_or_none() -> Iterator[list[Path]]:
    """Yield a list for the files that the block makes; when it fails, those in the list are removed again."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise


def new_folder_in(parent: Path) -> Path:
    """Make a folder with a name of its own, to be filled and then moved.

    Raises:
        UnwritableError: it cannot be made.
    """
    folder = parent / secrets.token_hex(8)
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise unwritable(folder.parent, error) from error
    return folder
