"""The base that an endpoint asks: a few queries at a time, within bounds, of the files as they are now."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kb.api import Base, open_base
from kb.errors import BusyError
from kb.querying.answer_formats import Format
from kb.querying.asking import Question
from kb.querying.evaluation import EVERYTHING, MEBIBYTE, Graphs, Limits, Outcome
from kb.querying.search_patterns import search_patterns
from kb.workspace import Workspace

PUBLIC = Limits(seconds=30.0, memory=2048 * MEBIBYTE, answer=1024 * MEBIBYTE)
"""What a query of anybody may use."""
_BETWEEN_LOOKS = 5.0
"""Seconds for which files are taken to be as they were when looked at last."""


class QueryService:
    """Answers queries of many clients. A query has a process to itself and a place among a few."""

    def __init__(
        self, workspace: Workspace, limits: Limits = PUBLIC, at_once: int = 4, wait: float = 10.0
    ) -> None:
        """Serve a workspace.

        Args:
            workspace: whose graph is asked.
            limits: of each query.
            at_once: queries that run at the same time.
            wait: seconds that a query waits for one of them to end.
        """
        self.workspace, self.limits, self._wait = workspace, limits, wait
        self._places = threading.BoundedSemaphore(at_once)
        self._taking_up = threading.Lock()
        self._base: Base | None = None
        self._looked = 0.0
        self._searching = ThreadPoolExecutor(1, "search")

    def now(self) -> Base:
        """Return the base of the files as they are now; requests go on with the one that they began with."""
        with self._taking_up:
            if self._base is None or time.monotonic() - self._looked > _BETWEEN_LOOKS:
                fresh = open_base(self.workspace)
                if (
                    self._base is None
                    or fresh.graph.folder != self._base.graph.folder
                    or fresh.differs(self._base)
                ):
                    self._base = fresh
                self._looked = time.monotonic()
            return self._base

    def write(
        self,
        path: Path,
        form: Format | None,
        question: Question,
        parameters: Mapping[str, Sequence[str]] = {},
        graphs: Graphs = EVERYTHING,
    ) -> Outcome:
        """Write the answer to a query into a file.

        Raises:
            BusyError: other queries take all places, and none became free.
            SocEvidenceError: the query is at fault, or ran into a limit.
        """
        base = self.now()
        if not self._places.acquire(timeout=self._wait):
            raise BusyError(
                "Other queries are being answered, and no more run at the same time.",
                "Ask again in a few seconds.",
            )
        try:
            if search_patterns(question.text):  # others must not wait for it
                question = self._searching.submit(base.searched, question).result()
            return base.write_answer(path, question, dict(parameters), form, self.limits, graphs)
        finally:
            self._places.release()

    def close(self) -> None:
        """Let go of the base."""
        if self._base is not None:
            self._searching.submit(self._base.close)
        self._searching.shutdown(wait=True)
