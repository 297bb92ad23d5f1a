"""Former texts of a draft: how each differs from the present one, and bringing one back."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from builder.workbench.draft_versions import version_at, versions_of
from builder.workbench.open_draft import OpenDraft, difference, digest, with_line_feeds
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.request_guards import changing

WORKING = True


def versions(request: Request) -> Response:
    """List the former texts."""
    draft = _draft(request)
    return page(request, "draft_versions.html", name=draft.path.name, versions=versions_of(draft.path))


def version(request: Request) -> Response:
    """Show how the present text differs from a former one."""
    draft = _draft(request)
    former = version_at(draft.path, request.path_params["key"])
    before, now = with_line_feeds(former.text()), draft.text()
    return page(
        request,
        "draft_version.html",
        name=draft.path.name,
        version=former,
        text=before,
        seen=digest(now),
        lines=list(difference(before, now)),
    )


async def restore(request: Request, form: FormData) -> Response:
    """Save a former text in place of the present one, which is kept in its turn."""
    draft = _draft(request)
    former = version_at(draft.path, request.path_params["key"])
    changed = await run_in_threadpool(draft.save, former.text(), str(form.get("seen", "")))
    return RedirectResponse(f"/draft/{draft.path.name}?saved={'yes' if changed else 'same'}", 303)


async def set_aside(request: Request, form: FormData) -> Response:
    """Keep a text among the former ones, and leave the draft as it is."""
    draft = _draft(request)
    await run_in_threadpool(draft.set_aside, str(form.get("text", "")))
    return RedirectResponse(f"/draft/{draft.path.name}?saved=aside", 303)


def _draft(request: Request) -> OpenDraft:
    return workbench_of(request).drafts.at(request.path_params["name"])


ROUTES = [
    Route("/draft/{name}/versions", versions),
    Route("/draft/{name}/versions", changing(set_aside), methods=["POST"]),
    Route("/draft/{name}/versions/{key}", version),
    Route("/draft/{name}/versions/{key}", changing(restore), methods=["POST"]),
]
