"""Paths as people read them. What the program keeps and compares is absolute; only what is shown is short."""

from __future__ import annotations

import os
from pathlib import Path


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
