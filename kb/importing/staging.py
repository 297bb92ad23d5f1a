"""A place beside the imports where new files wait until all of them are good."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

from kb.errors import UnreadableError
from kb.store.ledger import Imported, Ledger, imports_folder, write_ledger
from kb.workspace import Workspace

_PREFIX = ".incoming-"


class Staging:
    """A folder for the time of one import."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        home = imports_folder(workspace)
        if home is None:
            raise ValueError("imports belong to a workspace")
        self._home = home

    def __enter__(self) -> Staging:
        try:
            self._home.mkdir(exist_ok=True)
            self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._home))
        except OSError as error:
            raise UnreadableError(
                f"{self._home} cannot be written: {error.strerror}.", "Make the folder writable."
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if not any(self._home.iterdir()):
            self._home.rmdir()

    def holds(self, table: Imported) -> bool:
        """Say whether the file of a table is in its place, and as long as it was."""
        place = self._home / table.data
        return place.is_file() and place.stat().st_size == table.size

    def commit(self, ledger: Ledger) -> None:
        """Move the files that the ledger names into their places, put it in force, remove what it drops."""
        for table in ledger.tables.values():
            waiting = self.folder / table.data
            if waiting.is_file():
                place = self._home / table.data
                place.parent.mkdir(parents=True, exist_ok=True)
                waiting.replace(place)
                _persist(place.parent)
        write_ledger(self._workspace, ledger)
        _persist(self._home)
        self._sweep({self._home / table.data for table in ledger.tables.values()})

    def _sweep(self, kept: set[Path]) -> None:
        """Remove former tables, and what a killed import left behind."""
        for path in sorted(self._home.rglob("*.nt.gz")):
            if path not in kept and not path.is_relative_to(self.folder):
                path.unlink(missing_ok=True)
        for path in sorted(self._home.glob(f"{_PREFIX}*")):
            if path != self.folder:
                shutil.rmtree(path, ignore_errors=True)


def _persist(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
