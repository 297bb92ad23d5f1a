"""Claims with what bears on them, and the objections ledger."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.kept_answers import kept
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.pages.record_pages import record_page
from kb.standing.support import Support


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in the list of claims."""

    id: str
    title: str
    statement: str
    support: Support
    principles: tuple[str, ...]


def claims(request: Request) -> Response:
    """List the claims with how well each is supported."""
    base = workbench_of(request).shared.now()
    only_open = request.query_params.get("open") == "1"
    rows = [
        ClaimRow(claim.id, claim.title, claim.statement, base.support(claim.id), claim.principles)
        for claim in base.records.claims.values()
    ]
    shown = [row for row in rows if not only_open or row.support.verdict != "supported"]
    return page(request, "claims.html", rows=shown, total=len(rows), only_open=only_open)


def claim(request: Request) -> Response:
    """Show a claim: its sentence, then support and dispute side by side."""
    base = workbench_of(request).shared.now()
    identifier = request.path_params["id"]
    return record_page(
        request, base, f"claim/{identifier}", "claim.html", support=lambda: base.support(identifier)
    )


def objections(request: Request) -> Response:
    """Show the ledger: every objection, who raised it, and what answers it."""
    base = workbench_of(request).shared.now()
    states = {entry.id: entry for entry in base.coverage() if entry.section == "objections"}
    only_open = request.query_params.get("open") == "1"
    rows = [
        (objection, states[objection.id])
        for objection in base.records.objections.values()
        if objection.id in states
    ]
    shown = [row for row in rows if not only_open or row[1].open]
    return page(request, "objections.html", rows=shown, total=len(rows), only_open=only_open)


ROUTES = [
    Route("/claims", kept(claims)),
    Route("/claim/{id}", kept(claim)),
    Route("/objections", kept(objections)),
]
