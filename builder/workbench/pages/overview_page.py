"""The first page: what the workspace holds, what is left to do, and where each reader goes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.page_templates import page, plural, workbench_of
from kb.api import Base
from kb.common.dates_and_numbers import read_day, today
from kb.model.docket_records import Docket


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something left to do, with where it is done."""

    text: str
    address: str


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
        to_do=list(_to_do(base)),
        waiting=() if bench.read_only else _waiting(base),
        dockets=[(docket, _days_left(docket)) for docket in records.dockets.values()],
        example=next((f"/soc/{duty.occupation}" for duty in records.duties.values()), "/occupations"),
        root=str(base.root),
        own=len(base.workspace.layers) > 1,
        draft=base.workspace.draft,
    )


_MANY = {
    "duty": "duties",
    "statement with a source": "statements with a source",
    "decision of the committee": "decisions of the committee",
}


def _to_do(base: Base) -> Iterator[ToDo]:
    left = Counter(entry.section for entry in base.coverage() if entry.open)
    where = {"claims": "/claims?open=1", "objections": "/objections?open=1"}
    for section, count in left.items():
        address = where.get(section, "/notice")
        one = section.removesuffix("s")
        if section == "claims":
            yield ToDo(f"{plural(count, one)} without enough support", address)
        elif section != "topics":
            yield ToDo(f"{plural(count, one)} that no supported claim answers", address)


def _waiting(base: Base) -> tuple[tuple[str, int], ...]:
    """Return the offices whose contributions wait, with how many rows do."""
    if len(base.workspace.layers) == 1:
        return ()
    found = (
        (review.office, sum(row.outcome == "waiting" for row in review.rows)) for review in base.review()
    )
    return tuple((office, count) for office, count in found if count)


def _days_left(docket: Docket) -> int | None:
    """Return the days to a docket's close, negative after it; None where no day is known."""
    closes = read_day(docket.closed) if docket.closed else None
    return (closes - today()).days if closes else None


ROUTES = [Route("/", overview)]
