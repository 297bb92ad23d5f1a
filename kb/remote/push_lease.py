"""One pusher at a time: a lease on the server that needs no clock of anybody's to be right.

Who holds it writes a beat, a number that changes with every step. Who waits looks at it twice: a beat that
did not change in `DEAD` seconds of the waiting process's own monotonic clock is that of a dead holder, who
loses the lease. No time of day is compared, so clocks may differ or run backwards. A holder that was only
asleep finds out with its next step, for every step asks for the lease (a fencing condition).
"""

from __future__ import annotations

import hashlib
import os
import platform
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from kb.errors import BusyError, SocEvidenceError, UnreadableError
from kb.remote.graph_updates import Updates, all_in_one, given_back, taken
from kb.remote.http_requests import Sent
from kb.remote.server_graph import ServerGraph
from kb.remote.server_state import read_state
from kb.server_settings import MERGE

DEAD = 30.0
"""Seconds without a beat after which a holder is taken for dead."""
LOOK = 1.0
"""Seconds between two looks at another's beat."""
UPDATE_TYPE = "application/sparql-update"


class LostError(BusyError):
    """Somebody else took the lease meanwhile."""


@dataclass
class Lease:
    """The right to write, held by this process."""

    graph: ServerGraph
    holder: str
    number: int = 0

    @property
    def updates(self) -> Updates:
        """The updates under the condition that it is held."""
        server = self.graph.connection.server
        return Updates(self.holder, server.name, server.default_graph == MERGE)

    def write(self, *updates: str) -> None:
        """Send updates as one request, with a beat."""
        self.number += 1
        send_update(self.graph, all_in_one([self.updates.beaten(self.number), *updates]))

    def require(self) -> None:
        """Make sure that it is still held.

        Raises:
            LostError: it is not.
        """
        if read_state(self.graph).holders != {self.holder}:
            raise LostError(
                "Another push took over, for this one was still for too long.",
                "Wait until it has finished, then: soc-evidence push",
            )


def send_update(graph: ServerGraph, body: bytes) -> None:
    """Send an update that may be sent twice."""
    server = graph.connection.server
    graph.connection.send(Sent("POST", server.update, body, UPDATE_TYPE))


@contextmanager
def lease(
    graph: ServerGraph,
    patience: float,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Lease]:
    """Hold the lease of a server while the block runs.

    Args:
        graph: on that server.
        patience: seconds to wait for somebody who is at work.
        clock: of this process; it must not run backwards.
        pause: waits.

    Raises:
        BusyError: somebody else is still pushing.
    """
    ours = Lease(graph, _own_name())
    _take(ours, patience, clock, pause)
    try:
        yield ours
    finally:
        with suppress(SocEvidenceError):  # a server that died keeps it, and the next push sees it dead
            send_update(graph, given_back(ours.holder).encode())


def _take(ours: Lease, patience: float, clock: Callable[[], float], pause: Callable[[float], None]) -> None:
    began, since = clock(), clock()
    seen, lively = "", 0
    while True:
        send_update(ours.graph, taken(ours.holder).encode())
        found = read_state(ours.graph)
        if found.holders == {ours.holder}:
            return
        if not found.holders and not seen:
            seen = "nobody"
            continue
        if not found.holders and seen == "nobody":
            raise UnreadableError(
                f"The server {ours.graph.connection.server.hosts} took an update and did not carry it out.",
                "Are `query` and `update` in [store] addresses of the same dataset, and may you write there?",
            )
        if ours.holder in found.holders:  # two at once, where the engine does not keep them apart
            send_update(ours.graph, given_back(ours.holder).encode())
            pause(LOOK * (1 + secrets.randbelow(1000) / 1000))
            continue
        beat = f"{sorted(found.holders)} {sorted(found.beats)}"
        if beat != seen:
            seen, since, lively = beat, clock(), lively + 1
        if clock() - since >= DEAD or all(_ended_here(holder) for holder in found.holders):
            for holder in sorted(found.holders):
                send_update(ours.graph, given_back(holder).encode())
        elif lively > 1 and clock() - began >= patience:
            raise BusyError(
                f"Somebody else is pushing to {ours.graph.connection.server.hosts}.",
                "Wait until that push has finished, and try again.",
            )
        else:
            pause(LOOK)


def _own_name() -> str:
    """Return a name for this process that tells computer and process apart, and names neither."""
    return f"{_computer()}-{os.getpid()}-{secrets.token_hex(8)}"


def _computer() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:16]


def _ended_here(holder: str) -> bool:
    """Say whether a holder was a process of this computer that is no more."""
    computer, _, rest = holder.partition("-")
    number = rest.partition("-")[0]
    if computer != _computer() or not number.isdigit() or os.name != "posix":
        return False
    try:
        os.kill(int(number), 0)  # asks, and sends nothing
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
