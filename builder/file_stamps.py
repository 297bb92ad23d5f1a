"""Whether files changed between two looks, without reading them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.draft_file import folders_of_records
from kb.workspace import CONFIG, Workspace

Stamp = tuple[tuple[str, int, int], ...]
"""Path, time of the last change in nanoseconds, and size of every file that counts."""


def stamp(paths: Iterable[Path]) -> Stamp:
    """Return the stamp of files; those that are gone are not in it."""
    found = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:  # gone between two looks
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)


def record_files(workspace: Workspace) -> Iterator[Path]:
    """Yield what decides how a draft is filled, besides itself: the office's records, queries, settings."""
    yield workspace.root / CONFIG
    own = [folder for folder in folders_of_records(workspace) if folder.is_relative_to(workspace.root)]
    for folder in own:
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
