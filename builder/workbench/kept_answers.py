"""Which pages are kept: a route answers `kept(page)` where its page follows from the records alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from builder.workbench.page_templates import workbench_of
from kb.texts.frozen_texts import texts_state

Answer = Callable[[Request], Response]


def kept(answer: Answer) -> Answer:
    """Keep what a page answers: it follows from the records, the frozen texts and the day alone."""

    @wraps(answer)
    def answered(request: Request) -> Response:
        shared = workbench_of(request).shared
        base, asked = shared.now(), request.headers
        key = (
            request.url.path,
            request.url.query,
            asked.get("host", ""),
            asked.get("accept", ""),
            texts_state(base.workspace),
            dt.date.today().isoformat(),
        )
        return shared.pages.answer(base, key, lambda: answer(request), request.state.form_key)

    return answered
