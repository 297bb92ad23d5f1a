"""Which pages are kept: a route answers `kept(page)` where its page follows from the records alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from builder.workbench.page_templates import workbench_of

Answer = Callable[[Request], Response]


def kept(answer: Answer) -> Answer:
    """Keep what a page answers: it follows alone from what the shared base was taken up from.

    What a server of the graph has may change unseen, and is asked each time.
    """

    @wraps(answer)
    def answered(request: Request) -> Response:
        shared = workbench_of(request).shared
        base, asked = shared.now(), request.headers
        key = (
            request.url.path,
            request.url.query,
            asked.get("host", ""),
            asked.get("accept", ""),
        )
        if base.workspace.server is not None:
            return answer(request)
        return shared.pages.answer(base, key, lambda: answer(request), request.state.form_key)

    return answered
