"""Findings for programs: a JSON array of objects."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kb.findings import Finding


def render_json(findings: Sequence[Finding]) -> str:
    """Return the findings as a JSON array, in the order given."""
    rows = [
        {
            "check": finding.check,
            "level": finding.severity.label,
            "message": finding.message,
            "fix": finding.fix,
            "path": finding.location.path,
            "line": finding.location.line,
            "column": finding.location.column,
            **({"cell": finding.location.cell} if finding.location.cell else {}),
            **({"subject": finding.subject} if finding.subject else {}),
        }
        for finding in findings
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
