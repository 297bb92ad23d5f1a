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
        """Push every claim once, so that each has an old state, and see how long a push takes."""
        self.office, self.base, self.chance = office, base, chance
        self.found: Counter[str] = Counter()
        self._write("Title")
        base.push()
        self._write("Title again")
        began = time.monotonic()
        base.push()
        self.longest = time.monotonic() - began

    def _write(self, title: str) -> None:
        for which in range(CLAIMS):
            write_claim(self.office, f"claim-{which}", title)

    def kill_one(self, number: int) -> None:
        """Change every claim, kill the push, and look."""
        before = _on_server(self.base)
        self._write(f"Title {number}")
        with subprocess.Popen(
            [sys.executable, "-c", _PUSH], cwd=self.office, env={**os.environ}, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout and process.stdout.readline() == b"ready\n"
            time.sleep(self.chance.uniform(0, self.longest))
            process.send_signal(signal.SIGKILL)
        after, wanted = _on_server(self.base), _in_files(self.office)
        for name, triples in after.items():
            state = "old" if triples == before.get(name) else "new" if triples == wanted.get(name) else "half"
            self.found[state] += 1


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
