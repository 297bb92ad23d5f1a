"""What a draft answers of all that it owes, and what not yet."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.page_templates import page, workbench_of
from builder.workbench.record_addresses import address_of_name

WORKING = True
_KINDS = {
    "claims": "claim",
    "objections": "objection",
    "principles": "principle",
    "guidelines": "guideline",
    "required items": "required-item",
}


def covered(request: Request) -> Response:
    """Show the claims that the saved draft argues, and what it owes a reply, with its sections."""
    from builder.draft_coverage import coverage

    bench = workbench_of(request)
    draft = bench.drafts.at(request.path_params["name"])
    # `coverage` refreshes the base that it is given, and others share ours
    entries = coverage(bench.shared.workspace, draft.path)
    rows = [
        (entry, address_of_name(f"{_KINDS[entry.section]}/{entry.id}") if entry.section in _KINDS else "")
        for entry in entries
    ]
    return page(
        request,
        "draft_coverage.html",
        name=draft.path.name,
        rows=rows,
        left=sum(entry.open for entry in entries),
    )


ROUTES = [Route("/draft/{name}/coverage", covered)]
