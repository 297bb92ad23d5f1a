"""The few places for queries that run at the same time, and who makes room where all are taken."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from kb.common.halting import Halt
from kb.errors import BusyError

_LOOK = 0.3
"""Seconds after which one that waits looks whether its client left, or another had its share."""


class QueryPlaces:
    """A few places. Where all are taken and another query waits, the one that runs longest makes room.

    It does so once it has run for some seconds, so that a handful of queries that never end hold up nobody.
    """

    def __init__(self, number: int, wait: float, share: float) -> None:
        """Make places.

        Args:
            number: of queries that run at the same time.
            wait: seconds that a query waits for a place.
            share: seconds that each may run even where others wait.
        """
        self._number, self._wait, self._share = number, wait, share
        self._changing = threading.Lock()
        self._running: dict[Halt, float] = {}
        """When each began, the first one first."""
        self._queue: deque[tuple[Halt, threading.Event]] = deque()
        """Those that wait, each with what says that it has a place."""

    @contextmanager
    def place(self, halt: Halt) -> Iterator[None]:
        """Hold a place for a query that `halt` ends.

        Raises:
            BusyError: none became free.
        """
        self._take(halt)
        try:
            yield
        finally:
            with self._changing:
                del self._running[halt]
                if self._queue:
                    following, turn = self._queue.popleft()
                    self._running[following] = time.monotonic()
                    turn.set()

    def _take(self, halt: Halt) -> None:
        until, waits = time.monotonic() + self._wait, (halt, threading.Event())
        with self._changing:
            if len(self._running) < self._number:
                self._running[halt] = time.monotonic()
                return
            self._queue.append(waits)
        while not waits[1].wait(_LOOK):
            with self._changing:
                if waits in self._queue and (halt.asked or time.monotonic() >= until):
                    self._queue.remove(waits)
                    raise BusyError(
                        "Other queries are being answered, and no more run at the same time.",
                        "Ask again in a few seconds.",
                    )
                self._make_room()

    def _make_room(self) -> None:
        """End the queries that had their share, as many as wait and no more."""
        now, ending = time.monotonic(), sum(halt.asked for halt in self._running)
        for halt, began in self._running.items():
            if ending >= len(self._queue) or now - began < self._share:
                return
            if not halt.asked:
                halt.ask()
                ending += 1
