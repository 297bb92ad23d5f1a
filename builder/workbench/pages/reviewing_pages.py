"""Reviewing: what offices sent, row by row, to be accepted, returned with a remark, or rejected."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from builder.workbench.downloads import download
from builder.workbench.kept_uploads import keep
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.request_guards import changing
from builder.workbench.shown_places import placed
from builder.workbench.source_passages import nearest_passage, passage_of
from kb.api import Base
from kb.contributing.row_comparison import RowState
from kb.errors import MissingError, SocEvidenceError, UsageError
from kb.reviewing.answer_remarks import remark_in_workbook
from kb.reviewing.contribution_answers import Answer
from kb.reviewing.review_decisions import Outcome
from kb.reviewing.review_listing import Review, ReviewedRow

if TYPE_CHECKING:
    from kb.search import Hit

WORKING = True
_ON_A_PAGE = 50
_ALIKE = 4
"""Records of the base that are shown beside a row for being like it."""
_DECISIONS = (Outcome.ACCEPTED, Outcome.RETURNED, Outcome.REJECTED, Outcome.WAITING)


def offices(request: Request) -> Response:
    """List the offices that sent something, and take in what another one sends."""
    return _offices(request, None)


def _offices(request: Request, error: SocEvidenceError | None) -> Response:
    base = workbench_of(request).shared.now()
    own = len(base.workspace.layers) > 1
    reviews = list(base.review()) if own else []
    counts = [
        (review, [(outcome.value, review.counted(outcome)) for outcome in Outcome if review.counted(outcome)])
        for review in reviews
    ]
    return page(request, "review.html", 400 if error else 200, counts=counts, own=own, error=error)


async def receive(request: Request, form: FormData) -> Response:
    """Take in a pack to wait for decisions, or read an answer."""
    return await run_in_threadpool(_received, request, form)


def _received(request: Request, form: FormData) -> Response:
    bench = workbench_of(request)
    base = bench.shared.now()
    sent, workbook = form.get("pack"), form.get("workbook")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return _offices(request, UsageError("No file was chosen.", "Choose the file that the office sent."))
    try:
        upload = keep(base.workspace, [(sent.filename, sent.file)])
    except SocEvidenceError as error:
        return _offices(request, error)
    try:
        found = base.receive(upload.files[0], office=str(form.get("office", "")).strip())
        if isinstance(found, Answer) and isinstance(workbook, UploadFile) and workbook.filename:
            return _remarked(base, found, workbook)
        findings = placed(found.findings, base.root, upload.home)
    except SocEvidenceError as error:
        return _offices(request, error)
    finally:
        upload.discard()
        bench.shared.changed()
    if isinstance(found, Answer):
        findings = [replace(finding, fix="") for finding in findings]
        return page(request, "answered.html", 200 if found.remarks else 422, answer=found, findings=findings)
    counts = [(state.value, found.counted(state)) for state in RowState if found.counted(state)]
    changed = [row for row in found.rows if row.state in (RowState.CHANGED, RowState.GONE)]
    return page(
        request,
        "received.html",
        422 if found.refused else 200,
        receipt=found,
        findings=findings,
        counts=counts,
        changed=[(row.name, row.state.value, [each.said() for each in row.differences]) for row in changed],
    )


def _remarked(base: Base, answer: Answer, workbook: UploadFile) -> Response:
    """Return a copy of the office's workbook with the remarks of an answer at its rows."""
    with tempfile.TemporaryDirectory(prefix="soc-evidence-") as folder:
        place = Path(folder) / f"workbook{Path(workbook.filename or '').suffix.lower()}"
        place.write_bytes(workbook.file.read())
        copy = remark_in_workbook(base.workspace, answer, place)
        return download(copy.read_bytes(), "workbook-remarks.xlsx")


def rows(request: Request) -> Response:
    """Show what one office sent: what waits, or everything."""
    return _rows(request, None)


