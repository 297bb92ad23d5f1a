"""Whether anything that a draft or page is made from changed between two looks, without reading it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.draft_file import folders_of_records
from kb.common.dates_and_numbers import today
from kb.store.imported_tables import LEDGER, imports_folder
from kb.texts.frozen_texts import texts_folder
from kb.workspace import CONFIG, Workspace

Stamp = tuple[tuple[str, int, int], ...]
"""Path, time of the last change in nanoseconds, and size of every file that counts."""

State = tuple[dt.date, Stamp]
"""The day, on which judgements depend, and the stamp of an office's files."""


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


def state_of(workspace: Workspace) -> State:
    """Return what decides how a draft is filled, besides itself."""
    return today(), stamp(_files(workspace))


def _files(workspace: Workspace) -> Iterator[Path]:
    """Yield an office's settings, records, queries, and frozen texts, and what says which imports it has."""
    yield workspace.root / CONFIG
    imports = imports_folder(workspace)
    if imports is not None:
        yield imports / LEDGER
    own = [folder for folder in folders_of_records(workspace) if folder.is_relative_to(workspace.root)]
    for folder in (*own, texts_folder(workspace)):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
