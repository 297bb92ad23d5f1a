"""Findings as text for people, as JSON for programs, and as SARIF 2.1.0 (OASIS, 2020) for code review.

Text is `path:line:col: level[check] message`, in a workbook `path:cell:`, and then what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kb.common.files import short_path
from kb.common.output import as_json
from kb.findings import Check, Finding, Severity

FORMATS = ("text", "json", "sarif")
"""The formats that every command with findings offers."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render_findings(findings: Sequence[Finding], form: str, checks: Iterable[Check] = ()) -> str:
    """Render findings in one of FORMATS, with paths as seen from the working folder.

    `checks` describes the rules that SARIF names.
    """
    findings = shortened(findings)
    if form == "json":
        return _json(findings)
    if form == "sarif":
        return _sarif(findings, checks)
    return _text(findings)


def shortened(findings: Iterable[Finding], start: Path | None = None) -> list[Finding]:
    """Return the findings with paths as seen from `start`, else the working folder."""
    return [_shortened(finding, start) for finding in findings]


def _shortened(finding: Finding, start: Path | None) -> Finding:
    message = finding.message
    for place in finding.elsewhere:
        message = message.replace(place.path, short_path(place.path, start))
    path = short_path(finding.location.path, start)
    fix = finding.fix
    if Path(finding.location.path).is_absolute():
        fix = fix.replace(finding.location.path, path)
    return replace(finding, message=message, fix=fix, location=replace(finding.location, path=path))


def _text(findings: Sequence[Finding]) -> str:
    """Return the findings as text, one or two lines each, ending with a line break unless empty."""
    lines: list[str] = []
    for finding in findings:
        place = visible(str(finding.location))
        level = finding.severity.label
        lines.append(f"{place}: {level}[{finding.check}] {visible(finding.message)}")
        if finding.fix:
            lines.append(f"    help: {visible(finding.fix)}")
    return "".join(f"{line}\n" for line in lines)


def summary(findings: Sequence[Finding]) -> str:
    """Return a one-line count such as `2 errors, 1 warning`, or `no findings`."""
    parts = []
    for severity in sorted(Severity, reverse=True):
        count = sum(finding.severity is severity for finding in findings)
        if count:
            parts.append(f"{count} {severity.label}{'s' if count > 1 else ''}")
    return ", ".join(parts) or "no findings"


def visible(text: str) -> str:
    """Show line breaks and other controls as escapes, so that a file cannot steer the terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _json(findings: Sequence[Finding]) -> str:
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
    return as_json(rows)


def _sarif(findings: Sequence[Finding], checks: Iterable[Check]) -> str:
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
    return as_json(log)


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
