from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from .killing import Killer


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is a thing of POSIX systems")
def test_an_import_killed_at_any_moment_leaves_the_old_or_the_new(office: Path, tmp_path: Path) -> None:
    """Twenty kills here; `python -m tests.bench kills` does more than a hundred."""
    killer = Killer(office, tmp_path / "releases", random.Random(20261121))
    for number in range(20):
        killer.kill_one(number)
    assert sum(killer.outcomes.values()) == 20
