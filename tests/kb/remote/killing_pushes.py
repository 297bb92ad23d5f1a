"""Kill pushes at random moments, and look whether every graph on the server is the old one or the new one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.api import Base, open_base
from kb.remote.http_requests import Connection
from kb.remote.push_lease import send_update
from kb.remote.server_graph import ServerGraph
from kb.remote.server_state import read_state

CLAIMS = 30
_CLAIM = """\
claim:
  id: {id}
  title: {title}
  statement: A statement that somebody may dispute.
"""
_PUSH = "from kb.api import open_base; b = open_base(); b.push_state(); print('ready', flush=True); b.push()"
Graphs = dict[str, frozenset[str]]


def write_claim(office: Path, identifier: str, title: str) -> None:
    """Write a record of which only the title changes."""
    (office / "evidence" / f"{identifier}.yaml").write_text(_CLAIM.format(id=identifier, title=title))


def graph_of(base: Base) -> ServerGraph:
    """Return the graph on the server that a base names."""
    assert base.workspace.server
    return ServerGraph(Connection(base.workspace.server))


class PushKiller:
    """Kills pushes of ever new changes; counts in what state the graphs of the office were found."""

    def __init__(self, office: Path, base: Base, chance: random.Random) -> None:
        """Push every claim twice, so that each has an old state, and see how long a push takes."""
        self.office, self.base, self.chance = office, base, chance
        self.found: Counter[str] = Counter()
        """How many graphs were old, new or half, and how many had no entry, for they were being replaced."""
        self._write("Title")
        base.push()
        self._write("Title again")
        self.longest = self._push(None)
        self._known = _on_server(base)

    def _write(self, title: str) -> None:
        for which in range(CLAIMS):
            write_claim(self.office, f"claim-{which}", title)

    def _push(self, seconds: float | None) -> float:
        """Push in a process of its own, which is killed after some seconds; return how long it was at it."""
        with subprocess.Popen(
            [sys.executable, "-c", _PUSH], cwd=self.office, env={**os.environ}, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout and process.stdout.readline() == b"ready\n"
            began = time.monotonic()
            if seconds is not None:
                time.sleep(seconds)
                process.send_signal(signal.SIGKILL)
            process.wait()
            return time.monotonic() - began

    def kill_one(self, number: int) -> None:
        """Change every claim, kill the push, and look."""
        self._write(f"Title {number}")
        self._push(self.chance.uniform(0, self.longest))
        _settle(self.base)
        listed, wanted = _on_server(self.base), _in_files(self.office)
        for name, former in self._known.items():
            found = listed.get(name)
            state = "old" if found == former else "new" if found == wanted.get(name) else "half"
            self.found["without entry" if found is None else state] += 1
        self._known |= listed


def _settle(base: Base) -> None:
    """Wait until the server has done, or given up, what the killed push had sent it last."""
    graph = graph_of(base)
    for _ in range(2):
        send_update(graph, b"DELETE DATA { <urn:x> <urn:x> <urn:x> }")
    graph.connection.close()


def _on_server(base: Base) -> Graphs:
    """Return the graphs of the office that the server lists, and what follows from the records."""
    graph = graph_of(base)
    try:
        listed = [name for name in read_state(graph).digests if "/own/" in name or "/derived/" in name]
        query = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
        return {name: frozenset(map(str, graph.construct(query, g=name))) for name in listed}
    finally:
        graph.connection.close()


def _in_files(office: Path) -> Graphs:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SOC_EVIDENCE_STORE", "embedded")
        store = open_base(office).embedded.store
    names = [graph for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
    return {
        name.value: frozenset(str(quad.triple) for quad in store.quads_for_pattern(None, None, None, name))
        for name in names
    }
