"""The base that all requests ask, taken up anew when files of the office changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent import futures
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from builder.file_stamps import State, state_of
from builder.workbench.kept_pages import KeptPages
from builder.workbench.search_preparation import SearchPreparation
from kb.api import Base, open_base
from kb.errors import BusyError
from kb.findings import Finding
from kb.querying.asking import Question
from kb.querying.search_patterns import search_patterns
from kb.reports import shortened
from kb.snapshot import Say
from kb.workspace import Workspace

_BETWEEN_LOOKS = 0.5
"""Seconds for which files are taken to be as they were when looked at last."""
_WHILE_BEHIND = 10.0
"""Seconds until they are looked at again where another process was changing them; a look waits for it."""
_FIRST = "That takes a few minutes the first time."

Answer = TypeVar("Answer")


class SharedBase:
    """One base for many requests at once.

    Requests in other threads go on with the base that they began with; the next ones have that of the files
    as they are now. Searches run one after the other in a thread of their own, to which the index belongs.
    """

    def __init__(self, workspace: Workspace, queries_at_once: int = 3, wait: float = 4.0) -> None:
        """Share the base of a workspace.

        Args:
            workspace: whose records it has.
            queries_at_once: SPARQL queries that run at the same time, each in a process of its own; others
                are told to wait.
            wait: seconds that a query waits for one of them to end.
        """
        self.workspace, self.queries_at_once, self.wait = workspace, queries_at_once, wait
        self._taking_up = threading.Lock()
        self._base: Base | None = None
        self.unread: Sequence[Finding] = ()
        """An error of each of the office's files that could not be read, and is not in the base."""
        self._seen: State | None = None
        self._looked = 0.0
        self.pages = KeptPages()
        self._searching = ThreadPoolExecutor(1, "search")
        self._counting = ThreadPoolExecutor(1, "count")
        self._counts: dict[str, Future[Any]] = {}
        self._preparation = SearchPreparation()
        self._slots = threading.BoundedSemaphore(queries_at_once)

    def now(self) -> Base:
        """Return the base of the files as they are now.

        Raises:
            BusyError: another process is writing to the workspace.
        """
        with self._taking_up:
            if self._base is None or time.monotonic() - self._looked > _BETWEEN_LOOKS:
                self._base = self._taken_up(self._base)
            return self._base

    def changed(self) -> None:
        """Have the files looked at again by the next request: this process has written some."""
        with self._taking_up:
            self._looked, self._seen = 0.0, None

    def _taken_up(self, former: Base | None) -> Base:
        seen = state_of(self.workspace)
        self._looked = time.monotonic()
        if former is not None and seen == self._seen:
            return former
        fresh = open_base(self.workspace)
        _ = fresh.graph  # read now, so that a failure leaves the former base in place
        self.unread = shortened(fresh.read_in_part(), self.workspace.root)
        self._seen = seen
        if fresh.behind:
            self._seen, self._looked = None, time.monotonic() + _WHILE_BEHIND
        if former is not None:
            self._searching.submit(former.close)
        self._counts = {}
        return fresh

    def soon(self, name: str, count: Callable[[Base], Answer], wait: float = 0.0) -> Answer | None:
        """Return what a slow count of the base as it is now gives; None until it is there.

        It is counted once, beside the requests, and not again while nothing changes; `name` tells it from
        others. A reader waits for it `wait` seconds at most.
        """
        base = self.now()
        with self._taking_up:
            if name not in self._counts:
                self._counts[name] = self._counting.submit(count, self._base or base)
            found: Future[Answer] = self._counts[name]
        done, _ = futures.wait((found,), wait)
        if done and found.exception():
            self._counts.pop(name, None)  # whoever asks next may have more luck
        return found.result() if done else None

    def searched(self, search: Callable[[Base], Answer]) -> Answer:
        """Return what a search of the base gives, in the thread that searches."""
        return self._searching.submit(search, self.now()).result()

    def with_searches(self, question: Question) -> Question:
        """Return a query with its searches done, in the thread that searches."""
        if not search_patterns(question.text):
            return question
        return self.searched(lambda base: base.searched(question))

    def mode_now(self, mode: str, say: Say) -> str:
        """Return how a search in a mode can be answered at once; `say` is told where otherwise than asked.

        Raises:
            BusyError: it was asked for by meaning alone, and that is not ready yet.
        """
        from kb.search.signal_weights import DENSE, HYBRID, LEXICAL

        if mode not in (HYBRID, DENSE) or self._preparation.ready(self.now()):
            return mode
        if mode == DENSE:
            raise BusyError("Search by meaning is being made ready.", f"Search by words meanwhile. {_FIRST}")
        say(f"Found by words only: search by meaning is being made ready. {_FIRST}")
        return LEXICAL

    @contextmanager
    def query_slot(self) -> Iterator[None]:
        """Hold one of the few places for queries of users.

        Raises:
            BusyError: all are taken, and none became free.
        """
        if not self._slots.acquire(timeout=self.wait):
            raise BusyError(
                "Other queries are being answered, and no more run at the same time.",
                "Ask again in a few seconds.",
            )
        try:
            yield
        finally:
            self._slots.release()

    def close(self) -> None:
        """Let go of the base."""
        if self._base is not None:
            self._searching.submit(self._base.close)
        self._searching.shutdown(wait=True)
        self._counting.shutdown(wait=True, cancel_futures=True)
