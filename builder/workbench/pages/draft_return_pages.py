"""A Word file that came back from colleagues: its changes beside the draft's words, taken over one by one."""

from __future__ import annotations

import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from builder.workbench.open_draft import DifferentLine, OpenDraft, difference, digest
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.request_guards import changing
from kb.errors import MissingError, UsageError
from kb.reports import shortened

if TYPE_CHECKING:
    from builder.merging.draft_changes import Change, Proposal

WORKING = True
_MOST_HELD = 4
"""Word files that are held between showing their changes and taking them over."""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change as the page shows it."""

    number: int
    change: Change
    lines: tuple[DifferentLine, ...]


def ask(request: Request) -> Response:
    """Ask for the Word file."""
    return page(request, "draft_returned.html", name=_draft(request).path.name, shown=None)


async def show(request: Request, form: FormData) -> Response:
    """Show what the Word file would change; nothing is written."""
    draft, file = _draft(request), form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise UsageError("No file was chosen.", "Choose the Word file that came back.")
    data = await file.read()
    proposal = await run_in_threadpool(_proposal, draft, data)
    key = secrets.token_urlsafe(12)
    draft.returned[key] = data
    while len(draft.returned) > _MOST_HELD:
        draft.returned.popitem(last=False)
    return page(
        request,
        "draft_returned.html",
        name=draft.path.name,
        shown=[
            ShownChange(number, change, tuple(_lines(proposal, change)))
            for number, change in enumerate(proposal.changes, 1)
        ],
        findings=shortened(proposal.findings, draft.workspace.root),
        remarks=len(proposal.remarks),
        key=key,
        seen=digest(proposal.text),
    )


async def take(request: Request, form: FormData) -> Response:
    """Take the chosen changes over into the draft; the text before it is kept."""
    draft = _draft(request)
    data = draft.returned.get(str(form.get("returned", "")))
    if data is None:
        raise MissingError("The Word file is no longer held here.", "Choose it again.")
    chosen = {str(value) for value in form.getlist("change")}
    remarks = bool(form.get("remarks"))
    changed = await run_in_threadpool(_take, draft, data, chosen, remarks, str(form.get("seen", "")))
    return RedirectResponse(f"/draft/{draft.path.name}?saved={'yes' if changed else 'same'}", 303)


def _take(draft: OpenDraft, data: bytes, chosen: set[str], remarks: bool, seen: str) -> bool:
    from builder.merging.merge_draft import accepted_text

    proposal = _proposal(draft, data)
    accepted = [change for number, change in enumerate(proposal.changes, 1) if str(number) in chosen]
    return draft.save(accepted_text(proposal, accepted, remarks=remarks), seen)


def _proposal(draft: OpenDraft, data: bytes) -> Proposal:
    from builder.merging.merge_draft import merge

    with tempfile.TemporaryDirectory(prefix="soc-evidence-") as folder:
        place = Path(folder, "returned.docx")
        place.write_bytes(data)
        return merge(draft.workspace, place, draft.path)


def _lines(proposal: Proposal, change: Change) -> list[DifferentLine]:
    from builder.merging.draft_changes import apply

    changed = apply(proposal.text, change.edits)
    return [line for line in difference(proposal.text, changed) if line.sign in "-+"]


def _draft(request: Request) -> OpenDraft:
    return workbench_of(request).drafts.at(request.path_params["name"])


ROUTES = [
    Route("/draft/{name}/returned", ask),
    Route("/draft/{name}/returned", changing(show), methods=["POST"]),
    Route("/draft/{name}/returned/taken", changing(take), methods=["POST"]),
]
