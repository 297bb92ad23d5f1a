"""A hundred kills of a push at random moments (the suite has a few), on Oxigraph's server."""

# ruff: noqa: T201
from __future__ import annotations

import os
import random
import tempfile
from collections import Counter
from pathlib import Path

from kb.api import Base, open_base
from tests.kb.remote.engines import oxigraph
from tests.kb.remote.killing_pushes import PushKiller

KILLS = 100
BATCHES = (12, 200, 2000)
"""Statements in a request: many requests and most graphs filled beside their place, some, or few and none."""


def run() -> None:
    """Kill, look, and count; then push once more and compare every statement."""
    found: Counter[str] = Counter()
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
            for batch in BATCHES:
                engine.configure(office, more=f"batch = {batch}\n")
                with open_base(office) as base:
                    found += _killed(office, base, -(-KILLS // len(BATCHES)))
    told = ", ".join(f"{count:,} {state}" for state, count in sorted(found.items()))
    print(f"Graphs after the kills: {told}.")


def _killed(office: Path, base: Base, kills: int) -> Counter[str]:
    killer = PushKiller(office, base, random.Random())
    for number in range(kills):
        killer.kill_one(number)
    pushed = base.push()
    differing = base.pushed_differences()
    print(
        f"{kills} kills within {killer.longest:.1f} s of a push: {dict(killer.found)}; the last push sent "
        f"{len(pushed.difference.fresh)} graphs; differing afterwards: {len(differing)}.",
        flush=True,
    )
    return killer.found
