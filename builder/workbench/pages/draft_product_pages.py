"""What a draft is built into: the PDF, the Word file, the folder that is filed; each to be downloaded."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.open_draft import OpenDraft
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.request_guards import changing
from kb.api import open_base
from kb.findings import Finding, Severity
from kb.reports import shortened

WORKING = True
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def ready(request: Request) -> Response:
    """Say whether the saved draft can be filed, and offer what it is built into."""
    draft = _draft(request)
    found = draft.findings(draft.text())
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    return page(request, "draft_build.html", name=draft.path.name, errors=errors, count=len(found))


async def product(request: Request, form: FormData) -> Response:
    """Build the saved draft into what was asked for, and send it; a draft with errors is not filed."""
    draft, wanted = _draft(request), str(form.get("product", ""))
    make = _PRODUCTS.get(wanted)
    if make is None:
        return await run_in_threadpool(ready, request)
    data, name, media, refused = await run_in_threadpool(make, draft)
    if not data:
        return page(
            request, "draft_build.html", 422, name=draft.path.name, errors=refused, count=len(refused)
        )
    return Response(data, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


Product = tuple[bytes, str, str, list[Finding]]
"""Its bytes, its name, its media type; and the errors that refused it, where it has no bytes."""


def _pdf(draft: OpenDraft) -> Product:
    from builder.building import build

    result = build(draft.workspace, draft.path)
    return result.pdf, f"{draft.path.stem}.pdf", "application/pdf", _errors(draft, result.findings)


def _unfinished(draft: OpenDraft) -> Product:
    from builder.building import build

    result = build(draft.workspace, draft.path, draft_mode=True)
    return result.pdf, f"{draft.path.stem}-draft.pdf", "application/pdf", []


def _word(draft: OpenDraft) -> Product:
    from builder.building import as_word, examine

    data = as_word(examine(draft.workspace, draft.path), draft.workspace.root)
    return data, f"{draft.path.stem}.docx", _DOCX, []


def _folder(draft: OpenDraft) -> Product:
    """Return the folder that is filed, as one zip file."""
    from builder.bundle.bundling import bundle

    with tempfile.TemporaryDirectory(prefix="soc-evidence-") as place:
        made = bundle(open_base(draft.workspace), Path(place) / "filing", draft.path)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted((Path(place) / "filing").rglob("*")):
                if path.is_file():
                    packed.write(path, Path(draft.path.stem, path.relative_to(Path(place) / "filing")))
        data = b"" if made.result.refused else buffer.getvalue()
        return data, f"{draft.path.stem}-filing.zip", "application/zip", _errors(draft, made.result.findings)


def _errors(draft: OpenDraft, found: Iterable[Finding]) -> list[Finding]:
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    return shortened(errors, draft.workspace.root)


_PRODUCTS: dict[str, Callable[[OpenDraft], Product]] = {
    "pdf": _pdf,
    "draft-pdf": _unfinished,
    "word": _word,
    "filing": _folder,
}


def _draft(request: Request) -> OpenDraft:
    return workbench_of(request).drafts.at(request.path_params["name"])


ROUTES = [
    Route("/draft/{name}/build", ready),
    Route("/draft/{name}/build", changing(product), methods=["POST"]),
]
