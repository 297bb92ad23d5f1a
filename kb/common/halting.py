"""A way for one thread to end what another waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Halt:
    """Ends work at once when it is asked to; work that begins afterwards ends as it begins."""

    def __init__(self) -> None:
        self.asked = False
        self._changing = threading.Lock()
        self._end: Callable[[], None] | None = None

    def ask(self) -> None:
        """Have the work ended."""
        with self._changing:
            end, self._end, self.asked = self._end, None, True
            if end:
                end()

    @contextmanager
    def ending(self, end: Callable[[], None]) -> Iterator[None]:
        """Say how the work within is ended; nothing is, once it is done."""
        with self._changing:
            self._end = None if self.asked else end
            if self.asked:
                end()
        try:
            yield
        finally:
            with self._changing:
                self._end = None
