"""What the base has for each paragraph of a draft: taken up into the text, or rejected with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from builder.suggestions.decisions import ACCEPTED
from builder.workbench.open_draft import OpenDraft, digest
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.request_guards import changing
from kb.api import Base
from kb.errors import UsageError

if TYPE_CHECKING:
    from builder.suggestions.suggesting import Suggestion

WORKING = True
_AT_ONCE = 1.5
"""Seconds that a page takes for paragraphs not looked at yet; whoever searches meanwhile waits no longer."""


def suggestions(request: Request) -> Response:
    """Show what could be used, paragraph by paragraph, for and against: at once what is found so far."""
    from builder.suggestions.draft_suggestions import suggest_within

    shared = workbench_of(request).shared
    draft, notes, against = _draft(request), list[str](), bool(request.query_params.get("against"))
    mode = shared.mode_now("hybrid", notes.append)
    so_far = shared.searched(
        lambda base: suggest_within(_AT_ONCE, base, draft.path, mode, notes.append, against=against)
    )
    lines = draft.text().split("\n")
    return page(
        request,
        "draft_suggestions.html",
        name=draft.path.name,
        groups=_by_paragraph(list(so_far.found), lines),
        so_far=so_far,
        against=against,
        notes=[note for note in notes if not note.endswith("…")],  # work that is done by now
        seen=digest(draft.text()),
        done=request.query_params.get("done", ""),
    )


def _by_paragraph(found: list[Suggestion], lines: list[str]) -> list[tuple[int, str, list[Suggestion]]]:
    """Return suggestions by paragraph, with its line and its words; those for the whole draft last."""
    grouped: dict[int, list[Suggestion]] = {}
    for suggestion in found:
        grouped.setdefault(suggestion.line, []).append(suggestion)
    return [(line, _paragraph(lines, line), held) for line, held in grouped.items()]


def _paragraph(lines: list[str], line: int) -> str:
    if not line:
        return ""
    end = line
    while end < len(lines) and lines[end].strip():
        end += 1
    return " ".join(lines[line - 1 : end])


async def settle(request: Request, form: FormData) -> Response:
    """Write a decision down; what is accepted is put at the end of its paragraph."""
    draft = _draft(request)
    record, decision = str(form.get("record", "")), str(form.get("decision", ""))
    base = workbench_of(request).shared.now()
    await run_in_threadpool(_settle, base, draft, record, decision, form)
    back = "&against=1" if form.get("against") else ""
    return RedirectResponse(f"/draft/{draft.path.name}/suggestions?done={decision}{back}", 303)


def _settle(base: Base, draft: OpenDraft, record: str, decision: str, form: FormData) -> None:
    from builder.suggestions.draft_suggestions import decide

    paste, line = str(form.get("paste", "")), str(form.get("line", "0"))
    if decision == ACCEPTED and paste and line.isdigit() and int(line):
        text = _with(draft.text(), int(line), paste)
        draft.save(text, str(form.get("seen", "")))
    reason = str(form.get("reason", "")).strip()
    if decision != ACCEPTED and not reason:
        raise UsageError("A rejection needs a reason.", "Go back, and say why it does not fit.")
    decide(base, draft.path, record, decision, reason)


def _with(text: str, line: int, paste: str) -> str:
    """Return a text with some words put at the end of the paragraph that begins in a line.

    Raises:
        UsageError: there is no paragraph any more.
    """
    lines = text.split("\n")
    if not 1 <= line <= len(lines) or not lines[line - 1].strip():
        raise UsageError("The paragraph is no longer where it was.", "Open the suggestions again.")
    end = line
    while end < len(lines) and lines[end].strip():
        end += 1
    last = lines[end - 1].rstrip()
    lines[end - 1] = f"{last}{'' if paste.startswith('[@') else ' '}{paste}"
    return "\n".join(lines)


def _draft(request: Request) -> OpenDraft:
    return workbench_of(request).drafts.at(request.path_params["name"])


ROUTES = [
    Route("/draft/{name}/suggestions", suggestions),
    Route("/draft/{name}/suggestions", changing(settle), methods=["POST"]),
]
