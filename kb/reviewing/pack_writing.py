"""Writing a pack or an answer where a person says."""

from __future__ import annotations

from pathlib import Path

from kb.common.files import write_atomically
from kb.errors import UsageError
from kb.reviewing.pack_files import read_pack
from kb.texts import RefusedError


def write_pack(path: Path, data: bytes) -> Path:
    """Write a pack; it takes the place of an earlier pack, and of nothing else.

    Raises:
        UsageError: another kind of file lies there, or there is no such folder.
        UnreadableError: it cannot be written.
    """
    if not path.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.", "Make it, or choose another place.")
    if path.exists():
        try:
            read_pack(path)
        except RefusedError as error:
            raise UsageError(f"{path} is there, and is no pack.", "Choose another name.") from error
    write_atomically(path, data)
    return path
