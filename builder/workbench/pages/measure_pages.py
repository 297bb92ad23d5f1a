"""How else a count could have come out, and what a move would change."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.kept_answers import kept
from builder.workbench.page_templates import page, workbench_of
from kb.analysis.impact_text import impact_csv, occupations_after
from kb.analysis.sensitivity_text import counted, sensitivity_chart, sensitivity_csv, span_said
from kb.charts.svg import svg
from kb.model.classification import default_classification

_CSV = "text/csv; charset=utf-8"


def sensitivity(request: Request) -> Response:
    """Show the count of functions under every rule, for some occupations."""
    base = workbench_of(request).shared.now()
    described = sorted({duty.occupation for duty in base.records.duties.values()})
    codes = request.query_params.get("codes", "").split() or described
    found = base.sensitivity(codes)
    if request.query_params.get("format") == "csv":
        return _sent(sensitivity_csv(found), "sensitivity.csv")
    chart = sensitivity_chart(found, {code: base.records.titles.get(code, code) for code in found.codes})
    return page(
        request,
        "sensitivity.html",
        found=found,
        codes=" ".join(codes),
        counted=counted,
        span=span_said,
        titles=base.records.titles,
        chart=Markup(svg([chart], chart.title)),  # noqa: S704 - drawn and escaped by kb.charts
    )


def impact(request: Request) -> Response:
    """Show what moving an occupation to a group changes; without both, ask for them."""
    base = workbench_of(request).shared.now()
    code, to = request.query_params.get("code", "").strip(), request.query_params.get("to", "").strip()
    found = base.impact(code, to) if code and to else None
    if found and request.query_params.get("format") == "csv":
        return _sent(impact_csv(found), f"impact-{code}-{to}.csv")
    return page(
        request,
        "impact.html",
        found=found,
        code=code,
        to=to,
        example=default_classification().example,
        left=occupations_after,
    )


def _sent(text: str, name: str) -> Response:
    headers = {"Content-Type": _CSV, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, headers=headers)


ROUTES = [Route("/sensitivity", kept(sensitivity)), Route("/impact", kept(impact))]
