"""The base that an endpoint asks: a few queries at a time, within bounds, of the files as they are now."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from kb.api import Base, open_base
from kb.common.halting import Halt
from kb.endpoint.query_places import QueryPlaces
from kb.querying.answer_formats import Format
from kb.querying.asking import Question
from kb.querying.evaluation import EVERYTHING, MEBIBYTE, Graphs, Limits, Outcome, start_workers
from kb.querying.search_patterns import search_patterns
from kb.workspace import Workspace

PUBLIC = Limits(seconds=30.0, memory=2048 * MEBIBYTE, answer=512 * MEBIBYTE)
"""What a query of anybody may use."""
_SPARE = 2
"""Processes that wait for the next queries."""
_BETWEEN_LOOKS = 5.0
"""Seconds for which files are taken to be as they were when looked at last."""


class QueryService:
    """Answers queries of many clients. A query has a process to itself and a place among a few."""

    def __init__(
        self,
        workspace: Workspace,
        limits: Limits = PUBLIC,
        at_once: int = 4,
        wait: float = 10.0,
        share: float = 5.0,
    ) -> None:
        """Serve a workspace.

        Args:
            workspace: whose graph is asked.
            limits: of each query.
            at_once: queries that run at the same time.
            wait: seconds that a query waits for one of them to end.
            share: seconds that a query may run even where others wait.
        """
        self.workspace, self.limits = workspace, limits
        self._places = QueryPlaces(at_once, wait, share)
        self._taking_up = threading.Lock()
        self._base: Base | None = None
        self._looked = 0.0
        self._searching = ThreadPoolExecutor(1, "search")
        start_workers(_SPARE)

    def now(self) -> Base:
        """Return the base of the files as they are now; requests go on with the one that they began with.

        While it is being taken up anew by one request, others are given the former.
        """
        former = self._base
        if not self._taking_up.acquire(blocking=former is None):
            assert former is not None, "it waits for the first"  # noqa: S101
            return former
        try:
            if self._base is None or time.monotonic() - self._looked > _BETWEEN_LOOKS:
                self._base = self._taken_up(self._base)
                self._looked = time.monotonic()
            return self._base
        finally:
            self._taking_up.release()

    def _taken_up(self, former: Base | None) -> Base:
        fresh = open_base(self.workspace)
        if former is None or fresh.graph.folder != former.graph.folder or fresh.differs(former):
            return fresh
        return former

    def write(
        self,
        path: Path,
        form: Format | None,
        question: Question,
        parameters: Mapping[str, Sequence[str]] = {},
        graphs: Graphs = EVERYTHING,
        halt: Halt | None = None,
    ) -> Outcome:
        """Write the answer to a query into a file, unless it is halted.

        Raises:
            BusyError: other queries take all places and none became free, or this one made room for them.
            SocEvidenceError: the query is at fault, or ran into a limit.
        """
        base, halt = self.now(), halt or Halt()
        with self._places.place(halt):
            if search_patterns(question.text):  # others must not wait for it
                question = self._searching.submit(base.searched, question).result()
            limits = replace(self.limits, halt=halt)
            try:
                return base.write_answer(path, question, dict(parameters), form, limits, graphs)
            finally:
                start_workers(_SPARE)  # where this one's was ended, the next query need not wait for one

    def close(self) -> None:
        """Let go of the base."""
        if self._base is not None:
            self._searching.submit(self._base.close)
        self._searching.shutdown(wait=True)
