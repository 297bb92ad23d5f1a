"""Occupations and groups side by side, as `compare` puts them; the address gives the same page again."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.downloads import download
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.side_by_side import fact_tables
from kb.analysis.compare import FUNCTIONS, SECTIONS, Comparison
from kb.analysis.compared_figures import EMPLOYMENT, OTHER, TRAINING, WAGES
from kb.analysis.comparison_charts import chart_of
from kb.analysis.comparison_rows import comparison_csv
from kb.analysis.group_share_text import remarks
from kb.analysis.group_shares import GroupShare
from kb.api import Base
from kb.charts.svg import svg
from kb.common.output import as_json
from kb.errors import MissingError, SocEvidenceError, UsageError

_FORMATS = ("csv", "json", "svg")
_AT_FIRST = (FUNCTIONS, TRAINING, WAGES, EMPLOYMENT)
"""What is compared where nothing is chosen."""
_NAMES = {
    OTHER: "other figures",
    "elsewhere": "other classifications",
    "context": "work context",
    "values": "work values",
    "styles": "work styles",
}


def compare(request: Request) -> Response:
    """Show occupations side by side; without any, ask for them."""
    base = workbench_of(request).shared.now()
    asked = request.query_params
    codes = [code for text in asked.getlist("codes") for code in text.replace(",", " ").split()]
    codes = list(dict.fromkeys(codes))
    chosen = asked.getlist("by") or list(_AT_FIRST)
    whole, series = "whole" in asked, "series" in asked
    found = error = None
    try:
        found = base.compare(codes, by=chosen, whole=whole, series=series) if codes else None
    except SocEvidenceError as caught:
        error = caught
    form = asked.get("format", "")
    if form and found:
        return _download(found, form)
    described = sorted({duty.occupation for duty in base.records.duties.values()})
    return page(
        request,
        "compare.html",
        400 if error else 200,
        error=error,
        found=found,
        codes=codes,
        chosen=chosen,
        sections=[(name, _NAMES.get(name, name)) for name in SECTIONS],
        whole=whole,
        series=series,
        described=[(code, base.records.titles.get(code, "")) for code in described],
        tables=fact_tables(found, base.records.label, series=series) if found else (),
        shares=list(_shares(base, found)) if found else (),
        remarks=remarks,
        chart=_chart(found) if found else None,
        address="/compare?" + urlencode([pair for pair in asked.multi_items() if pair[0] != "format"]),
        formats=_FORMATS,
    )


def _shares(base: Base, found: Comparison) -> Iterator[GroupShare]:
    """Yield the shares on record of the groups that were named, as far as jobs are compared."""
    if EMPLOYMENT in found.sections:
        for group in found.groups:
            try:
                yield from base.shares(group.code)
            except MissingError:  # of most groups no share is on record
                continue


def _chart(found: Comparison) -> Markup | None:
    try:
        picture = chart_of(found)
    except UsageError:  # nothing of it can be drawn
        return None
    return Markup(svg(picture.charts, picture.title))  # noqa: S704 - drawn and escaped by kb.charts


def _download(found: Comparison, form: str) -> Response:
    name = f"compare-{'-'.join(found.order[:4])}.{form}"
    if form == "csv":
        return download(comparison_csv(found).encode(), name)
    if form == "json":
        return download(as_json(found).encode(), name)
    if form == "svg":
        picture = chart_of(found)
        return download(svg(picture.charts, picture.title).encode(), name)
    raise UsageError(f"`{form}` is no format of a comparison.", f"There are {', '.join(_FORMATS)}.")


ROUTES = [Route("/compare", compare)]
