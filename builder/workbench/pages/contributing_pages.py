"""Contributing: files handed in, shown with what is proposed and what is wrong, corrected, and taken in."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from builder.workbench.contribution_form import files_of, remember
from builder.workbench.downloads import download
from builder.workbench.kept_uploads import MOST_FILES, Said, Upload, keep, upload_at, waiting_uploads
from builder.workbench.looked_at_upload import (
    LookedAt,
    look_at,
    looked_at,
    planned_upload,
)
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.request_guards import changing
from kb.api import Base
from kb.contributing.about_us import LICENCES
from kb.contributing.cell_remarks import remarked
from kb.contributing.duty_proposals import known_occupation
from kb.contributing.scaffolding import kinds
from kb.contributing.sheet_wording import TYPES
from kb.contributing.workbook_columns import COLUMNS
from kb.errors import MissingError, SocEvidenceError
from kb.records.collection import read_collection
from kb.reviewing.pack_files import is_pack
from kb.texts.document_limits import MAX_FILE_BYTES

WORKING = True


def contribute(request: Request) -> Response:
    """Ask for files, and offer the empty forms."""
    return _asked(request, None)


def _asked(request: Request, error: SocEvidenceError | None) -> Response:
    bench = workbench_of(request)
    return page(
        request,
        "contribute.html",
        400 if error else 200,
        error=error,
        own=len(bench.shared.workspace.layers) > 1,
        sheets=tuple(COLUMNS),
        kinds=kinds(),
        waiting=waiting_uploads(bench.shared.workspace),
        most_files=MOST_FILES,
        most_megabytes=MAX_FILE_BYTES // 2**20,
    )


async def hand_in(request: Request, form: FormData) -> Response:
    """Keep the files apart, and show what is in them."""
    base = workbench_of(request).shared.now()
    occupation = str(form.get("occupation", "")).strip()
    try:
        upload = await run_in_threadpool(_kept, base, files_of(form), occupation)
    except SocEvidenceError as error:
        return await run_in_threadpool(_asked, request, error)
    return RedirectResponse(f"/contribute/{upload.key}", 303)


def _kept(base: Base, files: list[UploadFile], occupation: str) -> Upload:
    if occupation:
        known_occupation(occupation, read_collection(base.workspace))
    upload = keep(base.workspace, [(file.filename or "", file.file) for file in files])
    upload.remember(Said(occupation=occupation))
    return upload


def handed_in(request: Request) -> Response:
    """Show what was read of the files, what is proposed, and what is wrong."""
    return _shown(request, _upload(request))


def _shown(request: Request, upload: Upload, notice: str = "", status: int = 200) -> Response:
    base = workbench_of(request).shared.now()
    said = upload.said
    found, error = LookedAt(said.given), None
    try:
        found = look_at(base, upload, said)
    except SocEvidenceError as caught:
        error = caught
    labels = base.records.labels
    return page(
        request,
        "contribution.html",
        422 if error else status,
        upload=upload,
        names=[path.name for path in upload.files],
        said=said,
        found=found,
        error=error,
        notice=notice,
        packs=[path.name for path in upload.files if is_pack(path)],
        licences=LICENCES,
        types=TYPES,
        authorities=[
            (name.partition("/")[2], label) for name, label in labels.items() if name.startswith("authority/")
        ],
        functions=list(base.records.functions.values()),
        assessor=said.assessor or found.contribution.get("organization", ""),
    )


async def change(request: Request, form: FormData) -> Response:
    """Keep what was typed; check again, take in, or discard."""
    upload = _upload(request)
    action = str(form.get("action", "check"))
    if action == "discard":
        await run_in_threadpool(upload.discard)
        return RedirectResponse("/contribute", 303)
    try:
        await run_in_threadpool(remember, workbench_of(request).shared.now(), upload, form)
    except SocEvidenceError as error:
        return await run_in_threadpool(_shown, request, upload, f"{error.message} {error.remedy}", 422)
    if action == "take":
        return await run_in_threadpool(_take, request, upload, str(form.get("seen", "")))
    return RedirectResponse(f"/contribute/{upload.key}", 303)


def _take(request: Request, upload: Upload, seen: str) -> Response:
    """Take an upload in, if nothing is wrong with it that was not seen."""
    bench = workbench_of(request)
    base, said = bench.shared.now(), upload.said
    if not said.allowed:
        return _shown(request, upload, "Say that your office may hand this in: tick it below.", 422)
    try:
        with planned_upload(base, upload, said) as (addition, rows):
            found = looked_at(base, upload, said, addition, rows)
            refused = _refusal(found, seen)
            written = [] if refused else base.take_in(addition)
    except SocEvidenceError as error:
        refused = f"{error.message} Nothing was taken in."
    if refused:
        return _shown(request, upload, refused, 422)
    upload.discard()
    bench.shared.changed()
    places = [path.relative_to(base.root).as_posix() for path in written]
    return page(request, "contributed.html", found=found, places=places)


def _refusal(found: LookedAt, seen: str) -> str:
    """Say why an upload is not taken in; an empty string where it is."""
    if found.unsaid:
        return "Say who contributes, for which office, and under which licence. Nothing was taken in."
    if found.errors:
        return "Something is wrong still. Nothing was taken in."
    return "" if found.digest == seen else "Something more was found; look at it. Nothing was taken in yet."


def with_remarks(request: Request) -> Response:
    """Return a copy of a workbook with what is wrong at its cells."""
    upload, name = _upload(request), request.path_params["name"]
    base = workbench_of(request).shared.now()
    with planned_upload(base, upload, upload.said) as (addition, _):
        for book in addition.books:
            if book.path.name == name:
                here = [finding for finding in addition.findings if finding.location.path == book.shown]
                return download(remarked(book, here), f"{book.path.stem}-remarks.xlsx")
    raise MissingError(f"No workbook {name} was handed in.", "Look at the list of files again.")


def _upload(request: Request) -> Upload:
    return upload_at(workbench_of(request).shared.workspace, request.path_params["key"])


ROUTES = [
    Route("/contribute", contribute),
    Route("/contribute", changing(hand_in), methods=["POST"]),
    Route("/contribute/{key}", handed_in),
    Route("/contribute/{key}", changing(change), methods=["POST"]),
    Route("/contribute/{key}/remarks/{name}", with_remarks),
]
