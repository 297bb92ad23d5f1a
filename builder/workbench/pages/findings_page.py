"""What is wrong with the records: the findings of `check`, as the files are now."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.page_templates import page, workbench_of
from kb.findings import Severity
from kb.reports import shortened

WORKING = True


def findings(request: Request) -> Response:
    """List the findings on the records, the worst first."""
    base = workbench_of(request).shared.now()
    found = shortened(base.check(), base.root)
    level = request.query_params.get("level", "")
    shown = [each for each in found if level in ("", each.severity.label)]
    count = Counter(each.severity.label for each in found)
    return page(
        request,
        "findings.html",
        findings=sorted(shown, key=lambda each: -each.severity),
        count=[(severity.label, count[severity.label]) for severity in reversed(Severity)],
        level=level,
    )


ROUTES = [Route("/findings", findings)]
