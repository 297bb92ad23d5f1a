"""Paths as people read them. What the program keeps and compares is absolute; only what is shown is short."""

from __future__ import annotations

import os
from pathlib import Path


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
