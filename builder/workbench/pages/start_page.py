"""Beginning: a workspace and a draft that fit a case, made from a form."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from builder.workbench.page_templates import page, workbench_of
from builder.workbench.request_guards import changing
from builder.workspace import DRAFT, Contributor, make_draft, make_workspace
from kb.api import Base
from kb.errors import SocEvidenceError
from kb.workspace import open_workspace

WORKING = True
_LICENCE = "CC-BY-4.0"
_FIELDS = ("docket", "occupation", "proposes", "position", "kind", "name", "organization", "file")


def start(request: Request) -> Response:
    """Ask what the comment is about."""
    return _asked(request, dict(request.query_params), None)


def _asked(request: Request, given: dict[str, str], error: SocEvidenceError | None) -> Response:
    from builder.draft.front_matter import POSITIONS
    from builder.skeleton import example_front

    base = workbench_of(request).shared.now()
    usual = example_front()
    dockets = sorted(base.records.dockets.values(), key=lambda docket: docket.opened, reverse=True)
    return page(
        request,
        "start.html",
        400 if error else 200,
        given={
            "occupation": usual.occupation,
            "proposes": usual.proposes,
            **{field: "" for field in _FIELDS if field not in ("occupation", "proposes")},
            "file": "submission.md",
            **{field: given[field] for field in _FIELDS if field in given},
        },
        dockets=dockets,
        kinds=list({kind.notation: kind for docket in dockets for kind in docket.comment_kinds}.values()),
        positions=POSITIONS,
        error=error,
        root=str(base.root),
        there=len(base.workspace.layers) > 1,
    )


async def begin(request: Request, form: FormData) -> Response:
    """Write the workspace, or a further draft of it, and open the draft."""
    given = {field: str(form.get(field, "")).strip() for field in _FIELDS}
    bench = workbench_of(request)
    try:
        name = await run_in_threadpool(_made, bench.shared.now(), given)
    except SocEvidenceError as error:
        return await run_in_threadpool(_asked, request, given, error)
    bench.reopen(open_workspace(bench.shared.workspace.root))
    return RedirectResponse(f"/draft/{name}", 303)


def _made(base: Base, given: dict[str, str]) -> str:
    from builder.skeleton import make_case, skeleton

    case = make_case(
        base, given["occupation"], given["proposes"], given["position"], given["kind"], given["docket"]
    )
    text = skeleton(case, base, given["name"], given["organization"])
    if len(base.workspace.layers) > 1:
        return make_draft(base.workspace, given["file"] or "submission.md", text).name
    contributor = Contributor(given["name"], given["organization"], _LICENCE)
    make_workspace(base.root, contributor, {DRAFT: text})
    return "submission.md"


ROUTES = [Route("/start", start), Route("/start", changing(begin), methods=["POST"])]
