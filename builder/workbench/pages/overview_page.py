"""The first page: what the workspace holds, what is left to do, and where each reader goes next."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.left_to_do import left_to_do
from builder.workbench.page_filters import plural
from builder.workbench.page_templates import page, workbench_of
from kb.common.dates_and_numbers import read_day, today
from kb.model.docket_records import Docket


def overview(request: Request) -> Response:
    """Show what there is and what is left to do."""
    bench = workbench_of(request)
    base = bench.shared.now()
    records = base.records
    held = (
        ("claim", len(records.claims), "/claims"),
        ("objection", len(records.objections), "/objections"),
        ("source", len(records.sources), "/sources"),
        ("statement with a source", len(records.evidence), "/search?kind=evidence"),
        ("duty", len(records.duties), "/matrix"),
        ("law", len(records.laws), "/laws"),
        ("decision of the committee", len(records.decisions), "/ask/committee-decisions"),
    )
    return page(
        request,
        "overview.html",
        held=[(plural(count, one, _MANY.get(one, "")), address) for one, count, address in held if count],
        left=left_to_do(bench),
        dockets=[(docket, _days_left(docket)) for docket in records.dockets.values()],
        example=next((f"/soc/{duty.occupation}" for duty in records.duties.values()), "/occupations"),
        root=str(base.root),
        own=len(base.workspace.layers) > 1,
    )


_MANY = {
    "duty": "duties",
    "statement with a source": "statements with a source",
    "decision of the committee": "decisions of the committee",
}


def _days_left(docket: Docket) -> int | None:
    """Return the days to a docket's close, negative after it; None where no day is known."""
    closes = read_day(docket.closed) if docket.closed else None
    return (closes - today()).days if closes else None


ROUTES = [Route("/", overview)]
