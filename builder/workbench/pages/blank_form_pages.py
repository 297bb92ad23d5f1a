"""Forms to fill in elsewhere and hand in later, and what the office has as one file to send."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.downloads import download
from builder.workbench.page_templates import page, workbench_of
from kb.errors import MissingError, UsageError
from kb.reports import shortened

WORKING = True


def blank_form(request: Request) -> Response:
    """Return the workbook for offices, a sheet, or a record to fill in."""
    base = workbench_of(request).shared.now()
    subject, form = request.path_params["subject"], request.path_params["form"]
    name = f"{subject}.{form}"
    if name == "workbook.xlsx":
        return download(base.empty_workbook(), name)
    if form in ("csv", "xlsx"):
        return download(base.empty_sheet(subject, form), name)
    if form == "yaml":
        return download(base.scaffold(subject, f"new-{subject}").encode(), name)
    raise MissingError(f"There is no form {name}.", "Choose one under Contribute.")


def pack(request: Request) -> Response:
    """Return everything of the office as one file for whoever keeps a larger base; or what is wrong."""
    base = workbench_of(request).shared.now()
    asked = request.query_params
    try:
        made = base.pack(documents="documents" in asked, personal_data="personal-data" in asked)
    except UsageError as error:
        raise UsageError(error.message, "Hand in what your office has first, under Contribute.") from error
    if made.refused:
        return page(request, "unpacked.html", 422, findings=shortened(made.findings, base.root))
    return download(made.data, made.file_name)


ROUTES = [Route("/forms/{subject}.{form}", blank_form), Route("/pack", pack)]
