"""Findings for code-review tools: SARIF 2.1.0 (OASIS, 27 March 2020)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from kb.findings import Check, Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render_sarif(findings: Sequence[Finding], checks: Iterable[Check]) -> str:
    """Return one SARIF run; `checks` describes the rules that the findings may name."""
    used = {finding.check for finding in findings}
    rules = [_rule(check) for check in sorted(checks) if check.id in used]
    driver = {
        "name": "soc-evidence",
        "version": version("soc-evidence"),
        "rules": rules,
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding) for finding in findings],
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "shortDescription": {"text": check.problem},
        "help": {"text": check.fix},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
    }


def _result(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.location.path)}}
    if finding.location.line:
        place["region"] = {
            "startLine": finding.location.line,
            "startColumn": max(1, finding.location.column),
        }
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.location.cell:
        location["logicalLocations"] = [{"name": finding.location.cell, "kind": "cell"}]
    text = f"{finding.message} {finding.fix}".strip()
    return {
        "ruleId": finding.check,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [location],
    }
