"""Rendering findings as text, JSON or SARIF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kb.common.paths import short_path
from kb.findings import Check, Finding
from kb.reports.json import render_json
from kb.reports.sarif import render_sarif
from kb.reports.text import render_text, summary

FORMATS = ("text", "json", "sarif")
"""The formats that every command with findings offers."""

__all__ = ["FORMATS", "render_findings", "shortened", "summary"]


def render_findings(findings: Sequence[Finding], form: str, checks: Iterable[Check] = ()) -> str:
    """Render findings in one of FORMATS, with paths as seen from the working folder."""
    findings = shortened(findings)
    if form == "json":
        return render_json(findings)
    if form == "sarif":
        return render_sarif(findings, checks)
    return render_text(findings)


def shortened(findings: Iterable[Finding], start: Path | None = None) -> list[Finding]:
    """Return the findings with paths as seen from `start`, else the working folder."""
    return [_shortened(finding, start) for finding in findings]


def _shortened(finding: Finding, start: Path | None) -> Finding:
    message = finding.message
    for place in finding.elsewhere:
        message = message.replace(place.path, short_path(place.path, start))
    where = replace(finding.location, path=short_path(finding.location.path, start))
    return replace(finding, message=message, location=where)
