"""Kill an import at a random moment, and look at what it left."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

import pyoxigraph as ox

from kb.importing import import_files
from kb.store.knowledge import Knowledge
from kb.workspace import open_workspace
from tests.processes import start

from .onet_tables import write_excel

RELEASES = ("31.0", "32.0")
NAMES = ("Occupation Data", "Skills", "Task Statements", "Tools Used")
_RELEASES = "SELECT ?release { ?graph bibo:edition ?release ; soce:rows ?rows }"


@dataclass
class Killer:
    """Imports two releases in turn into one workspace, and kills most of the processes."""

    office: Path
    releases: Path
    chance: random.Random
    outcomes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for release in RELEASES:
            write_excel(self.releases / release, release, NAMES)
        started = time.perf_counter()
        self._start(RELEASES[0]).join()
        self._whole = time.perf_counter() - started

    def kill_one(self, number: int) -> None:
        """Start an import of the other release, kill it, and require one release or the other, all of it."""
        wanted = RELEASES[(number + 1) % 2]
        process = self._start(wanted)
        time.sleep(self.chance.uniform(0.1, 1.1) * self._whole)
        process.kill()
        process.join()
        seen = self._peek()
        assert seen in [[release] * len(NAMES) for release in RELEASES], seen
        kind = "new" if seen[0] == wanted else "old"
        self.outcomes[kind] = self.outcomes.get(kind, 0) + 1
        if number % 5 == 0:
            whole = self._start(wanted)
            whole.join()
            assert whole.exitcode == 0
            assert self._peek() == [wanted] * len(NAMES)

    def _start(self, release: str) -> BaseProcess:
        return start(import_files, open_workspace(self.office), "onet", [self.releases / release])

    def _peek(self) -> list[str]:
        """Read the store as it lies there, without bringing it up to date."""
        path = open_workspace(self.office).store_path
        if not path.is_dir():
            return []
        rows = Knowledge(ox.Store.read_only(str(path.resolve()))).select(_RELEASES)
        return sorted(row["release"] for row in rows)
