"""What a notice asks: its topics, what information a proposal must give, its kinds of comment, its limits."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.kept_answers import kept
from builder.workbench.page_templates import page, workbench_of
from kb.errors import MissingError


def notice(request: Request) -> Response:
    """Show a docket's rules with what covers each in the base."""
    base = workbench_of(request).shared.now()
    dockets = base.records.dockets
    if not dockets:
        raise MissingError("No docket is on record.", "Make one: soc-evidence new docket")
    chosen = request.query_params.get("id", "") or next(reversed(dockets))
    docket = dockets.get(chosen)
    if docket is None:
        raise MissingError(f"There is no docket `{chosen}`.", f"There are {', '.join(dockets)}.")
    entries = base.coverage(chosen)
    return page(
        request,
        "notice.html",
        docket=docket,
        others=[other for other in dockets.values() if other.id != chosen],
        covered={(entry.section, entry.id): entry for entry in entries},
        principles=base.records.principles.values(),
        invoked=[entry for entry in entries if entry.section in ("principles", "guidelines")],
        limits=[(name.replace("-", " "), f"{value:,}") for name, value in docket.limits.items()]
        + [(name.replace("-", " "), ", ".join(values)) for name, values in docket.limit_texts.items()],
    )


ROUTES = [Route("/notice", kept(notice))]
