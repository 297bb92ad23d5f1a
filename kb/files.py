"""Writing files whole or not at all, with the permissions that the user's umask gives."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from kb.errors import UnreadableError


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