def _rows(request: Request, error: SocEvidenceError | None) -> Response:
    base = workbench_of(request).shared.now()
    review = _review(base, request.path_params["office"])
    outcome = request.query_params.get("outcome", "waiting")
    listed = [row for row in review.rows if outcome in ("all", row.outcome.value)]
    asked = request.query_params.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 and int(asked) else 1
    shown = listed[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE]
    return page(
        request,
        "review_office.html",
        400 if error else 200,
        review=review,
        rows=[_told(row, base) for row in shown],
        passages={row.name: passage_of(base, row) for row in shown},
        outcome=outcome,
        choices=[(each.value, review.counted(each)) for each in Outcome],
        page_number=number,
        pages=-(-len(listed) // _ON_A_PAGE),
        count=len(listed),
        by=base.customary().get("contributor", ""),
        decisions=[each.value for each in _DECISIONS],
        error=error,
    )


def row(request: Request) -> Response:
    """Show one row in full, to be decided on alone."""
    return _row(request, None)


def _row(request: Request, error: SocEvidenceError | None) -> Response:
    base = workbench_of(request).shared.now()
    review, found = _one(base, request)
    following = next((each for each in _waiting(review) if each.number > found.number), None)
    return page(
        request,
        "review_row.html",
        400 if error else 200,
        review=review,
        row=_told(found, base),
        passage=nearest_passage(base, found) or passage_of(base, found),
        alike=_alike(request, found),
        following=following,
        waiting=len(_waiting(review)),
        by=base.customary().get("contributor", ""),
        decisions=[each.value for each in _DECISIONS],
        error=error,
    )


def _alike(request: Request, found: ReviewedRow) -> list[Hit]:
    """Return the records of the base whose words are nearest to what a row states."""
    said = dict(found.says).get("statement", "")
    if not said:
        return []
    kind = found.name.partition("/")[0]
    hits = workbench_of(request).shared.searched(
        lambda base: base.search(said, "lexical", count=_ALIKE + 1, kind=(kind,))
    )
    return [hit for hit in hits if hit.name != found.name and hit.close][:_ALIKE]


async def decide(request: Request, form: FormData) -> Response:
    """Write down what was decided on the rows that were ticked, or on the one that is shown."""
    return await run_in_threadpool(_decided, request, form)


def _decided(request: Request, form: FormData) -> Response:
    bench = workbench_of(request)
    base, office = bench.shared.now(), request.path_params["office"]
    alone = "id" in request.path_params
    names = [str(name) for name in form.getlist("row")]
    outcome, reason = str(form.get("outcome", "")), str(form.get("reason", "")).strip()
    try:
        if not names:
            raise UsageError("No row is ticked.", "Tick those that you decide on.")
        if outcome in (Outcome.RETURNED, Outcome.REJECTED) and not reason:
            raise UsageError(f"Rows are {outcome} with the reason why.", "Write it under Remark or reason.")
        base.decide(
            office,
            ",".join(names),
            outcome,
            by=str(form.get("by", "")),
            reason=reason,
            seen={name: str(form.get(f"seen-{name}", "")) for name in names},
        )
    except SocEvidenceError as error:
        return _row(request, error) if alone else _rows(request, error)
    bench.shared.changed()
    following = str(form.get("following", ""))
    step = f"/{quote(following)}" if alone and following else ""
    return RedirectResponse(f"/review/{office}{step}", 303)


def answer(request: Request) -> Response:
    """Return what was decided, as a file for the office."""
    office = request.path_params["office"]
    return download(workbench_of(request).shared.now().answer(office), f"answer-to-{office}.zip")


def _review(base: Base, office: str) -> Review:
    found = next(iter(base.review(office)), None) if len(base.workspace.layers) > 1 else None
    if found is None:
        raise MissingError(f"Nothing came from an office `{office}`.", "See Review for the offices.")
    return found


def _one(base: Base, request: Request) -> tuple[Review, ReviewedRow]:
    review = _review(base, request.path_params["office"])
    name = f"{request.path_params['kind']}/{request.path_params['id']}"
    found = next((each for each in review.rows if each.name == name), None)
    if found is None:
        raise MissingError(f"`{review.office}` sent no {name}.", "It may have been sent anew; see the list.")
    return review, found


def _waiting(review: Review) -> list[ReviewedRow]:
    return [each for each in review.rows if each.outcome is Outcome.WAITING]


def _told(found: ReviewedRow, base: Base) -> ReviewedRow:
    """Return a row with the places of its findings as seen from the workspace."""
    return replace(found, findings=tuple(placed(found.findings, base.root)))


ROUTES = [
    Route("/review", offices),
    Route("/review", changing(receive), methods=["POST"]),
    Route("/review/{office}", rows),
    Route("/review/{office}", changing(decide), methods=["POST"]),
    Route("/review/{office}/answer.zip", answer),
    Route("/review/{office}/{kind}/{id}", row),
    Route("/review/{office}/{kind}/{id}", changing(decide), methods=["POST"]),
]
