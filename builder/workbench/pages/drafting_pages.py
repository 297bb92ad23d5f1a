"""Drafting: the text with its findings and pages beside it, saved so that nobody's words are lost."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from builder.workbench.open_draft import OpenDraft, StaleDraftError, difference, digest
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.request_guards import changing
from kb.common.output import Results
from kb.findings import Finding
from kb.reports import render_findings, summary

WORKING = True
_FOUND = 12
"""Records that the finder beside a draft offers."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as it stands beside a draft."""

    severity: str
    check: str
    message: str
    fix: str
    line: int
    """Line of this draft; 0 where it is about something else."""
    place: str


def drafts(request: Request) -> Response:
    """Offer the drafts of the workspace."""
    names = workbench_of(request).drafts.names()
    return page(request, "drafts.html", names=names)


def editor(request: Request) -> Response:
    """Show a draft: its text to be edited, what is wrong with it, and its pages."""
    draft = _draft(request)
    return _shown(request, draft, draft.text())


def _shown(request: Request, draft: OpenDraft, text: str) -> Response:
    return page(
        request,
        "draft.html",
        name=draft.path.name,
        text=text,
        seen=digest(text),
        told=_told(draft, draft.findings(text)),
        saved=request.query_params.get("saved", ""),
    )


async def save(request: Request, form: FormData) -> Response:
    """Save a text, or show how it differs from what somebody else saved meanwhile."""
    draft, text, seen = _draft(request), str(form.get("text", "")), str(form.get("seen", ""))
    try:
        changed = await run_in_threadpool(draft.save, text, seen)
    except StaleDraftError as error:
        if _by_script(request):
            return JSONResponse({"stale": True, "message": f"{error.message} {error.remedy}"}, 409)
        return page(
            request,
            "stale_draft.html",
            409,
            name=draft.path.name,
            message=error.message,
            mine=text,
            seen=digest(error.theirs),
            lines=list(difference(error.theirs, text.replace("\r\n", "\n"))),
        )
    if _by_script(request):
        return JSONResponse({"seen": digest(text), "changed": changed})
    return RedirectResponse(f"/draft/{draft.path.name}?saved={'yes' if changed else 'same'}", 303)


async def findings(request: Request, form: FormData) -> Response:
    """Return what is wrong with a text that need not be saved, as a part of the page."""
    draft = _draft(request)
    found = await run_in_threadpool(draft.findings, str(form.get("text", "")))
    return page(request, "draft_findings.html", told=_told(draft, found), name=draft.path.name)


async def set_pages(request: Request, form: FormData) -> Response:
    """Set the pages of a text that need not be saved; return how many, and which heading is where."""
    pages = await run_in_threadpool(_draft(request).pages, str(form.get("text", "")))
    anchors = [[anchor.line, anchor.page] for anchor in pages.anchors]
    return JSONResponse({"key": pages.key, "count": pages.count, "anchors": anchors})


def all_pages(request: Request) -> Response:
    """Show the pages of the saved draft, one below the other: what there is without scripts."""
    draft = _draft(request)
    return page(request, "draft_pages.html", name=draft.path.name, pages=draft.pages(draft.text()))


def picture(request: Request) -> Response:
    """Return one page as a picture."""
    key, number = request.path_params["key"], request.path_params["number"]
    drawn = _draft(request).picture(key, number)
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def finder(request: Request) -> Response:
    """Return records on some words, each with what puts it into a draft, as a part of the page."""
    words, notes = request.query_params.get("q", "").strip(), list[str]()
    shared = workbench_of(request).shared
    hits = shared.searched(lambda base: base.search(words, count=_FOUND, say=notes.append)) if words else None
    return page(request, "draft_finder.html", hits=hits, words=words, notes=notes)


def report(request: Request) -> Response:
    """Return the findings on the saved draft as a text to hand on."""
    draft = _draft(request)
    found = draft.findings(draft.text())
    text = f"{render_findings(found, 'text')}{summary(found)}\n"
    name = f"{draft.path.stem}-findings.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="text/plain; charset=utf-8", headers=headers)


def _draft(request: Request) -> OpenDraft:
    return workbench_of(request).drafts.at(request.path_params["name"])


def _by_script(request: Request) -> bool:
    return request.headers.get("accept", "").startswith("application/json")


def _told(draft: OpenDraft, found: Results[Finding]) -> list[Told]:
    """Return findings as they stand beside a draft: first those on its lines, the worst of a line first."""
    told = []
    for finding in found:
        own = finding.location.path == draft.path.name
        told.append(
            Told(
                finding.severity.label,
                finding.check,
                finding.message,
                finding.fix,
                finding.location.line if own else 0,
                str(finding.location),
            )
        )
    return sorted(told, key=lambda each: (each.line == 0, each.line))


ROUTES = [
    Route("/draft", drafts),
    Route("/draft/{name}", editor),
    Route("/draft/{name}", changing(save), methods=["POST"]),
    Route("/draft/{name}/findings", changing(findings), methods=["POST"]),
    Route("/draft/{name}/findings.txt", report),
    Route("/draft/{name}/pages", all_pages),
    Route("/draft/{name}/pages", changing(set_pages), methods=["POST"]),
    Route("/draft/{name}/pages/{key}/{number:int}.png", picture),
    Route("/draft/{name}/finder", finder),
]
