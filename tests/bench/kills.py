"""More than a hundred kills of an import at random moments (the suite has twenty)."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from tests.kb.importing.killing import Killer

KILLS = 120


def run() -> None:
    """Kill, look, and count what was found: the old state or the new, or a failure."""
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        office = Path(name) / "office"
        (office / "evidence").mkdir(parents=True)
        (office / "soc-evidence.toml").write_text('draft = "submission.md"\n')
        killer = Killer(office, Path(name) / "releases", random.Random())
        for number in range(KILLS):
            killer.kill_one(number)
    found = ", ".join(f"{count} found the {kind} state" for kind, count in sorted(killer.outcomes.items()))
    print(f"{KILLS} kills: {found}")  # noqa: T201
