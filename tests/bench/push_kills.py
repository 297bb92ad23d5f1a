"""A hundred kills of a push at random moments (the suite has a few), on Oxigraph's server."""

# ruff: noqa: T201
from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

from kb.api import open_base
from tests.kb.remote.engines import oxigraph
from tests.kb.remote.killing_pushes import PushKiller

KILLS = 100


def run() -> None:
    """Kill, look, and count; then push once more and compare every statement."""
    with tempfile.TemporaryDirectory(prefix="push-kills-") as name:
        os.environ["XDG_CONFIG_HOME"] = name
        office, folder = Path(name) / "office", Path(name) / "engine"
        (office / "evidence").mkdir(parents=True)
        folder.mkdir()
        with oxigraph(folder) as engine:
            engine.configure(office)
            with open_base(office) as base:
                base.allow_server()
                base.push()
            engine.configure(
                office, more="batch = 12\n"
            )  # many requests, and graphs filled beside their place
            with open_base(office) as base:
                killer = PushKiller(office, base, random.Random())
                for number in range(KILLS):
                    killer.kill_one(number)
                pushed = base.push()
                differing = base.pushed_differences()
    found = ", ".join(f"{count:,} {state}" for state, count in sorted(killer.found.items()))
    print(f"{KILLS} kills; graphs listed after them: {found}.")
    print(
        f"The last push sent {len(pushed.difference.fresh)} graphs; differing afterwards: {len(differing)}."
    )
