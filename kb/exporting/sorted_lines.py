"""Lines sorted without holding them all: runs in temporary files, merged when they are read."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import IO, Self

RUN = 24 << 20
"""Bytes of lines that are held before they become a run."""
_MOST_RUNS = 64
"""Runs that are open at once; more are merged into one."""


class SortedLines:
    """Takes pieces of text whose lines end in a line feed, and gives its lines in the order of their bytes.

    Of UTF-8 that is the order of code points. A line that came twice is given once. Use as a context.
    """

    def __init__(self, run: int = RUN) -> None:
        self._run = run
        self._lines: list[bytes] = []
        self._held = 0
        self._rest = b""
        self._runs: list[IO[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for run in self._runs:
            run.close()
        self._runs, self._lines = [], []

    def write(self, piece: bytes) -> int:
        """Take a piece, which may end within a line; return its length, as files do."""
        whole, feed, rest = piece.rpartition(b"\n")
        if not feed:
            self._rest += piece
            return len(piece)
        self._lines += [line + feed for line in (self._rest + whole).split(feed)]
        self._rest = rest
        self._held += len(piece)
        if self._held > self._run:
            self._put_down(sorted(self._lines))
            self._lines, self._held = [], 0
        return len(piece)

    def flush(self) -> None:
        """Nothing waits: runs are read by nobody else."""

    def __iter__(self) -> Iterator[bytes]:
        former = b""
        for line in heapq.merge(*self._from_the_start(), sorted(self._lines)):
            if line != former:
                yield line
            former = line

    def _put_down(self, lines: Iterable[bytes]) -> None:
        run = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the context
        run.writelines(lines)
        self._runs.append(run)
        if len(self._runs) >= _MOST_RUNS:
            runs, merged = self._from_the_start(), tempfile.TemporaryFile()  # noqa: SIM115 - likewise
            merged.writelines(heapq.merge(*runs))
            for former in runs:
                former.close()
            self._runs = [merged]

    def _from_the_start(self) -> list[IO[bytes]]:
        for run in self._runs:
            run.seek(0)
        return self._runs
