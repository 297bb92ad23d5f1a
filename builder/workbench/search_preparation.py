"""Making search by meaning ready beside the requests: the first time, a base's passages have to be encoded.

That takes minutes on a small machine. Until it is done searches go by words, and say so.
"""

from __future__ import annotations

import logging
import threading
from contextlib import suppress

from kb.api import Base, open_base
from kb.errors import SocEvidenceError

LOG = logging.getLogger("builder.workbench")
_WAIT = 3.0
"""Seconds that a search waits for what is nearly ready: loading vectors takes about one."""


class SearchPreparation:
    """Encodes the passages of a base in a thread that ends with the process."""

    def __init__(self) -> None:
        self._base: Base | None = None
        self._done = threading.Event()
        self._starting = threading.Lock()

    def ready(self, base: Base) -> bool:
        """Say whether a base can be searched by meaning at once; begin to make it so where it cannot."""
        with self._starting:
            if base is not self._base:
                self._base, self._done = base, threading.Event()
                threading.Thread(target=_prepare, args=(base, self._done), daemon=True).start()
            done = self._done
        return done.wait(_WAIT)


def _prepare(base: Base, done: threading.Event) -> None:
    """Open search by meaning once, with a base of its own; the search itself tells what is missing."""
    from kb.search.signal_weights import HYBRID

    try:
        with suppress(SocEvidenceError), open_base(base.workspace) as own:
            own.session(HYBRID, say=LOG.info)
    finally:
        done.set()
