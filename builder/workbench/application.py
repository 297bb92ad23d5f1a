"""The application: every address with the page that answers it, and the page for what goes wrong."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pkgutil import iter_modules

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from builder.workbench import pages
from builder.workbench.draft_list import DraftList
from builder.workbench.page_filters import pathless
from builder.workbench.page_templates import ROOM, Workbench, environment, page, workbench_of
from builder.workbench.request_guards import Access, RequestGuards
from builder.workbench.shared_base import SharedBase
from kb.errors import BusyError, MissingError, SocEvidenceError, UnreadableError
from kb.workspace import Workspace

LOG = logging.getLogger("builder.workbench")
_STATUS: tuple[tuple[type[SocEvidenceError], int], ...] = (
    (MissingError, 404),
    (BusyError, 503),
    (UnreadableError, 500),
    (SocEvidenceError, 400),
)
_TITLES = {
    400: "This could not be done",
    401: "Not without the token",
    403: "This was not sent from here",
    404: "There is no such page",
    405: "Not in this way",
    413: "Too much at once",
    421: "Not this address",
    503: "Busy",
}


def make_application(
    workspace: Workspace, access: Access | None = None, *, read_only: bool = False
) -> Starlette:
    """Return the workbench of a workspace as an ASGI application.

    Args:
        workspace: whose records and drafts it shows.
        access: who may reach it; only this machine without it.
        read_only: serve a copy for the public: nothing can be changed, and no path is told.
    """
    shared, drafts = SharedBase(workspace), DraftList(workspace)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(shared.close)
        await run_in_threadpool(drafts.close)

    made = Starlette(
        routes=_routes(read_only=read_only),
        middleware=[Middleware(RequestGuards, access=access or Access())],
        exception_handlers={SocEvidenceError: _told, HTTPException: _refused, Exception: _mistaken},
        lifespan=lifespan,
    )
    made.state.workbench = Workbench(
        shared, drafts, environment(workspace.root if read_only else None), read_only
    )
    return made


def _routes(*, read_only: bool) -> list[BaseRoute]:
    """Return the routes of every file of pages; of a copy for reading, those that change nothing."""
    static = Mount("/static", StaticFiles(directory=ROOM / "static"), name="static")
    found: list[BaseRoute] = [static]
    for module in sorted(info.name for info in iter_modules(pages.__path__)):
        held = import_module(f"{pages.__name__}.{module}")
        works = getattr(held, "WORKING", False)
        found += [] if read_only and works else held.ROUTES
    # the page of a record takes any two steps, so it is asked last
    return sorted(found, key=lambda route: isinstance(route, Route) and route.path.startswith("/{"))


async def _told(request: Request, error: Exception) -> Response:
    """Say what a call said, with what to do."""
    if not isinstance(error, SocEvidenceError):
        raise error
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    if status == 500:
        LOG.error("%s %s", error.message, error.remedy)
    answer = _problem(request, status, error.message, error.remedy)
    if isinstance(error, BusyError):
        answer.headers["Retry-After"] = "5"
    return answer


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    message = {
        404: f"Nothing has the address {request.url.path}.",
        405: "This address takes no such request.",
    }
    detail = message.get(error.status_code, error.detail)
    return _problem(request, error.status_code, detail, "")


async def _mistaken(request: Request, error: Exception) -> Response:
    """Say that the program is at fault. The server writes the rest where it was started, not to the page."""
    del error
    return _problem(
        request,
        500,
        "The program made a mistake on this page. Nothing was changed.",
        "What it was is written where `soc-evidence serve` was started; please report it.",
    )


def _problem(request: Request, status: int, message: str, remedy: str) -> Response:
    accept = request.headers.get("accept", "")
    is_program = accept.startswith("application/") and "html" not in accept
    if is_program or not hasattr(request.state, "form_key"):
        bench, said = workbench_of(request), f"{message} {remedy}".strip()
        return PlainTextResponse(
            pathless(said, str(bench.shared.workspace.root)) if bench.read_only else said, status
        )
    title = _TITLES.get(status, "Something went wrong")
    return page(request, "problem.html", status, title=title, message=message, remedy=remedy)
