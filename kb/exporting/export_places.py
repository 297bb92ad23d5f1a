"""Where an export may be written: never over what people wrote, and whole or not at all."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.common.files import unwritable
from kb.errors import UsageError
from kb.workspace import CONFIG, Workspace

MANIFEST = "manifest.json"
"""Lists the files of a folder that an export filled."""
_ELSEWHERE = "Name another place."


def check_place(place: Path, workspace: Workspace, *, replace: bool) -> None:
    """Refuse a place where something lies that an export must not write over.

    A file that is there is only replaced when that is asked for, and a folder only when it holds what an
    export put there, and nothing else.

    Raises:
        UsageError: the place is one of the workspace's own, or taken.
    """
    kept = [folder for layer in workspace.layers for folder in layer.folders]
    kept += [*workspace.queries, workspace.root / "imports", workspace.derived]
    found = place.resolve()
    owns = {workspace.root.resolve(), (workspace.root / CONFIG).resolve()}
    if workspace.draft:
        owns.add(workspace.draft.resolve())
    if found in owns or any(found.is_relative_to(folder.resolve()) for folder in kept):
        raise UsageError(f"{place} belongs to the workspace; nothing is exported there.", _ELSEWHERE)
    if any(folder.resolve().is_relative_to(found) for folder in kept):
        raise UsageError(f"{place} holds the workspace; nothing is exported in its place.", _ELSEWHERE)
    if not found.exists() or (found.is_dir() and not any(found.iterdir())):
        return
    if not replace:
        raise UsageError(
            f"{place} is there already; nothing was changed.", "Name another place, or --replace."
        )
    if found.is_dir() and not _is_export(found):
        raise UsageError(f"{place} holds files that no export put there; it is not replaced.", _ELSEWHERE)


def _is_export(folder: Path) -> bool:
    try:
        listed = {row["name"] for row in json.loads((folder / MANIFEST).read_text("utf-8"))["files"]}
    except (OSError, ValueError, TypeError, KeyError):
        return False
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return there <= {MANIFEST, *listed}


@contextmanager
def filled_folder(place: Path) -> Iterator[Path]:
    """Yield an empty folder that takes its place, and that of a former export, when the block ends well.

    Raises:
        UnwritableError: it cannot be written.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            dir=place.parent, prefix=".making-", ignore_cleanup_errors=True
        ) as made:
            fresh, former = Path(made) / "fresh", Path(made) / "former"
            fresh.mkdir()
            yield fresh
            if place.exists():
                place.rename(former)
            try:
                fresh.rename(place)
            except OSError:
                if former.exists():
                    former.rename(place)
                raise
    except OSError as error:
        raise unwritable(place, error) from error
