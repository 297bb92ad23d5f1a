"""Pages that follow from the records alone, each made once for a state of the base.

Many readers ask for the same few pages, and a page costs a tenth of a second and more. No page is kept that
has the key of a form, which is another for every visitor, or tells of drafts and contributions on their way.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from kb.api import Base

_MOST = 300
"""Pages kept, the latest asked for."""
_LARGEST = 2**18
"""Bytes; what is larger is made each time."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def response(self) -> Response:
        """Return it as a response of its own, since what is sent gets headers on its way."""
        made = Response(self.body, self.status)
        made.raw_headers = list(self.headers)
        return made


class KeptPages:
    """The pages of one state of the base; those who ask for one that is being made wait for it."""

    def __init__(self) -> None:
        self._base: Base | None = None
        self._pages: OrderedDict[Key, Future[_Page | None]] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, base: Base, key: Key, make: Callable[[], Response], form_key: str) -> Response:
        """Return the page of a key, which `make` makes where it is not kept."""
        with self._lock:
            if base is not self._base:
                self._base, self._pages = base, OrderedDict()
            kept, mine = self._pages.get(key), Future[_Page | None]()
            if kept is None:
                self._pages[key] = mine
                while len(self._pages) > _MOST:
                    self._pages.popitem(last=False)
            else:
                self._pages.move_to_end(key)
        if kept is not None:
            page = kept.result()
            return page.response() if page else make()
        page = None
        try:
            made = make()
            page = _page(made, form_key)
        finally:
            mine.set_result(page)
            if page is None:
                self._forget(key, mine)
        return made

    def _forget(self, key: Key, mine: Future[_Page | None]) -> None:
        with self._lock:
            if self._pages.get(key) is mine:
                del self._pages[key]


def _page(made: Response, form_key: str) -> _Page | None:
    """Return what can be kept of a response; None for a mistake, or what is large or passing."""
    body = getattr(made, "body", None)
    if made.status_code != 200 or not isinstance(body, bytes) or len(body) > _LARGEST:
        return None
    if made.headers.get("cache-control") == "no-store":
        return None
    return None if form_key.encode() in body else _Page(200, tuple(made.raw_headers), body)
